package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

// texts are what people read before they type a command, by their paths from the
// top of the repository.
func texts() []string { return []string{"README.md", "specs/GUIDE.md"} }

func textOf(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(path)))
	require.NoError(t, err)
	return string(content)
}

// TestCommandsInTheTexts parses every command that the README and the guide show,
// as run would: the command, its flags, and the names they are given must exist.
func TestCommandsInTheTexts(t *testing.T) {
	for _, path := range texts() {
		t.Run(path, func(t *testing.T) {
			commands := commandsIn(textOf(t, path))
			require.NotEmpty(t, commands)
			for _, line := range commands {
				line = strings.ReplaceAll(line, toy, "activations") // the guide's exercise is not here yet
				assert.NoError(t, tried(line), line)
			}
		})
	}
}

// TestTriedFindsSlips holds the test above to what it is for.
func TestTriedFindsSlips(t *testing.T) {
	for _, tt := range []struct{ name, line, want string }{
		{"right", `gradus grade class/ --format html=out/ --seed-file "a b"`, ""},
		{"no such command", "gradus regrade class/", `no command "regrade"`},
		{"no such flag", "gradus grade class/ --seed x", "not defined: -seed"},
		{"no such format", "gradus report a.json --format pdf", `no format "pdf"`},
		{"no such exercise", "gradus grade class/ --exercise xor", `no exercise "xor"`},
		{"no such exercise to hand out", "gradus handout hw5 --exercises xor-linear,xor", `no exercise "xor"`},
		{"no such audience", "gradus grade class/ --audience all", `no audience "all"`},
		{"no gradebook to fill in", "gradus grade class/ --format canvas=import.csv", "canvas takes"},
		{"nothing to grade", "gradus grade --quiet", "grade takes PATH..."},
		{"no such topic", "gradus explain xor", `"xor"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := tried(tt.line); tt.want == "" {
				assert.NoError(t, err)
			} else {
				assert.ErrorContains(t, err, tt.want)
			}
		})
	}
}

// inline is a command within a sentence, and block one in a line of its own.
var (
	inline = regexp.MustCompile("`((?:gradus|go run \\./cmd/gradus) [^`]+)`")
	block  = regexp.MustCompile(`(?m)^    ((?:gradus|go run \./cmd/gradus) .+)$`)
)

// commandsIn returns the commands of gradus in a text: those in lines of their own,
// then those in sentences. The bare name of a command in a sentence becomes a
// request for its help.
func commandsIn(text string) []string {
	var lines []string
	for _, found := range block.FindAllStringSubmatch(text, -1) {
		lines = append(lines, strings.Replace(found[1], "go run ./cmd/gradus", "gradus", 1))
	}
	for _, found := range inline.FindAllStringSubmatch(text, -1) {
		line := strings.Replace(strings.Join(strings.Fields(found[1]), " "), "go run ./cmd/gradus", "gradus", 1)
		if len(words(line)) == 2 {
			line += " --help"
		}
		lines = append(lines, line)
	}
	return lines
}

// words splits a command line at blanks, as a shell would, up to a comment.
func words(line string) []string {
	var all []string
	for _, word := range regexp.MustCompile(`(?:"[^"]*"|[^\s"])+`).FindAllString(line, -1) {
		if strings.HasPrefix(word, "#") {
			break
		}
		all = append(all, strings.ReplaceAll(word, `"`, ""))
	}
	return all
}

// tried parses a command line and judges what it names, without doing it. Commands
// that only tell something are run.
func tried(line string) error {
	var out bytes.Buffer
	app := newApp(nil, &out, &out)
	for _, c := range app.Commands {
		if c.Name == "list" || c.Name == "explain" {
			continue
		}
		c.Action = judgeCommand
	}
	args := words(line)
	return app.Run(flagsFirst(app, args))
}

// judgeCommand judges the values that can be judged without the files they are about.
func judgeCommand(c *cli.Context) error {
	usage := c.Command.ArgsUsage
	if c.NArg() == 0 && usage != "" && !strings.HasPrefix(usage, "[") {
		return fmt.Errorf("gradus %s takes %s", c.Command.Name, usage)
	}
	for _, value := range c.StringSlice(flagFormat) {
		name, _, _ := strings.Cut(value, "=")
		if !slices.ContainsFunc(report.Formats(), func(f report.Format) bool { return f.Name == name }) {
			return fmt.Errorf("there is no format %q", name)
		}
		if name == "canvas" && !(c.IsSet(flagCanvas) && c.IsSet(flagAssignment)) {
			return fmt.Errorf("canvas takes --%s and --%s", flagCanvas, flagAssignment)
		}
	}
	for _, id := range slices.Concat(c.StringSlice(flagExercise), c.StringSlice(flagExercises)) {
		if _, ok := specs.Lookup(specs.ID(id)); !ok {
			return fmt.Errorf("there is no exercise %q", id)
		}
	}
	if who := c.String(flagAudience); who != "" && who != "student" && who != "instructor" {
		return fmt.Errorf("there is no audience %q", who)
	}
	if c.IsSet(flagPerDay) {
		if _, err := countingOf(c); err != nil {
			return err
		}
	}
	if c.IsSet(flagPoints) {
		if _, err := correction(c.String(flagPoints)); err != nil {
			return err
		}
	}
	_, err := percentage(c.String(flagRequire))
	return err
}

// TestLinksInTheTexts follows every link to a file of the repository or to a
// heading.
func TestLinksInTheTexts(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	for _, path := range texts() {
		found := link.FindAllStringSubmatch(textOf(t, path), -1)
		require.NotEmpty(t, found, path)
		for _, l := range found {
			target, anchor, _ := strings.Cut(l[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			to := path
			if target != "" {
				to = filepath.ToSlash(filepath.Join(filepath.Dir(path), target))
			}
			_, err := os.Stat(filepath.Join("..", "..", to))
			if assert.NoError(t, err, "%s links to %s", path, l[1]) && anchor != "" {
				assert.Contains(t, anchorsIn(textOf(t, to)), anchor, "%s links to %s", path, l[1])
			}
		}
	}
}

// anchorsIn returns the anchors that GitHub and GitLab make of the headings.
func anchorsIn(text string) []string {
	text = regexp.MustCompile("(?ms)^```.*?^```$").ReplaceAllString(text, "")
	var anchors []string
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(text, -1) {
		plain := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(heading[1]), "")
		anchors = append(anchors, strings.ReplaceAll(plain, " ", "-"))
	}
	return anchors
}

// TestTestsInTheTexts looks for every test that the README and the guide name by
// its whole name.
func TestTestsInTheTexts(t *testing.T) {
	var declared strings.Builder
	for _, pattern := range []string{"*", "*/*", "*/*/*"} {
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(pattern+"_test.go")))
		require.NoError(t, err)
		for _, file := range files {
			content, err := os.ReadFile(file)
			require.NoError(t, err)
			declared.Write(content)
		}
	}
	for _, path := range texts() {
		names := regexp.MustCompile(`\bTest[A-Z]\w+`).FindAllString(textOf(t, path), -1)
		require.NotEmpty(t, names, path)
		for _, name := range names {
			assert.True(t, strings.Contains(declared.String(), "func "+name+"("), "%s names %s", path, name)
		}
	}
}
