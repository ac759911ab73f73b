package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// toy is the exercise that the guide adds.
const toy = "huber"

// TestExerciseOfTheGuide adds the exercise of the guide to a copy of the
// repository, by the guide alone: it applies the blocks, runs the commands, and
// grades with the command that was built there. A file that the guide forgets fails
// here. The two long commands at the end of the guide are not run.
func TestExerciseOfTheGuide(t *testing.T) {
	if testing.Short() || !thorough() {
		t.Skip("compiles the repository a second time, which takes minutes; -run ExerciseOfTheGuide runs it")
	}
	guide := section(t, textOf(t, "specs/GUIDE.md"), "## An exercise of your own")
	copied := copyOfRepository(t)
	blocks := blocksIn(guide)
	require.NotEmpty(t, blocks)
	table, _, _ := strings.Cut(guide, "### The contract")
	for _, b := range blocks {
		require.NoError(t, b.apply(copied))
		assert.Contains(t, table, filepath.Base(b.path), "the table of files has it")
	}

	programs := t.TempDir()
	in := func(name string, args ...string) string {
		cmd := exec.CommandContext(t.Context(), name, args...)
		if name == "gradus" {
			cmd = exec.CommandContext(t.Context(), filepath.Join(programs, "gradus"), args...)
		}
		cmd.Dir, cmd.Env = copied, append(os.Environ(), "GOBIN="+programs, "GOFLAGS=")
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s %s\n%s", name, strings.Join(args, " "), out)
		return string(out)
	}
	commands, _, found := strings.Cut(section(t, guide, "### Run"), "Then the long ones")
	require.True(t, found)
	said := map[string]string{}
	for _, line := range regexp.MustCompile(`(?m)^    (.+)$`).FindAllStringSubmatch(commands, -1) {
		args := words(line[1])
		said[line[1]] = in(args[0], args[1:]...)
	}
	assert.Contains(t, said["gradus list"], "huber/gradient")
	assert.Contains(t, said["gradus explain huber"], "# The Huber loss")
	assert.Empty(t, in("gofmt", "-l", "specs", "reference", "student", "grader/wire", "grader/checks"))

	key, err := os.ReadFile(filepath.Join(copied, "reference", "huber.go"))
	require.NoError(t, err)
	right := string(asStudent(key))
	wrong := strings.Replace(right, "max(-delta, min(delta, yhat[i]-y[i]))", "yhat[i] - y[i]", 1)
	require.NotEqual(t, right, wrong)
	class := write(t, map[string]string{"right/huber.go": right, "wrong/huber.go": wrong})
	assert.Contains(t, in("gradus", "grade", "-q", "-e", toy, filepath.Join(class, "right")), "4 of 4")
	report := in("gradus", "grade", "-q", "-e", toy, filepath.Join(class, "wrong"))
	assert.Contains(t, report, "2 of 4")
	assert.Contains(t, strings.Join(strings.Fields(report), " "), "it is not cut off at ±δ", "the finding names the mistake")
}

// section returns a part of a text, from a heading to the next of its level. What
// looks like a heading in a block of code is none.
func section(t *testing.T, text, heading string) string {
	t.Helper()
	level, _, _ := strings.Cut(heading, " ")
	var part strings.Builder
	within, code := false, false
	for line := range strings.Lines(text) {
		code = code != strings.HasPrefix(line, "```")
		if !code && strings.HasPrefix(line, level+" ") {
			within = strings.TrimSpace(line) == heading
		}
		if within {
			part.WriteString(line)
		}
	}
	require.NotZero(t, part.Len(), heading)
	return part.String()
}

// edit is a block of the guide and where it goes: to a new file, after a line or in
// place of it, or to the end of a file.
type edit struct{ how, path, line, text string }

var editForm = regexp.MustCompile("(?ms)^(?:(New file|At the end of) `([^`]+)`|In `([^`]+)`, (after|in place of) `([^`\n]+)`):\n\n```\\w*\n(.*?)\n```$")

func blocksIn(text string) []edit {
	var all []edit
	for _, m := range editForm.FindAllStringSubmatch(text, -1) {
		all = append(all, edit{m[1] + m[4], m[2] + m[3], m[5], m[6]})
	}
	return all
}

// apply makes the edit. A line that is named must stand in the file once, white
// space apart, and a new file must not be there.
func (e edit) apply(root string) error {
	path := filepath.Join(root, filepath.FromSlash(e.path))
	content, err := os.ReadFile(path)
	switch {
	case e.how == "New file":
		if err == nil {
			return fmt.Errorf("%s is no new file", e.path)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, []byte(e.text+"\n"), 0o644)
	case err != nil:
		return err
	case e.how == "At the end of":
		return os.WriteFile(path, fmt.Appendf(content, "\n%s\n", e.text), 0o644)
	}
	var changed []string
	times := 0
	for line := range strings.SplitSeq(string(content), "\n") {
		here := strings.TrimSpace(line) == e.line
		if here {
			times++
		}
		if !here || e.how == "after" {
			changed = append(changed, line)
		}
		if here {
			changed = append(changed, e.text)
		}
	}
	if times != 1 {
		return fmt.Errorf("in %s the line %q stands %d times", e.path, e.line, times)
	}
	return os.WriteFile(path, []byte(strings.Join(changed, "\n")), 0o644)
}

// TestEditsOfTheGuide tries the blocks without compiling them, so that a line that
// moved is noticed at once.
func TestEditsOfTheGuide(t *testing.T) {
	text := section(t, textOf(t, "specs/GUIDE.md"), "## An exercise of your own")
	blocks := blocksIn(text)
	assert.Len(t, blocks, strings.Count(text, "\n```")/2, "every block says where it goes")
	root := filepath.Join("..", "..")
	scratch := t.TempDir()
	for _, b := range blocks {
		target := filepath.Join(scratch, filepath.FromSlash(b.path))
		if _, err := os.Stat(target); err != nil {
			if original, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(b.path))); err == nil {
				require.NoError(t, os.MkdirAll(filepath.Dir(target), 0o755))
				require.NoError(t, os.WriteFile(target, original, 0o644))
			}
		}
		assert.NoError(t, b.apply(scratch))
	}
}

// copyOfRepository copies the repository to a new folder.
func copyOfRepository(t *testing.T) string {
	t.Helper()
	root, to := filepath.Join("..", ".."), t.TempDir()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		switch {
		case err != nil:
			return err
		case name == ".git" && d.IsDir():
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		case !d.Type().IsRegular() || name == ".git":
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), content, 0o644)
	})
	require.NoError(t, err)
	return to
}
