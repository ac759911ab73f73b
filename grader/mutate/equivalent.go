package mutate

import (
	_ "embed"
	"fmt"
	"strings"
)

// Equivalent is a mutant of the answer key that is right too, so that no rubric
// can or should see it.
type Equivalent struct {
	File, In, Operator string
	Before, After      string
	Reason             string
}

// Is reports whether a mutant is the one that is listed, wherever in its
// declaration it stands by now.
func (e Equivalent) Is(m Mutant) bool {
	return e.File == m.File && e.In == m.In && e.Operator == m.Operator && e.Before == m.Before && e.After == m.After
}

// String returns the entry in one line.
func (e Equivalent) String() string {
	return fmt.Sprintf("%s  %s  %s  %s → %s", e.File, e.In, e.Operator, e.Before, e.After)
}

//go:embed equivalent.txt
var equivalents string

// Equivalents returns the mutants that are listed in equivalent.txt. The list is
// part of the program, so a mistake in it is ours.
func Equivalents() ([]Equivalent, error) { return parseEquivalents(equivalents) }

// parseEquivalents reads entries with blank lines between them:
//
//	FILE DECLARATION OPERATOR
//	- line before
//	+ line after
//	the reason, in any number of lines
//
// A block that begins with # is a comment. Each entry stands for one mutant.
func parseEquivalents(text string) ([]Equivalent, error) {
	var all []Equivalent
	for _, block := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if strings.HasPrefix(block, "#") {
			continue
		}
		lines := strings.Split(strings.Trim(block, "\n"), "\n")
		head := strings.Fields(lines[0])
		if len(head) != 3 || len(lines) < 4 || lines[1] == "" || lines[1][0] != '-' || lines[2] == "" || lines[2][0] != '+' {
			return nil, fmt.Errorf("list of equivalent mutants: %q is not FILE DECLARATION OPERATOR, - before, + after, reason", lines[0])
		}
		all = append(all, Equivalent{
			File: head[0], In: head[1], Operator: head[2],
			Before: strings.TrimSpace(lines[1][1:]), After: strings.TrimSpace(lines[2][1:]),
			Reason: strings.Join(lines[3:], " "),
		})
	}
	return all, nil
}
