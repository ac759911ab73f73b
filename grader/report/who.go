package report

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/gradus-grader/gradus/grader"
)

// jsonStudent is who handed something in.
type jsonStudent struct {
	Name     string `json:"name,omitempty"`
	Platform string `json:"platform,omitempty"`
	ID       string `json:"id,omitempty"`
	Login    string `json:"login,omitempty"`
	Email    string `json:"email,omitempty"`
	Section  string `json:"section,omitempty"`
}

func studentOf(s grader.Student) jsonStudent {
	return jsonStudent{valid(s.Name), valid(s.Platform), valid(s.ID), valid(s.Login), valid(s.Email), valid(s.Section)}
}

// jsonHanded is how it came in. Times are UTC, as RFC 3339 has them.
type jsonHanded struct {
	At      string `json:"at,omitempty"`
	Attempt int    `json:"attempt,omitempty"`
	Late    bool   `json:"late,omitempty"`
	LateBy  string `json:"lateBy,omitempty"` // as Go prints it, such as 26h0m0s
}

func handedOf(h grader.Handed) *jsonHanded {
	j := jsonHanded{At: stamp(h.At), Attempt: h.Attempt, Late: h.Late}
	if h.LateBy != 0 {
		j.LateBy = h.LateBy.String()
	}
	return &j
}

func (j *jsonHanded) handed() (h grader.Handed, err error) {
	if j == nil {
		return h, nil
	}
	h = grader.Handed{Attempt: j.Attempt, Late: j.Late}
	if h.At, err = fromStamp(j.At); err != nil {
		return h, err
	}
	if j.LateBy != "" {
		h.LateBy, err = time.ParseDuration(j.LateBy)
	}
	return h, err
}

// jsonCorrection is a change of points by hand.
type jsonCorrection struct {
	Check  string      `json:"check,omitempty"`
	Exact  bool        `json:"exact,omitempty"`
	Points json.Number `json:"points"`
	Why    string      `json:"why"`
	Who    string      `json:"who"`
	Made   string      `json:"made,omitempty"`
}

func correctionOf(c grader.Correction) jsonCorrection {
	return jsonCorrection{valid(c.Check), c.Exact, number(c.Points), valid(c.Why), valid(c.Who), stamp(c.Made)}
}

func (j jsonCorrection) correction() (c grader.Correction, err error) {
	c = grader.Correction{Check: j.Check, Exact: j.Exact, Why: j.Why, Who: j.Who}
	if c.Points, err = signedThousandths(j.Points); err != nil {
		return c, err
	}
	if c.Exact && c.Points < 0 {
		return c, fmt.Errorf("%q are no points", j.Points)
	}
	c.Made, err = fromStamp(j.Made)
	return c, err
}

// stamp prints a time; nothing for one that nobody told, or that RFC 3339 has no
// way to write, as a broken archive may hold.
func stamp(t time.Time) string {
	t = t.UTC()
	if t.IsZero() || t.Year() < 0 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func fromStamp(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339Nano, text)
}
