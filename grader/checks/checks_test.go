package checks_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

func TestRubricIsValid(t *testing.T) {
	require.NoError(t, grader.Validate(checks.All()))
}

// report grades a Solution in this process with the given key.
func report(answer, key specs.Solution) grader.Report {
	return grader.NewReport(grader.Submission{}, nil, judged(grader.PracticeSeed(), answer, key))
}

func judged(seed grader.Seed, answer, key specs.Solution) []grader.Result {
	var results []grader.Result
	for _, c := range checks.All() {
		results = append(results, grader.Judge(context.Background(), c, &grader.Pass{Answer: answer, Key: key, Rand: seed.Rand(c.Name)}))
	}
	return results
}

func status(t *testing.T, r grader.Report, check string) grader.Result {
	for _, result := range r.Results {
		if result.Check == check {
			return result
		}
	}
	t.Fatalf("no check %q", check)
	return grader.Result{}
}

func TestKeyEarnsEverything(t *testing.T) {
	for _, tt := range []struct {
		name string
		key  specs.Solution
	}{
		{"with the key", reference.Solution()},
		{"without a key, as in a handout", specs.Solution{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := report(reference.Solution(), tt.key)
			for _, result := range r.Results {
				if result.Status != grader.NotChosen {
					assert.Equal(t, grader.Passed, result.Status, "%s: %s %v", result.Check, result.Summary, result.Findings)
				}
			}
			score, points := r.Score()
			assert.Equal(t, specs.Total(), score)
			assert.Equal(t, specs.Total(), points)
		})
	}
}

// TestKeyEarnsEverythingWithAnySeed is the fairness of drawn points: no draw
// fails a right program.
func TestKeyEarnsEverythingWithAnySeed(t *testing.T) {
	seeds := 50
	if testing.Short() {
		seeds = 5
	}
	for i := range seeds {
		seed := grader.NewSeed(fmt.Append(nil, i))
		for _, c := range checks.All() {
			r := grader.Judge(t.Context(), c, &grader.Pass{Answer: reference.Solution(), Key: reference.Solution(), Rand: seed.Rand(c.Name)})
			require.Equal(t, grader.Passed, r.Status, "seed %d, %s: %s", i, c.Name, r.Summary)
		}
	}
}

// TestEmptyAnswers hands in answers that know nothing.
func TestEmptyAnswers(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		answer    specs.Solution
	}{
		{"zero", "the gradient of a constant is zero, and so are many right numbers", constantSolution(0)},
		{"NaN", "NaN compares false with everything", constantSolution(math.NaN())},
		{"Inf", "as does an infinity with itself, subtracted", constantSolution(math.Inf(1))},
		{"one", "a constant that is no fixed point of anything", constantSolution(1)},
	} {
		for _, key := range []specs.Solution{reference.Solution(), {}} {
			t.Run(fmt.Sprintf("%s, key %t", tt.name, key.XORLinear != nil), func(t *testing.T) {
				r := report(tt.answer, key)
				for _, result := range r.Results {
					assert.NotEqual(t, grader.Broken, result.Status, "%s: %s", result.Check, result.Summary)
				}
				score, _ := r.Score()
				assert.Less(t, score, 5_000, tt.why)
			})
		}
	}
}

func TestStubsEarnNothing(t *testing.T) {
	r := report(stubs(), reference.Solution())
	for _, result := range r.Results {
		assert.Equal(t, grader.NotAttempted, result.Status, result.Check)
	}
	score, points := r.Score()
	assert.Zero(t, score)
	assert.Equal(t, specs.Total(), points)
}

