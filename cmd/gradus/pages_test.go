package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

var anyHash = regexp.MustCompile(`,\n  "hash": "any"`)

// sealed returns the file of the sample class's report, with the hash that the
// golden file leaves out.
func sealed(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "class.golden.json"))
	require.NoError(t, err)
	bare := anyHash.ReplaceAll(text, nil)
	require.NotEqual(t, text, bare)
	sum := sha256.Sum256(bare)
	text = anyHash.ReplaceAll(text, []byte(fmt.Sprintf(",\n  \"hash\": \"sha256:%s\"", hex.EncodeToString(sum[:]))))
	path := filepath.Join(t.TempDir(), "class.json")
	require.NoError(t, os.WriteFile(path, text, 0o644))
	return path
}

// samplePages writes the pages of the sample class as a user does.
func samplePages(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "pages")
	args := []string{"gradus", "report", sealed(t), "--format", "html=" + folder, "--submissions", filepath.Join("testdata", "class")}
	var stdout, stderr bytes.Buffer
	require.Equal(t, exitGraded, run(t.Context(), args, strings.NewReader(""), &stdout, &stderr), stderr.String())
	assert.Empty(t, stdout.String())
	return folder
}

// creates makes pages in a folder.
func creates(folder string) report.Create {
	return copyOf{path: folder}.create
}

// sampleClass is the sample class as it was graded.
func sampleClass(t *testing.T) grader.Class {
	t.Helper()
	file, err := os.Open(sealed(t))
	require.NoError(t, err)
	defer file.Close()
	class, err := report.ReadJSON(file)
	require.NoError(t, err)
	return class
}

// worstPages writes the pages of two students whose every text is as bad as it
// can be: markup, no blank to break a line at, and the wrong direction.
func worstPages(t *testing.T, folder string) {
	t.Helper()
	worst := "<script>alert(1)</script>\u202e\x1b[31m\x00" + strings.Repeat("x", 300) + "\nsecond line \xff"
	reports := slices.Collect(sampleClass(t).Reports)[1:3]
	for i := range reports {
		r := &reports[i]
		r.Submission, r.Notes = fmt.Sprint(i, worst), []string{worst}
		r.Students = []grader.Student{{Name: worst, ID: worst, Email: worst}}
		r.Corrections = []grader.Correction{{Points: 1, Who: worst, Why: worst}}
		for j := range r.Results {
			result := &r.Results[j]
			result.Status, result.Summary = grader.Failed, fmt.Sprint(worst, j)
			result.Findings = []grader.Finding{{Where: worst, Got: worst, Want: worst, Off: worst, Why: worst, Code: worst}}
		}
	}
	require.NoError(t, report.HTML(creates(folder), grader.Class{Rubric: worst}.With(reports), report.Options{}))
}

// onlyStudent returns the path of a student's page of worstPages.
func onlyStudent(t *testing.T, folder string) string {
	t.Helper()
	pages, err := filepath.Glob(filepath.Join(folder, "worst", "students", "*.html"))
	require.NoError(t, err)
	require.Len(t, pages, 2)
	return "students/" + filepath.Base(pages[0])
}

// thousands writes the page of a class of n, and nobody else's.
func thousands(t *testing.T, folder string, n int) {
	t.Helper()
	class := grader.Class{Size: n, Reports: func(yield func(grader.Report) bool) {
		for i := range n {
			if !yield(numbered(i)) {
				return
			}
		}
	}}
	only := func(name string) (io.WriteCloser, error) {
		if name == "index.html" {
			return creates(folder)(name)
		}
		return nowhere{io.Discard}, nil
	}
	require.NoError(t, report.HTML(only, class, report.Options{}))
}

type nowhere struct{ io.Writer }

func (nowhere) Close() error { return nil }

// numbered is a student of thousands, with points in no order.
func numbered(i int) grader.Report {
	var results []grader.Result
	for j, e := range specs.Catalogue() {
		r := grader.Result{Exercise: e.ID, Check: string(e.ID) + "/check", Points: e.Points, Status: grader.Passed, Earned: e.Points, Summary: "right"}
		if (i*7+j*5)%11 < 4 {
			r.Status, r.Earned = grader.Partial, r.Points/4
		}
		results = append(results, r)
	}
	return grader.NewReport(grader.Submission{Name: fmt.Sprintf("Student Number %d, of a long name", i)}, nil, results)
}

// TestPages writes the pages of the sample class from its saved report.
func TestPages(t *testing.T) {
	folder := samplePages(t)
	students, err := os.ReadDir(filepath.Join(folder, "students"))
	require.NoError(t, err)
	assert.Len(t, students, 26, "a page for everybody")
	for _, s := range students {
		info, err := s.Info()
		require.NoError(t, err)
		assert.Less(t, info.Size(), int64(200_000), "%s is a page, not a download", s.Name())
	}
	bela := readPage(t, folder, "students/bela.html")
	assert.Contains(t, bela, "∂L/∂w: the factor x is missing", "what cost the points")
	assert.Contains(t, bela, "and x = 1 so both get dA", "the student's own code")
	assert.Contains(t, readPage(t, folder, "students/jun.html"), `<mark data-n="27">`, "the line that does not compile")
	assert.Contains(t, readPage(t, folder, "index.html"), `<a href="students/bela.html">`)
}

// TestPagesKnowWhatWasGraded shows no code beside a report that is of another.
func TestPagesKnowWhatWasGraded(t *testing.T) {
	changed := filepath.Join(t.TempDir(), "class")
	require.NoError(t, os.CopyFS(changed, os.DirFS(filepath.Join("testdata", "class"))))
	file := filepath.Join(changed, "bela", "precision_relu.go")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, append(text, "// since\n"...), 0o644))
	folder := t.TempDir()
	var stdout, stderr bytes.Buffer
	require.Equal(t, exitGraded, run(t.Context(), []string{"gradus", "report", sealed(t), "--format", "html=" + folder, "--submissions", changed}, nil, &stdout, &stderr), stderr.String())
	assert.NotContains(t, readPage(t, folder, "students/bela.html"), "<pre>")
	assert.Contains(t, readPage(t, folder, "students/mateo.html"), "<pre>", "the others have theirs")
}

func readPage(t *testing.T, folder, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
	require.NoError(t, err)
	return string(text)
}
