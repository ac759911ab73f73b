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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
