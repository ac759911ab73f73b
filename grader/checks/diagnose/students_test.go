package diagnose

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// The programs below are wrong as students' programs are: written out, with no
// formula of the library.

// rightUnit finishes a backward pass from its first term.
func rightUnit(first, slope, x float64) specs.UnitGradient {
	return specs.UnitGradient{Beta: first, A: first * slope, W: first * slope * x, B: first * slope}
}

func TestStudentsUnits(t *testing.T) {
	type backward = func(a, beta float64, s specs.Sample) specs.UnitGradient
	mean := func(s specs.Sample, f func(y float64) float64) float64 {
		sum := 0.0
		for _, y := range s.Y {
			sum += f(y)
		}
		return sum / float64(len(s.Y))
	}
	first := func(f func(beta float64, s specs.Sample) float64) backward {
		return func(a, beta float64, s specs.Sample) specs.UnitGradient {
			return rightUnit(f(beta, s), 1/(1+math.Exp(-a)), s.X)
		}
	}
	slope := func(f func(a, beta float64) float64) backward {
		return func(a, beta float64, s specs.Sample) specs.UnitGradient {
			g := reference.PrecisionSoftplus{}.Backward(a, beta, s)
			return rightUnit(g.Beta, f(a, beta), s.X)
		}
	}
	last := func(spoil func(g *specs.UnitGradient, x float64)) backward {
		return func(a, beta float64, s specs.Sample) specs.UnitGradient {
			g := reference.PrecisionSoftplus{}.Backward(a, beta, s)
			spoil(&g, s.X)
			return g
		}
	}
	for _, tt := range []struct {
		code, why string
		backward  backward
	}{
		{"", "right, by another formula: σ(a) = 1 − e^−β", slope(func(_, beta float64) float64 { return 1 - math.Exp(-beta) })},
		{"", "right, by E[y²] − 2μE[y] + μ²", first(func(beta float64, s specs.Sample) float64 {
			return mean(s, func(y float64) float64 { return y * y }) - 2*s.Mu*mean(s, func(y float64) float64 { return y }) + s.Mu*s.Mu - 1/beta
		})},
		{"half-loss", "the ½ of the course's text", first(func(beta float64, s specs.Sample) float64 {
			return -0.5/beta + mean(s, func(y float64) float64 { return 0.5 * math.Pow(y-s.Mu, 2) })
		})},
		{"sum-for-mean", "no division", first(func(beta float64, s specs.Sample) float64 {
			sum := -1 / beta
			for _, y := range s.Y {
				sum += math.Pow(y-s.Mu, 2)
			}
			return sum
		})},
		{"sum-of-losses", "both terms inside the loop", first(func(beta float64, s specs.Sample) float64 {
			sum := 0.0
			for _, y := range s.Y {
				sum += math.Pow(y-s.Mu, 2) - 1/beta
			}
			return sum
		})},
		{"last-sample-only", "= where += is meant", first(func(beta float64, s specs.Sample) float64 {
			sum := 0.0
			for _, y := range s.Y {
				sum = math.Pow(y-s.Mu, 2)
			}
			return sum/float64(len(s.Y)) - 1/beta
		})},
		{"first-sample-only", "return inside the loop", first(func(beta float64, s specs.Sample) float64 {
			for _, y := range s.Y {
				return (y-s.Mu)*(y-s.Mu) - 1/beta
			}
			return 0
		})},
		{"last-sample-dropped", "i < n − 1", first(func(beta float64, s specs.Sample) float64 {
			sum := 0.0
			for i := 0; i < len(s.Y)-1; i++ {
				sum += math.Pow(s.Y[i]-s.Mu, 2)
			}
			return sum/float64(len(s.Y)) - 1/beta
		})},
		{"square-of-sum", "the slip of the course's code", first(func(beta float64, s specs.Sample) float64 {
			sum := 0.0
			for _, y := range s.Y {
				sum += y - s.Mu
			}
			return math.Pow(sum, 2)/float64(len(s.Y)) - 1/beta
		})},
		{"log-term-sign", "+1/β", first(func(beta float64, s specs.Sample) float64 {
			return 1/beta + mean(s, func(y float64) float64 { return math.Pow(y-s.Mu, 2) })
		})},
		{"log10", "math.Log10 in the loss, differentiated", first(func(beta float64, s specs.Sample) float64 {
			return -1/(beta*math.Log(10)) + mean(s, func(y float64) float64 { return math.Pow(y-s.Mu, 2) })
		})},
		{"mu-forgotten", "y²", first(func(beta float64, s specs.Sample) float64 {
			return -1/beta + mean(s, func(y float64) float64 { return y * y })
		})},
		{"twice-data-not-squared", "differentiated by y", first(func(beta float64, s specs.Sample) float64 {
			return -1/beta + mean(s, func(y float64) float64 { return 2 * (y - s.Mu) })
		})},
		{"constant-added-to-beta", "for fear of 1/0", first(func(beta float64, s specs.Sample) float64 {
			return -1/(beta+1e-8) + mean(s, func(y float64) float64 { return math.Pow(y-s.Mu, 2) })
		})},
		{"log-term-sign+mu-forgotten", "two at once", first(func(beta float64, s specs.Sample) float64 {
			return 1/beta + mean(s, func(y float64) float64 { return y * y })
		})},
		{"", "1/β³ is not in the library", first(func(beta float64, s specs.Sample) float64 {
			return -1/(beta*beta*beta) + mean(s, func(y float64) float64 { return math.Pow(y-s.Mu, 2) })
		})},
		{"", "a derivative taken numerically: near is not exact", first(func(beta float64, s specs.Sample) float64 {
			L := func(beta float64) float64 {
				return -math.Log(beta) + beta*mean(s, func(y float64) float64 { return math.Pow(y-s.Mu, 2) })
			}
			return (L(beta+1e-6) - L(beta-1e-6)) / 2e-6
		})},
		{"act-derivative-of-output", "σ′(β) in place of σ′(a)", slope(func(_, beta float64) float64 { return 1 / (1 + math.Exp(-beta)) })},
		{"act-derivative-missing", "as with the rectifier", slope(func(_, _ float64) float64 { return 1 })},
		{"sigmoid-of-minus-a", "1/(1+eᵃ): the inner derivative forgotten", slope(func(a, _ float64) float64 { return 1 / (1 + math.Exp(a)) })},
		{"sigmoid-of-minus-a", "e⁻ᵃ/(1+e⁻ᵃ): the same number", slope(func(a, _ float64) float64 { return math.Exp(-a) / (1 + math.Exp(-a)) })},
		{"exp-for-derivative", "the outer derivative forgotten", slope(func(a, _ float64) float64 { return math.Exp(a) })},
		{"tanh-derivative", "1 − tanh²", slope(func(a, _ float64) float64 { return 1 / (math.Cosh(a) * math.Cosh(a)) })},
		{"missing-x", "dw = da", last(func(g *specs.UnitGradient, _ float64) { g.W = g.A })},
		{"bias-times-x", "db = da·x", last(func(g *specs.UnitGradient, x float64) { g.B *= x })},
		{"swapped-weight-bias", "dw and db exchanged", last(func(g *specs.UnitGradient, _ float64) { g.W, g.B = g.B, g.W })},
		{"zero-bias-gradient", "never assigned", last(func(g *specs.UnitGradient, _ float64) { g.B = 0 })},
		{"missing-x+zero-bias-gradient", "two terms wrong, both named", last(func(g *specs.UnitGradient, _ float64) { g.W, g.B = g.A, 0 })},
	} {
		t.Run(tt.code+" "+tt.why, func(t *testing.T) {
			var got []specs.UnitGradient
			for _, p := range SoftplusPoints() {
				got = append(got, tt.backward(p.A, p.Beta, p.Sample))
			}
			assert.Equal(t, codesIn(tt.code), named(Softplus(SoftplusPoints(), got)))
		})
	}
}

