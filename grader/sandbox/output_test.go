package sandbox

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestOutput(t *testing.T) {
	tests := []struct {
		name, why string
		limit     int
		writes    []string
		want      string
	}{
		{name: "nothing", why: "most guests are quiet", limit: 8, want: ""},
		{name: "short", why: "all of it", limit: 8, writes: []string{"abc", "de"}, want: "abcde"},
		{name: "exactly the limit", why: "no gap where nothing is missing", limit: 8, writes: []string{"abcdefgh"}, want: "abcdefgh"},
		{name: "one more", why: "the first and the last halves", limit: 8, writes: []string{"abcdefghi"}, want: "abcd\n[1 bytes left out]\nfghi"},
		{name: "byte by byte", why: "Go's runtime prints in small pieces", limit: 4, writes: strings.Split("abcdefghijk", ""), want: "ab\n[7 bytes left out]\njk"},
		{name: "one flood after some words", why: "a write larger than everything kept", limit: 4, writes: []string{"a", "b", "c", strings.Repeat("x", 1000) + "yz"}, want: "ab\n[1001 bytes left out]\nyz"},
		{name: "no room", why: "a limit of one byte halves to none", limit: 1, writes: []string{"abc"}, want: "\n[3 bytes left out]\n"},
		{name: "cut rune", why: "a cut must not make broken text", limit: 4, writes: []string{"aäöüß"}, want: "a\uFFFD\n[5 bytes left out]\nß"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := newOutput(tt.limit)
			for _, text := range tt.writes {
				n, err := o.Write([]byte(text))
				assert.NoError(t, err)
				assert.Equal(t, len(text), n, "a short write would be an error in the guest")
			}
			assert.Equal(t, tt.want, o.String(), tt.why)
			assert.Equal(t, tt.want, o.String(), "reading changes nothing")
			assert.True(t, utf8.ValidString(o.String()))
			assert.LessOrEqual(t, cap(o.first)+cap(o.last), 16*tt.limit, "what is left out is not held either")
		})
	}
}
