package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/mutate"
)

func TestMutateMisuse(t *testing.T) {
	root := write(t, map[string]string{
		"right/activations.go":      rightUnits,
		"class/ada/activations.go":  rightUnits,
		"class/bela/activations.go": rightUnits,
		"torn/activations.go":       rightUnits[:400],
		"idle/notes.go":             "package student\n\nfunc unused() int { return 1 }\n",
	})
	right := filepath.Join(root, "right")
	for _, tt := range []struct {
		name, why string
		args      []string
		want      string // in the error
		hint      string
	}{
		{"two folders", "one is broken at a time", []string{right, right}, "takes one folder", "or none for the answer key"},
		{"missing folder", "a typing mistake", []string{filepath.Join(root, "rihgt")}, "rihgt", "name a folder"},
		{"a class", "one is broken at a time", []string{filepath.Join(root, "class")}, "not one solution", "folder of one right solution"},
		{"does not parse", "there is no tree to edit", []string{filepath.Join(root, "torn")}, "activations.go", "has to compile"},
		{"no exercise", "nothing would be noticed", []string{filepath.Join(root, "idle")}, "has nothing to break", "gradus list"},
		{"unknown exercise", "a typing mistake", []string{"-e", "xor"}, `there is no exercise "xor"`, "gradus list"},
		{"exercise that is not there", "it holds another", []string{right, "-e", "xor-linear"}, `"xor-linear" is not in the solution`, "gradus list"},
		{"sample", "less than none", []string{"--sample", "-1"}, "--sample is -1", "from 0 up"},
		{"workers", "a negative number of them", []string{"--workers", "-1"}, "--workers is -1", "from 0 up"},
		{"missing seed", "a typing mistake", []string{"--seed-file", filepath.Join(root, "sed")}, "sed", "secret"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := gradus(t, append([]string{"mutate"}, tt.args...)...)
			assert.Equal(t, exitUsage, code, tt.why)
			assert.Empty(t, stdout)
			lines := strings.Split(strings.TrimSpace(stderr), "\n")
			require.Len(t, lines, 2, "one sentence and a way out: %s", stderr)
			assert.Contains(t, lines[0], tt.want)
			assert.Contains(t, lines[1], tt.hint)
		})
	}
}

func TestMutate(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	t.Run("the key", func(t *testing.T) {
		code, stdout, stderr := gradus(t, "mutate", "--sample", "6", "-e", "activations", "--quiet", "--all")
		assert.Contains(t, []int{exitGraded, exitBelow}, code, stderr)
		assert.Empty(t, stderr)
		assert.Contains(t, stdout, "     6  mutants\n")
		assert.Contains(t, stdout, "  (activations/", "each of the killed has a check that saw it")
	})
	t.Run("a folder, as the key's package", func(t *testing.T) {
		root := write(t, map[string]string{"activations.go": strings.Replace(rightUnits, "package student", "package reference", 1),
			"activations_test.go": "package reference_test\n\nfunc broken( {"})
		code, stdout, stderr := gradus(t, "mutate", root, "--sample", "3", "--quiet")
		assert.Contains(t, []int{exitGraded, exitBelow}, code, stderr)
		assert.Contains(t, stdout, "     3  mutants\n")
	})
	t.Run("a wrong solution", func(t *testing.T) {
		root := write(t, map[string]string{"activations.go": strings.Replace(rightUnits, "return t, 1 - t*t", "return t, 1 - t", 1)})
		code, stdout, stderr := gradus(t, "mutate", root, "--sample", "1", "--quiet")
		assert.Equal(t, exitUsage, code, "what its mutants lose says nothing")
		assert.Empty(t, stdout)
		assert.Contains(t, stderr, "the solution itself loses points")
		assert.Contains(t, stderr, "activations/tanh")
	})
}

// TestTrial lets mutants fare as told, without grading.
func TestTrial(t *testing.T) {
	key, err := keySubmission()
	require.NoError(t, err)
	tr, err := newTrial(key, []string{"activations"})
	require.NoError(t, err)
	for _, m := range tr.mutants {
		assert.NotEqual(t, "softplus", m.In, "other exercises would notice it too")
	}
	tr.sample(4)
	require.Len(t, tr.mutants, 4)
	for i, f := range []fate{uncompiled, killed, survived, survived} {
		tr.mutants[i].fate = f
	}
	entry := func(m mutant) mutate.Equivalent {
		return mutate.Equivalent{File: m.File, In: m.In, Operator: m.Operator, Before: m.Before, After: m.After, Reason: "it is the same"}
	}
	gone := entry(tr.mutants[2])
	gone.After = "something else"
	elsewhere := mutate.Equivalent{File: "xor_linear.go", In: "solve"}
	listed := []mutate.Equivalent{entry(tr.mutants[1]), entry(tr.mutants[3]), gone, elsewhere}

	stale := tr.stale(listed)
	assert.Equal(t, []mutate.Equivalent{gone}, stale, "what is about another exercise is not judged here")
	var out strings.Builder
	assert.Equal(t, 1, tr.print(&out, listed, stale, false))
	table, lists, _ := strings.Cut(out.String(), "\n\n")
	assert.Equal(t, "     4  mutants\n     1  did not compile\n     1  killed\n     2  survived, of which 1 are equivalent\n"+
		" 50.0%  killed of those that compile and are not equivalent", table)
	assert.Equal(t, "survivors\n  "+tr.mutants[2].String()+"\n\nlisted as equivalent, and no survivor\n  "+gone.String()+"\n  "+listed[0].String()+"\n", lists)
}

func TestSettle(t *testing.T) {
	result := func(status grader.Status, earned int) grader.Result {
		return grader.Result{Check: "activations/relu", Status: status, Points: 1000, Earned: earned}
	}
	for _, tt := range []struct {
		name, why string
		result    grader.Result
		want      fate
	}{
		{"all points", "the rubric does not see it", result(grader.Passed, 1000), survived},
		{"some points", "one thousandth is a difference", result(grader.Partial, 999), killed},
		{"crash", "it is noticed", result(grader.Crashed, 0), killed},
		{"does not compile", "it is no program", result(grader.CompileError, 0), uncompiled},
		{"cut short", "it was not judged", result(grader.NotRun, 0), ungraded},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var m mutant
			full := grader.Result{Check: "activations/abs", Status: tt.result.Status, Points: 0}
			require.NoError(t, m.settle(grader.Report{Results: []grader.Result{full, tt.result}}))
			assert.Equal(t, tt.want, m.fate, tt.why)
		})
	}
	var m mutant
	err := m.settle(grader.Report{Results: []grader.Result{result(grader.Broken, 0)}})
	assert.ErrorContains(t, err, "the grader failed on the mutant", "our failure kills no mutant")
}
