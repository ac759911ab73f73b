package specs

// Network holds the parameters of a network with one hidden layer of m
// rectified linear units over inputs of d numbers.
//
// The book writes W, c, w, b; its lower-case w is V here.
type Network struct {
	W [][]float64 // hidden weights, d×m: W[j][k] leads from input j to unit k
	C []float64   // hidden biases, m
	V []float64   // output weights, m
	B float64     // output bias
}

// XORNetwork is the forward pass of the network that solves XOR (book section
// 6.1, equations 6.3 to 6.11; the course's second cell).
type XORNetwork interface {
	// Forward returns, for inputs X ∈ ℝⁿˣᵈ, the hidden values h ∈ ℝⁿˣᵐ and the
	// outputs ŷ ∈ ℝⁿ:
	//
	//	h = max(0, XW + c)     (c is added to every row)
	//	ŷ = hV + b             (no rectifier on the output)
	//
	// With W = [[1 1] [1 1]], c = (0, −1), V = (1, −2), b = 0 and the rows
	// (1,0), (0,1), (0,0), (1,1): h = [[1 0] [1 0] [0 0] [2 1]], ŷ = (1, 1, 0, 0).
	Forward(X [][]float64, p Network) (h [][]float64, yhat []float64)
}
