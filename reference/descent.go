package reference

import "slices"

// descend takes steps from start and returns every point on the way, the start
// first. Where a point holds slices, start and each result of step have their
// own.
func descend[P any](start P, steps int, step func(P) P) []P {
	trace := []P{start}
	for i := range steps {
		trace = append(trace, step(trace[i]))
	}
	return trace
}

// moved returns v − ε·g in a slice of its own. An empty g leaves v in place.
func moved(v, g []float64, rate float64) []float64 {
	v = slices.Clone(v)
	for i, slope := range g {
		v[i] -= float64(rate * slope)
	}
	return v
}

// movedRows is moved for a matrix.
func movedRows(v, g [][]float64, rate float64) [][]float64 {
	rows := make([][]float64, len(v))
	for i := range rows {
		rows[i] = moved(v[i], g[i], rate)
	}
	return rows
}
