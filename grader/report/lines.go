package report

import (
	"bytes"
	"io"
	"strings"
)

// lines edits a text line by line on its way. It holds back what is no whole line
// yet.
type lines struct {
	w    io.Writer
	edit func(line string) string
	rest []byte
}

// Write implements io.Writer.
func (l *lines) Write(b []byte) (int, error) {
	for _, part := range bytes.SplitAfter(b, []byte("\n")) {
		l.rest = append(l.rest, part...)
		if !bytes.HasSuffix(part, []byte("\n")) {
			continue
		}
		line := strings.TrimSuffix(string(l.rest), "\n")
		if _, err := io.WriteString(l.w, l.edit(line)+"\n"); err != nil {
			return 0, err
		}
		l.rest = l.rest[:0]
	}
	return len(b), nil
}

// disobeyed makes of a line that the runner of a GitHub workflow would obey, where
// the log of a job shows it, one that it only prints: such a line begins with two
// colons, or has an older form of a command anywhere.
func disobeyed(line string) string {
	line = strings.ReplaceAll(line, "##[", "# #[")
	if text := strings.TrimLeft(line, " "); strings.HasPrefix(text, "::") {
		return line[:len(line)-len(text)] + "'" + text
	}
	return line
}

// colored is a line in the colour of what it says: what was right green, what was
// partly right yellow, what was not red, a cause bold.
func colored(line string) string {
	const green, yellow, red, bold, faint = "32", "33", "31", "1", "2"
	for _, c := range []struct{ start, color string }{
		{"  ✓  ", green}, {"  ~  ", yellow}, {"  ✗  ", red}, {"  !  ", red}, {"  -  ", faint}, {"     why    ", bold},
	} {
		if strings.HasPrefix(line, c.start) {
			return "\x1b[" + c.color + "m" + line + "\x1b[0m"
		}
	}
	return line
}
