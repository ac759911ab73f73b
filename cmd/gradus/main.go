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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
