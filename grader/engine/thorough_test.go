package engine_test

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

// sample returns every nth of a list, or all of it where there is time for that.
func sample[T any](all []T, n int) []T {
	if thorough() {
		return all
	}
	var some []T
	for i := 0; i < len(all); i += n {
		some = append(some, all[i])
	}
	return some
}
