package main

import (
	"github.com/gradus-grader/gradus/grader"
)

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
