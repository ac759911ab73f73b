package fuel_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"

	"github.com/gradus-grader/gradus/grader/fuel"
)

// tally counts what was played.
type tally struct {
	modules int            // that ran, metered and not
	foreign int            // that wazero refuses under the features allowed
	refused map[string]int // that Meter refuses, by the reason
	calls   int            // with ample fuel
	short   int            // with too little
}

// TestSpec plays the specification's own tests on the original modules and on the
// metered ones: what comes out is the same, with enough fuel, and with too little
// it is the end. Both engines count the same.
func TestSpec(t *testing.T) {
	dir := suite(t)
	cache := wazero.NewCompilationCache()
	t.Cleanup(func() { cache.Close(t.Context()) })
	for _, tt := range []struct {
		version               string
		only                  []string
		modules, calls, short int // at least
		foreign               int
		refused               map[string]int
	}{
		{version: "v1", modules: 775, calls: 16_000, short: 60_000, refused: map[string]int{"start function": 5}},
		// Of the second version only what the first does not have.
		{version: "v2", only: []string{
			"bulk", "conversions", "data", "elem", "i32", "i64",
			"memory_copy", "memory_fill", "memory_init", "table_copy", "table_init",
		}, modules: 142, calls: 6500, short: 6500, foreign: 83, refused: map[string]int{"reference type": 2}},
	} {
		t.Run(tt.version, func(t *testing.T) {
			total := tally{refused: map[string]int{}}
			for _, s := range scripts(t, dir, tt.version) {
				if tt.only != nil && !slices.Contains(tt.only, s.name) {
					continue
				}
				t.Run(s.name, func(t *testing.T) { s.play(t, dir, engines()["compiler"].WithCompilationCache(cache), &total) })
			}
			t.Logf("%+v", total)
			assert.GreaterOrEqual(t, total.modules, tt.modules)
			assert.GreaterOrEqual(t, total.calls, tt.calls)
			assert.GreaterOrEqual(t, total.short, tt.short)
			assert.Equal(t, tt.foreign, total.foreign)
			assert.Equal(t, tt.refused, total.refused)
		})
	}
}

// maxReplays is how often a script is played from its beginning, up to a call
// that is to be short of fuel.
const maxReplays = 30

func (s script) play(t *testing.T, suite string, config wazero.RuntimeConfig, total *tally) {
	original, metered := newStage(t, suite, config, false), newStage(t, suite, config, true)
	interpreted := newStage(t, suite, engines()["interpreter"], true)
	defer original.close()
	defer metered.close()
	defer interpreted.close()
	complete := true
	stateful, replays := s.stateful(t), 0
	for i, c := range s.Commands {
		switch c.Type {
		case "module":
			complete = s.enter(t, i, original, metered, interpreted, total) && complete
		case "assert_uninstantiable":
			complete = false // it may have written to the memory of another
		case "assert_return", "assert_trap", "assert_exhaustion", "action":
			if original.module(c.Action) == nil || metered.module(c.Action) == nil {
				continue
			}
			want, _, _ := original.act(c.Action, 0)
			got, used, alone := metered.act(c.Action, ample)
			require.Equal(t, want, got, "line %d", c.Line)
			if c.Type == "assert_return" && complete {
				c.check(t, got)
			}
			total.calls++
			if c.Type == "assert_exhaustion" {
				continue // how deep is the engine's affair
			}
			got, again, _ := interpreted.act(c.Action, ample)
			require.Equal(t, want, got, "line %d interpreted", c.Line)
			require.Equal(t, used, again, "line %d interpreted", c.Line)
			if !alone {
				continue
			}
			for n, given := range []int64{0, 1, used / 2, used - 1, used} {
				switch {
				case given < 0 || given > used:
				case !stateful:
					c.starve(t, metered, given, used, got)
					total.short++
				case n == i%5 && replays < maxReplays:
					replays++
					fresh := newStage(t, suite, config, true)
					s.replay(t, fresh, i)
					c.starve(t, fresh, given, used, got)
					total.short++
					fresh.close()
				}
			}
		}
	}
}

// enter brings a module on all stages, or on none. It tells whether it did.
func (s script) enter(t *testing.T, i int, original, metered, interpreted *stage, total *tally) bool {
	c := s.Commands[i]
	wasm := s.read(t, c.Filename)
	original.current, metered.current, interpreted.current = nil, nil, nil
	compiled, err := original.runtime.CompileModule(t.Context(), wasm)
	if err != nil {
		total.foreign++
		return false
	}
	defer compiled.Close(t.Context())
	if _, err := fuel.Meter(wasm); err != nil {
		total.refused[reason(err)]++
		return false
	}
	if err := original.enter(wasm, c, s.as(i)); err != nil {
		total.foreign++
		return false
	}
	require.NoError(t, metered.enter(wasm, c, s.as(i)), "line %d", c.Line)
	require.NoError(t, interpreted.enter(wasm, c, s.as(i)), "line %d", c.Line)
	total.modules++
	return true
}

// reason finds the known reason of a refusal.
func reason(err error) string {
	switch text := err.Error(); {
	case strings.Contains(text, "start function"):
		return "start function"
	case strings.Contains(text, "unknown value type 0x70"), strings.Contains(text, "unknown value type 0x6f"):
		return "reference type" // of a global, which wazero lets pass with bulk memory operations
	default:
		return text
	}
}

// as returns the name under which the next command registers a module.
func (s script) as(i int) string {
	if i+1 < len(s.Commands) && s.Commands[i+1].Type == "register" {
		return s.Commands[i+1].As
	}
	return ""
}

// check compares an outcome with the specification, where that names a number.
func (c command) check(t *testing.T, got string) {
	t.Helper()
	fields := strings.Fields(got)
	require.Len(t, fields, len(c.Expected), "line %d: %s", c.Line, got)
	for i, want := range c.Expected {
		if bits, ok := want.bits(); ok && fields[i] != "NaN" {
			require.Equal(t, look([]byte{0x7e}, []uint64{bits}), fields[i]+" ", "line %d", c.Line)
		}
	}
}

// replay does all commands before one, as far as they can be done.
func (s script) replay(t *testing.T, stage *stage, until int) {
	for i, c := range s.Commands[:until] {
		switch c.Type {
		case "module":
			_ = stage.enter(s.read(t, c.Filename), c, s.as(i)) // refused as it was before
		case "assert_return", "assert_trap", "action":
			if stage.module(c.Action) != nil {
				stage.act(c.Action, ample)
			}
		}
	}
}

// starve does an action with no more fuel than it costs, and compares with what it
// looks like when it has enough.
func (c command) starve(t *testing.T, stage *stage, given, cost int64, enough string) {
	t.Helper()
	looks, used, _ := stage.act(c.Action, given)
	if given == cost {
		require.Equal(t, enough, looks, "line %d with just enough", c.Line)
		require.Equal(t, cost, used, "line %d with just enough", c.Line)
		return
	}
	require.Greater(t, used, given, "line %d with %d of %d", c.Line, given, cost)
	if looks != enough {
		require.Equal(t, "wasm error: unreachable", looks, "line %d with %d of %d", c.Line, given, cost)
	}
}
