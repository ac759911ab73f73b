package report_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
)

// writes returns how a format is written as one file: one of pages, page after
// page.
func writes(f report.Format) func(io.Writer, grader.Class, report.Options) error {
	if f.Pages == nil {
		return f.Write
	}
	return func(w io.Writer, c grader.Class, o report.Options) error {
		return f.Pages(func(string) (io.WriteCloser, error) { return page{w, func() {}}, nil }, c, o)
	}
}

// page calls closed when it is.
type page struct {
	io.Writer
	closed func()
}

func (p page) Close() error { p.closed(); return nil }

// pagesOf returns the pages of a class by their names.
func pagesOf(t *testing.T, c grader.Class, o report.Options) map[string]string {
	t.Helper()
	pages := map[string]string{}
	require.NoError(t, report.HTML(func(name string) (io.WriteCloser, error) {
		require.NotContains(t, pages, name, "each page is made once")
		var b bytes.Buffer
		pages[name] = "not closed"
		return page{&b, func() { pages[name] = b.String() }}, nil
	}, c, o))
	return pages
}

// shown are all the things that a page can have.
func shown() report.Options {
	return report.Options{
		Files: func(grader.Report) []grader.File {
			code := "package student\n\nfunc (XORTraining) Backward() {\n\tpanic(`</pre><script>alert(2)</script>\u202e`)\n}\n"
			return []grader.File{{Name: "xor_training.go", Content: []byte(code)}, {Name: "<b>.go", Content: []byte(code)}, {Name: "large.go", Refusal: "too large"}}
		},
		Figures: func(r grader.Result) []report.Figure {
			if r.Status != grader.Partial {
				return nil
			}
			return []report.Figure{{Title: "a picture", Alt: "a line", SVG: []byte(`<svg role="img" viewBox="0 0 9 9"><title>a line</title><path d="M0 0L9 9"/></svg>`)}}
		},
		Doc: func(check string) string { return "what " + check + " asks" },
	}
}

func TestHTMLGolden(t *testing.T) {
	pages := pagesOf(t, fixture(), shown())
	names := slices.Sorted(maps.Keys(pages))
	require.Len(t, names, 6, "the class and five students")
	golden(t, "pages.txt", []byte(strings.Join(names, "\n")+"\n"))
	golden(t, "class.html", []byte(withoutLook(pages["index.html"])))
	for _, name := range names {
		if strings.HasPrefix(name, "students/group-7-") {
			golden(t, "student.html", []byte(withoutLook(pages[name])))
		}
		if strings.HasPrefix(name, "students/cmd-c-calc") {
			golden(t, "worst.html", []byte(withoutLook(pages[name])))
		}
	}
}

// withoutLook leaves out the style, the script and their hashes, which a golden
// file need not repeat.
func withoutLook(page string) string {
	for _, hidden := range []string{`(?s)<style>.*?</style>`, `(?s)<script>.*?</script>`, `sha256-[A-Za-z0-9+/=&#;]+`} {
		page = regexp.MustCompile(hidden).ReplaceAllString(page, "…")
	}
	return page
}

// TestHTMLEscapes looks for what a student wrote as markup.
func TestHTMLEscapes(t *testing.T) {
	for name, text := range pagesOf(t, fixture(), shown()) {
		assert.NotContains(t, text, "<script>alert", name)
		assert.NotContains(t, text, "<b>.go", name)
		assert.NotContains(t, text, "\u202e", name)
		assert.NotContains(t, text, "\x00", name)
		assert.NotRegexp(t, ` style=| on[a-z]+=`, text, "the policy forbids them")
		assert.Equal(t, strings.Count(text, "<pre>"), strings.Count(text, "</pre>"), name)
		assert.Regexp(t, `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-`, text, name)
		assert.NotContains(t, text, "unsafe-", name)
	}
}

// TestHTMLOfOne opens at the page of the only student.
func TestHTMLOfOne(t *testing.T) {
	pages := pagesOf(t, fixture().With(slices.Collect(fixture().Reports)[:1]), report.Options{})
	require.Len(t, pages, 1)
	assert.Contains(t, pages["index.html"], "<h1><bdi>Ada Lovelace</bdi></h1>")
	assert.NotContains(t, pages["index.html"], "Class</a>", "there is no page of the class")
}

// TestHTMLForStudents names nobody but on the page that is theirs.
func TestHTMLForStudents(t *testing.T) {
	options := shown()
	options.Students = true
	pages := pagesOf(t, fixture(), options)
	require.Len(t, pages, 6)
	for name, text := range pages {
		assert.NotContains(t, text, "Class</a>", "there is no page of the class")
		if !strings.HasPrefix(name, "students/ada-lovelace") {
			assert.NotContains(t, text, "Ada Lovelace", name)
		}
	}
	assert.Contains(t, pages["index.html"], "<h1>Reports</h1>")

	options.Students = false
	assert.Contains(t, pagesOf(t, fixture(), options)["index.html"], "Ada Lovelace", "whoever grades sees all")
}

func TestHTMLOfNone(t *testing.T) {
	pages := pagesOf(t, grader.Class{}.With(nil), report.Options{})
	require.Len(t, pages, 1)
	assert.Contains(t, pages["index.html"], "There are no submissions.")
}

// TestHTMLNamesStay asks that a student's page has its name whoever else is in
// the class.
func TestHTMLNamesStay(t *testing.T) {
	reports := slices.Collect(fixture().Reports)
	all := pagesOf(t, fixture(), report.Options{})
	for name := range pagesOf(t, fixture().With(reports[2:4]), report.Options{}) {
		assert.Contains(t, all, name)
	}
}

// TestHTMLStreams asks that a page is written before the next student is asked
// for.
func TestHTMLStreams(t *testing.T) {
	made := 0
	class := grader.Class{Size: 5, Reports: func(yield func(grader.Report) bool) {
		for i := range 5 {
			assert.Equal(t, i, made)
			if !yield(grader.Report{Submission: fmt.Sprint("s", i)}) {
				return
			}
		}
	}}
	require.NoError(t, report.HTML(func(string) (io.WriteCloser, error) {
		made++
		return page{io.Discard, func() {}}, nil
	}, class, report.Options{}))
	assert.Equal(t, 6, made)
}
