package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/gradus-grader/gradus/grader/checks"
)

// half is what a student has done halfway through the course: five exercises of
// ten, one of which has a wrong derivative and a panic that speaks to the runner.
func half(t *testing.T) map[string]string {
	key, files := answerKey(t), map[string]string{}
	for _, name := range []string{"xor_linear.go", "xor_network.go", "precision_relu.go", "precision_landscape.go", "linear.go", "network.go", "precision.go", "softplus.go", "descent.go"} {
		require.Contains(t, key, name)
		files[name] = key[name]
	}
	work := strings.Replace(rightUnits, "1 - t*t", "1 - t", 1)
	files["activations.go"] = strings.Replace(work, "return -z, -1", "panic(`\n::error file=README.md,line=1::forged`)", 1)
	return files
}

// TestWorkflow does what GitHub and GitLab do on a push: a student's repository
// is cloned, and the commands that were handed out for CI are run in the clone,
// by the shell and in the environment of the runner. Then it reads what people
// would see.
func TestWorkflow(t *testing.T) {
	if testing.Short() || !thorough() {
		t.Skip("compiles a handout and grades by two workflows; -run Workflow runs it")
	}
	for _, tool := range []string{"git", "bash"} {
		if _, err := exec.LookPath(tool); err != nil {
			missing(t, tool)
		}
	}
	origin := newHandout(t, filepath.Join(t.TempDir(), "hw5"))
	for name, content := range half(t) {
		origin.write(t, "student/"+name, content)
	}
	r := runner{dir: filepath.Join(t.TempDir(), "clone"), temp: t.TempDir()}
	git(t, string(origin), "init", "-q")
	git(t, string(origin), "add", "-A")
	git(t, string(origin), "commit", "-q", "-m", "half of it")
	git(t, string(origin), "clone", "-q", string(origin), r.dir)

	t.Run("GitHub", func(t *testing.T) {
		var flow struct {
			On   []string `yaml:"on"`
			Jobs map[string]struct {
				Steps []struct{ Uses, Run string }
			}
		}
		r.read(t, ".github/workflows/gradus.yml", &flow)
		assert.Contains(t, flow.On, "push")
		require.Len(t, flow.Jobs, 1)
		var used []string
		var out string
		for _, job := range flow.Jobs {
			for _, step := range job.Steps {
				if step.Uses != "" {
					used = append(used, strings.Split(step.Uses, "@")[0])
					continue
				}
				out += r.shell(t, step.Run, "GITHUB_ACTIONS=true", "GITHUB_WORKSPACE="+r.dir, "GITHUB_STEP_SUMMARY="+r.file("summary"), "GITHUB_OUTPUT="+r.file("output"), "GITHUB_ENV="+r.file("env"))
			}
		}
		assert.Equal(t, []string{"actions/checkout", "actions/setup-go"}, used, "what the clone and this machine's Go stand for")

		told := annotationsIn(t, out)
		assert.Equal(t, map[string][]string{
			"student/activations.go:" + r.lineOf(t, "student/activations.go", ") Tanh("): {"warning activations/tanh: 2 points lost", "warning activations/tanh-tails: 0.5 points lost"},
			"student/activations.go:" + r.lineOf(t, "student/activations.go", "panic(`"): {"error activations/abs: 1 points lost"},
		}, placesOf(told, "error", "warning"))
		assert.Equal(t, map[string][]string{
			"student/xor_training.go:1":       {"notice xor-training: 14 points to be had"},
			"student/precision_sgd.go:1":      {"notice precision-sgd: 12 points to be had"},
			"student/precision_softplus.go:1": {"notice precision-softplus: 14 points to be had"},
			"student/two_precisions.go:1":     {"notice two-precisions: 12 points to be had"},
		}, placesOf(told, "notice"), "of the choice, one")
		assert.Contains(t, out, "Every protected file is as it was handed out.")

		summary := r.text(t, r.file("summary"))
		assert.Contains(t, summary, "# student: 44.5 of 100 points\n")
		assert.Contains(t, summary, "### activations: Hidden units and their derivatives (6.5 of 10)\n")
		assert.Contains(t, summary, "### precision-relu: Backpropagation from scratch, ReLU (16 of 16)\n")
		assert.NotContains(t, summary, "\n::error", "what a panic says begins no line")
		r.junit(t, "gradus-report/junit.xml")
	})
	t.Run("GitLab", func(t *testing.T) {
		var pipeline map[string]struct {
			Script    []string
			Artifacts struct{ Reports struct{ JUnit string } }
		}
		r.read(t, ".gitlab-ci.yml", &pipeline)
		require.Len(t, pipeline, 1)
		for _, job := range pipeline {
			require.NoError(t, os.RemoveAll(filepath.Join(r.dir, "gradus-report")))
			out := r.shell(t, strings.Join(job.Script, "\n"), "GITLAB_CI=true", "GITHUB_ACTIONS=")
			assert.Regexp(t, `(?m)^student +44\.5 of 100$`, out)
			assert.Contains(t, out, "Every protected file is as it was handed out.")
			r.junit(t, job.Artifacts.Reports.JUnit)
		}
	})
	assert.Empty(t, git(t, r.dir, "status", "--porcelain"), "reports are nobody's change")
}

