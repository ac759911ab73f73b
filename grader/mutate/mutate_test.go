package mutate_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/mutate"
	"github.com/gradus-grader/gradus/reference"
)

// key returns the answer key as a submission.
func key(t *testing.T) grader.Submission {
	t.Helper()
	var s grader.Submission
	entries, err := reference.Source.ReadDir(".")
	require.NoError(t, err)
	for _, e := range entries {
		content, err := reference.Source.ReadFile(e.Name())
		require.NoError(t, err)
		content = bytes.Replace(content, []byte("\npackage reference\n"), []byte("\npackage student\n"), 1)
		s.Files = append(s.Files, grader.File{Name: e.Name(), Content: content})
	}
	return s
}

func TestMutantsOfTheKey(t *testing.T) {
	s := key(t)
	all, err := mutate.Mutants(s)
	require.NoError(t, err)
	assert.Greater(t, len(all), 600)
	assert.True(t, slices.IsSortedFunc(all, func(a, b mutate.Mutant) int {
		return slices.Compare([]int{fileOf(s, a), a.Line}, []int{fileOf(s, b), b.Line})
	}), "in the order of the files and lines")

	seen := map[string]bool{s.Hash(): true}
	for _, m := range all {
		require.False(t, seen[m.Submission.Hash()], "%s is there twice, or no mutant", m)
		seen[m.Submission.Hash()] = true
		require.NotEmpty(t, m.In, "%s", m)
		for i, f := range m.Submission.Files {
			if f.Name != m.File {
				require.Equal(t, s.Files[i], f, "%s changes another file", m)
			}
		}
	}

	listed, err := mutate.Equivalents()
	require.NoError(t, err)
	for _, e := range listed {
		is := 0
		for _, m := range all {
			if e.Is(m) {
				is++
			}
		}
		assert.Equal(t, 1, is, "an entry stands for one mutant: %s", e)
	}
}

func TestMutantsAreTheSameEveryTime(t *testing.T) {
	s := key(t)
	part, err := mutate.PartOf(s, "PrecisionReLU")
	require.NoError(t, err)
	s.Files = slices.DeleteFunc(s.Files, func(f grader.File) bool { return !part.Files[f.Name] })
	first, err := mutate.Mutants(s)
	require.NoError(t, err)
	require.NotEmpty(t, first)
	second, err := mutate.Mutants(s)
	require.NoError(t, err)
	assert.Equal(t, first, second)
}

func fileOf(s grader.Submission, m mutate.Mutant) int {
	return slices.IndexFunc(s.Files, func(f grader.File) bool { return f.Name == m.File })
}

// TestOnlyTheEditIsChanged looks at a file whose every other byte is odd: blanks,
// comments and line ends are those of the student.
func TestOnlyTheEditIsChanged(t *testing.T) {
	const before, after = "package student // é\r\n\n\nfunc f ( x,y float64 ) float64{\n\treturn  x", "y /* a + b */ ; }\n\n// end"
	s := submission(before + "+" + after)
	all, err := mutate.Mutants(s)
	require.NoError(t, err)
	i := slices.IndexFunc(all, func(m mutate.Mutant) bool { return m.Operator == "swap-arithmetic" })
	require.GreaterOrEqual(t, i, 0)
	m := all[i]
	assert.Equal(t, before+"-"+after, string(m.Submission.Files[0].Content))
	assert.Equal(t, before+"+"+after, string(s.Files[0].Content), "what was lent is as it was")
	assert.Equal(t, 5, m.Line)
	assert.Equal(t, "f", m.In)
	assert.Equal(t, "return x+y /* a + b */ ; }", m.Before)
	assert.Equal(t, "return x-y /* a + b */ ; }", m.After)
}

func TestWhatIsNotMutated(t *testing.T) {
	all := mutants(t, "package student\n\ntype T [3]int\n\nvar _ = 1\n\nconst deep = -37\n\nfunc f(x int) (y int) {\n\ty = x\n\treturn y\n}\n")
	for _, m := range all {
		assert.NotEqual(t, 3, m.Line, "a type: %s", m)
		assert.NotEqual(t, 5, m.Line, "an assertion to the compiler: %s", m)
	}
	assert.True(t, slices.ContainsFunc(all, func(m mutate.Mutant) bool { return m.In == "deep" }), "a constant is")

	s := submission("package student\n\nfunc f() int { return 1 }\n")
	s.Files = append(s.Files, grader.File{Name: "work_test.go", Content: []byte("package student_test\n\nfunc g() int { return 1 }\n")})
	all, err := mutate.Mutants(s)
	require.NoError(t, err)
	for _, m := range all {
		assert.Equal(t, "work.go", m.File, "tests are left alone")
	}
}

func TestMutantsRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, why, want string
		s               grader.Submission
	}{
		{"syntax", "there is no tree", "work.go:2", submission("package student\nfunc {")},
		{"refused", "it was not read", "too large", grader.Submission{Files: []grader.File{{Name: "a.go", Refusal: "too large"}}}},
		{"nothing", "there is nothing to change", "no Go file", grader.Submission{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := mutate.Mutants(tt.s)
			assert.ErrorContains(t, err, tt.want, tt.why)
			_, err = mutate.PartOf(tt.s, "T")
			assert.ErrorContains(t, err, tt.want, tt.why)
		})
	}
}

func TestPartOf(t *testing.T) {
	file := func(name, src string) grader.File {
		return grader.File{Name: name, Content: []byte("package student\n" + src)}
	}
	s := grader.Submission{Files: []grader.File{
		file("a.go", "type A struct{}\nfunc (a *A) Run() int { return a.help() + first() }\nfunc (A) help() int { return 0 }"),
		file("b.go", "type B struct{}\nfunc (B) Run() int { return second() }"),
		file("c.go", "const limit, other = 1, 2\nfunc first() int { return limit }\nfunc second() int { return third() }"),
		file("d.go", "func third() int { return 3 }"),
		file("e.go", "func unused() int { return 4 }"),
	}}
	part, err := mutate.PartOf(s, "A")
	require.NoError(t, err)
	assert.Equal(t, map[string]bool{"A": true, "A.Run": true, "A.help": true, "first": true, "limit": true}, part.Declarations)
	assert.Equal(t, map[string]bool{"a.go": true, "c.go": true, "d.go": true}, part.Files, "d.go is needed by what else is in c.go")

	part, err = mutate.PartOf(s, "Z")
	require.NoError(t, err)
	assert.Empty(t, part.Declarations)
	assert.Empty(t, part.Files)
}
