package main

import (
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
)

// withoutCommands writes what a student may have had a hand in. Until the token,
// which nobody can guess, GitHub takes no line for a command.
func withoutCommands(w io.Writer, write func(w io.Writer) error) error {
	token := rand.Text()
	fmt.Fprintf(w, "::stop-commands::%s\n", token)
	err := write(w)
	if _, endErr := fmt.Fprintf(w, "\n::%s::\n", token); err == nil {
		err = endErr
	}
	return err
}

// summarize adds the report to the summary of a job. Names of files, which are
// the student's, stand in a block of code, each in one line.
func summarize(path string, class grader.Class, options report.Options, differences []string) error {
	if path == "" {
		return nil
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return unwritten(path, reason(err))
	}
	err = report.Markdown(f, class, options)
	if err == nil {
		_, err = fmt.Fprintf(f, "\n%s\n", differences[0])
	}
	if err == nil && len(differences) > 1 {
		_, err = fmt.Fprintf(f, "\n~~~text\n%s\n~~~\n", strings.Join(shortened(differences[1:]), "\n"))
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return unwritten(path, err)
	}
	return nil
}

// shortened keeps a list within what a summary has room for.
func shortened(lines []string) []string {
	const most = 50
	if len(lines) <= most {
		return lines
	}
	return append(lines[:most:most], fmt.Sprintf("  and %d more", len(lines)-most))
}
