package sandbox

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
)

// withData is a module of one memory with these pieces.
func withData(pages byte, section []byte) []byte {
	wasm := append([]byte(header), 5, 3, 1, 0, pages, exportSection, 5, 1, 1, 'm', memoryKind, 0)
	return append(append(wasm, dataSection, byte(len(section)|0x80), byte(len(section)>>7)), section...)
}

// contents returns the memory that an instance of a module begins with.
func contents(t *testing.T, wasm []byte) []byte {
	t.Helper()
	r := wazero.NewRuntimeWithConfig(t.Context(), wazero.NewRuntimeConfigInterpreter())
	defer r.Close(t.Context())
	guest, err := r.InstantiateWithConfig(t.Context(), wasm, wazero.NewModuleConfig())
	require.NoError(t, err)
	view, ok := guest.Memory().Read(0, guest.Memory().Size())
	require.True(t, ok)
	return bytes.Clone(view)
}

func TestJoinData(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var pieces []piece
		at := uint32(0)
		for range 1 + r.IntN(20) {
			at += []uint32{0, 1, 60, 63, 64, 8191, maxGap, maxGap + 1}[r.IntN(8)]
			p := piece{at, make([]byte, r.IntN(40))}
			for i := range p.bytes {
				p.bytes[i] = byte(r.Uint32())
			}
			pieces = append(pieces, p)
			at += uint32(len(p.bytes))
		}
		r.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
		wasm := withData(4, encodePieces(pieces))
		got := joinData(wasm)
		require.Equal(t, contents(t, wasm), contents(t, got), "%v", pieces)
	}
	near := withData(1, encodePieces([]piece{{8, []byte("to")}, {11, []byte("fro")}}))
	assert.Contains(t, string(joinData(near)), "to\x00fro")
}

func TestJoinDataLeavesAlone(t *testing.T) {
	for _, c := range []struct {
		name, why string
		wasm      []byte
	}{
		{"no module", "it is for others to say so", []byte("no module")},
		{"no data", "there is nothing to join", []byte(header)},
		{"passive", "it is nowhere until somebody puts it there", withData(1, []byte{1, 1, 1, 'x'})},
		{"another memory", "it has an index", withData(1, []byte{1, 2, 0, opI32Const, 0, opEnd, 1, 'x'})},
		{"address of a global", "it is not known here", withData(1, []byte{1, 0, 0x23, 0, opEnd, 1, 'x'})},
		{"overlapping", "the later one wins", withData(1, encodePieces([]piece{{8, []byte("abc")}, {9, []byte("x")}}))},
		{"cut off", "it is for wazero to reject", withData(1, encodePieces([]piece{{80, []byte("abc")}}))[:28]},
		{"too many", "the count says two", withData(1, []byte{2, 0, opI32Const, 8, opEnd, 1, 'x'})},
	} {
		assert.Equal(t, c.wasm, joinData(c.wasm), "%s: %s", c.name, c.why)
	}
}

// A guest as Go links it begins with the same memory, in few pieces.
func TestJoinDataOfAGuest(t *testing.T) {
	wasm := guest(t, "")
	small := joinData(wasm)
	pieces := func(wasm []byte) int {
		c := cursor{rest: wasm[len(header):]}
		for len(c.rest) > 0 {
			id := c.byte()
			if section := (cursor{rest: c.take(c.number())}); id == dataSection {
				return section.number()
			}
		}
		return 0
	}
	t.Logf("%d pieces, joined %d; %d bytes, joined %d", pieces(wasm), pieces(small), len(wasm), len(small))
	assert.Greater(t, pieces(wasm), 1000)
	assert.Less(t, pieces(small), 50)
}
