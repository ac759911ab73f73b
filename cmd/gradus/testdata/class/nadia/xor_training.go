package student

import "github.com/gradus-grader/gradus/specs"

// XORTraining finds the parameters by gradient descent.
type XORTraining struct{}

func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	_, yhat := XORNetwork{}.Forward(X, p)
	J := 0.0
	for i := range t {
		J += (yhat[i] - t[i]) * (yhat[i] - t[i])
	}
	return J / float64(len(t))
}

func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	dJ := specs.Network{C: make([]float64, len(p.C)), V: make([]float64, len(p.V))}
	for range p.W {
		dJ.W = append(dJ.W, make([]float64, len(p.C)))
	}
	for i, x := range X {
		z := preactivation(x, p)
		h := relu(z)
		delta := 2 / float64(len(t)) * (dot(h, p.V) + p.B - t[i])
		dJ.B += delta
		for k := range z {
			dJ.V[k] += delta * h[k]
			if z[k] > 0 {
				dJ.C[k] += delta * p.V[k]
				for j := range x {
					dJ.W[j][k] += x[j] * delta * p.V[k]
				}
			}
		}
	}
	return dJ
}

func (n XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	history := []specs.Network{copyNetwork(start)}
	for range steps {
		theta := copyNetwork(history[len(history)-1])
		grad := n.Gradients(X, t, theta)
		for j := range theta.W {
			descend(theta.W[j], grad.W[j], rate)
		}
		descend(theta.C, grad.C, rate)
		descend(theta.V, grad.V, rate)
		theta.B -= rate * grad.B
		history = append(history, theta)
	}
	return history
}

// descend changes p in place.
func descend(p, g []float64, rate float64) {
	for i := range p {
		p[i] -= rate * g[i]
	}
}

func copyNetwork(p specs.Network) specs.Network {
	q := specs.Network{C: append([]float64{}, p.C...), V: append([]float64{}, p.V...), B: p.B}
	for _, row := range p.W {
		q.W = append(q.W, append([]float64{}, row...))
	}
	return q
}
