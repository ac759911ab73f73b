package fuel_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/gradus-grader/gradus/grader/fuel"
)

// ample is more fuel than any test uses that ends.
const ample = 1 << 60

// features are those that package sandbox allows.
const features = api.CoreFeatureMutableGlobal | api.CoreFeatureSignExtensionOps |
	api.CoreFeatureNonTrappingFloatToIntConversion | api.CoreFeatureBulkMemoryOperations

// engines are wazero's two.
func engines() map[string]wazero.RuntimeConfig {
	return map[string]wazero.RuntimeConfig{
		"compiler":    wazero.NewRuntimeConfigCompiler().WithCoreFeatures(features),
		"interpreter": wazero.NewRuntimeConfigInterpreter().WithCoreFeatures(features),
	}
}

// newRuntime returns a runtime with WASI and, as host.nothing, a function that
// does nothing.
func newRuntime(t testing.TB, config wazero.RuntimeConfig) wazero.Runtime {
	t.Helper()
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, config)
	t.Cleanup(func() { r.Close(ctx) })
	wasi_snapshot_preview1.MustInstantiate(ctx, r)
	_, err := r.NewHostModuleBuilder("host").NewFunctionBuilder().WithFunc(func() {}).Export("nothing").Instantiate(ctx)
	require.NoError(t, err)
	return r
}

func instantiate(t testing.TB, r wazero.Runtime, wasm []byte) api.Module {
	t.Helper()
	m, err := r.InstantiateWithConfig(t.Context(), wasm, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	require.NoError(t, err)
	return m
}

func meter(t testing.TB, wasm []byte) []byte {
	t.Helper()
	metered, err := fuel.Meter(wasm)
	require.NoError(t, err)
	return metered
}

// left returns the fuel of a metered module.
func left(t testing.TB, m api.Module) api.MutableGlobal {
	t.Helper()
	g, ok := m.ExportedGlobal(fuel.Global).(api.MutableGlobal)
	require.True(t, ok, "a mutable global %q is exported", fuel.Global)
	return g
}

// outcome is how a call ended.
type outcome struct {
	results []uint64
	err     error
	left    int64 // fuel
}

// call calls a function of a metered module with so much fuel.
func call(t testing.TB, m api.Module, name string, given int64, args ...uint64) outcome {
	t.Helper()
	g := left(t, m)
	g.Set(uint64(given))
	results, err := m.ExportedFunction(name).Call(t.Context(), args...)
	return outcome{results: results, err: err, left: int64(g.Get())}
}
