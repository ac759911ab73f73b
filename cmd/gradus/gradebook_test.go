package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
	"github.com/gradus-grader/gradus/specs"
)

// gradedTwice is a gradebook with two runs of one check: ada mended her work, a
// hostile name did not.
func gradedTwice(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "class.gradebook")
	g, err := gradebook.Open(t.Context(), path)
	require.NoError(t, err)
	begun := time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)
	for i, earned := range []int{0, 5000} {
		run, err := g.Begin(t.Context(), gradebook.Setting{Rubric: "0123456789abcdef", Seed: "5eed5eed", Toolchain: "go1.26.0", Gradus: "v0.1.0", Checks: []string{"xor-linear/fit"}}, begun.Add(time.Duration(i)*time.Hour))
		require.NoError(t, err)
		for place, name := range []string{"ada", "eve\x1b[2J\n"} {
			s, points := grader.Submission{Name: name, Files: []grader.File{{Name: "a.go"}}}, 0
			if place == 0 {
				s.Files[0].Content, points = []byte{byte(i)}, earned
			}
			result := grader.Result{Exercise: specs.IDXORLinear, Check: "xor-linear/fit", Status: grader.Failed, Points: 5000, Earned: points}
			if points > 0 {
				result.Status = grader.Passed
			}
			e := gradebook.Entry{Place: place, Student: name, Handed: grader.Handed{At: begun.Add(-time.Hour), Late: true, LateBy: 90 * time.Minute}}
			require.NoError(t, run.Record(t.Context(), e, s, grader.NewReport(s, nil, []grader.Result{result})))
		}
	}
	require.NoError(t, g.Close())
	return path
}

func TestAdjustAndHistory(t *testing.T) {
	book := gradedTwice(t)
	code, stdout, stderr := gradus(t, "adjust", "ada", "xor-linear/fit", "--gradebook", book, "--points", "-1.25", "--why", "argued\nbadly", "--who", "Grace")
	require.Equal(t, exitGraded, code, stderr)
	assert.Equal(t, "correction 1: ada, xor-linear/fit -1.25 (Grace: argued\uFFFDbadly)\nnow 3.75 of 5 points, before any penalty for coming late\n", stdout)
	code, stdout, stderr = gradus(t, "adjust", "--gradebook", book, "--points", "=4", "--why", "w", "--who", "g", "ada")
	require.Equal(t, exitGraded, code, stderr)
	assert.Equal(t, "correction 2: ada, the sum =4 (g: w)\nnow 4 of 5 points, before any penalty for coming late\n", stdout)

	code, stdout, stderr = gradus(t, "history", "--gradebook", book, "ada")
	require.Equal(t, exitGraded, code, stderr)
	lines := strings.Split(stdout, "\n")
	require.Len(t, lines, 6, stdout)
	assert.Equal(t, []string{"run", "graded", "handed", "in", "points", "source", "rubric", "seed", "toolchain", "gradus"}, strings.Fields(lines[0]))
	assert.Regexp(t, `^1 +2026-03-29 12:00 +2026-03-29 11:00, 1h30m0s late +0 of 5 +[0-9a-f]{8} +01234567 +5eed5eed +go1\.26\.0 +v0\.1\.0$`, lines[1])
	assert.Regexp(t, `^2 +2026-03-29 13:00 .* 5 of 5 `, lines[2])
	assert.Regexp(t, `^correction 1, \d{4}-\d\d-\d\d \d\d:\d\d, after run 2: xor-linear/fit -1\.25 \(Grace: argued\x{FFFD}badly\)$`, lines[3])
	assert.Contains(t, lines[4], "the sum =4")
}

func TestDiffCommand(t *testing.T) {
	book := gradedTwice(t)
	code, stdout, stderr := gradus(t, "diff", "1", "2", "--gradebook", book)
	require.Equal(t, exitGraded, code, stderr)
	assert.Equal(t, "ada: 0 -> 5 (the source changed)\n  xor-linear/fit: not right yet, 0 -> passed, 5\n", stdout)
	code, stdout, stderr = gradus(t, "diff", "2", "2", "--gradebook", book)
	require.Equal(t, exitGraded, code, stderr)
	assert.Equal(t, "nothing moved from run 2 to run 2\n", stdout)
}

