package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// schema names the layout of the JSON report.
const schema = "gradus/report/v1"

// jsonClass is that layout. Points are decimal numbers with at most three
// places. The hash is the SHA-256 of the same document without it,
// in this very layout, so that two machines can compare one line.
type jsonClass struct {
	Schema    string       `json:"schema"`
	Rubric    string       `json:"rubric"`
	Seed      string       `json:"seed"`
	Toolchain string       `json:"toolchain"`
	Reports   []jsonReport `json:"reports"`
	Hash      string       `json:"hash,omitempty"`
}

type jsonReport struct {
	Submission string         `json:"submission"`
	Source     string         `json:"source"`
	Score      json.Number    `json:"score"`
	Points     json.Number    `json:"points"`
	Notes      []string       `json:"notes,omitempty"`
	Exercises  []jsonExercise `json:"exercises"`
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
}

// JSON writes everything there is to say about a class, with its hash.
func JSON(w io.Writer, c grader.Class, _ Options) error {
	doc := document(c)
	var err error
	if doc.Hash, err = doc.digest(); err != nil {
		return err
	}
	text, err := doc.bytes()
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// Hash returns the hash that JSON writes: it is equal for equal grades, down to
// the last word of feedback.
func Hash(c grader.Class) (string, error) { return document(c).digest() }

func (d jsonClass) digest() (string, error) {
	d.Hash = ""
	text, err := d.bytes()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}

func (d jsonClass) bytes() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return b.Bytes(), nil
}

func document(c grader.Class) jsonClass {
	d := jsonClass{Schema: schema, Rubric: c.Rubric, Seed: c.Seed, Toolchain: c.Toolchain, Reports: []jsonReport{}}
	for r := range c.Reports {
		score, points := r.Score()
		report := jsonReport{Submission: valid(r.Submission), Source: r.Source, Score: number(score), Points: number(points), Exercises: []jsonExercise{}}
		for _, note := range r.Notes {
			report.Notes = append(report.Notes, valid(note))
		}
		for _, s := range r.Standings() {
			e := jsonExercise{ID: string(s.Exercise.ID), Score: number(s.Earned), Points: number(s.Points), Chosen: s.Chosen}
			for _, result := range s.Results {
				e.Checks = append(e.Checks, check(result))
			}
			report.Exercises = append(report.Exercises, e)
		}
		d.Reports = append(d.Reports, report)
	}
	return d
}

func check(r grader.Result) jsonCheck {
	c := jsonCheck{Name: r.Check, Status: r.Status.String(), Score: number(r.Earned), Points: number(r.Points), Summary: valid(r.Summary)}
	for _, f := range r.Findings {
		c.Findings = append(c.Findings, jsonFinding{Where: valid(f.Where), Got: valid(f.Got), Want: valid(f.Want), Off: valid(f.Off), Why: valid(f.Why), Code: valid(f.Code)})
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
