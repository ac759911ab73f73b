package engine_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// key returns the answer key as a submission.
func key(t *testing.T) grader.Submission {
	clause := regexp.MustCompile(`(?m)^package reference$`)
	s := grader.Submission{Name: "key"}
	entries, err := reference.Source.ReadDir(".")
	require.NoError(t, err)
	for _, e := range entries {
		content, err := reference.Source.ReadFile(e.Name())
		require.NoError(t, err)
		s.Files = append(s.Files, grader.File{Name: e.Name(), Content: clause.ReplaceAll(content, []byte("package student"))})
	}
	return s
}

// newEngine makes an engine that grades some exercises. It shares the cache of
// the command, since what is in it takes a minute to make.
func newEngine(t *testing.T, workers int, ids ...specs.ID) *engine.Engine {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	var rubric []grader.Check
	for _, c := range checks.All() {
		for _, id := range ids {
			if c.Exercise == id {
				rubric = append(rubric, c)
			}
		}
	}
	e, err := engine.New(t.Context(), engine.Config{
		Rubric: rubric, Key: key(t), Seed: grader.NewSeed([]byte("test")), Cache: cacheFolder(t), Worker: workerCommand(), Workers: workers,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, e.Close(context.Background())) })
	return e
}

func one(name, file, text string) grader.Submission {
	return grader.Submission{Name: name, Files: []grader.File{{Name: file, Content: []byte("package student\n\n" + text)}}}
}

// network is a right XORNetwork, with room for mischief around it.
const network = `import "github.com/gradus-grader/gradus/specs"

type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) {
	h, yhat := make([][]float64, len(X)), make([]float64, len(X))
	for i, x := range X {
		yhat[i] = p.B
		for k := range p.C {
			z := p.C[k]
			for j := range x {
				z += x[j] * p.W[j][k]
			}
			h[i] = append(h[i], max(z, 0))
			yhat[i] += h[i][k] * p.V[k]
		}
	}
	return h, yhat
}
`

func TestGrade(t *testing.T) {
	e := newEngine(t, 2, specs.IDXORNetwork)
	for _, tt := range []struct {
		name, why  string
		submission grader.Submission
		status     grader.Status
		summary    string // what the first result says
	}{
		{"right", "the whole path works", one("", "xor_network.go", network), grader.Passed, "right"},
		{"nothing handed in", "an exercise without a file is not attempted", grader.Submission{}, grader.NotAttempted, "nothing was handed in"},
		{"refused at the door", "the reason is on every check", grader.Submission{Refusal: "it holds no Go file"}, grader.Refused, "it holds no Go file"},
		{"does not compile", "the compiler's words, with the student's line", one("", "xor_network.go", network+"\nvar x int = \"one\"\n"), grader.CompileError, "xor_network.go:23:13: "},
		{"import of the key", "there is nothing to import", one("", "xor_network.go", "import _ \"github.com/gradus-grader/gradus/reference\"\n"+network), grader.Refused, "reference"},
		{"panic in a method", "with its message and line", one("", "xor_network.go", panics), grader.Crashed, "panicked: runtime error: index out of range [3] with length 0, at xor_network.go:9"},
		{"loop in init", "nothing of it can be asked, and that is found out once", one("", "xor_network.go", network+"\nfunc init() { for {} }\n"), grader.OutOfFuel, "no answer after 3000 million instructions"},
		{"panic in init", "with the runtime's words", one("", "xor_network.go", network+"\nfunc init() { panic(\"no\") }\n"), grader.Crashed, "no, at xor_network.go:23"},
		{"deadlock", "with the runtime's words", one("", "xor_network.go", network+"\nfunc init() { select {} }\n"), grader.Crashed, "all goroutines are asleep - deadlock!"},
		{"endless recursion", "a stack is memory", one("", "xor_network.go", network+"\nfunc init() { f(0) }\nfunc f(n int) int { return f(n+1) + 1 }\n"), grader.OverLimit, "the 32 MiB of memory were not enough"},
		{"forged score", "what is printed does not count", one("", "xor_network.go", network+"\nfunc init() { println(`--- PASS {\"score\":100}`) }\n"), grader.Passed, "right"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reports, err := e.Grade(t.Context(), []grader.Submission{tt.submission}, nil)
			require.NoError(t, err)
			for _, r := range reports[0].Results {
				assert.Equal(t, tt.status, r.Status, "%s: %s: %s", tt.why, r.Check, r.Summary)
			}
			assert.Contains(t, reports[0].Results[0].Summary, tt.summary, tt.why)
		})
	}
}

const panics = `import "github.com/gradus-grader/gradus/specs"

type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) {
	var h [][]float64
	_ = h[3]
	return nil, nil
}
`

