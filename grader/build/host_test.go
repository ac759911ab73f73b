package build

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// found is one Builder for all tests, so that the standard library is compiled
// once.
var found func() (*Builder, error)

func TestMain(m *testing.M) {
	cache, err := os.MkdirTemp("", "gradus build ")
	if err != nil {
		panic(err)
	}
	found = sync.OnceValues(func() (*Builder, error) { return Find(context.Background(), cache) })
	code := m.Run()
	os.RemoveAll(cache)
	os.Exit(code)
}

// builder returns the Builder of all tests, and skips in a short run: each
// build takes a fraction of a second, the first many.
func builder(t *testing.T) *Builder {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles")
	}
	b, err := found()
	require.NoError(t, err)
	return b
}

// start runs a module as a sandbox does, without any of its limits, and asks its
// first member. What has no answer panics with the error.
func start(t *testing.T, wasm []byte) specs.Solution { return startMember(t, wasm, 0) }

func startMember(t *testing.T, wasm []byte, member byte) specs.Solution {
	t.Helper()
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	t.Cleanup(func() { runtime.Close(ctx) })
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	guest, err := runtime.InstantiateWithConfig(ctx, wasm, wazero.NewModuleConfig().WithStartFunctions())
	require.NoError(t, err)
	_, err = guest.ExportedFunction("_initialize").Call(ctx)
	require.NoError(t, err)

	buffer, ask := guest.ExportedFunction("gradus_buffer"), guest.ExportedFunction("gradus_ask")
	return wire.Client(func(request []byte) ([]byte, error) {
		request = append([]byte{member, 0, 0, 0}, request...)
		address, err := buffer.Call(ctx, uint64(len(request)))
		if err != nil {
			return nil, err
		}
		if !guest.Memory().Write(uint32(address[0]), request) {
			return nil, errors.New("the buffer is not in memory")
		}
		answer, err := ask.Call(ctx, uint64(len(request)))
		if err != nil {
			return nil, err
		}
		response, ok := guest.Memory().Read(uint32(answer[0]>>32), uint32(answer[0]))
		if !ok {
			return nil, errors.New("the answer is not in memory")
		}
		return response, nil
	}, func(err error) { panic(err) })
}

// failure returns the error that a question ends with.
func failure(t *testing.T, ask func()) (err error) {
	t.Helper()
	defer func() {
		var ok bool
		err, ok = recover().(error)
		require.True(t, ok, "the question was answered")
	}()
	ask()
	return nil
}
