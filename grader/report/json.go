package report

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// schema names the layout of the JSON report, which doc.go describes.
const schema = "gradus/report/v1"

// jsonClass is that layout, and jsonHead what stands before its reports.
type jsonClass struct {
	jsonHead
	Reports []jsonReport `json:"reports"`
	Hash    string       `json:"hash"`
}

type jsonHead struct {
	Schema    string `json:"schema"`
	Rubric    string `json:"rubric"`
	Seed      string `json:"seed"`
	Toolchain string `json:"toolchain"`
}

type jsonReport struct {
	Submission  string           `json:"submission"`
	Source      string           `json:"source"`
	Score       json.Number      `json:"score"`
	Points      json.Number      `json:"points"`
	Penalty     json.Number      `json:"penalty,omitempty"`
	Final       json.Number      `json:"final,omitempty"` // where there is a penalty or a correction
	Missing     bool             `json:"missing,omitempty"`
	Students    []jsonStudent    `json:"students,omitempty"`
	Handed      *jsonHanded      `json:"handed,omitempty"`
	Corrections []jsonCorrection `json:"corrections,omitempty"`
	Notes       []string         `json:"notes,omitempty"`
	Exercises   []jsonExercise   `json:"exercises"`
}

type jsonExercise struct {
	ID     string      `json:"id"`
	Score  json.Number `json:"score"`
	Points json.Number `json:"points"`
	Chosen bool        `json:"chosen"`
	Checks []jsonCheck `json:"checks"`
}

type jsonCheck struct {
	Name     string        `json:"name"`
	Status   string        `json:"status"`
	Score    json.Number   `json:"score"`
	Points   json.Number   `json:"points"`
	Summary  string        `json:"summary"`
	Findings []jsonFinding `json:"findings,omitempty"`
	Series   []jsonSeries  `json:"series,omitempty"`
}

type jsonFinding struct {
	Where string `json:"where"`
	Got   string `json:"got"`
	Want  string `json:"want,omitempty"`
	Off   string `json:"off,omitempty"`
	Why   string `json:"why,omitempty"`
	Code  string `json:"code,omitempty"`
	Drawn string `json:"drawn,omitempty"`
}

// JSON writes everything there is to say about a class, report after report,
// with its hash.
func JSON(w io.Writer, c grader.Class, _ Options) error {
	b := bufio.NewWriter(w)
	hash, err := writeHashed(b, c)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, ",\n  \"hash\": %q\n}\n", hash)
	return b.Flush()
}

// Hash returns the hash that JSON writes: it is equal for equal grades, down to
// the last word of feedback.
func Hash(c grader.Class) (string, error) { return writeHashed(io.Discard, c) }

// writeHashed writes the document up to its hash, and returns that hash: of the
// document as it would be without one.
func writeHashed(w io.Writer, c grader.Class) (string, error) {
	sum := sha256.New()
	w = io.MultiWriter(w, sum)
	head, err := indented("", jsonHead{Schema: schema, Rubric: c.Rubric, Seed: c.Seed, Toolchain: c.Toolchain})
	if err != nil {
		return "", err
	}
	if _, err := fmt.Fprintf(w, "%s,\n  \"reports\": [", bytes.TrimSuffix(head, []byte("\n}"))); err != nil {
		return "", err
	}
	before, after := "\n    ", "]"
	for r := range c.Reports {
		text, err := indented("    ", document(r))
		if err != nil {
			return "", err
		}
		if _, err := fmt.Fprintf(w, "%s%s", before, text); err != nil {
			return "", err
		}
		before, after = ",\n    ", "\n  ]"
	}
	if _, err := io.WriteString(w, after); err != nil {
		return "", err
	}
	io.WriteString(sum, "\n}\n")
	return "sha256:" + hex.EncodeToString(sum.Sum(nil)), nil
}

// indented returns a value as JSON with line breaks, all but the first line
// after a prefix.
func indented(prefix string, value any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent(prefix, "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func document(r grader.Report) jsonReport {
	score, points := r.Score()
	d := jsonReport{Submission: valid(r.Submission), Source: r.Source, Score: number(score), Points: number(points), Missing: r.Missing, Exercises: []jsonExercise{}}
	if r.Penalty != 0 {
		d.Penalty = number(r.Penalty)
	}
	if final, _ := r.Final(); r.Penalty != 0 || len(r.Corrections) > 0 {
		d.Final = number(final)
	}
	for _, s := range r.Students {
		d.Students = append(d.Students, studentOf(s))
	}
	if r.Handed != (grader.Handed{}) {
		d.Handed = handedOf(r.Handed)
	}
	for _, c := range r.Corrections {
		d.Corrections = append(d.Corrections, correctionOf(c))
	}
	for _, note := range r.Notes {
		d.Notes = append(d.Notes, valid(note))
	}
	for _, s := range r.Standings() {
		e := jsonExercise{ID: string(s.Exercise.ID), Score: number(s.Earned), Points: number(s.Points), Chosen: s.Chosen}
		for _, result := range s.Results {
			e.Checks = append(e.Checks, check(result))
		}
		d.Exercises = append(d.Exercises, e)
	}
	return d
}

func check(r grader.Result) jsonCheck {
	c := jsonCheck{Name: r.Check, Status: r.Status.String(), Score: number(r.Earned), Points: number(r.Points), Summary: valid(r.Summary)}
	for _, f := range r.Findings {
		c.Findings = append(c.Findings, jsonFinding{Where: valid(f.Where), Got: valid(f.Got), Want: valid(f.Want), Off: valid(f.Off), Why: valid(f.Why), Code: valid(f.Code), Drawn: valid(f.Drawn)})
	}
	for _, s := range r.Series {
		c.Series = append(c.Series, seriesOf(s))
	}
	return c
}

// valid puts U+FFFD in place of what is no UTF-8, once and for all: a report that
// is read and written again stays the same.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func number(thousandths int) json.Number { return json.Number(Points(thousandths)) }
