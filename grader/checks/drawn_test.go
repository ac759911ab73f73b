package checks_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	reports "github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// TestStudentsLearnNothingOfTheSeed grades wrong programs with two secret seeds.
// What students may read of both is the same, but for the drawn questions that
// happen to show a mistake with one seed alone.
func TestStudentsLearnNothingOfTheSeed(t *testing.T) {
	var drawn [2]map[grader.Finding]bool
	for _, tt := range wrong() {
		var read [2][]grader.Result
		for i, text := range []string{"one secret", "another"} {
			read[i] = forStudents(grader.NewSeed([]byte(text)), tt.answer(), tt.key)
			if drawn[i] == nil {
				drawn[i] = map[grader.Finding]bool{}
			}
			for j := range read[i] {
				r := &read[i][j]
				r.Findings = slices.DeleteFunc(r.Findings, func(f grader.Finding) bool {
					if f.Drawn != "" {
						drawn[i][f] = true
					}
					return f.Drawn != ""
				})
			}
		}
		assert.Equal(t, read[0], read[1], tt.name)
	}
	one, another := slices.Collect(maps.Keys(drawn[0])), slices.Collect(maps.Keys(drawn[1]))
	assert.ElementsMatch(t, one, another)
	assert.NotEmpty(t, one)
}

// TestDrawnQuestionsAreMarked judges the key by a wrong key: whatever is found
// then is about a drawn question, since the published ones have their right
// answers in the rubric.
func TestDrawnQuestionsAreMarked(t *testing.T) {
	wrong := specs.Solution(constantSolution(1))
	marked := 0
	for _, c := range checks.All() {
		key := wrong
		if c.Exercise == specs.IDXORTraining {
			key.XORTraining = trainingNoC{} // it also judges how well a network does
		}
		r := grader.Judge(t.Context(), c, &grader.Pass{Answer: reference.Solution(), Key: key, Rand: grader.PracticeSeed().Rand(c.Name)})
		for _, f := range r.Findings {
			marked++
			assert.NotEmpty(t, f.Drawn, "%s: %s", c.Name, f.Where)
		}
	}
	require.Greater(t, marked, 20)
}

type graded struct {
	name   string
	answer func() specs.Solution
	key    specs.Solution
}

// wrong are programs that are wrong somewhere, and right ones that are judged by
// a wrong key, which is wrong at drawn points alone.
func wrong() []graded {
	all := []graded{
		{"zero", func() specs.Solution { return constantSolution(0) }, reference.Solution()},
		{"one", func() specs.Solution { return constantSolution(1) }, reference.Solution()},
		{"the key is wrong", reference.Solution, constantSolution(1)},
	}
	for _, m := range mistakes() {
		all = append(all, graded{m.name, func() specs.Solution {
			answer := reference.Solution()
			m.spoil(&answer)
			return answer
		}, reference.Solution()})
	}
	return all
}

func forStudents(seed grader.Seed, answer, key specs.Solution) []grader.Result {
	class := grader.Class{Seed: seed.Fingerprint()}.With([]grader.Report{{Results: judged(seed, answer, key)}})
	for r := range reports.ForStudents(class).Reports {
		return r.Results
	}
	return nil
}
