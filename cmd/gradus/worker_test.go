package main

import (
	"os"
	"testing"
)

// TestMain makes the test binary a worker, as which run starts it.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == workerCommand {
		os.Exit(work(os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}
