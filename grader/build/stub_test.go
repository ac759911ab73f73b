package build

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/specs"
)

func TestStub(t *testing.T) {
	all, err := stubs(specs.Contract)
	require.NoError(t, err)
	for _, e := range specs.Catalogue() {
		assert.NotEmpty(t, all[e.ID], e.ID)
	}
	// The argument X is exported and yet no type of the contract.
	const want = `package student

import "github.com/gradus-grader/gradus/specs"

type XORTraining struct{}

func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	panic(specs.ErrNotImplemented)
}

func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	panic(specs.ErrNotImplemented)
}

func (XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	panic(specs.ErrNotImplemented)
}
`
	assert.Equal(t, want, string(all[specs.IDXORTraining]))
}

func TestStubsOfAnotherContract(t *testing.T) {
	cases := []struct{ name, why, source, want string }{
		{name: "missing", why: "the catalogue has it", source: "package specs\n", want: "the contract has no interface XORLinear"},
		{name: "embedding", why: "it would lose methods in silence",
			source: "package specs\n\ntype XORLinear interface{ XORNetwork }\n", want: "stub of XORLinear: the interface embeds another"},
		{name: "broken", why: "a contract that does not parse is no contract", source: "package", want: "expected 'IDENT'"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := stubs(fstest.MapFS{"specs.go": {Data: []byte(c.source)}})
			assert.ErrorContains(t, err, c.want)
		})
	}
}
