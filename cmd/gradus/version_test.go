package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestVersion holds what a gradebook knows a program by. Two builds of changed
// sources must differ: a check may judge otherwise under the same name and text.
func TestVersion(t *testing.T) {
	built := func(version string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version}, Settings: settings}
	}
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "c4741c6"}
	clean, modified := debug.BuildSetting{Key: "vcs.modified", Value: "false"}, debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	program, err := os.Executable()
	require.NoError(t, err)
	bytes, err := os.ReadFile(program)
	require.NoError(t, err)
	sum := sha256.Sum256(bytes)
	hash := "sha256:" + hex.EncodeToString(sum[:8])

	for _, c := range []struct {
		name, why string
		info      *debug.BuildInfo
		want      string
	}{
		{"a release", "its version says it all", built("v1.2.0"), "v1.2.0"},
		{"a commit", "so does its revision", built("(devel)", revision, clean), "(devel) c4741c6"},
		{"a changed commit", "nobody knows how it was changed", built("(devel)", revision, modified), hash},
		{"go run", "which tells nothing", built("(devel)"), hash},
		{"no information", "as from another build system", nil, hash},
	} {
		got, err := versionOf(c.info, program)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, "%s: %s", c.name, c.why)
	}
	_, err = versionOf(nil, program+".gone")
	assert.Error(t, err, "a result that nobody can date must not be used again")
}