// TestMistakes hands in the key with one thing wrong, and says which checks must
// see it: those and no others.
func TestMistakes(t *testing.T) {
	for _, tt := range mistakes() {
		t.Run(tt.name, func(t *testing.T) {
			require.NotEmpty(t, tt.why)
			answer := reference.Solution()
			tt.spoil(&answer)
			r := report(answer, reference.Solution())
			got := map[string]grader.Status{}
			for _, result := range r.Results {
				if result.Status != grader.Passed && result.Status != grader.NotChosen {
					got[result.Check] = result.Status
				}
				if result.Status == grader.Failed || result.Status == grader.Partial {
					require.NotEmpty(t, result.Findings, "%s: a lost point says what was asked", result.Check)
					require.NotEmpty(t, result.Findings[0].Where)
					require.NotEmpty(t, result.Findings[0].Got)
					require.NotEmpty(t, result.Findings[0].Want)
				}
			}
			assert.Equal(t, tt.seen, got, tt.why)
		})
	}
}

func TestExplanations(t *testing.T) {
	for _, tt := range []struct {
		name, why, check, code string
		spoil                  func(*specs.Solution)
	}{
		{"a known mistake", "the library names the term", "precision-relu/backward", "missing-x", func(s *specs.Solution) { s.PrecisionReLU = reluNoX{} }},
		{"two known mistakes", "the first of them is in the summary", "precision-softplus/backward", "half-loss", func(s *specs.Solution) { s.PrecisionSoftplus = softplusHalf{} }},
		{"an odd factor in the gradient", "the library has no such thing, but the loss is right", "precision-relu/backward", "not-the-derivative", func(s *specs.Solution) { s.PrecisionReLU = reluOdd{1, 1.37} }},
		{"an odd factor in loss and gradient", "they agree with one another", "precision-relu/backward", "another-loss", func(s *specs.Solution) { s.PrecisionReLU = reluOdd{1.37, 1.37} }},
		{"a small constant", "it looks like low precision, and is proved to be something else", "precision-relu/backward", "constant-added-to-beta", func(s *specs.Solution) { s.PrecisionReLU = reluEpsilon{} }},
		{"a rectifier for a softplus", "in the tails it looks like a softplus that lost its digits", "activations/softplus-tails", "relu-for-softplus", func(s *specs.Solution) { s.Activations = unitsRectified{} }},
		{"a naive softplus", "the formula that overflowed is named", "activations/softplus-tails", "naive-softplus", func(s *specs.Solution) { s.Activations = unitsNaive{} }},
		{"a history that is short", "its length has no library", "precision-sgd/history", "", func(s *specs.Solution) { s.PrecisionSGD = sgdShort{} }},
		{"clipped by value", "the library names the term", "precision-sgd/clip", "clips-each-part", func(s *specs.Solution) { s.PrecisionSGD = sgdByValue{} }},
		{"a surface turned", "its shape is wrong, and that has a name", "precision-landscape/surface", "transposed", func(s *specs.Solution) { s.PrecisionLandscape = landscapeTurned{} }},
		{"the square of the sum", "named in the tails too", "precision-landscape/tails", "square-of-sum", func(s *specs.Solution) { s.PrecisionLandscape = landscapeSlip{} }},
		{"hard assignment", "the responsibilities alone", "mixture-means/forward", "hard-assignment", func(s *specs.Solution) { s.MixtureMeans, s.TwoPrecisions = meansHard{}, constantTwo{} }},
		{"a numerical derivative", "right to seven digits of sixteen", "precision-softplus/backward", "low-precision", func(s *specs.Solution) { s.PrecisionSoftplus = softplusNumerical{} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer := reference.Solution()
			tt.spoil(&answer)
			r := status(t, report(answer, reference.Solution()), tt.check)
			require.NotEmpty(t, r.Findings)
			assert.Equal(t, tt.code, r.Findings[0].Code, tt.why)
			if tt.code != "" {
				assert.Equal(t, r.Summary, r.Findings[0].Why)
			}
		})
	}
}

func TestFingerprintFollowsTheRubric(t *testing.T) {
	all := checks.All()
	before := checks.Fingerprint(all)
	assert.Equal(t, before, checks.Fingerprint(checks.All()))
	all[0].Points++
	assert.NotEqual(t, before, checks.Fingerprint(all))
}
