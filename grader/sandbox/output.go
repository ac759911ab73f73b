package sandbox

import (
	"fmt"
	"strings"
)

// output keeps what a guest prints, to either stream: the first and the last
// of it, as a flood may come before a panic's message and a dump of goroutines
// after it. Its Write never fails, because a guest whose own error message
// fails to print ends in strange ways; a flood ends the guest at once.
type output struct {
	half    int    // bytes kept of each end
	first   []byte // at most half
	last    []byte // what came after first; trimmed to half when it reaches twice that
	trimmed int    // bytes lost between first and last
	taken   int    // of maxPrinted
}

// Printing costs the guest next to no fuel and the host some work, for a word as
// for a page. This is where a flood ends.
const (
	maxPrinted = 256 << 20 // bytes of an instance
	leastPrint = 256       // what any print counts for
)

func newOutput(limit int) *output { return &output{half: limit / 2} }

// Write implements [io.Writer].
func (o *output) Write(p []byte) (int, error) {
	n := len(p)
	if o.taken += max(n, leastPrint); o.taken > maxPrinted {
		// wazero hands it on as the error of the guest's call.
		panic(&Stopped{Cause: OutputTooLong, Detail: fmt.Sprintf("printed more than %d bytes", maxPrinted)})
	}
	room := min(o.half-len(o.first), n)
	o.first = append(o.first, p[:room]...)
	rest := p[room:]
	if excess := len(rest) - o.half; excess > 0 {
		o.trimmed += len(o.last) + excess
		o.last = o.last[:0]
		rest = rest[excess:]
	}
	o.last = append(o.last, rest...)
	if len(o.last) >= 2*o.half {
		o.trim()
	}
	return n, nil
}

// trim cuts last down to its half.
func (o *output) trim() {
	excess := len(o.last) - o.half
	if excess <= 0 {
		return
	}
	o.trimmed += excess
	o.last = append(o.last[:0], o.last[excess:]...)
}

// String returns the text as valid UTF-8, with a note where some is left out.
func (o *output) String() string {
	o.trim()
	gap := ""
	if o.trimmed > 0 {
		gap = fmt.Sprintf("\n[%d bytes left out]\n", o.trimmed)
	}
	return strings.ToValidUTF8(string(o.first)+gap+string(o.last), "\uFFFD")
}
