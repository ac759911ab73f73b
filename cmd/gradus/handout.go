package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader/handout"
	"github.com/gradus-grader/gradus/grader/manifest"
	"github.com/gradus-grader/gradus/specs"
)

// The flags of handout.
const (
	flagExercises = "exercises"
	flagVerify    = "verify"
	flagUpdate    = "update"
)

func handoutCommand() *cli.Command {
	return &cli.Command{
		Name:      "handout",
		Usage:     "write the repository that students work in, or tell what they changed in it",
		ArgsUsage: "DIR",
		Description: "DIR gets the sheets, stubs, checks and this command, workflows for GitHub and\n" +
			"GitLab, and a README for students; no answer key and no seed.\n\n" +
			"Exit codes: 0 done, and with --verify nothing protected was changed, 1 with --verify\n" +
			"something was, 2 the command was not understood or names what is not there, 3 the\n" +
			"files could not be read or written.",
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: flagExercises, Usage: "hand out only the exercises `ID,ID...`"},
			&cli.BoolFlag{Name: flagVerify, Usage: "tell which files of DIR, the student's own apart, are not as this program hands them out; with the same --exercises"},
			&cli.BoolFlag{Name: flagUpdate, Usage: "write the protected files of a handout anew, never a Go file of the student's"},
		},
		Action: handOut,
	}
}

func handOut(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("gradus handout DIR writes the repository for students to DIR", "gradus handout takes one folder")
	}
	dir, verify, update := c.Args().First(), c.Bool(flagVerify), c.Bool(flagUpdate)
	if verify && update {
		return usage("look first, then update", "--%s and --%s are two commands", flagVerify, flagUpdate)
	}
	var ids []specs.ID
	for _, id := range c.StringSlice(flagExercises) {
		ids = append(ids, specs.ID(strings.TrimSpace(id)))
	}
	command, err := handedOut()
	if err != nil {
		return err
	}
	files, err := handout.Of(ids, command)
	if err != nil {
		return usage("gradus list names the exercises", "%w", err)
	}
	if verify {
		return verifyHandout(c, dir, files)
	}
	if err := fitFor(dir, update); err != nil {
		return err
	}
	if err := writeHandout(dir, files, update); err != nil {
		return err
	}
	fmt.Fprintf(c.App.Writer, "%s is ready: cd there and run go test ./student. It is the repository to give to students; README.md is for them.\n", dir)
	return nil
}

// handedOut returns those files of this command that students get. What is kept
// from them is for those who give a course, and reached by course.go alone.
func handedOut() (map[string][]byte, error) {
	kept := []string{
		"adjust.go", "again.go", "arrivals.go", "course.go", "diff.go", "figures.go", "gradebook.go", "handout.go", "history.go", "late.go", "moved.go", "mutate.go", "record.go", "report.go", "source.go",
	}
	entries, err := sources.ReadDir(".")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if slices.Contains(kept, e.Name()) || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		if files[e.Name()], err = sources.ReadFile(e.Name()); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// fitFor tells whether a handout may be written to a folder: nobody's work is
// overwritten.
func fitFor(dir string, update bool) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !update:
		return nil
	case err != nil:
		return usage("name a folder that is empty or not there yet", "%w", reason(err))
	case update && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == manifest.File }):
		return usage("without --"+flagUpdate+" a new one is made", "%q is no handout: it has no %s", dir, manifest.File)
	case !update && len(entries) > 0:
		return usage("name a new folder; --"+flagUpdate+" renews a handout and leaves the student's files as they are", "%q is not empty", dir)
	}
	return nil
}

// writeHandout writes the files; an update, only the protected ones.
func writeHandout(dir string, files map[string][]byte, update bool) error {
	for name, content := range files {
		if update && !manifest.Protected(name) {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(path), 0o777)
		if err == nil {
			err = os.WriteFile(path, content, 0o666)
		}
		if err != nil {
			return unwritten(path, reason(err))
		}
	}
	return nil
}

// verifyHandout compares with what this program hands out, and not with what the
// repository says of itself.
func verifyHandout(c *cli.Context, dir string, files map[string][]byte) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usage("name the repository of a student", "there is no folder %q", dir)
	}
	want := manifest.Of(files)
	changes, err := want.Compare(os.DirFS(dir))
	if err != nil {
		return &failure{exitFailure, fmt.Errorf("read %q: %w", dir, err), "may its files be read?"}
	}
	if changes.None() {
		fmt.Fprintln(c.App.Writer, "every protected file is as it was handed out")
		return nil
	}
	for _, line := range changes.Lines() {
		fmt.Fprintln(c.App.Writer, oneLine(line))
	}
	if slices.Contains(changes.Changed, manifest.File) {
		fmt.Fprintln(c.App.ErrWriter, "gradus: note: the manifest differs too: another version of gradus, or other --"+flagExercises+", may have made this handout")
	}
	return errBelow
}
