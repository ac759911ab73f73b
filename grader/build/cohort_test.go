package build

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// scale is an exercise whose members answer differently.
func scale(name, factor, extra string) grader.Submission {
	return grader.Submission{Name: name, Files: []grader.File{file("xor_network.go",
		strings.Replace(xorNetwork, "return X, p.C", "return X, []float64{"+factor+"}", 1)+extra)}}
}

func TestBuildAll(t *testing.T) {
	b := builder(t)
	class := []grader.Submission{
		scale("first", "1", ""),
		scale("loud", "2", "\nfunc init() {}\n"),
		scale("second", "3", ""),
		scale("does not compile", "4", "\nvar x int = \"\"\n"),
		scale("does not fit", "5", "\ntype _ = XORNetwork\n\nfunc (XORNetwork) forward() {}\n"),
		{Name: "empty"},
		scale("claims memory", "6", "\nvar mine [1 << 20]byte\n"),
		scale("third", "7", "\nvar names = []string{\"a\", \"b\"}\n"),
	}
	class[4].Files[0].Content = []byte(strings.Replace(string(class[4].Files[0].Content), ") Forward(", ") Backward(", 1))
	all, err := b.BuildAll(t.Context(), class)
	require.NoError(t, err)

	shared := map[string]bool{}
	for i, s := range class {
		alone, err := b.Build(t.Context(), s)
		require.NoError(t, err)
		assert.Equal(t, alone.Lost, all[i].Lost, s.Name)
		assert.Equal(t, alone.Absent, all[i].Absent, s.Name)
		assert.Equal(t, alone.Notes, all[i].Notes, s.Name)
		shared[s.Name] = all[i].Shared
		if len(alone.Lost) > 0 || len(s.Files) == 0 {
			continue
		}
		ask := func(built Built) []float64 {
			_, y := startMember(t, built.Wasm, byte(built.Member)).XORNetwork.Forward(nil, specs.Network{})
			return y
		}
		assert.Equal(t, ask(alone), ask(all[i]), "%s answers for itself", s.Name)
	}
	assert.Equal(t, map[string]bool{"first": true, "second": true, "third": true, "loud": false, "does not compile": false,
		"does not fit": false, "empty": false, "claims memory": false}, shared, "only who is quiet and right shares a module")
}

func TestCohortThatIsTooLarge(t *testing.T) {
	b := *builder(t)
	b.cohort = 1 << 10 // any module is larger
	all, err := b.BuildAll(t.Context(), []grader.Submission{scale("one", "1", ""), scale("two", "2", ""), scale("three", "3", "")})
	require.NoError(t, err)
	for i, built := range all {
		assert.False(t, built.Shared, "it is halved until each is alone")
		_, y := start(t, built.Wasm).XORNetwork.Forward(nil, specs.Network{})
		assert.Equal(t, []float64{float64(i + 1)}, y)
	}
}
