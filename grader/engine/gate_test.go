package engine_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGate is the gate that the rubric must pass: of every exercise it grades,
// through the wall and as one class, wrong programs and right ones.
//
// A mutant (testdata/gate/mutants.txt) is the answer key with one thing wrong;
// each must lose points, and no cause may be named that is not the cause. A
// variant (testdata/gate/variants) is a right program that is not written like
// the key; each must get every point. testdata/gate/matrix.golden holds which
// check killed which mutant, so that no change loses a kill unnoticed. It is compared
// unless only some of the mutants were graded.
func TestGate(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles and grades more than a hundred submissions")
	}
	mutants, variants := readMutants(t), readVariants(t)
	all := len(mutants)
	assert.GreaterOrEqual(t, len(mutants), 77, "the mutation plan begins with 77")
	assert.GreaterOrEqual(t, len(variants), 25, "the plan of variants begins with 25")

	mutants = sample(mutants, 6)
	var g gate
	for _, e := range specs.Catalogue() {
		t.Run(string(e.ID), func(t *testing.T) { g.grade(t, e, mutants, variants) })
	}
	if len(g.mutants) < all {
		return // only some were asked for
	}
	passed := 0
	for _, lost := range g.variants {
		if !lost {
			passed++
		}
	}
	assert.Len(t, g.variants, len(variants), "every variant holds an exercise")
	known, right, wrong, silent := g.diagnoses()
	t.Logf("%d of %d mutants killed, %d of %d variants passed", g.killed(), len(mutants), passed, len(variants))
	t.Logf("of %d mutants with a known cause, %d named right and %d wrong; %d mutants without a word of the cause", known, right, wrong, silent)
	golden(t, filepath.Join("testdata", "gate", "matrix.golden"), g.matrix())
}

// gate is what has been found so far.
type gate struct {
	mutants  []autopsy
	variants map[string]bool // whether it lost a point, by name
}

// autopsy tells what became of a mutant.
type autopsy struct {
	mutant  mutant
	killers []string // the checks that took points, with their status
	codes   []string // the causes they named, each once
}

// grade grades the mutants of an exercise and the variants that hold it, as one
// class.
func (g *gate) grade(t *testing.T, e specs.Exercise, mutants []mutant, variants []grader.Submission) {
	mutants = slices.DeleteFunc(slices.Clone(mutants), func(m mutant) bool { return m.exercise != e.ID })
	var class []grader.Submission
	for _, m := range mutants {
		class = append(class, m.submission(t))
	}
	for _, v := range variants {
		if slices.ContainsFunc(v.Files, func(f grader.File) bool { return f.Name == e.File }) {
			class = append(class, v)
		}
	}
	reports, err := newEngine(t, 2, e.ID).Grade(t.Context(), class, nil)
	require.NoError(t, err)
	for i, m := range mutants {
		a := examine(m, reports[i])
		first := reports[i].Results[0]
		assert.NotContains(t, []grader.Status{grader.Broken, grader.CompileError}, first.Status, "mutant %s: %s", m.name, first.Summary)
		assert.NotEmpty(t, a.killers, "mutant %s survives: row %s", m.name, m.rows)
		assert.Empty(t, a.misnamed(), "mutant %s: the cause is %q, and a wrong diagnosis is worse than none", m.name, m.codes)
		g.mutants = append(g.mutants, a)
	}
	if g.variants == nil {
		g.variants = map[string]bool{}
	}
	for _, r := range reports[len(mutants):] {
		earned, points := r.Score()
		assert.Equal(t, points, earned, "variant %s is right: %s", r.Submission, complaints(r))
		g.variants[r.Submission] = g.variants[r.Submission] || earned < points
	}
}

// examine finds out which checks killed a mutant and what they said.
func examine(m mutant, r grader.Report) autopsy {
	a := autopsy{mutant: m}
	for _, result := range r.Results {
		if result.Earned < result.Points {
			_, question, _ := strings.Cut(result.Check, "/")
			a.killers = append(a.killers, question+" "+result.Status.String())
		}
		for _, f := range result.Findings {
			if f.Code != "" && !slices.Contains(a.codes, f.Code) {
				a.codes = append(a.codes, f.Code)
			}
		}
	}
	return a
}

// named reports whether the cause was named.
func (a autopsy) named() bool {
	return slices.ContainsFunc(a.codes, func(code string) bool { return slices.Contains(a.mutant.codes, code) })
}

// misnamed returns the causes that were named and are not the cause. Three say
// on which side a mistake is, or what it looks like: that is true of many.
func (a autopsy) misnamed() []string {
	generic := []string{"another-loss", "not-the-derivative", "low-precision"}
	return slices.DeleteFunc(slices.Clone(a.codes), func(code string) bool {
		return slices.Contains(a.mutant.codes, code) || slices.Contains(generic, code)
	})
}

// complaints returns what the checks say that took points.
func complaints(r grader.Report) string {
	var all []string
	for _, result := range r.Results {
		if result.Earned < result.Points {
			all = append(all, result.Check+": "+result.Summary)
		}
	}
	return strings.Join(all, "\n")
}

func (g *gate) killed() (n int) {
	for _, a := range g.mutants {
		if len(a.killers) > 0 {
			n++
		}
	}
	return n
}

