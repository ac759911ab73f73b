package engine_test

import (
	"context"
	"os"
	"testing"

	"github.com/gradus-grader/gradus/grader/worker"
)

// TestMain makes the test binary a worker, as which the engines start it.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "worker" {
		if worker.Serve(context.Background(), os.Stdin, os.Stdout) != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// workerCommand starts this program as a worker.
func workerCommand() []string { return []string{os.Args[0], "worker"} }
