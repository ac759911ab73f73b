package build

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gradus-grader/gradus/grader"
)

// What a student gets to read of the compiler's words.
const (
	maxDetails = 4   // lines
	maxLine    = 300 // bytes
)

// diagnostic is one complaint of the compiler.
type diagnostic struct {
	student bool   // about a file of the student's
	file    string // the base name; of a file of glue without its prefix
	place   string // file:line:col
	text    string
	more    []string // the lines that belong to it
}

// A line of the compiler about a file of the module. The others are headings,
// or about no file: those of the linker and most of the go command's.
var diagnosticLine = regexp.MustCompile(`^(?:\.[/\\])?(student[/\\])?(([^/\\:]+\.go):\d+(?::\d+)?): (.+)$`)

var studentFolder = regexp.MustCompile(`(?:\.[/\\])?\bstudent[/\\]`)

// diagnose reads the output of the compiler.
func diagnose(output string) []diagnostic {
	var found []diagnostic
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if m := diagnosticLine.FindStringSubmatch(line); m != nil {
			text := studentFolder.ReplaceAllString(m[4], "")
			file, ours := strings.CutPrefix(m[3], gluePrefix)
			found = append(found, diagnostic{student: m[1] != "" && !ours, place: m[2], file: file, text: text})
		} else if n := len(found); n > 0 && strings.HasPrefix(line, "\t") {
			more := studentFolder.ReplaceAllString(strings.TrimSpace(line), "")
			found[n-1].more = append(found[n-1].more, more)
		}
	}
	return found
}

// lines returns a diagnostic as the lines that a student reads.
func (g diagnostic) lines() []string {
	return append([]string{g.place + ": " + g.text}, g.more...)
}

// lossFrom puts what the compiler said into as many lines as one reads.
func lossFrom(lines []string) Loss {
	l := Loss{Status: grader.CompileError, Message: cut(lines[0])}
	for i, line := range lines[1:] {
		if i == maxDetails {
			l.Details = append(l.Details, fmt.Sprintf("and %d more lines", len(lines)-1-i))
			break
		}
		l.Details = append(l.Details, cut(line))
	}
	return l
}

// cut shortens a line to maxLine bytes, and shows that it did.
func cut(line string) string {
	const mark = "…"
	if len(line) <= maxLine {
		return line
	}
	end := maxLine - len(mark)
	for !utf8.RuneStart(line[end]) {
		end--
	}
	return line[:end] + mark
}
