package main

import (
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"github.com/gradus-grader/gradus/grader/report"
)

// runnerOf reads what Classroom 50 says in the environment.
func runnerOf(env func(string) string) report.Runner {
	owner := env("OWNER")
	if owner == "" {
		owner = env("USERNAME")
	}
	return report.Runner{
		Classroom: env("CLASSROOM"), Assignment: env("ASSIGNMENT"), Kind: env("ASSIGNMENT_TYPE"), Owner: owner,
		Submission: env("SUBMISSION_TAG"), Commit: env("COMMIT_URL"), Release: env("RELEASE_URL"), Review: env("REVIEW_URL"),
		Graded: time.Now().UTC(),
	}
}

// colorful reports whether what is written to w may have colour: on a terminal
// whose user has not said otherwise (no-color.org).
func colorful(w io.Writer, env func(string) string) bool {
	f, ok := w.(*os.File)
	return ok && env("NO_COLOR") == "" && env("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}
