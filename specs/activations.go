package specs

// Activations are the hidden units of book section 6.3 and the course's plots.
// Each returns its value and its derivative at z.
//
// The formulas must hold for every finite z, ±1000 included: math.Exp(z)
// overflows above 709.78, and 1 + math.Exp(z) is 1 below −36.74.
type Activations interface {
	// ReLU is the rectified linear unit max(0, z). Its derivative is 1 for
	// z > 0 and 0 for z < 0; at 0 any value in [0, 1] will do.
	ReLU(z float64) (value, derivative float64)

	// Softplus is ζ(z) = log(1 + eᶻ), with derivative σ(z).
	Softplus(z float64) (value, derivative float64)

	// Sigmoid is σ(z) = 1/(1 + e⁻ᶻ), with derivative σ(z)(1 − σ(z)).
	Sigmoid(z float64) (value, derivative float64)

	// Tanh is (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ), with derivative 1 − tanh²(z).
	Tanh(z float64) (value, derivative float64)

	// Abs is the absolute value rectifier max(0, z) + max(0, −z). Its
	// derivative is 1 for z > 0 and −1 for z < 0; at 0 any value in [−1, 1]
	// will do.
	Abs(z float64) (value, derivative float64)
}
