package checks_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// seriesOf runs every check with the key as the answer and returns what they saw.
func seriesOf(seed grader.Seed, answer, key specs.Solution) map[string][]grader.Series {
	all := map[string][]grader.Series{}
	for _, r := range judged(seed, answer, key) {
		if len(r.Series) > 0 {
			all[r.Check] = r.Series
		}
	}
	return all
}

func TestSeries(t *testing.T) {
	all := seriesOf(grader.PracticeSeed(), reference.Solution(), reference.Solution())
	kinds := map[string]grader.Picture{
		"xor-training/solves-xor":    grader.PictureLoss,
		"activations/relu":           grader.PictureUnit,
		"activations/softplus":       grader.PictureUnit,
		"activations/sigmoid":        grader.PictureUnit,
		"activations/tanh":           grader.PictureUnit,
		"activations/abs":            grader.PictureUnit,
		"precision-sgd/converges":    grader.PictureHistory,
		"precision-relu/descend":     grader.PictureReLU,
		"precision-softplus/descend": grader.PictureSoftplus,
		"two-precisions/descend":     grader.PicturePrecisions,
		"mixture-means/converges":    grader.PictureMeans,
	}
	bytes := 0
	for check, kind := range kinds {
		require.NotEmpty(t, all[check], check)
		s := all[check][0]
		assert.Equal(t, kind, s.Kind, check)
		assert.NotEmpty(t, s.Of)
		for _, line := range s.Lines {
			assert.Equal(t, line.Want, line.Got, "%s: the key is right", check)
			assert.Len(t, line.Got.Floats(), len(s.X.Floats()), check)
			bytes += len(line.Got)
		}
		bytes += len(s.X)
	}
	assert.Len(t, all, len(kinds), "each picture stands in this list")
	assert.Less(t, bytes, 10_000, "a report stays small")
}

// TestSeriesArePublished is why a student may see them all: they are the same
// for every seed.
func TestSeriesArePublished(t *testing.T) {
	key := reference.Solution()
	assert.Equal(t, seriesOf(grader.NewSeed([]byte("one")), key, key), seriesOf(grader.NewSeed([]byte("two")), key, key))
}

func TestSeriesWithoutKey(t *testing.T) {
	for check, series := range seriesOf(grader.PracticeSeed(), reference.Solution(), specs.Solution{}) {
		for _, line := range series[0].Lines {
			assert.NotEmpty(t, line.Got, check)
			assert.Empty(t, line.Want, check)
		}
	}
}

// timid panics where only a picture asks.
type timid struct{ specs.Activations }

func (a timid) Softplus(z float64) (value, derivative float64) {
	if z == 1.5 {
		panic("not here")
	}
	return a.Activations.Softplus(z)
}

func TestPicturesCostNothing(t *testing.T) {
	answer := reference.Solution()
	answer.Activations = timid{answer.Activations}
	r := report(answer, reference.Solution())
	softplus := status(t, r, "activations/softplus")
	assert.Equal(t, grader.Passed, softplus.Status, "what a picture asks is not judged")
	require.NotEmpty(t, softplus.Series)
	assert.Equal(t, grader.Numbers("-5 -3 -1.5 0 0.5 2"), softplus.Series[0].X)
}

// short returns one step too few.
type short struct{ specs.PrecisionReLU }

func (a short) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return a.PrecisionReLU.Descend(start, s, rate, steps)[1:]
}

func TestNoPictureOfWhatIsNoTrace(t *testing.T) {
	answer := reference.Solution()
	answer.PrecisionReLU = short{answer.PrecisionReLU}
	assert.Empty(t, status(t, report(answer, reference.Solution()), "precision-relu/descend").Series)
}
