package sandbox

import (
	"context"
	"fmt"
	"runtime"
	"slices"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/gradus-grader/gradus/grader/fuel"
)

// Module is a compiled guest. It may be used from several goroutines.
type Module struct {
	sandbox  *Sandbox
	compiled wazero.CompiledModule
}

// Load inspects, meters and compiles a module, or finds it compiled in the cache. A
// module that is not one of ours is a [*Rejected].
//
// Compilation takes about half a second of all processors per 2 MB, heeds no
// deadline, and is bounded by Limits.Module alone.
func (s *Sandbox) Load(ctx context.Context, wasm []byte) (*Module, error) {
	if len(wasm) > s.limits.Module {
		return nil, rejectf("its size is %d bytes, the limit %d", len(wasm), s.limits.Module)
	}
	if err := inspect(wasm); err != nil {
		return nil, err
	}
	metered, err := fuel.Meter(joinData(wasm))
	if err != nil {
		return nil, rejectf("%v", err)
	}
	var compiled wazero.CompiledModule
	err = guarded(func() (err error) {
		parallel := experimental.WithCompilationWorkers(ctx, runtime.GOMAXPROCS(0))
		compiled, err = s.runtime.CompileModule(parallel, metered)
		return err
	})
	if err != nil {
		if invalid := validate(ctx, wasm); invalid != nil {
			return nil, rejectf("%v", invalid)
		}
		return nil, fmt.Errorf("compile module: %w", err)
	}
	if err := checkSurface(compiled); err != nil {
		compiled.Close(ctx)
		return nil, err
	}
	return &Module{sandbox: s, compiled: compiled}, nil
}

// validate decodes a module with no cache and no native code in play, to tell
// an invalid module from a failure of ours. A panic of wazero's is ours.
func validate(ctx context.Context, wasm []byte) (invalid error) {
	_ = guarded(func() error {
		r := wazero.NewRuntimeWithConfig(ctx, runtimeConfig(wazero.NewRuntimeConfigInterpreter()))
		defer r.Close(ctx)
		_, invalid = r.CompileModule(ctx, wasm)
		return nil
	})
	return invalid
}

// memoryName is the name under which a guest exports its memory.
const memoryName = "memory"

// surface lists the functions a guest exports.
var surface = [...]struct {
	name            string
	params, results []api.ValueType
}{
	{"_initialize", nil, nil},
	{"gradus_buffer", []api.ValueType{api.ValueTypeI32}, []api.ValueType{api.ValueTypeI32}},
	{"gradus_ask", []api.ValueType{api.ValueTypeI32}, []api.ValueType{api.ValueTypeI64}},
}

// wantedExports lists all exports of a guest, as inspect writes them, sorted.
func wantedExports() []string {
	want := []string{exported(memoryKind, memoryName)}
	for _, f := range surface {
		want = append(want, exported(functionKind, f.name))
	}
	slices.Sort(want)
	return want
}

// checkSurface rejects what the names of the exports do not show.
func checkSurface(compiled wazero.CompiledModule) error {
	functions := compiled.ExportedFunctions()
	for _, f := range surface {
		got := functions[f.name]
		if !slices.Equal(got.ParamTypes(), f.params) || !slices.Equal(got.ResultTypes(), f.results) {
			return rejectf("%s has the wrong type", f.name)
		}
	}
	// wazero would refuse growth beyond such a maximum without asking us.
	if _, declared := compiled.ExportedMemories()[memoryName].Max(); declared {
		return rejectf("its memory has a maximum of its own")
	}
	return nil
}

// Close releases the compiled code. Instances that are running are not
// affected.
func (m *Module) Close() {
	// wazero's implementation never fails.
	_ = m.compiled.Close(context.Background())
}
