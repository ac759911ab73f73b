package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestProgressLine(t *testing.T) {
	begun := time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name, why string
		p         progress
		spent     time.Duration
		want      string
	}{
		{"begun", "no rate yet", progress{total: 200}, time.Second, "0 of 200 graded"},
		{"fast", "by the second", progress{done: 50, total: 200}, 10 * time.Second, "50 of 200 graded, 5.0 a second, 30s left"},
		{"slow", "by the minute", progress{done: 1, total: 31}, 4 * time.Second, "1 of 31 graded, 15.0 a minute, 2m0s left"},
		{"no time", "a clock may stand still", progress{done: 1, total: 2}, 0, "1 of 2 graded"},
		{"all", "nothing is left", progress{done: 2, total: 2}, time.Second, "2 of 2 graded"},
		{"terminal", "with a bar", progress{done: 1, total: 2, terminal: true}, time.Second, "[============            ] 1 of 2 graded, 1.0 a second, 1s left"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.p.begun = begun
			assert.Equal(t, tt.want, tt.p.line(begun.Add(tt.spent)), tt.why)
		})
	}
}

// TestProgressSaysTheFirst has no terminal: the first line comes with the first
// report, and then one every few seconds.
func TestProgressSaysTheFirst(t *testing.T) {
	var b bytes.Buffer
	p := newProgress(&b, 100, false)
	for range 50 {
		p.step()
	}
	p.end()
	assert.Regexp(t, `^1 of 100 graded, .* left\nstopped: 50 of 100 graded\n$`, b.String())
	b.Reset()
	newProgress(&b, 100, true).step()
	assert.Empty(t, b.String(), "quiet")
}
