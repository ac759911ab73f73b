package mutate

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseEquivalents(t *testing.T) {
	got, err := parseEquivalents("# a comment\n# of two lines\n\nunits.go Units.Sigmoid move-boundary\n- if z >= 0 {\n+ if z > 0 {\nBoth forms give\n½ at 0.\n\na.go f negate\n- x\n+ -x\n0\n")
	require.NoError(t, err)
	want := []Equivalent{
		{"units.go", "Units.Sigmoid", "move-boundary", "if z >= 0 {", "if z > 0 {", "Both forms give ½ at 0."},
		{"a.go", "f", "negate", "x", "-x", "0"},
	}
	assert.Equal(t, want, got)
}

func TestParseEquivalentsRefuses(t *testing.T) {
	for _, tt := range []struct{ name, why, text string }{
		{"no reason", "an entry is a proof", "a.go f negate\n- x\n+ y"},
		{"no declaration", "the same line may stand in two", "a.go negate\n- x\n+ y\nwhy"},
		{"no line before", "it would match nothing", "a.go f negate\n+ y\n+ y\nwhy"},
		{"no line after", "it would match nothing", "a.go f negate\n- y\n\nwhy"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parseEquivalents(tt.text)
			assert.Error(t, err, tt.why)
		})
	}
}

func TestEquivalentIs(t *testing.T) {
	m := Mutant{File: "a.go", Line: 3, In: "f", Operator: "negate", Before: "x", After: "-x"}
	e := Equivalent{File: "a.go", In: "f", Operator: "negate", Before: "x", After: "-x", Reason: "r"}
	require.True(t, e.Is(m))
	m.Line = 30
	assert.True(t, e.Is(m), "line numbers change with every edit")
	for i, other := range []Mutant{
		{File: "b.go", In: "f", Operator: "negate", Before: "x", After: "-x"},
		{File: "a.go", In: "g", Operator: "negate", Before: "x", After: "-x"},
		{File: "a.go", In: "f", Operator: "drop-term", Before: "x", After: "-x"},
		{File: "a.go", In: "f", Operator: "negate", Before: "y", After: "-x"},
		{File: "a.go", In: "f", Operator: "negate", Before: "x", After: "-y"},
	} {
		assert.False(t, e.Is(other), "case %d", i)
	}
}

func TestEquivalentsAreInOrderAndOnce(t *testing.T) {
	all, err := Equivalents()
	require.NoError(t, err)
	require.NotEmpty(t, all)
	files := make([]string, len(all))
	seen := map[string]bool{}
	for i, e := range all {
		files[i] = e.File
		assert.False(t, seen[e.String()], "%s is listed twice", e)
		seen[e.String()] = true
	}
	assert.True(t, slices.IsSorted(files), "a reader finds a file at once")
}
