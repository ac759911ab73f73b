package reference_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// tails are values rounded from 950 digits. The naive formulas break at
// −36.8 (1 + eᵃ is 1), −745 (eᵃ is 0) and 710 (eᵃ is infinite), on both sides.
var tails = []struct {
	a                   float64
	softplus, sigmoid   float64
	sigmoidSlope        float64
	tanh, tanhSlope     float64
	logSoftplus         float64
	sigmoidOverSoftplus float64
}{
	{-1000, 0, 0, 0, -1, 0, -1000, 1},
	{-800, 0, 0, 0, -1, 0, -800, 1},
	{-745, 5e-324, 5e-324, 5e-324, -1, 0, -745, 1},
	{-700, 9.85967654375977e-305, 9.85967654375977e-305, 9.85967654375977e-305, -1, 0, -700, 1},
	{-40, 4.248354255291589e-18, 4.248354255291589e-18, 4.248354255291589e-18, -1, 7.219405551381661e-35, -40, 1},
	{-37, 8.533047625744066e-17, 8.533047625744065e-17, 8.533047625744065e-17, -1, 2.9125160713286574e-32, -37, 1},
	{-36.8, 1.0422287905595919e-16, 1.0422287905595919e-16, 1.0422287905595918e-16, -1, 4.3449634074852396e-32, -36.8, 1},
	{-31, 3.4424771084699174e-14, 3.442477108469858e-14, 3.4424771084697395e-14, -1.0, 4.740259456935924e-27, -31.000000000000018, 0.9999999999999828},
	{-20, 2.061153620314381e-09, 2.0611536181902037e-09, 2.061153613941849e-09, -1, 1.6993417021166355e-17, -20.00000000103058, 0.9999999989694232},
	{-5, 0.006715348489118068, 0.0066928509242848554, 0.006648056670790155, -0.9999092042625951, 0.0001815832309438067, -5.003359553239909, 0.9966498291384774},
	{-1, 0.3132616875182228, 0.2689414213699951, 0.19661193324148185, -0.7615941559557649, 0.4199743416140261, -1.1607163753888976, 0.8585199917061369},
	{0, 0.6931471805599453, 0.5, 0.25, 0, 1, -0.36651292058166435, 0.7213475204444817},
	{0.5, 0.9740769841801067, 0.6224593312018546, 0.2350037122015945, 0.46211715726000974, 0.7864477329659274, -0.02626493926374671, 0.6390247807012777},
	{1, 1.3132616875182228, 0.7310585786300049, 0.19661193324148185, 0.7615941559557649, 0.4199743416140261, 0.2725138805025834, 0.5566739558294322},
	{5, 5.006715348489118, 0.9933071490757152, 0.006648056670790155, 0.9999092042625951, 0.0001815832309438067, 1.6107800810205641, 0.19839497154066618},
	{20, 20.000000002061153, 0.9999999979388464, 2.061153613941849e-09, 1, 1.6993417021166355e-17, 2.995732273657049, 0.04999999989178944},
	{40, 40, 1, 4.248354255291589e-18, 1, 7.219405551381661e-35, 3.6888794541139363, 0.025},
	{700, 700, 1, 9.85967654375977e-305, 1, 0, 6.551080335043404, 0.0014285714285714286},
	{800, 800, 1, 0, 1, 0, 6.684611727667927, 0.00125},
	{1000, 1000, 1, 0, 1, 0, 6.907755278982137, 0.001},
}

// ulps is the room for the mathematical functions of a machine: 16 units in the
// last place, of which at most 4 were ever seen.
const ulps = 16 * 0x1p-53

func TestActivationsInTheTails(t *testing.T) {
	var units reference.Activations
	for _, tt := range tails {
		pair := func(value, derivative float64) []float64 { return []float64{value, derivative} }
		relative(t, ulps, pair(units.Softplus(tt.a)), pair(tt.softplus, tt.sigmoid), "softplus at ", tt.a)
		relative(t, ulps, pair(units.Sigmoid(tt.a)), pair(tt.sigmoid, tt.sigmoidSlope), "sigmoid at ", tt.a)
		relative(t, ulps, pair(units.Tanh(tt.a)), pair(tt.tanh, tt.tanhSlope), "tanh at ", tt.a)
	}
}

// TestPrecisionSoftplusInTheTails takes a sample without spread: what is left
// is L = −log ζ(a) and ∂L/∂a = −σ(a)/ζ(a).
func TestPrecisionSoftplusInTheTails(t *testing.T) {
	var unit reference.PrecisionSoftplus
	point := specs.Sample{X: 1, Y: []float64{3}, Mu: 3}
	for _, tt := range tails {
		a, beta, loss := unit.Forward(specs.Unit{W: 1, B: tt.a - 1}, point)
		g := unit.Backward(a, beta, point)
		relative(t, 2e-15, []float64{a, beta, loss, g.A, g.W, g.B}, []float64{
			tt.a, tt.softplus, -tt.logSoftplus, -tt.sigmoidOverSoftplus, -tt.sigmoidOverSoftplus, -tt.sigmoidOverSoftplus,
		}, "a = ", tt.a)
	}
}

func TestActivationsAtCorners(t *testing.T) {
	var units reference.Activations
	inf, negativeZero := math.Inf(1), math.Copysign(0, -1)
	tests := []struct {
		name              string
		why               string
		unit              func(float64) (float64, float64)
		z                 float64
		value, derivative float64
	}{
		{"relu on", "the identity", units.ReLU, 2.5, 2.5, 1},
		{"relu off", "exactly 0", units.ReLU, -2.5, 0, 0},
		{"relu at 0", "the course's code takes 0 for the derivative", units.ReLU, 0, 0, 0},
		{"relu at −0", "−0 > 0 is false", units.ReLU, negativeZero, 0, 0},
		{"relu just on", "no threshold but 0", units.ReLU, 1e-300, 1e-300, 1},
		{"relu at ∞", "nothing overflows", units.ReLU, inf, inf, 1},
		{"relu at −∞", "nothing overflows", units.ReLU, -inf, 0, 0},
		{"abs right", "α = −1 in the book's max(0, z) + α min(0, z)", units.Abs, 2.5, 2.5, 1},
		{"abs left", "α = −1 in the book's max(0, z) + α min(0, z)", units.Abs, -2.5, 2.5, -1},
		{"abs at 0", "halfway", units.Abs, 0, 0, 0},
		{"softplus at ∞", "tends to z", units.Softplus, inf, inf, 1},
		{"softplus at −∞", "tends to 0", units.Softplus, -inf, 0, 0},
		{"sigmoid at ∞", "tends to 1", units.Sigmoid, inf, 1, 0},
		{"sigmoid at −∞", "tends to 0", units.Sigmoid, -inf, 0, 0},
		{"tanh at the greatest number", "2z overflows and does no harm", units.Tanh, math.MaxFloat64, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			value, derivative := tt.unit(tt.z)
			assert.Equal(t, tt.value, value, tt.why)
			assert.Equal(t, tt.derivative, derivative, tt.why)
		})
	}
}
