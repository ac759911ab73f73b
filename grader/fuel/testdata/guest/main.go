// Command guest is a program as a student might write it, and one that does not
// end.
package main

import "math"

func main() {}

var sink [][]byte

// product multiplies two matrices of n rows and columns.
//
//go:wasmexport product
func product(n int32) float64 {
	a, b, c := matrix(n), matrix(n), matrix(n)
	for i := range a {
		for j := range b {
			sum := 0.0
			for k := range a[i] {
				sum += a[i][k] * b[k][j]
			}
			c[i][j] = sum
		}
	}
	return c[n-1][n-1]
}

func matrix(n int32) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
		for j := range rows[i] {
			rows[i][j] = float64(i+j) / float64(n)
		}
	}
	return rows
}

// calls makes n calls of a small function.
//
//go:wasmexport calls
func calls(n int32) float64 {
	x := 1.0
	for range n {
		x = small(x)
	}
	return x
}

//go:noinline
func small(x float64) float64 { return 0.5 * (x + 2/x) }

// count adds in a tight loop.
//
//go:wasmexport count
func count(n int32) int64 {
	sum := int64(0)
	for i := range int64(n) {
		sum += i ^ sum
	}
	return sum
}

type layer interface{ forward(x float64) float64 }

type sigmoid struct{ w, b float64 }

type relu struct{ w, b float64 }

func (l sigmoid) forward(x float64) float64 { return 1 / (1 + math.Exp(-l.w*x-l.b)) }
func (l relu) forward(x float64) float64    { return max(0, l.w*x+l.b) }

// network sends n numbers through layers behind an interface.
//
//go:wasmexport network
func network(n int32) float64 {
	layers := []layer{sigmoid{1, 2}, relu{3, -1}, sigmoid{-2, 0.5}}
	sum := 0.0
	for i := range n {
		x := float64(i)
		for _, l := range layers {
			x = l.forward(x)
		}
		sum += x
	}
	return sum
}

// churn allocates n pieces of memory, keeps the last hundred, and looks some up
// in a map.
//
//go:wasmexport churn
func churn(n int32) int64 {
	sink = make([][]byte, 100)
	seen := map[int32]int{}
	for i := range n {
		sink[i%100] = make([]byte, 100+i%1000)
		seen[i%997]++
	}
	return int64(len(seen))
}

// forever does not end.
//
//go:wasmexport forever
func forever() {
	for {
	}
}

// recovering panics and recovers without end.
//
//go:wasmexport recovering
func recovering() {
	for {
		func() {
			defer func() { _ = recover() }()
			panic("again")
		}()
	}
}

// deeper recurses without end.
//
//go:wasmexport deeper
func deeper() { recurse(0) }

func recurse(n int) int { return recurse(n+1) + 1 }

// copies fills and copies pieces of memory of up to n KiB.
//
//go:wasmexport copies
func copies(n int32) int64 {
	sum := int64(0)
	for i := range n {
		a, b := make([]int64, 128*i+1), make([]int64, 128*i+1)
		for j := range a {
			a[j] = int64(i)
		}
		copy(b, a)
		clear(a)
		sum += b[len(b)-1] + a[0]
	}
	return sum
}
