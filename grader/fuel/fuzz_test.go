package fuel_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"

	"github.com/gradus-grader/gradus/grader/fuel"
)

// FuzzMeter wants that a valid module becomes a valid one, unless it is refused
// for one of few reasons, that an invalid one does not become valid, and that
// nothing panics.
func FuzzMeter(f *testing.F) {
	seeds := 0
	add := func(wasm []byte) {
		if len(wasm) <= 2000 {
			f.Add(wasm)
			seeds++
		}
	}
	for _, tt := range countedPrograms() {
		add(tt.program.wasm())
	}
	for _, tt := range refusals() {
		add(tt.wasm)
	}
	require.Greater(f, seeds, 80, "the programs by hand")
	for _, wasm := range specModules(f) {
		add(wasm)
	}
	f.Fuzz(func(t *testing.T, wasm []byte) {
		metered, err := fuel.Meter(wasm)
		if err == nil {
			// wazero reads custom sections, not always within their bounds.
			if before := validate(withoutCustom(wasm)); before == nil {
				require.NoError(t, validate(metered))
			} else {
				require.Error(t, validate(metered), "before: %v", before)
			}
			return
		}
		require.Nil(t, metered)
		if !refusedByDesign(err) && !vast(wasm) {
			require.Error(t, validate(wasm), "valid, but: %v", err)
		}
	})
}

func withoutCustom(wasm []byte) []byte {
	rest := slices.Clone(wasm[:8])
	for id, section := range sectionsOf(wasm) {
		if id != 0 {
			rest = append(rest, section...)
		}
	}
	return rest
}

// specModules returns the modules of the specification's tests, or none if they
// are not here.
func specModules(f *testing.F) (modules [][]byte) {
	dir, ok := suiteFolder(f)
	if !ok {
		return nil
	}
	list, err := filepath.Glob(filepath.Join(dir, "v*", "testdata", "*.wasm"))
	require.NoError(f, err)
	require.Greater(f, len(list), 2000)
	for _, file := range list {
		wasm, err := os.ReadFile(file)
		require.NoError(f, err)
		modules = append(modules, wasm)
	}
	return modules
}

// validate asks wazero, which panics at some invalid modules.
func validate(wasm []byte) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("wazero panicked: %v", r)
		}
	}()
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, engines()["interpreter"])
	defer r.Close(ctx)
	_, err = r.CompileModule(ctx, wasm)
	return err
}

// refusedByDesign tells whether Meter refuses for a reason that a valid module
// can give it.
func refusedByDesign(err error) bool {
	for _, reason := range []string{
		"start function",
		"itself",                // exports our name
		"parameters and locals", // too many
		"section 12: byte",      // wazero takes an empty one, against the specification
		"unknown value type",    // wazero lets some pass of features that are not allowed
	} {
		if strings.Contains(err.Error(), reason) {
			return true
		}
	}
	return false
}

// vast tells whether a module might make wazero allocate without measure: it may
// hold a number above 2^21.
func vast(wasm []byte) bool {
	run := 0
	for _, b := range wasm {
		if run++; b < 0x80 {
			run = 0
		}
		if run == 3 {
			return true
		}
	}
	return false
}
