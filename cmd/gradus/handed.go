package main

import (
	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/intake"
)

// flagSubmissions names what was handed in to a command that does not grade.
const flagSubmissions = "submissions"

func submissionsFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagSubmissions, Usage: "with html, show the code of the submissions at `PATH` beside what was found, where it is what was graded (repeat for more)"}
}

// showSubmissions shows what is where the flag says.
func (o output) showSubmissions(c *cli.Context) error {
	paths := c.StringSlice(flagSubmissions)
	if len(paths) == 0 {
		return nil
	}
	var hashes []string
	var files [][]grader.File
	err := intake.Reader{}.Each(paths, func(e intake.Entry) error {
		hashes, files = append(hashes, e.Hash()), append(files, e.Files)
		return nil
	})
	if err != nil {
		return unreadable(err)
	}
	o.show(filesOf(hashes, func(i int) []grader.File { return files[i] }))
	return nil
}

// filesOf finds what was handed in for a report among submissions, by the hash of
// what was graded: whoever has another program by now is shown none, and
// whoever is called otherwise by now is shown the right one.
func filesOf(hashes []string, get func(i int) []grader.File) func(grader.Report) []grader.File {
	at := make(map[string]int, len(hashes))
	for i, h := range hashes {
		at[h] = i
	}
	return func(r grader.Report) []grader.File {
		if i, ok := at[r.Source]; ok {
			return get(i)
		}
		return nil
	}
}

// files returns what was handed in for a report.
func (d *desk) files() func(grader.Report) []grader.File {
	var hashes []string
	for _, work := range d.work {
		hashes = append(hashes, work[:min(len(work), len(grader.Submission{}.Hash()))]) // before a refusal
	}
	return filesOf(hashes, func(i int) []grader.File {
		s, err := d.submission(i)
		d.note(err)
		return s.Files
	})
}
