package main

import (
	"flag"
	"os"
)

// thorough tells whether the proofs do all they can, which takes minutes: they do
// where CI is set, and for whoever asks for them by name. Where somebody waits for
// all tests, a sample must do.
func thorough() bool {
	return os.Getenv("CI") == "true" || flag.Lookup("test.run").Value.String() != ""
}
