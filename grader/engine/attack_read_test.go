package engine_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// attack is a submission with one idea, and how it must end.
type attack struct {
	name, idea string
	rows       string // of the list of hostile submissions; "own" if it is none of them
	exercises  []specs.ID
	expect     []expectation
	earns      int    // thousandths of a point, at most
	why        string // it earns that
	says       string // in a summary or a note
	never      string // in the report
	extra      bool
	files      []attackFile
}

// expectation is the status of the checks whose names match a pattern.
type expectation struct{ checks, status string }

// attackFile changes the submission: a text in place of an old one, or at the end
// if that is empty, or all of a file.
type attackFile struct {
	name     string
	whole    bool
	old, new string
}

// submission applies the files to those of the key that belong to the exercises.
func (a attack) submission(t *testing.T) grader.Submission {
	s := key(t)
	s.Name = a.name
	s.Files = slices.DeleteFunc(s.Files, func(f grader.File) bool {
		return slices.ContainsFunc(specs.Catalogue(), func(e specs.Exercise) bool {
			return e.File == f.Name && !slices.Contains(a.exercises, e.ID)
		})
	})
	for _, change := range a.files {
		change.apply(t, a.name, &s)
	}
	return s
}

func (f attackFile) apply(t *testing.T, attack string, s *grader.Submission) {
	text := expanded(t, f.new)
	if f.whole {
		for _, name := range strings.Fields(expanded(t, f.name)) {
			s.Files = slices.DeleteFunc(s.Files, func(other grader.File) bool { return other.Name == name })
			s.Files = append(s.Files, grader.File{Name: name, Content: []byte(text)})
		}
		return
	}
	i := slices.IndexFunc(s.Files, func(other grader.File) bool { return other.Name == f.name })
	require.GreaterOrEqual(t, i, 0, "attack %s: there is no file %s", attack, f.name)
	content := string(s.Files[i].Content)
	if f.old == "" {
		s.Files[i].Content = []byte(content + text)
		return
	}
	require.Equal(t, 1, strings.Count(content, f.old), "attack %s: in %s it must occur once:\n%s", attack, f.name, f.old)
	s.Files[i].Content = []byte(strings.Replace(content, f.old, text, 1))
}

// expanded writes out the texts that are too long, or no text, for a text file.
func expanded(t *testing.T, text string) string {
	if !strings.Contains(text, "«") {
		return text
	}
	parsed, err := template.New("").Delims("«", "»").Funcs(template.FuncMap{
		"repeat": func(n int, s string) string { return strings.Repeat(s, n) },
		"byte":   func(b int) string { return string([]byte{byte(b)}) },
		"count": func(n int, format string) string {
			var all strings.Builder
			for i := 1; i <= n; i++ {
				fmt.Fprintf(&all, format+"%[3]s", i, i-1, "")
			}
			return all.String()
		},
	}).Parse(text)
	require.NoError(t, err)
	var out strings.Builder
	require.NoError(t, parsed.Execute(&out, nil))
	return out.String()
}

// readAttacks reads files of testdata/attacks.
func readAttacks(t *testing.T, names ...string) []attack {
	var attacks []attack
	seen := map[string]bool{}
	for _, name := range names {
		file := filepath.Join("testdata", "attacks", name)
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		_, entries, _ := strings.Cut(string(text), "\n=== ")
		for entry := range strings.SplitSeq(entries, "\n=== ") {
			a, err := parseAttack(entry)
			require.NoError(t, err, file)
			require.False(t, seen[a.name], "%s: two attacks have the name %s", file, a.name)
			seen[a.name] = true
			attacks = append(attacks, a)
		}
	}
	return attacks
}

// parseAttack parses one entry, without the === before its name.
func parseAttack(entry string) (attack, error) {
	head, body, ok := strings.Cut(entry, "\n--- ")
	if !ok {
		return attack{}, fmt.Errorf("attack %q has no file", head)
	}
	name, fields, _ := strings.Cut(head, "\n")
	a := attack{name: name}
	for field := range strings.Lines(fields) {
		if err := a.set(strings.TrimSpace(field)); err != nil {
			return attack{}, fmt.Errorf("attack %q: %w", name, err)
		}
	}
	if a.idea == "" || a.rows == "" || a.earns > 0 && a.why == "" {
		return attack{}, fmt.Errorf("attack %q: tell its idea, its row, and why it earns points", name)
	}
	for part := range strings.SplitSeq(body, "\n--- ") {
		file, text, _ := strings.Cut(part, "\n")
		old, new, change := strings.Cut("\n"+text+"\n", "\n+++\n")
		if !change {
			old, new = "", old
		}
		a.files = append(a.files, attackFile{file, !change, strings.Trim(old, "\n"), strings.TrimRight(strings.TrimPrefix(new, "\n"), "\n")})
		if last := &a.files[len(a.files)-1]; last.old == "" {
			last.new += "\n"
		}
	}
	return a, nil
}

// set reads one line of an entry's head.
func (a *attack) set(field string) error {
	label, value, _ := strings.Cut(field, ":")
	value = strings.TrimSpace(value)
	switch label {
	case "idea":
		a.idea = value
	case "row":
		a.rows = value
	case "exercise":
		for _, id := range strings.Fields(value) {
			if _, ok := specs.Lookup(specs.ID(id)); !ok {
				return fmt.Errorf("there is no exercise %q", id)
			}
			a.exercises = append(a.exercises, specs.ID(id))
		}
	case "expect":
		for _, e := range strings.Fields(value) {
			checks, status, _ := strings.Cut(e, "=")
			if !slices.ContainsFunc(grader.Statuses(), func(s grader.Status) bool { return s.String() == status }) {
				return fmt.Errorf("there is no status %q", status)
			}
			a.expect = append(a.expect, expectation{checks, status})
		}
	case "earns":
		points, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return err
		}
		a.earns = int(1000 * points)
	case "why":
		a.why = value
	case "says":
		a.says = value
	case "never":
		a.never = value
	case "extra":
		a.extra = value == "yes"
	default:
		return fmt.Errorf("what is %q?", field)
	}
	return nil
}
