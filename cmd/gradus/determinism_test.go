package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// few are submissions of the class that end in every way: full points, wrong
// numbers, a panic, an endless recursion, an endless loop, a file that does not
// compile.
var few = []string{"ada", "bela", "kofi", "sven", "yusuf", "jun"}

// TestSameBytes grades the same submissions in every circumstance that must not
// matter.
func TestSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("grades submissions again and again")
	}
	want := gradeFew(t, few, "--workers", "1")
	assert.Equal(t, want, gradeFew(t, few, "--workers", "8"), "how many are graded at once")

	before := runtime.GOMAXPROCS(1)
	got := gradeFew(t, few)
	runtime.GOMAXPROCS(before)
	assert.Equal(t, want, got, "how many processors there are")

	shuffled := slices.Clone(few)
	slices.Reverse(shuffled)
	assert.ElementsMatch(t, reportsOf(t, want), reportsOf(t, gradeFew(t, shuffled)), "in which order they come")
	if !thorough() {
		return
	}
	for i, name := range few {
		assert.Equal(t, reportsOf(t, want)[i:i+1], reportsOf(t, gradeFew(t, []string{name})), "who else is in the class of %s", name)
	}
}

// gradeFew returns the JSON report of some submissions of the class.
func gradeFew(t *testing.T, names []string, flags ...string) string {
	t.Helper()
	args := append([]string{"gradus", "grade", "--quiet", "--format", "json"}, flags...)
	for _, name := range names {
		args = append(args, filepath.Join("testdata", "class", name))
	}
	var stdout, stderr bytes.Buffer
	require.Equal(t, exitGraded, run(t.Context(), args, nil, &stdout, &stderr), stderr.String())
	return stdout.String()
}

// reportsOf returns the reports of single submissions.
func reportsOf(t *testing.T, class string) []string {
	t.Helper()
	var all struct{ Reports []json.RawMessage }
	if json.Unmarshal([]byte(class), &all); all.Reports == nil { // of one submission
		all.Reports = []json.RawMessage{json.RawMessage(class)}
	}
	var reports []string
	for _, r := range all.Reports {
		var report struct{ Submission, Source, Score, Exercises any }
		require.NoError(t, json.Unmarshal(r, &report))
		require.NotNil(t, report.Exercises)
		text, err := json.Marshal(report)
		require.NoError(t, err)
		reports = append(reports, string(text))
	}
	return reports
}

// TestSameBytesOnARM64 grades with a build for another processor, whose compiler
// fuses x*y+z and whose engine translates to other machine code.
func TestSameBytesOnARM64(t *testing.T) {
	if testing.Short() || !thorough() {
		t.Skip("builds this program anew and runs it under an emulator for a minute; -run ARM64 runs it")
	}
	emulator, err := exec.LookPath("qemu-aarch64")
	if err != nil {
		missing(t, "qemu-aarch64, of Debian's qemu-user,")
	}
	program := filepath.Join(t.TempDir(), "gradus")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "GOARCH=arm64", "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)

	submissions := []string{"dana", "kofi", "quinn"} // quinn, who echoes, is told every tolerance
	args := []string{program, "grade", "--quiet", "--format", "json"}
	for _, name := range submissions {
		args = append(args, filepath.Join("testdata", "class", name))
	}
	grade := exec.Command(emulator, args...)
	grade.Env = append(os.Environ(), workerVariable+"="+emulator+" "+program+" "+workerCommand)
	var stderr bytes.Buffer
	grade.Stderr = &stderr
	got, err := grade.Output()
	require.NoError(t, err, stderr.String())
	assert.Equal(t, gradeFew(t, submissions), string(got))
}
