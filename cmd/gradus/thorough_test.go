package main

import "os"

// thorough tells whether the proofs do all they can, which takes minutes: they do
// where CI is set. Where somebody waits, a sample must do.
func thorough() bool { return os.Getenv("CI") == "true" }
