package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader/report"
)

func TestRunnerOf(t *testing.T) {
	env := map[string]string{"CLASSROOM": "c", "ASSIGNMENT": "a", "ASSIGNMENT_TYPE": "group", "USERNAME": "u", "SUBMISSION_TAG": "s", "COMMIT_URL": "https://c", "RELEASE_URL": "https://r", "REVIEW_URL": "https://v"}
	got := runnerOf(func(name string) string { return env[name] })
	assert.False(t, got.Graded.IsZero())
	got.Graded = report.Runner{}.Graded
	assert.Equal(t, report.Runner{Classroom: "c", Assignment: "a", Kind: "group", Owner: "u", Submission: "s", Commit: "https://c", Release: "https://r", Review: "https://v"}, got)
	env["OWNER"] = "o"
	assert.Equal(t, "o", runnerOf(func(name string) string { return env[name] }).Owner, "the owner of the repository is who it belongs to")
}

func TestColorful(t *testing.T) {
	assert.False(t, colorful(new(bytes.Buffer), func(string) string { return "" }), "a buffer is no terminal")
}