func TestStudentsRectifiers(t *testing.T) {
	for _, tt := range []struct {
		code, why string
		slope     func(a, x float64) float64
	}{
		{"", "right", func(a, _ float64) float64 { return max(0, math.Copysign(1, a)) * indicator(a != 0) }},
		{"mask-missing", "1 everywhere", func(_, _ float64) float64 { return 1 }},
		{"mask-missing", "a leak of 0.2 is a mask missing too: at β = 0 the slope is −∞ either way", func(a, _ float64) float64 {
			if a > 0 {
				return 1
			}
			return 0.2
		}},
		{"mask-inverted", "< for >", func(a, _ float64) float64 { return indicator(a < 0) }},
		{"mask-from-x", "the sign of the input", func(_, x float64) float64 { return indicator(x > 0) }},
		{"mask-includes-zero", ">= for >, which makes −∞ at a = 0", func(a, _ float64) float64 { return indicator(a >= 0) }},
	} {
		t.Run(tt.code+" "+tt.why, func(t *testing.T) {
			points := slices.Concat(ReLUPoints(), ReLUInactivePoints())
			var got []specs.UnitGradient
			for _, p := range points {
				g := reference.PrecisionReLU{}.Backward(1, p.Beta, p.Sample)
				g.A = 0
				if slope := tt.slope(p.A, p.Sample.X); slope != 0 {
					g.A = slope * g.Beta
				}
				g.W, g.B = g.A*p.Sample.X, g.A
				got = append(got, g)
			}
			assert.Equal(t, codesIn(tt.code), named(ReLU(points, got)))
		})
	}
}

