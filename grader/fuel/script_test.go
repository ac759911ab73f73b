package fuel_test

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/gradus-grader/gradus/grader/fuel"
)

// script is a file of the test suite of the WebAssembly specification, as wabt
// translates it from text: commands in JSON, modules in files beside it.
type script struct {
	dir      string
	name     string
	Commands []command
}

type command struct {
	Type     string
	Line     int
	Name     string // of a module, for later commands
	As       string // of a module, for imports
	Filename string // of a module
	Action   action
	Expected []value
}

type action struct {
	Type   string
	Module string
	Field  string
	Args   []value
}

type value struct {
	Type  string
	Value any
}

// bits returns a number as wazero passes it, and whether it is one.
func (v value) bits() (uint64, bool) {
	text, _ := v.Value.(string)
	if n, err := strconv.ParseUint(text, 10, 64); err == nil {
		return n, true
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if v.Type == "i32" {
		n = int64(uint32(n))
	}
	return uint64(n), err == nil
}

// suite returns the folder of the tests that come with the source of wazero.
func suite(t testing.TB) string {
	t.Helper()
	dir, ok := suiteFolder(t)
	if !ok {
		t.Skip("the source of wazero is here without its tests, as it is in a vendored build")
	}
	return dir
}

// suiteFolder returns that folder and whether it is there.
func suiteFolder(t testing.TB) (string, bool) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/tetratelabs/wazero").Output()
	require.NoError(t, err)
	root := strings.TrimSpace(string(out))
	dir := filepath.Join(root, "internal", "integration_test", "spectest")
	_, err = os.Stat(dir)
	return dir, root != "" && !errors.Is(err, os.ErrNotExist)
}

// scripts returns those of a version of the specification.
func scripts(t testing.TB, suite, version string) []script {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(suite, version, "testdata", "*.json"))
	require.NoError(t, err)
	var all []script
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		s := script{dir: filepath.Dir(file), name: strings.TrimSuffix(filepath.Base(file), ".json")}
		require.NoError(t, json.Unmarshal(text, &s), file)
		all = append(all, s)
	}
	return all
}

func (s script) read(t testing.TB, file string) []byte {
	t.Helper()
	wasm, err := os.ReadFile(filepath.Join(s.dir, file))
	require.NoError(t, err)
	return wasm
}

// stage is where a script is played: a runtime with the modules so far.
type stage struct {
	runtime wazero.Runtime
	metered bool
	named   map[string]api.Module
	current api.Module // nil if the last module was refused
	fuels   []api.MutableGlobal
}

func newStage(t testing.TB, suite string, config wazero.RuntimeConfig, metered bool) *stage {
	t.Helper()
	ctx := context.Background()
	s := &stage{runtime: wazero.NewRuntimeWithConfig(ctx, config), metered: metered, named: map[string]api.Module{}}
	wasm, err := os.ReadFile(filepath.Join(suite, "testdata", "spectest.wasm"))
	require.NoError(t, err)
	_, err = s.runtime.Instantiate(ctx, wasm)
	require.NoError(t, err)
	return s
}

func (s *stage) close() { s.runtime.Close(context.Background()) }

// enter brings a module on stage. It is an error if wazero or Meter refuses it.
func (s *stage) enter(wasm []byte, c command, as string) (err error) {
	s.current = nil
	if s.metered {
		if wasm, err = fuel.Meter(wasm); err != nil {
			return err
		}
	}
	defer func() {
		if r := recover(); r != nil { // wazero at a table under features it seldom sees
			err = fmt.Errorf("wazero panicked: %v", r)
		}
	}()
	s.current, err = s.runtime.InstantiateWithConfig(context.Background(), wasm,
		wazero.NewModuleConfig().WithName(as).WithStartFunctions())
	if err != nil {
		return err
	}
	s.named[c.Name] = s.current
	if s.metered {
		s.fuels = append(s.fuels, s.current.ExportedGlobal(fuel.Global).(api.MutableGlobal))
	}
	return nil
}

// module returns the one that an action is for, or nil.
func (s *stage) module(a action) api.Module {
	if a.Module != "" {
		return s.named[a.Module]
	}
	return s.current
}

// act does an action with so much fuel in each module. It returns what the
// outcome looks like and how much fuel was used, by all modules together, and
// whether by one alone.
func (s *stage) act(a action, given int64) (looks string, used int64, alone bool) {
	for _, g := range s.fuels {
		g.Set(uint64(given))
	}
	looks = s.perform(a)
	spent := 0
	for _, g := range s.fuels {
		if u := given - int64(g.Get()); u != 0 {
			used += u
			spent++
		}
	}
	return looks, used, spent <= 1
}

func (s *stage) perform(a action) string {
	m := s.module(a)
	if a.Type == "get" {
		g := m.ExportedGlobal(a.Field)
		return look([]api.ValueType{g.Type()}, []uint64{g.Get()})
	}
	args := make([]uint64, len(a.Args))
	for i, arg := range a.Args {
		args[i], _ = arg.bits()
	}
	f := m.ExportedFunction(a.Field)
	results, err := f.Call(context.Background(), args...)
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return first
	}
	return look(f.Definition().ResultTypes(), results)
}

// look writes results such that all NaNs look alike.
func look(types []api.ValueType, results []uint64) string {
	var b strings.Builder
	for i, t := range types {
		x := results[i]
		if t == api.ValueTypeI32 || t == api.ValueTypeF32 {
			x = uint64(uint32(x)) // wazero leaves the rest undefined
		}
		switch {
		case t == api.ValueTypeF32 && math.IsNaN(float64(api.DecodeF32(x))), t == api.ValueTypeF64 && math.IsNaN(api.DecodeF64(x)):
			fmt.Fprint(&b, "NaN ")
		default:
			fmt.Fprintf(&b, "%#x ", x)
		}
	}
	return b.String()
}

// stateful tells whether a call can depend on the calls before: whether any of
// the script's modules has or imports a table, a memory or a global.
func (s script) stateful(t testing.TB) bool {
	return slices.ContainsFunc(s.Commands, func(c command) bool {
		if c.Type != "module" {
			return false
		}
		for id := range sectionsOf(s.read(t, c.Filename)) {
			if slices.Contains([]byte{2, 4, 5, 6}, id) {
				return true
			}
		}
		return false
	})
}

// sectionsOf yields the id and all the bytes of each section of a well-formed
// module.
func sectionsOf(wasm []byte) iter.Seq2[byte, []byte] {
	return func(yield func(byte, []byte) bool) {
		for rest := wasm[8:]; len(rest) > 0; {
			size, n := binary.Uvarint(rest[1:])
			end := 1 + n + int(size)
			if !yield(rest[0], rest[:end]) {
				return
			}
			rest = rest[end:]
		}
	}
}
