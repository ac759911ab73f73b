// Command gradus grades Go implementations of deep-learning exercises.
//
// It is the only place that knows of flags, environment, standard streams and
// exit codes; everything else is in the packages below grader.
package main

import (
	"context"
	"os"
	"os/signal"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == workerCommand {
		os.Exit(work(os.Stdin, os.Stdout))
	}
	os.Exit(interruptible(os.Args))
}

// interruptible runs a command until Ctrl-C, which it ends in order; the second
// one ends the process.
func interruptible(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, args, os.Stdin, os.Stdout, os.Stderr)
}