func TestStudentsNetworks(t *testing.T) {
	type change = func(delta []float64, z, h [][]float64, p NetworkPoint, g *specs.Network)
	dz := func(delta []float64, z [][]float64, p NetworkPoint, i, k int) float64 {
		if z[i][k] > 0 {
			return delta[i] * p.Net.V[k]
		}
		return 0
	}
	for _, tt := range []struct {
		code, why string
		parts     []string // that are wrong
		delta     func(e float64, n int) float64
		change    change // of right gradients
	}{
		{"", "right", nil, nil, nil},
		{"missing-two", "(1/n)(ŷ − t)", []string{"∂J/∂W", "∂J/∂c", "∂J/∂V", "∂J/∂b"}, func(e float64, n int) float64 { return e / float64(n) }, nil},
		{"sum-for-mean", "2(ŷ − t)", []string{"∂J/∂W", "∂J/∂c", "∂J/∂V", "∂J/∂b"}, func(e float64, _ int) float64 { return 2 * e }, nil},
		{"negated", "t − ŷ", []string{"∂J/∂W", "∂J/∂c", "∂J/∂V", "∂J/∂b"}, func(e float64, n int) float64 { return -2 * e / float64(n) }, nil},
		{"hidden-biases-zero", "never assigned", []string{"∂J/∂c"}, nil, func(_ []float64, _, _ [][]float64, _ NetworkPoint, g *specs.Network) { g.C = make([]float64, len(g.C)) }},
		{"output-bias-zero", "never assigned", []string{"∂J/∂b"}, nil, func(_ []float64, _, _ [][]float64, _ NetworkPoint, g *specs.Network) { g.B = 0 }},
		{"output-weights-negated+transposed-w", "a mistake each in two parts", []string{"∂J/∂W", "∂J/∂V"}, nil, func(_ []float64, _, _ [][]float64, _ NetworkPoint, g *specs.Network) {
			W := make([][]float64, len(g.C))
			for k := range W {
				for j := range g.W {
					W[k] = append(W[k], g.W[j][k])
				}
			}
			g.W = W
			for k := range g.V {
				g.V[k] = -g.V[k]
			}
		}},
		{"z-for-h", "the rectifier forgotten where it is cheap", []string{"∂J/∂V"}, nil, func(delta []float64, z, _ [][]float64, _ NetworkPoint, g *specs.Network) {
			g.V = make([]float64, len(g.V))
			for i := range z {
				for k := range g.V {
					g.V[k] += delta[i] * z[i][k]
				}
			}
		}},
		{"mask-missing", "as if hidden units were linear", []string{"∂J/∂W", "∂J/∂c"}, nil, func(delta []float64, _, _ [][]float64, p NetworkPoint, g *specs.Network) {
			for k := range g.C {
				g.C[k] = 0
				for j := range g.W {
					g.W[j][k] = 0
				}
				for i := range delta {
					g.C[k] += delta[i] * p.Net.V[k]
					for j := range g.W {
						g.W[j][k] += p.X[i][j] * delta[i] * p.Net.V[k]
					}
				}
			}
		}},
		{"hidden-weights-of-last-sample", "= where += is meant", []string{"∂J/∂W"}, nil, func(delta []float64, z, _ [][]float64, p NetworkPoint, g *specs.Network) {
			for i := range delta {
				for j := range g.W {
					for k := range g.C {
						g.W[j][k] = p.X[i][j] * dz(delta, z, p, i, k)
					}
				}
			}
		}},
	} {
		t.Run(tt.code+" "+tt.why, func(t *testing.T) {
			var got []specs.Network
			for _, p := range NetworkPoints() {
				h, yhat := reference.XORNetwork{}.Forward(p.X, p.Net)
				g := specs.Network{W: [][]float64{make([]float64, len(p.Net.C)), make([]float64, len(p.Net.C))}, C: make([]float64, len(p.Net.C)), V: make([]float64, len(p.Net.C))}
				delta, z := make([]float64, len(yhat)), make([][]float64, len(yhat))
				for i, x := range p.X {
					e := yhat[i] - p.T[i]
					delta[i] = 2 * e / float64(len(yhat))
					if tt.delta != nil {
						delta[i] = tt.delta(e, len(yhat))
					}
					g.B += delta[i]
					for k, c := range p.Net.C {
						z[i] = append(z[i], x[0]*p.Net.W[0][k]+x[1]*p.Net.W[1][k]+c)
						g.V[k] += delta[i] * h[i][k]
						g.C[k] += dz(delta, z, p, i, k)
						for j := range x {
							g.W[j][k] += x[j] * dz(delta, z, p, i, k)
						}
					}
				}
				if tt.change != nil {
					tt.change(delta, z, h, p, &g)
				}
				got = append(got, g)
			}
			faults := XORTraining(NetworkPoints(), got)
			assert.Equal(t, codesIn(tt.code), named(faults))
			var parts []string
			for _, f := range faults {
				parts = append(parts, f.Term)
			}
			assert.Equal(t, tt.parts, parts, "each part is told what is wrong with it, and no other")
		})
	}
}

