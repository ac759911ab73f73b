package gradebook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// Graded is what grading one submission gave.
type Graded struct {
	Notes   []string        // what was noted while it was built
	Results []grader.Result // in the order of the rubric
}

// jsonGraded is how a Graded is stored. It is private to the gradebook and, other
// than a report, made to be read back without loss: points are thousandths, and a
// text that is no UTF-8 keeps its bytes.
type jsonGraded struct {
	Notes   []text       `json:"notes,omitempty"`
	Results []jsonResult `json:"results"`
}

type jsonResult struct {
	Exercise string        `json:"exercise"`
	Check    string        `json:"check"`
	Status   string        `json:"status"`
	Points   int           `json:"points"`
	Earned   int           `json:"earned"`
	Summary  text          `json:"summary"`
	Findings []jsonFinding `json:"findings,omitempty"`
	Series   []jsonSeries  `json:"series,omitempty"`
}

type jsonFinding struct {
	Where text `json:"where"`
	Got   text `json:"got"`
	Want  text `json:"want"`
	Off   text `json:"off"`
	Why   text `json:"why"`
	Code  text `json:"code"`
	Drawn text `json:"drawn,omitempty"`
}

// text is a string of unknown origin: a JSON string if it is UTF-8, else
// {"bytes": base64}.
type text string

type rawText struct {
	Bytes []byte `json:"bytes"`
}

// MarshalJSON implements json.Marshaler.
func (t text) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(t)) {
		return json.Marshal(string(t))
	}
	return json.Marshal(rawText{[]byte(t)})
}

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte("{")) {
		var raw rawText
		err := strictly(b, &raw)
		*t = text(raw.Bytes)
		return err
	}
	if plain := len(b) >= 2 && b[0] == '"' && bytes.IndexByte(b, '\\') < 0 && utf8.Valid(b); plain { // as most are, of thousands
		*t = text(b[1 : len(b)-1])
		return nil
	}
	var s string
	err := json.Unmarshal(b, &s)
	*t = text(s)
	return err
}

func texts(all []string) []text {
	var out []text
	for _, s := range all {
		out = append(out, text(s))
	}
	return out
}

func plain(all []text) []string {
	var out []string
	for _, t := range all {
		out = append(out, string(t))
	}
	return out
}

// encode returns the JSON of what was graded, and its digest.
func (g Graded) encode() (stored, digest string, err error) {
	doc := jsonGraded{Notes: texts(g.Notes), Results: []jsonResult{}}
	for _, r := range g.Results {
		result := jsonResult{string(r.Exercise), r.Check, r.Status.String(), r.Points, r.Earned, text(r.Summary), nil, nil}
		for _, f := range r.Findings {
			result.Findings = append(result.Findings, jsonFinding{text(f.Where), text(f.Got), text(f.Want), text(f.Off), text(f.Why), text(f.Code), text(f.Drawn)})
		}
		for _, s := range r.Series {
			result.Series = append(result.Series, seriesOf(s))
		}
		doc.Results = append(doc.Results, result)
	}
	b, err := json.Marshal(doc)
	return string(b), digestOf(string(b)), err
}

// decode reads what encode wrote. Anything else is damage.
func decode(stored, digest string) (Graded, error) {
	var doc jsonGraded
	if digestOf(stored) != digest {
		return Graded{}, &Error{Problem: Damaged, Err: fmt.Errorf("a result is not what its digest says")}
	}
	if err := strictly([]byte(stored), &doc); err != nil {
		return Graded{}, &Error{Problem: Damaged, Err: err}
	}
	g := Graded{Notes: plain(doc.Notes)}
	for _, d := range doc.Results {
		i := slices.IndexFunc(grader.Statuses(), func(s grader.Status) bool { return s.String() == d.Status })
		if i < 0 {
			return Graded{}, &Error{Problem: Damaged, Err: fmt.Errorf("there is no status %q", d.Status)}
		}
		r := grader.Result{Exercise: specs.ID(d.Exercise), Check: d.Check, Status: grader.Statuses()[i], Points: d.Points, Earned: d.Earned, Summary: string(d.Summary)}
		for _, f := range d.Findings {
			r.Findings = append(r.Findings, grader.Finding{Where: string(f.Where), Got: string(f.Got), Want: string(f.Want), Off: string(f.Off), Why: string(f.Why), Code: string(f.Code), Drawn: string(f.Drawn)})
		}
		for _, s := range d.Series {
			r.Series = append(r.Series, s.series())
		}
		g.Results = append(g.Results, r)
	}
	return g, nil
}

func digestOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// encodeList stores a list of strings.
func encodeList(all []string) (string, error) {
	b, err := json.Marshal(append([]text{}, texts(all)...))
	return string(b), err
}

// decodeList reads what encodeList wrote.
func decodeList(stored string) ([]string, error) {
	var all []text
	if err := strictly([]byte(stored), &all); err != nil {
		return nil, &Error{Problem: Damaged, Err: err}
	}
	return plain(all), nil
}

// jsonStudent is how whose a submission is is stored.
type jsonStudent struct {
	Name     text `json:"name,omitempty"`
	Platform text `json:"platform,omitempty"`
	ID       text `json:"id,omitempty"`
	Login    text `json:"login,omitempty"`
	Email    text `json:"email,omitempty"`
	Section  text `json:"section,omitempty"`
}

func encodeStudents(all []grader.Student) (string, error) {
	doc := []jsonStudent{}
	for _, s := range all {
		doc = append(doc, jsonStudent{text(s.Name), text(s.Platform), text(s.ID), text(s.Login), text(s.Email), text(s.Section)})
	}
	b, err := json.Marshal(doc)
	return string(b), err
}

// decodeStudents reads what encodeStudents wrote.
func decodeStudents(stored string) ([]grader.Student, error) {
	var doc []jsonStudent
	if err := strictly([]byte(stored), &doc); err != nil {
		return nil, &Error{Problem: Damaged, Err: err}
	}
	var all []grader.Student
	for _, s := range doc {
		all = append(all, grader.Student{Name: string(s.Name), Platform: string(s.Platform), ID: string(s.ID), Login: string(s.Login), Email: string(s.Email), Section: string(s.Section)})
	}
	return all, nil
}

func strictly(b []byte, into any) error {
	from := json.NewDecoder(bytes.NewReader(b))
	from.DisallowUnknownFields()
	return from.Decode(into)
}
