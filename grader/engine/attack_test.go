package engine_test

import (
	"bytes"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

// maxPeak is how much memory the process that grades may ever have had. What a
// compiler may have is bounded by package build.
const (
	maxPeak      = 1 << 30
	maxChildPeak = 2 << 30
	maxReport    = 512 << 10
)

// TestAttacks grades a class of hostile submissions, one idea each, together
// with honest ones (testdata/attacks, whose first lines tell the form). It holds
// that each ends as expected and earns nothing that is not its own, that the
// honest reports are the same to the byte as without the attackers, that a second
// run finds the same, that memory stays within bounds, and that no file is
// touched outside the grader's own folder.
func TestAttacks(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles and grades more than a hundred submissions")
	}
	attacks := readAttacks(t, "source.txt", "compiler.txt", "names.txt", "running.txt", "values.txt")
	honest := readAttacks(t, "honest.txt")
	require.GreaterOrEqual(t, len(attacks), 60, "the plan asks for sixty attacks")
	if !thorough() {
		attacks = sample(slices.DeleteFunc(attacks, func(a attack) bool { return a.extra }), 4)
	}

	alone := gradeAttacks(t, attackEngine(t, 1), honest)
	together := shuffled(slices.Concat(attacks, honest))
	e := attackEngine(t, 2)
	watched := watch(t)
	resetPeak()
	reports := gradeAttacks(t, e, together)
	assert.Empty(t, watched.changes(t), "no file outside the grader's folder is touched")
	own, children := peak(t)
	t.Logf("%d attacks and %d honest submissions; peak memory %d MiB, of its children %d MiB", len(attacks), len(honest), own>>20, children>>20)
	assert.Less(t, own, maxPeak, "bytes that the grader's process ever held")
	assert.Less(t, children, maxChildPeak, "bytes that a compiler or worker ever held")

	var beside []grader.Report
	for i, a := range together {
		t.Run(a.name, func(t *testing.T) { a.holds(t, reports[i]) })
		if slices.ContainsFunc(honest, func(h attack) bool { return h.name == a.name }) {
			beside = append(beside, reports[i])
		}
	}
	slices.SortFunc(alone, byName)
	slices.SortFunc(beside, byName)
	assert.Equal(t, alone, beside, "the honest reports do not depend on who sits beside them")
	assert.Equal(t, asJSON(t, alone), asJSON(t, beside), "to the byte")

	var again []attack
	var before []grader.Report
	for i := len(together) - 1; i >= 0; i -= 5 {
		if !together[i].extra {
			again, before = append(again, together[i]), append(before, reports[i])
		}
	}
	assert.Equal(t, before, gradeAttacks(t, attackEngine(t, 1), again), "a second run, in another order, finds the same")
	assertPrintable(t, reports)
}

// attackEngine makes an engine for the exercises that the attacks are about.
func attackEngine(t *testing.T, workers int) *engine.Engine {
	return newEngine(t, workers, specs.IDXORLinear, specs.IDXORNetwork, specs.IDXORTraining, specs.IDActivations, specs.IDPrecisionReLU)
}

func gradeAttacks(t *testing.T, e *engine.Engine, attacks []attack) []grader.Report {
	var class []grader.Submission
	for _, a := range attacks {
		class = append(class, a.submission(t))
	}
	reports, err := e.Grade(t.Context(), class, nil)
	require.NoError(t, err)
	return reports
}

// shuffled puts the honest among the others, the same way each time.
func shuffled(class []attack) []attack {
	r := rand.New(rand.NewPCG(4, 9))
	r.Shuffle(len(class), func(i, j int) { class[i], class[j] = class[j], class[i] })
	return class
}

// holds asserts that an attack ended as it should.
func (a attack) holds(t *testing.T, r grader.Report) {
	matched := map[string]bool{}
	for _, result := range r.Results {
		want := "not-attempted"
		for _, e := range a.expect {
			if ok, err := path.Match(e.checks, result.Check); ok {
				require.NoError(t, err)
				want, matched[e.checks] = e.status, true
				break
			}
		}
		assert.Equal(t, want, result.Status.String(), "%s: %s: %s", a.idea, result.Check, result.Summary)
	}
	for _, e := range a.expect {
		assert.True(t, matched[e.checks], "no check is left for %s", e.checks)
	}
	earned, _ := r.Score()
	assert.LessOrEqual(t, earned, a.earns, "%s: thousandths of a point that it may earn: %s", a.idea, a.why)
	said := asJSON(t, []grader.Report{r})
	if a.says != "" {
		assert.Contains(t, words(r), a.says, a.idea)
	}
	if a.never != "" {
		assert.NotContains(t, said, a.never, a.idea)
	}
	assert.Less(t, len(said), maxReport, "bytes of a report")
}

// words are the summaries and notes of a report.
func words(r grader.Report) string {
	all := slices.Clone(r.Notes)
	for _, result := range r.Results {
		all = append(all, result.Summary)
	}
	return strings.Join(all, "\n")
}

func byName(a, b grader.Report) int { return strings.Compare(a.Submission, b.Submission) }

func asJSON(t *testing.T, reports []grader.Report) string {
	var text bytes.Buffer
	require.NoError(t, report.JSON(&text, grader.Class{}.With(reports), report.Options{}))
	return text.String()
}

// assertPrintable asserts that no format brings a control character of an
// attacker's to a terminal.
func assertPrintable(t *testing.T, reports []grader.Report) {
	var text bytes.Buffer
	require.NoError(t, report.Text(&text, grader.Class{}.With(reports), report.Options{Details: true}))
	text.WriteString(asJSON(t, reports))
	for line := range strings.Lines(text.String()) {
		line = strings.TrimSuffix(line, "\n")
		assert.False(t, strings.ContainsFunc(line, unicode.IsControl), "control character in %q", line)
	}
}