func TestStudentsHeads(t *testing.T) {
	for _, tt := range []struct {
		code, why string
		spoil     func(p HeadsPoint, g *specs.HeadsGradient)
	}{
		{"", "right", func(HeadsPoint, *specs.HeadsGradient) {}},
		{"sum-for-mean", "Σ for (1/n)Σ, and all that follows", func(p HeadsPoint, g *specs.HeadsGradient) {
			n := float64(len(p.X))
			for i := range g.Mu {
				for k := range g.Mu[i] {
					g.Mu[i][k] *= n
				}
			}
			for k := range g.W {
				g.W[k], g.B[k] = g.W[k]*n, g.B[k]*n
			}
		}},
		{"sum-for-mean", "the parameters right in spite of it", func(p HeadsPoint, g *specs.HeadsGradient) {
			for i := range g.Mu {
				for k := range g.Mu[i] {
					g.Mu[i][k] *= float64(len(p.X))
				}
			}
		}},
		{"missing-x", "dw = db", func(_ HeadsPoint, g *specs.HeadsGradient) { g.W = slices.Clone(g.B) }},
		{"swapped-weight-bias", "exchanged", func(_ HeadsPoint, g *specs.HeadsGradient) { g.W, g.B = g.B, g.W }},
	} {
		t.Run(tt.code+" "+tt.why, func(t *testing.T) {
			var got []specs.HeadsGradient
			for _, p := range HeadsPoints() {
				g := reference.MixtureMeans{}.Backward(p.Mu, p.R, p.X, p.Y)
				tt.spoil(p, &g)
				got = append(got, g)
			}
			assert.Equal(t, codesIn(tt.code), named(MixtureMeans(HeadsPoints(), got)))
		})
	}
}

// TestPointsAreRight asks the key whether the questions are what a right Forward
// leads to.
func TestPointsAreRight(t *testing.T) {
	for _, p := range SoftplusPoints() {
		_, beta, _ := reference.PrecisionSoftplus{}.Forward(specs.Unit{B: p.A}, p.Sample)
		require.InEpsilon(t, beta, p.Beta, 1e-14)
	}
	for _, p := range slices.Concat(ReLUPoints(), ReLUInactivePoints()) {
		require.Equal(t, max(0, p.A), p.Beta)
	}
	for _, p := range LayerPoints() {
		_, beta, _ := reference.TwoPrecisions{}.Forward(specs.Layer{W: [][]float64{{0, 0}, {0, 0}}, B: p.A}, p.Sample)
		require.InEpsilonSlice(t, beta, p.Beta, 1e-14)
	}
	for _, p := range HeadsPoints() {
		for i := range p.Mu {
			_, r, _ := reference.MixtureMeans{}.Forward(specs.Heads{W: make([]float64, 3), B: p.Mu[i]}, p.X[i:i+1], p.Y[i:i+1])
			require.InEpsilonSlice(t, r[0], p.R[i], 1e-13)
		}
	}
	for _, p := range NetworkPoints() {
		for _, e := range examples(p, rightForward) {
			for _, z := range e.z {
				require.Greater(t, math.Abs(z), 0x1p-6, "no kink is near")
			}
			require.NotZero(t, e.yhat-e.t, "every example says something")
		}
	}
}

// codesIn splits a code as named does.
func codesIn(code string) []string {
	if code == "" {
		return nil
	}
	return named([]Fault{{Code: code}})
}
