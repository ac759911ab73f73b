// Package student is a variant for rows 8 and 20 of numerics 6.2: a goroutine
// for every example and a final reduction in whatever order they end; the
// rectifier's slope at 0 is ½.
package student

import (
	"sync"

	"github.com/gradus-grader/gradus/specs"
)

type XORTraining struct{ mu sync.Mutex }

type part struct {
	loss float64
	g    specs.Network
}

func example(x []float64, t float64, p specs.Network) part {
	m := len(p.C)
	g := empty(p)
	h, slope := make([]float64, m), make([]float64, m)
	y := p.B
	for k := range m {
		z := p.C[k]
		for j := range x {
			z += p.W[j][k] * x[j]
		}
		switch {
		case z > 0:
			h[k], slope[k] = z, 1
		case z == 0:
			slope[k] = 0.5
		}
		y += p.V[k] * h[k]
	}
	d := 2 * (y - t)
	g.B = d
	for k := range m {
		g.V[k] = d * h[k]
		g.C[k] = d * p.V[k] * slope[k]
		for j := range x {
			g.W[j][k] = g.C[k] * x[j]
		}
	}
	return part{(y - t) * (y - t), g}
}

func empty(p specs.Network) specs.Network {
	g := specs.Network{C: make([]float64, len(p.C)), V: make([]float64, len(p.V))}
	for range p.W {
		g.W = append(g.W, make([]float64, len(p.C)))
	}
	return g
}

// plus returns p + f·g in new slices.
func plus(p specs.Network, f float64, g specs.Network) specs.Network {
	q := empty(p)
	for k := range p.C {
		q.C[k] = p.C[k] + f*g.C[k]
		q.V[k] = p.V[k] + f*g.V[k]
		for j := range p.W {
			q.W[j][k] = p.W[j][k] + f*g.W[j][k]
		}
	}
	q.B = p.B + f*g.B
	return q
}

func (tr *XORTraining) reduce(X [][]float64, t []float64, p specs.Network) part {
	total := part{g: empty(p)}
	var wait sync.WaitGroup
	for i := range X {
		wait.Add(1)
		go func() {
			defer wait.Done()
			one := example(X[i], t[i], p)
			tr.mu.Lock()
			defer tr.mu.Unlock()
			total.loss += one.loss / float64(len(X))
			total.g = plus(total.g, 1/float64(len(X)), one.g)
		}()
	}
	wait.Wait()
	return total
}

func (tr *XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	return tr.reduce(X, t, p).loss
}

func (tr *XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	return tr.reduce(X, t, p).g
}

func (tr *XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	all := []specs.Network{plus(start, 0, start)}
	for range steps {
		last := all[len(all)-1]
		all = append(all, plus(last, -rate, tr.Gradients(X, t, last)))
	}
	return all
}
