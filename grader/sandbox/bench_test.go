package sandbox

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/gradus-grader/gradus/grader/fuel"
)

func BenchmarkLoad(b *testing.B) {
	wasm := guest(b, "")
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			loadOnce(b, "", wasm)
		}
	})
	b.Run("cached", func(b *testing.B) {
		cache := b.TempDir()
		loadOnce(b, cache, wasm)
		for b.Loop() {
			loadOnce(b, cache, wasm)
		}
	})
}

func loadOnce(b *testing.B, cache string, wasm []byte) {
	s, err := New(b.Context(), cache, Limits{})
	require.NoError(b, err)
	_, err = s.Load(b.Context(), wasm)
	require.NoError(b, err)
	require.NoError(b, s.Close(b.Context()))
}

func BenchmarkStart(b *testing.B) {
	module := load(b, guest(b, ""), Limits{})
	for b.Loop() {
		instance, err := module.Start(b.Context())
		require.NoError(b, err)
		instance.Close()
	}
}

func BenchmarkAsk(b *testing.B) {
	instance := start(b, load(b, guest(b, ""), Limits{Fuel: maxFuel}))
	request := []byte("echo " + strings.Repeat("x", 59))
	for b.Loop() {
		_, err := instance.Ask(b.Context(), request)
		require.NoError(b, err)
	}
}

// BenchmarkLoop is the price of a loop that ends: a million additions without
// any bound, with fuel, and with wazero's checks of the context.
func BenchmarkLoop(b *testing.B) {
	metered, err := fuel.Meter(guest(b, ""))
	require.NoError(b, err)
	for _, c := range []struct {
		name          string
		wasm          []byte
		interruptible bool
	}{
		{"unbounded", guest(b, ""), false},
		{"fuel", metered, false},
		{"context", guest(b, ""), true},
	} {
		b.Run(c.name, func(b *testing.B) {
			guest := bare(b, c.wasm, c.interruptible)
			i := &Instance{
				sandbox: &Sandbox{limits: DefaultLimits()},
				guest:   guest,
				buffer:  guest.ExportedFunction("gradus_buffer"),
				ask:     guest.ExportedFunction("gradus_ask"),
			}
			for b.Loop() {
				_, err := i.exchange(b.Context(), []byte("count 1000000"))
				require.NoError(b, err)
			}
		})
	}
}

// bare starts a guest in wazero as it is, without a sandbox.
func bare(b *testing.B, wasm []byte, interruptible bool) api.Module {
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigCompiler().WithCloseOnContextDone(interruptible))
	b.Cleanup(func() { r.Close(ctx) })
	wasi_snapshot_preview1.MustInstantiate(ctx, r)
	module, err := r.InstantiateWithConfig(ctx, wasm, wazero.NewModuleConfig().WithStartFunctions())
	require.NoError(b, err)
	if left, ok := module.ExportedGlobal(fuel.Global).(api.MutableGlobal); ok {
		left.Set(maxFuel)
	}
	_, err = module.ExportedFunction("_initialize").Call(ctx)
	require.NoError(b, err)
	return module
}