// runner is a folder in which a push is graded.
type runner struct{ dir, temp string }

func (r runner) file(name string) string { return filepath.Join(r.temp, name) }

func (r runner) text(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(text)
}

// read reads a YAML file of the repository.
func (r runner) read(t *testing.T, name string, into any) {
	t.Helper()
	require.NoError(t, yaml.Unmarshal([]byte(r.text(t, filepath.Join(r.dir, name))), into))
}

// shell runs a step as both runners do: by bash, which ends at the first command
// that fails.
func (r runner) shell(t *testing.T, script string, env ...string) string {
	t.Helper()
	require.NotEmpty(t, script)
	path := r.file("step.sh")
	require.NoError(t, os.WriteFile(path, []byte(script), 0o644))
	cmd := exec.Command("bash", "-e", path)
	cmd.Dir, cmd.Env = r.dir, append(os.Environ(), append([]string{"CI=true", "GOPROXY=off", "GOFLAGS="}, env...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s%s", out, stderr.String())
	return string(out)
}

// lineOf returns the number of the first line that has a text.
func (r runner) lineOf(t *testing.T, name, text string) string {
	t.Helper()
	before, _, found := strings.Cut(r.text(t, filepath.Join(r.dir, name)), text)
	require.True(t, found)
	return fmt.Sprint(1 + strings.Count(before, "\n"))
}

// junit counts the cases of a report by how they ended.
func (r runner) junit(t *testing.T, name string) {
	t.Helper()
	var doc struct {
		Cases []struct {
			Failure *struct{} `xml:"failure"`
			Error   *struct{} `xml:"error"`
			Skipped *struct{} `xml:"skipped"`
		} `xml:"testsuite>testcase"`
	}
	require.NoError(t, xml.Unmarshal([]byte(r.text(t, filepath.Join(r.dir, name))), &doc))
	failures, errs, skipped := 0, 0, 0
	for _, c := range doc.Cases {
		switch {
		case c.Failure != nil:
			failures++
		case c.Error != nil:
			errs++
		case c.Skipped != nil:
			skipped++
		}
	}
	begun := 0
	for _, c := range checks.All() {
		switch c.Exercise {
		case "xor-linear", "xor-network", "activations", "precision-relu", "precision-landscape":
			begun++
		}
	}
	assert.Len(t, doc.Cases, len(checks.All()))
	assert.Equal(t, []int{2, 1, len(checks.All()) - begun}, []int{failures, errs, skipped}, "a wrong derivative, asked twice, a panic, and what is not begun")
}

// git runs git as somebody, without the settings of whoever runs the test.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=Ada", "-c", "user.email=ada@example.edu"}, args...)...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

// annotated is what GitHub shows beside a line.
type annotated struct{ kind, file, line, title, text string }

// annotationsIn reads what a step prints as GitHub's runner does: a line that
// begins with two colons is a command, unless a token has stopped them.
func annotationsIn(t *testing.T, out string) (all []annotated) {
	t.Helper()
	command := regexp.MustCompile(`^::([a-z-]+)(?: ([^:]*))?::(.*)$`)
	unescaped := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	token := ""
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		m := command.FindStringSubmatch(line)
		switch {
		case token != "":
			if line == "::"+token+"::" {
				token = ""
			}
		case m == nil:
		case m[1] == "stop-commands":
			token = m[3]
		default:
			a := annotated{kind: m[1], text: unescaped.Replace(m[3])}
			for _, pair := range strings.Split(m[2], ",") {
				name, value, _ := strings.Cut(pair, "=")
				value = unescaped.Replace(value)
				switch name {
				case "file":
					a.file = value
				case "line":
					a.line = value
				case "title":
					a.title = value
				}
			}
			all = append(all, a)
		}
	}
	assert.Empty(t, token, "commands are stopped and not taken up again")
	return all
}

// placesOf returns the titles of some kinds by where they are shown.
func placesOf(all []annotated, kinds ...string) map[string][]string {
	places := map[string][]string{}
	for _, a := range all {
		if slices.Contains(kinds, a.kind) {
			at := a.file + ":" + a.line
			places[at] = append(places[at], a.kind+" "+a.title)
		}
	}
	return places
}
