package engine_test

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/build"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/sandbox"
	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// TestBudgetIsGenerous holds how far right programs stay below the fuel of a
// check, the slow styles among the variants too: maps, closures, slices of
// slices, sums in big numbers.
func TestBudgetIsGenerous(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	if !thorough() {
		t.Skip("runs every variant for a minute; -run Budget runs it")
	}
	limits := engine.DefaultLimits()
	box, err := sandbox.New(t.Context(), filepath.Join(cacheFolder(t), "wazero"), limits)
	require.NoError(t, err)
	defer box.Close(context.Background())
	builder, err := build.Find(t.Context(), filepath.Join(cacheFolder(t), "build"))
	require.NoError(t, err)

	for _, s := range append(readVariants(t), key(t)) {
		floor := uint64(8) // times below the limit
		if s.Name == "key" {
			floor = 20
		}
		used, check := costliest(t, builder, box, s)
		assert.Less(t, used*floor, limits.Fuel, "%s uses %d instructions for %s", s.Name, used, check)
		t.Logf("%-40s %12d instructions for %s", s.Name, used, check)
	}
}

// costliest returns what the costliest check of a submission uses. The checks
// are asked without a key, as far as that goes.
func costliest(t *testing.T, builder *build.Builder, box *sandbox.Sandbox, s grader.Submission) (used uint64, name string) {
	built, err := builder.Build(t.Context(), s)
	require.NoError(t, err)
	module, err := box.Load(t.Context(), built.Wasm)
	require.NoError(t, err)
	defer module.Close()
	for _, c := range checks.All() {
		if built.Absent[c.Exercise] {
			continue
		}
		instance, answer := startClient(t, module)
		// Its own key, so that it is asked the drawn questions too.
		another, key := startClient(t, module)
		result := grader.Judge(t.Context(), c, &grader.Pass{Answer: answer, Key: key, Rand: grader.NewSeed([]byte("test")).Rand(c.Name)})
		require.NotEqual(t, grader.Broken, result.Status, "%s: %s: %s", s.Name, c.Name, result.Summary)
		if n := instance.Used(); n > used {
			used, name = n, c.Name
		}
		instance.Close()
		another.Close()
	}
	return used, name
}

// startClient starts an instance and returns it with a client that asks its first
// member.
func startClient(t *testing.T, module *sandbox.Module) (*sandbox.Instance, specs.Solution) {
	instance, err := module.Start(t.Context())
	require.NoError(t, err)
	ask := func(request []byte) ([]byte, error) {
		return instance.Ask(t.Context(), append(make([]byte, 4), request...))
	}
	return instance, wire.Client(ask, wire.Fail)
}

// cacheFolder is that of the command, since what is in it takes a minute to make.
func cacheFolder(t *testing.T) string {
	user, err := os.UserCacheDir()
	require.NoError(t, err)
	return cmp.Or(os.Getenv("GRADUS_CACHE"), filepath.Join(user, "gradus"))
}
