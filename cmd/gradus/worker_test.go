package main

import (
	"os"
	"testing"
)

// gradusCommand is the argument that makes the test binary the program itself.
const gradusCommand = "as-gradus"

// TestMain makes the test binary a worker, as which run starts it, or the program
// itself, for tests that kill it.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == gradusCommand {
		os.Exit(interruptible(append([]string{"gradus"}, os.Args[2:]...)))
	}
	if len(os.Args) == 2 && os.Args[1] == workerCommand {
		os.Exit(work(os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}
