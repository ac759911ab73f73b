package wire_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// TestArgumentsBelongToTheCaller has every method scribble over every slice that
// it was given.
func TestArgumentsBelongToTheCaller(t *testing.T) {
	for _, q := range questions() {
		t.Run(q.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 4))
			slicesGiven := 0
			for range 20 {
				r := &recorder{}
				r.give = func(typ reflect.Type) reflect.Value {
					for _, a := range r.args {
						if v := reflect.ValueOf(a); bits(v) != bits(reflect.Zero(v.Type())) {
							scribble([]reflect.Value{v})
						}
					}
					return reflect.Zero(typ)
				}
				sent := q.arguments(rng)
				before := bits(sent...)
				edited := false
				err := attempt(func(request []byte) ([]byte, error) {
					response := wire.Serve(r.solution(), request)
					after := make([]reflect.Value, len(r.args))
					for i, a := range r.args {
						after[i] = reflect.ValueOf(a)
					}
					edited = bits(after...) != before
					return response, nil
				}, func(s specs.Solution) { q.put(s, sent) })
				if edited {
					slicesGiven++
					assert.Equal(t, &wire.Edited{Method: q.name}, err)
				} else {
					assert.NoError(t, err)
				}
			}
			takesSlices := slices.ContainsFunc(slices.Collect(q.typ.Ins()), func(t reflect.Type) bool { return t.Kind() == reflect.Slice || t.Kind() == reflect.Struct })
			assert.Equal(t, takesSlices, slicesGiven > 0, "methods that are given slices are caught")
		})
	}
}

// tampering is a Fit that does one thing to its arguments.
type tampering func(X [][]float64, y []float64)

func (f tampering) Fit(X [][]float64, y []float64) ([]float64, error) { f(X, y); return nil, nil }
func (f tampering) Predict([][]float64, []float64) []float64          { return nil }

func TestWhatIsAnEdit(t *testing.T) {
	for _, c := range []struct {
		name, why string
		do        tampering
		edited    bool
	}{
		{"reads", "this is what arguments are for", func(X [][]float64, y []float64) { _ = X[0][0] + y[0] }, false},
		{"one bit", "the caller's number is another one", func(_ [][]float64, y []float64) { y[1] = math.Nextafter(y[1], 9) }, true},
		{"zero to minus zero", "it is another number to 1/x", func(_ [][]float64, y []float64) { y[0] = math.Copysign(0, -1) }, true},
		{"swapped rows", "elimination in place does this", func(X [][]float64, _ []float64) { X[0], X[1] = X[1], X[0] }, true},
		{"sorted", "as in a median", func(_ [][]float64, y []float64) { slices.Sort(y) }, true},
		{"put back", "nobody can tell", func(_ [][]float64, y []float64) { y[0]++; y[0]-- }, false},
		{"appended", "its length is the method's own copy", func(_ [][]float64, y []float64) { _ = append(y, 1) }, false},
		{"another row", "the matrix is the caller's too", func(X [][]float64, _ []float64) { X[0] = []float64{7, 7} }, true},
	} {
		s := specs.Solution{XORLinear: c.do}
		err := attempt(serving(s), func(s specs.Solution) { s.XORLinear.Fit([][]float64{{1, 2}, {3, 4}}, []float64{0, 2, 1}) })
		if c.edited {
			assert.Equal(t, &wire.Edited{Method: "XORLinear.Fit"}, err, "%s: %s", c.name, c.why)
		} else {
			assert.NoError(t, err, "%s: %s", c.name, c.why)
		}
	}
}

func TestInterrupt(t *testing.T) {
	stop, ok := wire.Interrupt(&wire.Edited{Method: "XORLinear.Fit"})
	assert.True(t, ok)
	assert.Equal(t, grader.Failed, stop.Status)
	assert.Contains(t, stop.Summary, "Fit changes a slice that it was given")
	_, ok = wire.Interrupt(specs.ErrNotImplemented)
	assert.False(t, ok, "Judge knows that one by itself")
}
