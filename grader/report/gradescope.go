package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// The layout of Gradescope's results.json. What its standard output shows to
// students is not set: it would show everything that the grader says.
type (
	gradescope struct {
		Score        json.Number      `json:"score,omitempty"` // in place of the sum of the tests
		Output       string           `json:"output,omitempty"`
		OutputFormat string           `json:"output_format"`
		TestFormat   string           `json:"test_output_format"`
		NameFormat   string           `json:"test_name_format"`
		Visibility   string           `json:"visibility"`
		Tests        []gradescopeTest `json:"tests"`
	}
	gradescopeTest struct {
		Score    json.Number      `json:"score,omitempty"`
		MaxScore json.Number      `json:"max_score,omitempty"`
		Status   string           `json:"status"`
		Name     string           `json:"name"`
		Number   string           `json:"number"`
		Output   string           `json:"output,omitempty"`
		Tags     []string         `json:"tags"`
		Extra    *gradescopeExtra `json:"extra_data,omitempty"`
	}
	gradescopeExtra struct {
		Diagnosis []string `json:"diagnosis"` // the stable names of the causes
	}
)

// Gradescope writes the results.json of an autograder of Gradescope, which grades
// one submission. A check is a test; those of an exercise that does not count
// carry no points.
func Gradescope(w io.Writer, c grader.Class, _ Options) error {
	r, err := only(c)
	if err != nil {
		return err
	}
	said := settlement(r)
	for _, note := range r.Notes {
		said = append(said, "note: "+note)
	}
	if r.Broken() {
		said = append(said, "The grader itself failed; this is not your fault, and not your score.")
	}
	for i := range said {
		said[i] = clip(said[i])
	}
	doc := gradescope{Output: strings.Join(said, "\n"), OutputFormat: "text", TestFormat: "text", NameFormat: "text", Visibility: "visible", Tests: []gradescopeTest{}}
	if settled(r) || len(r.Results) == 0 {
		final, _ := r.Final()
		doc.Score = number(final)
	}
	for i, s := range r.Standings() {
		for j, result := range s.Results {
			doc.Tests = append(doc.Tests, gradescopeOf(result, s.Chosen, fmt.Sprintf("%d.%d", i+1, j+1)))
		}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(doc)
}

func gradescopeOf(r grader.Result, counts bool, label string) gradescopeTest {
	t := gradescopeTest{Name: clip(r.Check), Number: label, Status: "failed", Tags: []string{string(r.Exercise)}}
	if counts {
		t.Score, t.MaxScore = number(r.Earned), number(r.Points)
	}
	if r.Status == grader.Passed {
		t.Status = "passed"
	}
	lines := explanation(r)
	if r.Status != grader.Passed {
		lines = append([]string{r.Status.Words()}, lines...)
	}
	t.Output = strings.Join(lines, "\n")
	for _, f := range r.Findings {
		if f.Code == "" {
			continue
		}
		if t.Extra == nil {
			t.Extra = &gradescopeExtra{}
		}
		t.Extra.Diagnosis = append(t.Extra.Diagnosis, clip(f.Code))
	}
	return t
}
