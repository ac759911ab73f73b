package sandbox

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// workshop is a folder for the guests that are built and the compilation cache.
var workshop string

func TestMain(m *testing.M) {
	os.Exit(inWorkshop(m.Run))
}

func inWorkshop(run func() int) int {
	dir, err := os.MkdirTemp("", "sandbox")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	workshop = dir
	return run()
}

// inits are the acts of testdata/guest that are wanted as its initialisation.
func inits() []string {
	return []string{"", "loop", "exit 0", "exit 3", "panic", "deadlock", "allocate"}
}

// guest returns testdata/guest, made to do an act when it is initialised, ""
// for none.
func guest(t testing.TB, onInit string) []byte {
	t.Helper()
	return built(t, "guest "+onInit)
}

func built(t testing.TB, name string) []byte {
	t.Helper()
	require.NoError(t, buildGuests())
	wasm, err := os.ReadFile(filepath.Join(workshop, name+".wasm"))
	require.NoError(t, err)
	return wasm
}

var buildGuests = sync.OnceValue(func() error {
	var builds []func() error
	for _, act := range inits() {
		builds = append(builds, func() error {
			return build("guest", "guest "+act, fmt.Sprintf("-ldflags=-s -w -X 'main.onInit=%s'", act))
		})
	}
	builds = append(builds, func() error { return build("opener", "opener") })

	failures := make([]error, len(builds))
	var wait sync.WaitGroup
	for i, build := range builds {
		wait.Go(func() { failures[i] = build() })
	}
	wait.Wait()
	return errors.Join(failures...)
})

func build(program, name string, flags ...string) error {
	// Opened here too, for go test to see whether a cached result still holds.
	if _, err := os.ReadFile(filepath.Join("testdata", program, "main.go")); err != nil {
		return err
	}
	args := append([]string{"build", "-buildmode=c-shared", "-o", filepath.Join(workshop, name+".wasm")}, flags...)
	command := exec.Command("go", append(args, "./testdata/"+program)...)
	command.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0")
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", program, err, output)
	}
	return nil
}

// open returns a sandbox that shares its compilation cache with all others.
func open(t testing.TB, limits Limits) *Sandbox {
	t.Helper()
	s, err := New(t.Context(), filepath.Join(workshop, "cache"), limits)
	require.NoError(t, err)
	t.Cleanup(func() { s.Close(t.Context()) })
	return s
}

// load returns a module under limits.
func load(t testing.TB, wasm []byte, limits Limits) *Module {
	t.Helper()
	m, err := open(t, limits).Load(t.Context(), wasm)
	require.NoError(t, err)
	return m
}

// start returns an instance of a module.
func start(t testing.TB, m *Module) *Instance {
	t.Helper()
	i, err := m.Start(t.Context())
	require.NoError(t, err)
	t.Cleanup(i.Close)
	return i
}
