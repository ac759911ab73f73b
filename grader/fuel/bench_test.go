package fuel_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/gradus-grader/gradus/grader/fuel"
)

func BenchmarkMeter(b *testing.B) {
	wasm := guest(b)
	metered := meter(b, wasm)
	b.SetBytes(int64(len(wasm)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := fuel.Meter(wasm)
		require.NoError(b, err)
	}
	b.ReportMetric(float64(len(metered))/float64(len(wasm)), "times-size")
}

// BenchmarkCompile is what metering costs when wazero compiles the module.
func BenchmarkCompile(b *testing.B) {
	for _, tt := range []struct {
		name string
		wasm []byte
	}{{"plain", guest(b)}, {"metered", meter(b, guest(b))}} {
		b.Run(tt.name, func(b *testing.B) {
			r := newRuntime(b, engines()["compiler"])
			for b.Loop() {
				compiled, err := r.CompileModule(b.Context(), tt.wasm)
				require.NoError(b, err)
				require.NoError(b, compiled.Close(b.Context()))
			}
		})
	}
}

// BenchmarkRun compares the ways to stop a guest: not at all, by fuel, by
// wazero's checks of a context that can be cancelled.
func BenchmarkRun(b *testing.B) {
	for _, q := range []question{{"product", 128}, {"calls", 1_000_000}, {"count", 10_000_000}, {"network", 100_000}, {"churn", 20_000}} {
		for _, tt := range []struct {
			name     string
			metered  bool
			checking bool
		}{{"plain", false, false}, {"metered", true, false}, {"context", false, true}} {
			b.Run(q.name+"/"+tt.name, func(b *testing.B) {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				m := prepared(b, tt.metered, tt.checking)
				f := m.ExportedFunction(q.name)
				for b.Loop() {
					if tt.metered {
						left(b, m).Set(ample)
					}
					_, err := f.Call(ctx, q.n)
					require.NoError(b, err)
				}
				if tt.metered {
					used := ample - int64(left(b, m).Get())
					b.ReportMetric(float64(used)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "units/ns")
				}
			})
		}
	}
}

func prepared(b *testing.B, metered, checking bool) api.Module {
	config := wazero.NewRuntimeConfigCompiler().WithCoreFeatures(features).WithCloseOnContextDone(checking)
	r := newRuntime(b, config)
	if metered {
		m, _ := started(b, r, meter(b, guest(b)))
		return m
	}
	m := instantiate(b, r, guest(b))
	_, err := m.ExportedFunction("_initialize").Call(b.Context())
	require.NoError(b, err)
	return m
}