func TestCorrection(t *testing.T) {
	for _, tt := range []struct {
		text   string
		exact  bool
		points int
	}{{"+1.5", false, 1500}, {"-2", false, -2000}, {"=8", true, 8000}, {"=0", true, 0}, {"+0.001", false, 1}, {"-100.25", false, -100_250}} {
		a, err := correction(tt.text)
		require.NoError(t, err, tt.text)
		assert.Equal(t, gradebook.Adjustment{Correction: grader.Correction{Exact: tt.exact, Points: tt.points}}, a, tt.text)
	}
}

func TestGradebookMisuse(t *testing.T) {
	book := gradedTwice(t)
	missing := filepath.Join(t.TempDir(), "missing.gradebook")
	noise := filepath.Join(t.TempDir(), "noise")
	require.NoError(t, os.WriteFile(noise, []byte("package student"), 0o600))
	correct := func(points string, rest ...string) []string {
		return append([]string{"adjust", "--gradebook", book, "--why", "w", "--who", "g", "--points", points}, rest...)
	}
	for _, tt := range []struct {
		name, why  string
		args       []string
		code       int
		want, hint string
	}{
		{"no gradebook", "where would it look", []string{"history", "ada"}, exitUsage, "--gradebook is missing", "gradus grade --gradebook FILE"},
		{"missing gradebook", "a slip of the pen makes no file", []string{"history", "ada", "--gradebook", missing}, exitUsage, "there is no gradebook", "makes one"},
		{"another file", "a slip of the pen", []string{"diff", "1", "2", "--gradebook", noise}, exitFailure, "is no gradebook; name one", ""},
		{"no student", "whose", []string{"history", "--gradebook", book}, exitUsage, "0 names", "one student"},
		{"unknown student", "a slip of the pen", []string{"history", "--gradebook", book, "adda"}, exitUsage, `no student "adda"`, "in the report"},
		{"one run", "with what", []string{"diff", "--gradebook", book, "1"}, exitUsage, "1 runs", "such as 1 2"},
		{"no number", "a slip of the pen", []string{"diff", "--gradebook", book, "1", "two"}, exitUsage, `"two" is no run`, "a number"},
		{"unknown run", "a slip of the pen", []string{"diff", "--gradebook", book, "1", "3"}, exitUsage, `no run "3"`, "1 to 2; the last began on 2026-03-29 13:00 UTC"},
		{"nobody to correct", "whose", correct("+1"), exitUsage, "0 names", "one student"},
		{"two checks", "one at a time", correct("+1", "ada", "a", "b"), exitUsage, "3 names", "at most one check"},
		{"unknown student to correct", "a slip of the pen", correct("+1", "adda"), exitUsage, `no student "adda"`, "in the report"},
		{"unknown check", "a slip of the pen", correct("+1", "ada", "xor-linear/fitt"), exitUsage, `no check "xor-linear/fitt"`, "gradus list"},
		{"no sign", "2 could mean both", correct("2", "ada"), exitUsage, `--points is "2"`, "=8 to set"},
		{"set below nothing", "no points are negative", correct("=-2", "ada"), exitUsage, `"=-2"`, "=8 to set"},
		{"four decimals", "nothing is rounded in silence", correct("+0.0001", "ada"), exitUsage, `"+0.0001"`, "three decimals"},
		{"not a number", "compares false with everything", correct("+NaN", "ada"), exitUsage, `"+NaN"`, "three decimals"},
		{"by nothing", "a slip of the pen", correct("+0", "ada"), exitUsage, "changes nothing", "--help"},
		{"no points", "how many", []string{"adjust", "--gradebook", book, "--why", "w", "--who", "g", "ada"}, exitUsage, "--points is missing", "+1.5 to add"},
		{"no reason", "somebody will ask", []string{"adjust", "--gradebook", book, "--points", "+1", "--who", "g", "ada"}, exitUsage, "--why is missing", "somebody will ask"},
		{"nobody who did it", "somebody will ask", []string{"adjust", "--gradebook", book, "--points", "+1", "--why", "w", "--who", " ", "ada"}, exitUsage, "--who is missing", "somebody will ask"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := gradus(t, tt.args...)
			assert.Equal(t, tt.code, code, tt.why)
			assert.Empty(t, stdout)
			lines := strings.Split(strings.TrimSpace(stderr), "\n")
			assert.Contains(t, lines[0], tt.want)
			if tt.hint == "" {
				assert.Len(t, lines, 1, "its sentence has the way out")
				return
			}
			require.Len(t, lines, 2, "one sentence and a way out: %s", stderr)
			assert.Contains(t, lines[1], tt.hint)
		})
	}
	assert.NoFileExists(t, missing)
	code, stdout, _ := gradus(t, "history", "--gradebook", book, "ada")
	assert.Equal(t, exitGraded, code)
	assert.NotContains(t, stdout, "correction", "nothing of it was kept")
}

