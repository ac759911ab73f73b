package fuel_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// buildGuest compiles testdata/guest as package build compiles a submission.
var buildGuest = sync.OnceValues(func() ([]byte, error) {
	// Opened here too, for go test to see whether a cached result still holds.
	if _, err := os.ReadFile(filepath.Join("testdata", "guest", "main.go")); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "fuel")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "guest.wasm")
	command := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-buildmode=c-shared", "-ldflags=-s -w",
		"-o", file, "./testdata/guest")
	command.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0")
	if output, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build guest: %w\n%s", err, output)
	}
	return os.ReadFile(file)
})

func guest(t testing.TB) []byte {
	t.Helper()
	wasm, err := buildGuest()
	require.NoError(t, err)
	return wasm
}

// started returns an instance of a guest whose runtime has started, and what
// that cost.
func started(t testing.TB, r wazero.Runtime, wasm []byte) (m api.Module, cost int64) {
	t.Helper()
	m = instantiate(t, r, wasm)
	o := call(t, m, "_initialize", ample)
	require.NoError(t, o.err)
	return m, ample - o.left
}

// questions are what a guest is asked.
func questions() []question {
	return []question{
		{"product", 12},
		{"calls", 1000},
		{"count", 1000},
		{"network", 300},
		{"churn", 20_000}, // grows the memory and collects garbage
		{"copies", 100},
	}
}

type question struct {
	name string
	n    uint64
}

// TestGuestCounts asks a Go program: the counts and the answers are the same in
// both engines and in every run, and the answers are those of the original.
func TestGuestCounts(t *testing.T) {
	type result struct {
		question string
		answer   []uint64
		cost     int64
	}
	metered := meter(t, guest(t))
	run := func(t *testing.T, config wazero.RuntimeConfig) (results []result) {
		m, cost := started(t, newRuntime(t, config), metered)
		results = append(results, result{"_initialize", nil, cost})
		for _, q := range questions() {
			for range 2 { // the second call finds the memory as the first has left it
				o := call(t, m, q.name, ample, q.n)
				require.NoError(t, o.err, q.name)
				results = append(results, result{q.name, o.results, ample - o.left})
			}
		}
		return results
	}
	compiled := run(t, engines()["compiler"])
	assert.Equal(t, compiled, run(t, engines()["compiler"]), "a second run")
	assert.Equal(t, compiled, run(t, engines()["interpreter"]), "the interpreter")

	original := instantiate(t, newRuntime(t, engines()["compiler"]), guest(t))
	_, err := original.ExportedFunction("_initialize").Call(t.Context())
	require.NoError(t, err)
	for i, q := range questions() {
		for k := range 2 {
			answer, err := original.ExportedFunction(q.name).Call(t.Context(), q.n)
			require.NoError(t, err)
			got := compiled[1+2*i+k]
			assert.Equal(t, answer, got.answer, q.name)
			assert.Greater(t, got.cost, int64(q.n), q.name)
		}
	}
}

// TestGuestRunsOut gives a Go program just enough and one too little.
func TestGuestRunsOut(t *testing.T) {
	metered := meter(t, guest(t))
	r := newRuntime(t, engines()["compiler"])
	for _, q := range questions() {
		t.Run(q.name, func(t *testing.T) {
			m, _ := started(t, r, metered)
			enough := call(t, m, q.name, ample, q.n)
			require.NoError(t, enough.err)
			cost := ample - enough.left

			m, _ = started(t, r, metered)
			o := call(t, m, q.name, cost, q.n)
			require.NoError(t, o.err)
			assert.Zero(t, o.left)
			assert.Equal(t, enough.results, o.results)

			for _, given := range []int64{0, cost / 2, cost - 1} {
				m, _ = started(t, r, metered)
				o := call(t, m, q.name, given, q.n)
				assert.Negative(t, o.left, "with %d of %d", given, cost)
				assert.Greater(t, o.left, int64(-10_000), "with %d of %d", given, cost)
			}
		})
	}
}

// TestGuestWithoutEnd runs Go programs that do not end.
func TestGuestWithoutEnd(t *testing.T) {
	metered := meter(t, guest(t))
	r := newRuntime(t, engines()["compiler"])
	for _, name := range []string{"forever", "recovering", "deeper"} {
		t.Run(name, func(t *testing.T) {
			var first int64
			for i := range 2 {
				m, _ := started(t, r, metered)
				o := call(t, m, name, 2_000_000)
				require.ErrorContains(t, o.err, "unreachable")
				assert.Negative(t, o.left)
				if i == 0 {
					first = o.left
				}
				assert.Equal(t, first, o.left, "at the same place")
			}
		})
	}
	t.Run("_initialize", func(t *testing.T) {
		o := call(t, instantiate(t, r, metered), "_initialize", 1000)
		require.ErrorContains(t, o.err, "unreachable")
		assert.Negative(t, o.left)
	})
}

// TestGuestSize bounds what metering adds.
func TestGuestSize(t *testing.T) {
	wasm := guest(t)
	before := append([]byte(nil), wasm...)
	metered := meter(t, wasm)
	assert.Equal(t, before, wasm, "the argument is not changed")
	assert.Equal(t, metered, meter(t, wasm), "always the same")
	assert.Less(t, float64(len(metered)), 1.25*float64(len(wasm)))
}
