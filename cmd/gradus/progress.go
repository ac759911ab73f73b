package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// progress tells how many submissions are graded, how fast and how long it will
// take: in one line that is rewritten on a terminal, in a line every few seconds
// elsewhere. The first that is graded is told at once. It is used from one
// goroutine at a time.
//
// It is our own, since a library for this brings the network into the program.
type progress struct {
	w           io.Writer
	terminal    bool
	every       time.Duration
	done, total int
	begun, said time.Time
}

func newProgress(w io.Writer, total int, quiet bool) *progress {
	p := &progress{w: w, total: total, every: 5 * time.Second, begun: time.Now()}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.terminal, p.every = true, 100*time.Millisecond
	}
	if quiet || total < 2 {
		p.w, p.terminal = io.Discard, false
	}
	if p.terminal {
		fmt.Fprintf(p.w, "\r%s", p.line(p.begun))
	}
	return p
}

func (p *progress) step() {
	p.done++
	now := time.Now()
	if now.Sub(p.said) < p.every {
		return
	}
	p.said = now
	if p.terminal {
		fmt.Fprintf(p.w, "\r\x1b[K%s", p.line(now))
		return
	}
	fmt.Fprintln(p.w, p.line(now))
}

// width is how many characters the bar has.
const width = 24

// line says how it stands.
func (p *progress) line(now time.Time) string {
	text := fmt.Sprintf("%d of %d graded", p.done, p.total)
	if p.terminal {
		full := width * p.done / p.total
		text = "[" + strings.Repeat("=", full) + strings.Repeat(" ", width-full) + "] " + text
	}
	spent := now.Sub(p.begun)
	if p.done == 0 || spent <= 0 || p.done == p.total {
		return text
	}
	rate := float64(p.done) / spent.Seconds()
	left := time.Duration(float64(p.total-p.done) / rate * float64(time.Second))
	return fmt.Sprintf("%s, %s, %s left", text, paced(rate), left.Round(time.Second))
}

// paced writes a rate for people.
func paced(perSecond float64) string {
	if perSecond >= 1 {
		return fmt.Sprintf("%.1f a second", perSecond)
	}
	return fmt.Sprintf("%.1f a minute", 60*perSecond)
}

// end clears the line, and says what is done if not all is.
func (p *progress) end() {
	if p.terminal {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	if p.done < p.total {
		fmt.Fprintf(p.w, "stopped: %d of %d graded\n", p.done, p.total)
	}
}