// TestGradebookTerminal shows names and reasons that would move the cursor.
func TestGradebookTerminal(t *testing.T) {
	book := gradedTwice(t)
	for _, args := range [][]string{
		{"adjust", "--gradebook", book, "--points", "+1", "--why", "\x1b[31m", "--who", "\r\x07", "eve\x1b[2J\n"},
		{"diff", "--gradebook", book, "1", "2"},
		{"history", "--gradebook", book, "eve\x1b[2J\n"},
	} {
		code, stdout, stderr := gradus(t, args...)
		require.Equal(t, exitGraded, code, stderr)
		assert.NotContains(t, stdout, "\x1b")
		assert.NotContains(t, stdout, "\r")
	}
}

// TestReportOfGradebook writes the class as it stands and as it was, with what
// was corrected and what coming late costs, in every format that is one file.
func TestReportOfGradebook(t *testing.T) {
	book := gradedTwice(t)
	code, _, stderr := gradus(t, "adjust", "ada", "--gradebook", book, "--points", "+0.5", "--why", "w", "--who", "g")
	require.Equal(t, exitGraded, code, stderr)
	for _, tt := range []struct {
		name, why    string
		args         []string
		score, final string // of ada
	}{
		{"as it stands", "the newest run, and half a point by hand", nil, "5", "5.5"},
		{"the first run", "as it was, with the correction", []string{"--run", "1"}, "0", "0.5"},
		{"late", "a tenth of 5 for the day that was begun", []string{"--late-per-day", "10"}, "5", "5"},
		{"grace", "90 minutes are no day", []string{"--late-per-day", "10", "--late-grace", "2h"}, "5", "5.5"},
		{"cap", "no more than a twentieth", []string{"--late-per-day", "10", "--late-cap", "5%"}, "5", "5.25"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := gradus(t, append([]string{"report", "--gradebook", book, "-f", "csv"}, tt.args...)...)
			require.Equal(t, exitGraded, code, stderr)
			table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(stdout, "\ufeff"))).ReadAll()
			require.NoError(t, err)
			ada := map[string]string{}
			for i, title := range table[0] {
				ada[title] = table[1][i]
			}
			assert.Equal(t, []string{"ada", tt.score, tt.final}, []string{ada["submission"], ada["score"], ada["final"]}, tt.why)
		})
	}
	for _, tt := range []struct {
		name, why string
		args      []string
		want      string
	}{
		{"no such run", "a slip of the pen", []string{"--gradebook", book, "--run", "7"}, `no run "7"`},
		{"a report too", "which of them", []string{"--gradebook", book, "grades.json"}, "and a gradebook were named"},
		{"without a gradebook", "a report does not know", []string{"grades.json", "--late-per-day", "10"}, "--late-per-day needs a gradebook"},
		{"grace without a price", "it would do nothing", []string{"--gradebook", book, "--late-grace", "2h"}, "--late-per-day is missing"},
		{"too much", "more than all", []string{"--gradebook", book, "--late-per-day", "110"}, `--late-per-day is "110"`},
		{"no number", "compares false with everything", []string{"--gradebook", book, "--late-per-day", "NaN"}, `--late-per-day is "NaN"`},
		{"two decimals", "nothing is rounded in silence", []string{"--gradebook", book, "--late-per-day", "1.25"}, `--late-per-day is "1.25"`},
		{"no duration", "of what unit", []string{"--gradebook", book, "--late-per-day", "1", "--late-grace", "2"}, `--late-grace is "2"`},
		{"which attempt", "a slip of the pen", []string{"--gradebook", book, "--attempt", "first"}, `--attempt is "first"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := gradus(t, append([]string{"report"}, tt.args...)...)
			assert.Equal(t, exitUsage, code, tt.why)
			assert.Empty(t, stdout)
			assert.Contains(t, stderr, tt.want)
		})
	}
}
