package report

import (
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// maxWords bounds a text where many stand below each other; more would not be
// read there.
const maxWords = 500

// clip makes a string of unknown origin one printable line that is not too long.
func clip(s string) string {
	s = strings.TrimSpace(s)
	n := 0
	for i := range s {
		if n == maxWords {
			return printable(s[:i]) + " …"
		}
		n++
	}
	return printable(s)
}

// question is the name of a check within its exercise.
func question(r grader.Result) string {
	_, name, _ := strings.Cut(r.Check, "/")
	return name
}

// explanation says about a check what a student should read, a line each.
func explanation(r grader.Result) []string {
	var lines []string
	if len(r.Findings) == 0 || r.Findings[0].Want == "" {
		lines = append(lines, clip(brief(r)))
	}
	for _, f := range r.Findings {
		for _, part := range labelled(f) {
			lines = append(lines, strings.TrimPrefix(part.label+": "+part.text, ": "))
		}
	}
	if len(lines) > 0 && lines[0] == "" {
		return lines[1:]
	}
	return lines
}

// part is one thing that a finding says; its label may be empty.
type part struct{ label, text string }

// labelled returns what a finding says, without what it leaves open.
func labelled(f grader.Finding) []part {
	question := part{"asked", f.Where}
	if f.Want == "" { // it tells more, and compares nothing
		question, f.Got, f.Off = part{"", f.Where + ": " + f.Got}, "", ""
	}
	var parts []part
	for _, p := range []part{question, {"got", f.Got}, {"want", f.Want}, {"off", strings.TrimPrefix(f.Off, "off ")}, {"why", f.Why}} {
		if p.text = clip(p.text); p.text != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// fault tells a submission that gives no answer from one whose answer is wrong.
func fault(s grader.Status) bool {
	switch s {
	case grader.Crashed, grader.OutOfFuel, grader.OverLimit, grader.CompileError, grader.Refused, grader.Broken:
		return true
	}
	return false
}

// open tells that there is nothing to judge.
func open(s grader.Status) bool {
	return s == grader.NotRun || s == grader.NotAttempted || s == grader.NotChosen
}
