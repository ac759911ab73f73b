package grader_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

func TestStatusNames(t *testing.T) {
	assert.Equal(t, grader.NotRun, grader.Status(0), "the zero value is no success")
	names, words := map[string]bool{}, map[string]bool{}
	for _, s := range grader.Statuses() {
		assert.NotContains(t, s.String(), "status-", "every status has a name of its own")
		assert.NotContains(t, s.String(), " ", "names are for machines")
		names[s.String()], words[s.Words()] = true, true
	}
	assert.Len(t, names, len(grader.Statuses()))
	assert.Len(t, words, len(grader.Statuses()))
	assert.Equal(t, "status-99", grader.Status(99).String())
}

func TestHash(t *testing.T) {
	file := func(name, content string) grader.File { return grader.File{Name: name, Content: []byte(content)} }
	of := func(files ...grader.File) string { return grader.Submission{Files: files}.Hash() }
	a, b := file("a.go", "package student"), file("b.go", "// b")
	assert.Equal(t, of(a, b), of(b, a), "the order of the files does not matter")
	assert.NotEqual(t, of(a), of(a, b))
	assert.NotEqual(t, of(file("a", "bc")), of(file("ab", "c")), "name and content are kept apart")
	assert.NotEqual(t, of(file("a.go", "")), of(grader.File{Name: "a.go", Refusal: "too large"}))
	assert.Equal(t, grader.Submission{Name: "x", Files: []grader.File{a}}.Hash(), grader.Submission{Name: "y", Files: []grader.File{a}}.Hash(), "whose it is does not matter")
}

func TestSeed(t *testing.T) {
	draw := func(text, check string) uint64 { return grader.NewSeed([]byte(text)).Rand(check).Uint64() }
	assert.Equal(t, draw("s", "xor-linear/fit"), draw("s", "xor-linear/fit"), "a regrade is the same grade")
	assert.NotEqual(t, draw("s", "xor-linear/fit"), draw("s", "xor-linear/rank"), "checks draw independently")
	assert.NotEqual(t, draw("s", "xor-linear/fit"), draw("t", "xor-linear/fit"), "another seed, another draw")
	seed := grader.NewSeed([]byte("s"))
	assert.Equal(t, uint64(0x12ba028988006981), seed.Rand("xor-linear/fit").Uint64(), "and it is the same on every machine and for ever")
	assert.Len(t, seed.Fingerprint(), 8)
	assert.NotEqual(t, seed.Fingerprint(), grader.PracticeSeed().Fingerprint())
}

func TestValidate(t *testing.T) {
	run := func(context.Context, *grader.Pass) (grader.Verdict, error) { return grader.Verdict{}, nil }
	var whole []grader.Check
	for _, e := range specs.Catalogue() {
		whole = append(whole, grader.Check{Exercise: e.ID, Name: string(e.ID) + "/all", Doc: "all of it", Points: e.Points, Run: run})
	}
	require.NoError(t, grader.Validate(whole))
	for _, tt := range []struct {
		name, why, want string
		spoil           func(rubric []grader.Check) []grader.Check
	}{
		{"twice", "names are keys", "taken", func(r []grader.Check) []grader.Check { return append(r, r[0]) }},
		{"of another exercise", "the name says where it belongs", "not of the form xor-linear/", func(r []grader.Check) []grader.Check { r[0].Name = "activations/relu"; return r }},
		{"blank in the name", "names are used on command lines", "not of the form", func(r []grader.Check) []grader.Check { r[0].Name = "xor-linear/a b"; return r }},
		{"no text", "everything is public", "no text", func(r []grader.Check) []grader.Check { r[0].Doc = ""; return r }},
		{"no points", "a check is worth something", "0 points", func(r []grader.Check) []grader.Check { r[0].Points = 0; return r }},
		{"nothing to run", "a check asks something", "nothing to run", func(r []grader.Check) []grader.Check { r[0].Run = nil; return r }},
		{"missing", "every exercise is judged", "add up to 0", func(r []grader.Check) []grader.Check { return r[1:] }},
		{"unknown", "only exercises of the catalogue are judged", "not in the catalogue", func(r []grader.Check) []grader.Check {
			return append(r, grader.Check{Exercise: "gru", Name: "gru/all", Doc: "d", Points: 1, Run: run})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := grader.Validate(tt.spoil(append([]grader.Check(nil), whole...)))
			require.Error(t, err, tt.why)
			assert.True(t, strings.Contains(err.Error(), tt.want), "%q does not say %q", err, tt.want)
		})
	}
}
