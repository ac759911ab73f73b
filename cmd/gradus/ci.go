package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/intake"
	"github.com/gradus-grader/gradus/grader/manifest"
	"github.com/gradus-grader/gradus/grader/report"
)

// studentFolder is where a student's files lie in their repository.
const studentFolder = "student"

func ciCommand() *cli.Command {
	return &cli.Command{
		Name:  "ci",
		Usage: "grade a student's repository, at its root, as its CI does",
		Description: "Grades ./student and writes the report to standard output and, as JUnit, to\n" +
			manifest.Reports + "/junit.xml. On GitHub the report is the summary of the job too, and the\n" +
			"student's lines are annotated; for Classroom 50, result.json is written. It says\n" +
			"which files differ from the " + manifest.File + " of the repository, which finds slips and costs no\n" +
			"points: whoever means to can change both. Only ./student is graded elsewhere.\n\n" +
			"Exit codes: 0 graded, whatever the score, 1 the score is below --require, 2 the\n" +
			"command was not understood or names what is not there, 3 the grader itself failed.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: flagSeedFile, Usage: "draw the hidden cases from the secret text in `FILE`; without it, from the public seed for practice"},
			&cli.StringFlag{Name: flagRequire, Usage: "exit with 1 below `PERCENT` of the points"},
		},
		Action: ci,
	}
}

func ci(c *cli.Context) error {
	if c.NArg() > 0 {
		return usage("run it at the root of the student's repository; gradus grade takes other folders", "gradus ci takes no argument")
	}
	required, err := percentage(c.String(flagRequire))
	if err != nil {
		return err
	}
	seed, err := readSeed(c.String(flagSeedFile))
	if err != nil {
		return err
	}
	rubric, err := rubricFor(nil)
	if err != nil {
		return err
	}
	options := report.Options{Students: true, Folder: studentFolder, Doc: checkDoc(), Runner: runnerOf(os.Getenv)}
	var out output
	if out.copies, err = copiesOf(ciFormats(os.Getenv), "", options); err != nil {
		return err
	}
	differences, err := protectedFiles(os.DirFS("."))
	if err != nil {
		return err
	}
	class, err := newDesk()
	if err != nil {
		return err
	}
	defer class.close()
	err = intake.Reader{}.Each([]string{studentFolder}, func(e intake.Entry) error { return class.add(e.Submission) })
	if err != nil {
		return unreadable(err)
	}
	if err := os.MkdirAll(manifest.Reports, 0o777); err != nil {
		return unwritten(manifest.Reports, reason(err))
	}
	if err := out.ready(1); err != nil {
		return err
	}
	graded, err := gradeAll(c.Context, c.App.ErrWriter, true, engine.Config{Rubric: rubric, Seed: seed}, class)
	if err != nil {
		return err
	}
	options.Files = class.files()
	out.show(options.Files)
	shown := report.ForStudents(graded)
	if err := out.write(c.App.Writer, shown); err != nil {
		return err
	}
	if err := publish(c.App.Writer, os.Getenv, shown, options, differences); err != nil {
		return err
	}
	if err := sayNoKey(c.App.ErrWriter); err != nil {
		return err
	}
	return outcome(graded, required)
}

// protectedFiles says which files are not as they were handed out.
func protectedFiles(repository fs.FS) ([]string, error) {
	text, err := fs.ReadFile(repository, manifest.File)
	if errors.Is(err, fs.ErrNotExist) {
		return []string{"There is no " + manifest.File + " here, so nobody can tell what was changed."}, nil
	}
	if err != nil {
		return nil, usage("your instructor has the file as it was handed out", "read the manifest: %w", reason(err))
	}
	m, err := manifest.Parse(text)
	if err != nil {
		return []string{"The " + manifest.File + " was changed: " + err.Error() + "."}, nil
	}
	changes, err := m.Compare(repository)
	if err != nil {
		return nil, &failure{exitFailure, fmt.Errorf("compare with the manifest: %w", reason(err)), "may the files be read?"}
	}
	if changes.None() {
		return []string{"Every protected file is as it was handed out."}, nil
	}
	lines := []string{"These files differ from what was handed out. Your instructor grades the folder " + studentFolder + " with other copies of them."}
	for _, line := range changes.Lines() {
		lines = append(lines, "  "+oneLine(line))
	}
	return lines, nil
}

// ciFormats are the files that are written wherever this runs, and those that the
// environment asks for.
func ciFormats(env func(string) string) []string {
	formats := []string{"junit=" + filepath.Join(manifest.Reports, "junit.xml")}
	if env("CLASSROOM") != "" || env("SUBMISSION_TAG") != "" {
		formats = append(formats, "classroom50=result.json")
	}
	return formats
}

// publish shows the report where this runs: as a text and, on GitHub, beside the
// student's lines and as the summary of the job.
func publish(stdout io.Writer, env func(string) string, class grader.Class, options report.Options, differences []string) error {
	plain := func(w io.Writer) error {
		if err := report.Text(w, class, options); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w, "\n%s\n", strings.Join(differences, "\n"))
		return err
	}
	if env("GITHUB_ACTIONS") != "true" {
		return plain(stdout)
	}
	if err := withoutCommands(stdout, plain); err != nil {
		return err
	}
	if err := report.GitHub(stdout, class, options); err != nil {
		return err
	}
	return summarize(env("GITHUB_STEP_SUMMARY"), class, options, differences)
}

// sayNoKey says so where there is no answer key, as in a handout.
func sayNoKey(stderr io.Writer) error {
	key, err := keySubmission()
	if err == nil && len(key.Files) == 0 {
		fmt.Fprintln(stderr, "gradus: note: there is no answer key here; drawn questions are judged by what can be told without one, and in full when your instructor grades")
	}
	return err
}
