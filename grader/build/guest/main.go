//go:build wasip1

// Command guest is the guest's end of the wall: it stands between the host,
// which calls the two functions it exports, and package wire, which calls the
// student's methods. Package build compiles it together with each submission.
//
// A question crosses the wall in a buffer of the guest's: the host asks for one
// with gradus_buffer, writes the question into it, and calls gradus_ask. Its
// first four bytes, least significant first, say which of the submissions in the
// module it is for.
package main

import (
	"unsafe"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// solutions are filled in by one generated file per submission and exercise.
var solutions []specs.Solution

// member returns the solution at a place, which is made if need be. It is good
// until the next call.
func member(i int) *specs.Solution {
	for len(solutions) <= i {
		solutions = append(solutions, specs.Solution{})
	}
	return &solutions[i]
}

// What crosses the wall is kept here, out of the garbage collector's reach,
// until the next call.
var question, answer []byte

// buffer returns the address of a buffer of n bytes for a question.
//
//go:wasmexport gradus_buffer
func buffer(n uint32) uint32 {
	question = make([]byte, n)
	return address(question)
}

// ask answers the question in the first n bytes of the buffer. It returns the
// address of the answer in the upper half, its length in the lower.
//
//go:wasmexport gradus_ask
func ask(n uint32) uint64 {
	q := question[:n]
	i := uint32(q[0]) | uint32(q[1])<<8 | uint32(q[2])<<16 | uint32(q[3])<<24
	answer = wire.Serve(solutions[i], q[4:])
	return uint64(address(answer))<<32 | uint64(len(answer))
}

func address(b []byte) uint32 { return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }

// main is not called: the host initialises the module as a library.
func main() {}