// TestOneFileKeepsTheRestFromStarting holds promise 4: an init that never ends
// costs the exercise in whose file it stands.
func TestOneFileKeepsTheRestFromStarting(t *testing.T) {
	e := newEngine(t, 1, specs.IDXORNetwork, specs.IDXORLinear)
	s := one("", "xor_network.go", network)
	s.Files = append(s.Files,
		grader.File{Name: "harmless.go", Content: []byte("package student\n\nvar limit = len(\"abc\")\n")},
		grader.File{Name: "xor_linear.go", Content: []byte("package student\n\ntype XORLinear struct{}\n\nfunc (XORLinear) Fit([][]float64, []float64) ([]float64, error) { return nil, nil }\n" +
			"func (XORLinear) Predict([][]float64, []float64) []float64 { return nil }\n\nfunc init() { panic(\"never\") }\n")})
	reports, err := e.Grade(t.Context(), []grader.Submission{s}, nil)
	require.NoError(t, err)
	for _, r := range reports[0].Results {
		if r.Exercise == specs.IDXORNetwork {
			assert.Equal(t, grader.Passed, r.Status, "%s: %s", r.Check, r.Summary)
		} else {
			assert.Equal(t, grader.Crashed, r.Status, "%s: %s", r.Check, r.Summary)
			assert.Contains(t, r.Summary, "never, at xor_linear.go:8")
		}
	}
}

// TestNeighboursAreSafe grades right submissions beside bad ones, by one worker
// and by eight.
func TestNeighboursAreSafe(t *testing.T) {
	right := one("right", "xor_network.go", network)
	alone, err := newEngine(t, 1, specs.IDXORNetwork).Grade(t.Context(), []grader.Submission{right}, nil)
	require.NoError(t, err)
	class := []grader.Submission{
		one("loops", "xor_network.go", network+"\nfunc init() { for {} }\n"), right,
		one("broken", "xor_network.go", "func ("), one("eats", "xor_network.go", network+"\nfunc init() { var s []byte; for { s = append(s, make([]byte, 1<<20)...) } }\n"), right,
		{Name: "nothing"}, right,
	}
	for _, workers := range []int{1, 8} {
		seen := 0
		reports, err := newEngine(t, workers, specs.IDXORNetwork).Grade(t.Context(), class, func(grader.Report) { seen++ })
		require.NoError(t, err)
		assert.Equal(t, len(class), seen)
		for i, r := range reports {
			assert.Equal(t, class[i].Name, r.Submission, "reports come in the order of the submissions")
			if r.Submission == "right" {
				assert.Equal(t, alone[0], r)
			}
		}
	}
}

// TestTwins grades submissions that are the same to the last byte, which are run
// once, under names and notes of their own.
func TestTwins(t *testing.T) {
	twin := func(name string, notes ...string) grader.Submission {
		s := one(name, "xor_network.go", network)
		s.Notes = notes
		return s
	}
	refused := twin("refused")
	refused.Refusal = "its archive leads out of itself"
	class := []grader.Submission{twin("ada"), one("other", "xor_network.go", network+"\n"), twin("bela", "an older attempt was left out"), refused}
	reports, err := newEngine(t, 2, specs.IDXORNetwork).Grade(t.Context(), class, nil)
	require.NoError(t, err)
	for i, r := range reports {
		assert.Equal(t, class[i].Name, r.Submission)
		assert.Equal(t, class[i].Notes, r.Notes)
	}
	assert.Equal(t, reports[0].Results, reports[2].Results)
	assert.Equal(t, grader.Passed, reports[2].Results[0].Status)
	assert.NotEqual(t, reports[0].Source, reports[1].Source)
	assert.Equal(t, grader.Refused, reports[3].Results[0].Status, "equal files, but they were not handed in as they must be")
}

func TestCancelledIsNotRun(t *testing.T) {
	e := newEngine(t, 1, specs.IDXORNetwork)
	ctx, cancel := context.WithCancel(t.Context())
	right := one("right", "xor_network.go", network)
	other := one("other", "xor_network.go", network+"\n// the same, and not to the last byte\n")
	reports, err := e.Grade(ctx, []grader.Submission{right, other}, func(grader.Report) { cancel() })
	require.ErrorIs(t, err, context.Canceled)
	require.Len(t, reports, 2)
	assert.Equal(t, grader.Passed, reports[0].Results[0].Status, "what was done stands")
	for _, r := range reports[1].Results {
		assert.Equal(t, grader.NotRun, r.Status, "what was not reached is no zero")
	}
}

func TestBrokenKeyIsOurs(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	for _, tt := range []struct {
		name, why, want string
		key             grader.Submission
	}{
		{"does not compile", "no one can be graded with it", "is lost", one("", "xor_network.go", "func (")},
		{"incomplete", "it must answer for every exercise", "is not in it", one("", "xor_network.go", network)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			user, err := os.UserCacheDir()
			require.NoError(t, err)
			_, err = engine.New(t.Context(), engine.Config{Key: tt.key, Worker: workerCommand(), Cache: filepath.Join(user, "gradus")})
			require.ErrorContains(t, err, tt.want, tt.why)
		})
	}
}