// diagnoses counts the mutants with a code of their own, those that were given
// it, those that were given a wrong one, and those that were given none.
func (g *gate) diagnoses() (known, right, wrong, silent int) {
	for _, a := range g.mutants {
		if len(a.mutant.codes) > 0 {
			known++
		}
		if a.named() {
			right++
		}
		if len(a.misnamed()) > 0 {
			wrong++
		}
		if len(a.codes) == 0 {
			silent++
		}
	}
	return known, right, wrong, silent
}

// matrix lists for every mutant the checks that killed it and the causes that
// were named.
func (g *gate) matrix() []byte {
	var text bytes.Buffer
	lines := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	orDash := func(words []string) string { return cmp.Or(strings.Join(words, ", "), "-") }
	for _, a := range g.mutants {
		fmt.Fprintf(lines, "%s\t%s\t%s\n", a.mutant.name, orDash(a.killers), orDash(a.codes))
	}
	lines.Flush() // to memory, which does not fail
	return text.Bytes()
}

// golden compares with a golden file, or rewrites it.
func golden(t *testing.T, file string, got []byte) {
	if *update {
		require.NoError(t, os.WriteFile(file, got, 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), "go test ./grader/engine -run Gate -update rewrites it; read the difference")
}

// readVariants reads the folders of testdata/gate/variants, each a submission.
func readVariants(t *testing.T) []grader.Submission {
	files, err := filepath.Glob(filepath.Join("testdata", "gate", "variants", "*", "*.go"))
	require.NoError(t, err)
	var variants []grader.Submission
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		if len(variants) == 0 || variants[len(variants)-1].Name != name {
			variants = append(variants, grader.Submission{Name: name})
		}
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		v := &variants[len(variants)-1]
		v.Files = append(v.Files, grader.File{Name: filepath.Base(file), Content: content})
	}
	return variants
}

// mutant is the key to one exercise with one thing wrong.
type mutant struct {
	name     string
	rows     string // of the mutation plan; "own" if it is none of them
	exercise specs.ID
	codes    []string // causes that are right to name; none if no code says it
	edits    []edit
}

// edit puts a new text in place of an old one in a file of the key.
type edit struct{ file, old, new string }

// submission applies the edits to the file of the exercise and the files that
// the exercises share.
func (m mutant) submission(t *testing.T) grader.Submission {
	e, ok := specs.Lookup(m.exercise)
	require.True(t, ok, "mutant %s: exercise %q", m.name, m.exercise)
	s := key(t)
	s.Name = m.name
	s.Files = slices.DeleteFunc(s.Files, func(f grader.File) bool {
		return slices.ContainsFunc(specs.Catalogue(), func(other specs.Exercise) bool { return other.ID != e.ID && other.File == f.Name })
	})
	for _, edit := range m.edits {
		i := slices.IndexFunc(s.Files, func(f grader.File) bool { return f.Name == edit.file })
		require.GreaterOrEqual(t, i, 0, "mutant %s: there is no file %s", m.name, edit.file)
		text := string(s.Files[i].Content)
		require.Equal(t, 1, strings.Count(text, edit.old), "mutant %s: in %s it must occur once:\n%s", m.name, edit.file, edit.old)
		s.Files[i].Content = []byte(strings.Replace(text, edit.old, edit.new, 1))
	}
	return s
}

// readMutants reads testdata/gate/mutants.txt, whose first lines tell its form.
func readMutants(t *testing.T) []mutant {
	file := filepath.Join("testdata", "gate", "mutants.txt")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	_, entries, _ := strings.Cut(string(text), "\n=== ")
	var mutants []mutant
	seen := map[string]bool{}
	for entry := range strings.SplitSeq(entries, "\n=== ") {
		m, err := parseMutant(entry)
		require.NoError(t, err, file)
		require.False(t, seen[m.name], "%s: two mutants have the name %s", file, m.name)
		seen[m.name] = true
		mutants = append(mutants, m)
	}
	return mutants
}

// parseMutant parses one entry, without the === before its name.
func parseMutant(entry string) (mutant, error) {
	head, body, ok := strings.Cut(entry, "\n--- ")
	if !ok {
		return mutant{}, fmt.Errorf("mutant %q changes nothing", head)
	}
	name, fields, _ := strings.Cut(head, "\n")
	m := mutant{name: name}
	for field := range strings.Lines(fields) {
		label, value, _ := strings.Cut(strings.TrimSpace(field), ":")
		value = strings.TrimSpace(value)
		switch label {
		case "row":
			m.rows = value
		case "exercise":
			m.exercise = specs.ID(value)
		case "code":
			m.codes = strings.Fields(value)
		default:
			return mutant{}, fmt.Errorf("mutant %q: what is %q?", name, field)
		}
	}
	for part := range strings.SplitSeq(body, "\n--- ") {
		file, texts, _ := strings.Cut(part, "\n")
		old, new, ok := strings.Cut("\n"+texts+"\n", "\n+++\n")
		if !ok {
			return mutant{}, fmt.Errorf("mutant %q: no +++ after the text to replace in %s", name, file)
		}
		m.edits = append(m.edits, edit{file, strings.Trim(old, "\n"), strings.Trim(new, "\n")})
	}
	return m, nil
}
