package report

import (
	"bytes"
	"io"
)

// painter colours the lines of a text as they pass: what was right green, what
// was partly right yellow, what was not red, a cause bold. It adds nothing but
// colour, and holds back what is no whole line yet.
type painter struct {
	w    io.Writer
	line []byte
}

func newPainter(w io.Writer) *painter { return &painter{w: w} }

// Write implements io.Writer.
func (p *painter) Write(b []byte) (int, error) {
	for _, part := range bytes.SplitAfter(b, []byte("\n")) {
		p.line = append(p.line, part...)
		if !bytes.HasSuffix(part, []byte("\n")) {
			continue
		}
		line := bytes.TrimSuffix(p.line, []byte("\n"))
		text := string(line) + "\n"
		if code := colorOf(line); code != "" {
			text = "\x1b[" + code + "m" + string(line) + "\x1b[0m\n"
		}
		if _, err := io.WriteString(p.w, text); err != nil {
			return 0, err
		}
		p.line = p.line[:0]
	}
	return len(b), nil
}

// colorOf returns the parameter of the escape sequence for a line.
func colorOf(line []byte) string {
	const green, yellow, red, bold, faint = "32", "33", "31", "1", "2"
	for _, c := range []struct{ start, color string }{
		{"  ✓  ", green}, {"  ~  ", yellow}, {"  ✗  ", red}, {"  !  ", red}, {"  -  ", faint}, {"     why    ", bold},
	} {
		if bytes.HasPrefix(line, []byte(c.start)) {
			return c.color
		}
	}
	return ""
}
