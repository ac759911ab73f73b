package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// progress tells how many submissions are graded: in one line that is rewritten
// on a terminal, in a line every few seconds elsewhere. It is used from one
// goroutine at a time.
type progress struct {
	w           io.Writer
	terminal    bool
	every       time.Duration
	done, total int
	said        time.Time
}

func newProgress(w io.Writer, total int, quiet bool) *progress {
	p := &progress{w: w, total: total, every: 5 * time.Second, said: time.Now()}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.terminal, p.every, p.said = true, 100*time.Millisecond, time.Time{}
	}
	if quiet || total < 2 {
		p.w = io.Discard
	}
	return p
}

func (p *progress) step() {
	p.done++
	if time.Since(p.said) < p.every {
		return
	}
	p.said = time.Now()
	if p.terminal {
		fmt.Fprintf(p.w, "\r%d of %d graded", p.done, p.total)
		return
	}
	fmt.Fprintf(p.w, "%d of %d graded\n", p.done, p.total)
}

// end clears the line.
func (p *progress) end() {
	if p.terminal {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
