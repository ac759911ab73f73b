package numeric_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/numeric"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestRulesInUse runs ten rules in use and ours on the course's loss and holds
// ours to it: no right program failed, no wrong one passed. The table of how
// often the others do is testdata/rules.golden.
func TestRulesInUse(t *testing.T) {
	all := rules()
	table := newTable(all)
	failedRight, passedWrong := make([]count, len(all)), make([]count, len(all))
	for _, part := range parts() {
		table.heading(part.name)
		for _, program := range part.programs {
			failed := failures(all, part.draw, program)
			table.line("  "+program.name, failed)
			for i, f := range failed {
				if program.right {
					failedRight[i] = failedRight[i].plus(f)
				} else {
					passedWrong[i] = passedWrong[i].plus(count{f.of - f.n, f.of})
				}
			}
		}
	}
	table.heading("all of these")
	table.line("  right programs failed", failedRight)
	table.line("  wrong programs passed", passedWrong)
	t.Log("\n" + table.String())

	ours := len(all) - 1
	assert.Zero(t, failedRight[ours].n, "ours fails nobody who is right")
	assert.Zero(t, passedWrong[ours].n, "ours passes nobody who is wrong")
	assert.Zero(t, failedRight[ours-1].n, "not even without the key")
	golden(t, "rules.golden", table.String())
}

// failures counts on how many of 300 points each rule fails a program.
func failures(all []rule, draw func(*rand.Rand) course, p program) []count {
	const points = 300
	r := rand.New(rand.NewPCG(1, 8))
	failed := make([]count, len(all))
	for range points {
		q := draw(r).ask(p)
		for i, rule := range all {
			failed[i].of++
			if !rule.passes(q) {
				failed[i].n++
			}
		}
	}
	return failed
}

// count is n out of so many.
type count struct{ n, of int }

func (c count) plus(d count) count { return count{c.n + d.n, c.of + d.of} }

func (c count) String() string {
	return strconv.FormatFloat(100*float64(c.n)/float64(c.of), 'f', 0, 64)
}

// textTable has a column per rule.
type textTable struct{ strings.Builder }

func newTable(all []rule) *textTable {
	t := &textTable{}
	fmt.Fprintf(t, "%-25s", "% of points failed by")
	for _, rule := range all {
		fmt.Fprintf(t, "%10s", rule.name)
	}
	t.WriteString("\n")
	return t
}

func (t *textTable) heading(text string) { fmt.Fprintln(t, text) }

func (t *textTable) line(title string, cells []count) {
	fmt.Fprintf(t, "%-25s", title)
	for _, c := range cells {
		fmt.Fprintf(t, "%10s", c)
	}
	t.WriteString("\n")
}

// golden compares a table with a file, percentages within 3: where a rule is at
// the mercy of rounding, platforms differ.
func golden(t *testing.T, name, got string) {
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	file, err := os.ReadFile(path)
	require.NoError(t, err)
	gotWords, wantWords := strings.Fields(got), strings.Fields(string(file))
	require.Len(t, gotWords, len(wantWords), "run with -update and read the difference")
	for i, want := range wantWords {
		n, err := strconv.ParseFloat(want, 64)
		if err != nil {
			require.Equal(t, want, gotWords[i])
			continue
		}
		g, err := strconv.ParseFloat(gotWords[i], 64)
		require.NoError(t, err)
		require.True(t, numeric.Within(g, n, 3), "got %s, want %s", gotWords[i], want)
	}
}
