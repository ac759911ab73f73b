package main

import (
	"context"
	"io"
	"os"
	"os/signal"

	"github.com/gradus-grader/gradus/grader/worker"
)

// workerCommand is the argument that makes this program a worker. It is not for
// people, so it is no command of the list.
const workerCommand = "worker"

// work is main for a worker. Ctrl-C is for the grader, which ends its workers.
func work(stdin io.Reader, stdout io.Writer) int {
	signal.Ignore(os.Interrupt)
	if err := worker.Serve(context.Background(), stdin, stdout); err != nil {
		return exitFailure
	}
	return exitGraded
}
