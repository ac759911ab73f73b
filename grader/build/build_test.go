package build

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// activations is a bystander: whatever becomes of the other files, it must
// answer ReLU(2) = 2, 1.
const activations = `package student

type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	if z > 0 {
		return z, 1
	}
	return 0, 0
}

func (Activations) Softplus(z float64) (value, derivative float64) { return nothing(z) }
func (Activations) Sigmoid(z float64) (value, derivative float64)  { return nothing(z) }
func (Activations) Tanh(z float64) (value, derivative float64)     { return nothing(z) }
func (Activations) Abs(z float64) (value, derivative float64) {
	var table []float64
	return table[3], 0
}

func nothing(float64) (float64, float64) { return 0, 0 }
`

const xorNetwork = `package student

import "github.com/gradus-grader/gradus/specs"

type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	return X, p.C
}
`

const xorTraining = `package student

import "github.com/gradus-grader/gradus/specs"

type XORTraining struct{}

func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	_, yhat := XORNetwork{}.Forward(X, p)
	return mean(yhat)
}

func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network { return p }

func (XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	return nil
}
`

const mean = `package student

func mean(x []float64) float64 { return x[0] }
`

func TestBuild(t *testing.T) {
	b := builder(t)
	lost := func(id specs.ID, status grader.Status, message string, details ...string) map[specs.ID]Loss {
		return map[specs.ID]Loss{id: {Status: status, Message: message, Details: details}}
	}
	cases := []struct {
		name, why string
		files     []grader.File // beside activations.go
		lost      map[specs.ID]Loss
		present   []specs.ID // beside activations
		notes     []string
	}{
		{name: "nothing else", why: "the rest are stubs"},
		{name: "helper", why: "files share a package, and so do stubs",
			files:   []grader.File{file("xor_training.go", xorTraining), file("mean.go", mean)},
			present: []specs.ID{specs.IDXORTraining}},
		{name: "syntax error", why: "one mistake costs one exercise",
			files: []grader.File{file("xor_network.go", "package student\n\ntype XORNetwork struct{}\n\nfunc (XORNetwork) Forward( {\n}\n")},
			lost:  lost(specs.IDXORNetwork, grader.CompileError, "xor_network.go:5: expected ')', found '{'")},
		{name: "type error", why: "the compiler's words, with the student's line",
			files: []grader.File{file("xor_network.go", strings.Replace(xorNetwork, "return X, p.C", "return X, p.D", 1))},
			lost: lost(specs.IDXORNetwork, grader.CompileError,
				"xor_network.go:8:14: p.D undefined (type specs.Network has no field or method D)")},
		{name: "unused import", why: "the commonest of all",
			files: []grader.File{file("xor_network.go", strings.Replace(xorNetwork, "import ", "import \"math\"\nimport ", 1))},
			lost:  lost(specs.IDXORNetwork, grader.CompileError, `xor_network.go:3:8: "math" imported and not used`)},
		{name: "many errors", why: "a few lines are enough to read",
			files: []grader.File{file("xor_network.go", "package student\n\ntype XORNetwork struct{}\n\nfunc f() {\n"+strings.Repeat("\ta()\n", 30)+"}\n")},
			lost: lost(specs.IDXORNetwork, grader.CompileError, "xor_network.go:6:2: undefined: a",
				"xor_network.go:7:2: undefined: a", "xor_network.go:8:2: undefined: a", "xor_network.go:9:2: undefined: a",
				"xor_network.go:10:2: undefined: a", "and 25 more lines")},
		{name: "missing method", why: "the glue's complaint, moved to the type",
			files: []grader.File{file("xor_network.go", "package student\n\ntype XORNetwork struct{}\n")},
			lost: lost(specs.IDXORNetwork, grader.CompileError,
				"xor_network.go:3:6: XORNetwork does not implement specs.XORNetwork (missing method Forward)")},
		{name: "misspelt method", why: "the compiler sees what was meant",
			files: []grader.File{file("xor_network.go", strings.Replace(xorNetwork, "Forward", "forward", 1))},
			lost: lost(specs.IDXORNetwork, grader.CompileError,
				"xor_network.go:5:6: XORNetwork does not implement specs.XORNetwork (missing method Forward)",
				"have forward([][]float64, specs.Network) ([][]float64, []float64)",
				"want Forward([][]float64, specs.Network) ([][]float64, []float64)")},
		{name: "wrong signature", why: "have and want are the best explanation",
			files: []grader.File{file("xor_network.go", "package student\n\ntype XORNetwork struct{}\n\nfunc (XORNetwork) Forward(x int) {}\n")},
			lost: lost(specs.IDXORNetwork, grader.CompileError,
				"xor_network.go:3:6: XORNetwork does not implement specs.XORNetwork (wrong type for method Forward)",
				"have Forward(int)", "want Forward([][]float64, specs.Network) ([][]float64, []float64)")},
		{name: "not a type", why: "the name is taken by something else",
			files: []grader.File{file("xor_network.go", "package student\n\nfunc XORNetwork() {}\n")},
			lost:  lost(specs.IDXORNetwork, grader.CompileError, "xor_network.go:3:6: XORNetwork (function) is not a type")},
		{name: "unfit beside fit", why: "a file is kept for its other exercises",
			files: []grader.File{file("xor.go", xorNetwork+"\ntype XORLinear struct{}\n")},
			lost: lost(specs.IDXORLinear, grader.CompileError,
				"xor.go:11:6: XORLinear does not implement specs.XORLinear (missing method Fit)"),
			present: []specs.ID{specs.IDXORNetwork}},
		{name: "broken helper", why: "what is at fault comes first",
			files: []grader.File{file("xor_training.go", xorTraining), file("xor_network.go", xorNetwork),
				file("mean.go", strings.Replace(mean, "x[0]", "\"\"", 1))},
			lost: lost(specs.IDXORTraining, grader.CompileError,
				"mean.go:3:41: cannot use \"\" (untyped string constant) as float64 value in return statement; "+
					"without that file, xor_training.go:9:9: undefined: mean"),
			present: []specs.ID{specs.IDXORNetwork},
			notes:   []string{"mean.go:3:41: cannot use \"\" (untyped string constant) as float64 value in return statement"}},
		{name: "refused helper", why: "the same before the compiler",
			files: []grader.File{file("xor_training.go", xorTraining), file("mean.go", strings.Replace(mean, "student\n", "main\n", 1))},
			lost: lost(specs.IDXORTraining, grader.CompileError,
				"mean.go:1: write package student in place of package main; without that file, xor_training.go:9:9: undefined: mean"),
			notes: []string{"mean.go:1: write package student in place of package main"}},
		{name: "helper in a test", why: "tests are left out, which the student must be told",
			files: []grader.File{file("xor_training.go", xorTraining), file("mean_test.go", mean)},
			lost: lost(specs.IDXORTraining, grader.CompileError,
				"mean_test.go is a test and was left out; without that file, xor_training.go:9:9: undefined: mean"),
			notes: []string{"mean_test.go is a test and was left out"}},
		{name: "broken neighbour", why: "an exercise that uses another's type gets a stub in its place",
			files: []grader.File{file("xor_training.go", xorTraining), file("mean.go", mean),
				file("xor_network.go", strings.Replace(xorNetwork, "p.C", "p.D", 1))},
			lost: lost(specs.IDXORNetwork, grader.CompileError,
				"xor_network.go:8:14: p.D undefined (type specs.Network has no field or method D)"),
			present: []specs.ID{specs.IDXORTraining}},
		{name: "refused neighbour", why: "the same before the compiler",
			files: []grader.File{file("xor_training.go", xorTraining), file("mean.go", mean),
				file("xor_network.go", strings.Replace(xorNetwork, "import ", "import \"os\"\nimport ", 1))},
			lost: lost(specs.IDXORNetwork, grader.Refused,
				`xor_network.go:3: do without "os"; the imports that are allowed are `+list(allowedImports())),
			present: []specs.ID{specs.IDXORTraining}},
		{name: "methods without a type", why: "no stub may take the methods' side",
			files: []grader.File{file("xor_network.go", strings.Replace(xorNetwork, "type XORNetwork struct{}", "", 1))},
			lost:  lost(specs.IDXORNetwork, grader.CompileError, "xor_network.go:7:7: undefined: XORNetwork")},
		{name: "methods refused", why: "the type cannot do without them",
			files: []grader.File{file("a.go", "package student\n\ntype XORNetwork struct{}\n"),
				file("b.go", "package student\n\nimport \"os\"\n\nfunc (XORNetwork) Forward() {}\n")},
			lost: lost(specs.IDXORNetwork, grader.CompileError,
				`b.go:3: do without "os"; the imports that are allowed are `+list(allowedImports())+
					"; without that file, a.go:3:6: XORNetwork does not implement specs.XORNetwork (missing method Forward)"),
			notes: []string{`b.go:3: do without "os"; the imports that are allowed are ` + list(allowedImports())}},
		{name: "type declared twice", why: "nobody can say which is meant",
			files: []grader.File{file("xor_network.go", xorNetwork), file("xor_network_old.go", xorNetwork)},
			lost: lost(specs.IDXORNetwork, grader.CompileError,
				"xor_network_old.go:5:6: XORNetwork redeclared in this block",
				"xor_network.go:5:6: other declaration of XORNetwork",
				"xor_network_old.go:7:19: method XORNetwork.Forward already declared at xor_network.go:7:19")},
		{name: "gonum", why: "the course uses NumPy there",
			files: []grader.File{file("xor_network.go", strings.NewReplacer(
				"import ", "import \"gonum.org/v1/gonum/mat\"\nimport ",
				"return X, p.C", "return X, mat.NewVecDense(len(p.C), p.C).RawVector().Data").Replace(xorNetwork))},
			present: []specs.ID{specs.IDXORNetwork}},
		{name: "symbol too large", why: "the linker names no file, and one is at fault",
			files: []grader.File{file("xor_network.go", xorNetwork+"\nvar a [1 << 31]byte\n\nfunc (XORNetwork) Big(i int) byte { a[i]++; return a[i] }\n")},
			lost: map[specs.ID]Loss{
				specs.IDXORNetwork:  {Status: grader.CompileError, Message: "the compiler gave up: a: symbol too large (2147483648 bytes > 2000000000 bytes)"},
				specs.IDActivations: {Status: grader.CompileError, Message: "the compiler gave up: a: symbol too large (2147483648 bytes > 2000000000 bytes)"},
			}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			require.NotEmpty(t, c.why)
			built, err := b.Build(t.Context(), submission(append(c.files, file("activations.go", activations))...))
			require.NoError(t, err)

			if c.lost == nil {
				c.lost = map[specs.ID]Loss{}
			}
			assert.Equal(t, c.lost, built.Lost)
			assert.Equal(t, c.notes, built.Notes)
			absent := map[specs.ID]bool{}
			for _, e := range specs.Catalogue() {
				_, lost := c.lost[e.ID]
				if !lost && e.ID != specs.IDActivations && !slices.Contains(c.present, e.ID) {
					absent[e.ID] = true
				}
			}
			assert.Equal(t, absent, built.Absent)

			answer := start(t, built.Wasm)
			if _, lost := c.lost[specs.IDActivations]; !lost {
				value, derivative := answer.Activations.ReLU(2)
				assert.Equal(t, []float64{2, 1}, []float64{value, derivative})
			}
			if slices.Contains(c.present, specs.IDXORNetwork) {
				_, yhat := answer.XORNetwork.Forward(nil, specs.Network{C: []float64{7}})
				assert.Equal(t, []float64{7}, yhat)
			} else {
				ask := func() { answer.XORNetwork.Forward(nil, specs.Network{}) }
				assert.ErrorIs(t, failure(t, ask), specs.ErrNotImplemented)
			}
		})
	}
}

func TestBuildNothing(t *testing.T) {
	built, err := builder(t).Build(t.Context(), submission())
	require.NoError(t, err)
	assert.Empty(t, built.Lost)
	assert.Empty(t, built.Notes)
	assert.Len(t, built.Absent, len(specs.Catalogue()))
	answer := start(t, built.Wasm)
	ask := func() { answer.MixtureMeans.Descend(specs.Heads{}, nil, nil, 0.1, 1) }
	assert.ErrorIs(t, failure(t, ask), specs.ErrNotImplemented)
}

func TestBuildPointerReceivers(t *testing.T) {
	built, err := builder(t).Build(t.Context(), submission(file("linear.go", `package student

import "errors"

type XORLinear struct{ calls float64 }

func (x *XORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	return nil, errors.New("singular")
}

func (x *XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	x.calls++
	return []float64{x.calls, X[1][0], theta[1]}
}
`)))
	require.NoError(t, err)
	require.Empty(t, built.Lost)
	answer := start(t, built.Wasm)
	_, err = answer.XORLinear.Fit(nil, nil)
	assert.EqualError(t, err, "singular")
	for call := range 2 {
		got := answer.XORLinear.Predict([][]float64{{1}, {2}}, []float64{3, 4})
		assert.Equal(t, []float64{float64(call + 1), 2, 4}, got)
	}
}

func TestBuildKeepsTheLinesOfPanics(t *testing.T) {
	built, err := builder(t).Build(t.Context(), submission(file("activations.go", activations)))
	require.NoError(t, err)
	answer := start(t, built.Wasm)
	err = failure(t, func() { answer.Activations.Abs(1) })
	var p *wire.Panic
	require.ErrorAs(t, err, &p)
	require.NotEmpty(t, p.Frames)
	line := 1 + strings.Count(activations[:strings.Index(activations, "table[3]")], "\n")
	assert.Equal(t, wire.Frame{
		Func: "github.com/gradus-grader/gradus/student.Activations.Abs",
		File: "github.com/gradus-grader/gradus/student/activations.go", Line: line,
	}, p.Frames[0])
}

// Equal submissions become equal modules, in whatever order and company.
func TestBuildIsReproducible(t *testing.T) {
	b := builder(t)
	files := []grader.File{file("activations.go", activations), file("xor_network.go", xorNetwork), file("mean.go", "package student\n\nfunc f() {\n")}
	first := make(chan Built, 2)
	go func() {
		built, err := b.Build(context.Background(), submission(files...))
		assert.NoError(t, err)
		first <- built
	}()
	backwards := slices.Clone(files)
	slices.Reverse(backwards)
	second, err := b.Build(t.Context(), submission(backwards...))
	require.NoError(t, err)
	assert.Equal(t, <-first, second)
	assert.Equal(t, "activations.go", files[0].Name, "the files were reordered")
}

func TestBuildLeavesNoFiles(t *testing.T) {
	b := *builder(t)
	b.work = t.TempDir()
	_, err := b.Build(t.Context(), submission(file("activations.go", activations), file("x.go", "package student\n\nvar a int = \"\"\n")))
	require.NoError(t, err)
	left, err := os.ReadDir(b.work)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestBuildCompilerTooSlow(t *testing.T) {
	b := *builder(t)
	b.limit = time.Nanosecond
	built, err := b.Build(t.Context(), submission(file("activations.go", activations)))
	require.NoError(t, err)
	assert.Equal(t, map[specs.ID]Loss{
		specs.IDActivations: {Status: grader.CompileError, Message: "the compiler needed more than 1ns"},
	}, built.Lost)
	assert.NotEmpty(t, built.Wasm)
}

func TestBuildErrors(t *testing.T) {
	b := builder(t)
	gonumUser := submission(file("xor_linear.go", "package student\n\nimport \"gonum.org/v1/gonum/mat\"\n\ntype XORLinear struct{ m *mat.Dense }\n"))
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	cases := []struct {
		name, why  string
		ctx        context.Context
		change     func(b *Builder)
		submission grader.Submission
		want       string
	}{
		{name: "cancelled", why: "nobody's fault", ctx: cancelled,
			submission: submission(file("activations.go", activations)), want: "context canceled"},
		{name: "no gonum", why: "the operator can help it", ctx: t.Context(),
			change: func(b *Builder) { b.toolchain.modules = t.TempDir() }, submission: gonumUser,
			want: `build submission "ada": the submission imports gonum, which the module cache lacks: run go mod download gonum.org/v1/gonum@v0.17.0`},
		{name: "no go command", why: "it was there a moment ago", ctx: t.Context(),
			change:     func(b *Builder) { b.shelf, b.toolchain.path = new(shelf), b.toolchain.path+"-gone" },
			submission: submission(file("activations.go", activations)), want: "run "},
		{name: "no compiler", why: "so was it", ctx: t.Context(),
			change:     func(b *Builder) { b.toolchain.tools += "-gone" },
			submission: submission(file("activations.go", activations)), want: "run "},
		{name: "no cache", why: "nothing can be compiled then", ctx: t.Context(),
			change:     func(b *Builder) { b.shelf, b.toolchain.cache = new(shelf), "relative" },
			submission: submission(file("activations.go", activations)), want: "compile the standard library: "},
		{name: "another compiler's packages", why: "what fails with stubs alone was not the student's fault", ctx: t.Context(),
			change: func(b *Builder) {
				b.shelf = &shelf{packages: map[bool]packages{false: {"packagefile math=" + os.Args[0]}}}
			},
			submission: submission(file("activations.go", activations)), want: "compile stubs alone: "},
		{name: "no work folder", why: "the disk is the grader's", ctx: t.Context(),
			change:     func(b *Builder) { b.work += "-gone" },
			submission: submission(file("activations.go", activations)), want: "-gone"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			changed := *b
			if c.change != nil {
				c.change(&changed)
			}
			built, err := changed.Build(c.ctx, c.submission)
			require.ErrorContains(t, err, c.want)
			assert.Zero(t, built)
		})
	}
}

// All that the rules allow to be imported is there to be imported.
func TestEverythingCompiles(t *testing.T) {
	b := builder(t)
	content := []byte("package student\n")
	for _, path := range append(allowedImports(), courseImports()...) {
		content = fmt.Appendf(content, "\nimport _ %q\n", path)
	}
	d := &draft{in: []*source{newSource(file("imports.go", string(content)), nil)}}
	require.True(t, d.importsGonum())
	a, err := b.alone(t.Context(), ourTime, d)
	require.NoError(t, err)
	require.NotEmpty(t, a.wasm, a.output)
	assert.Less(t, len(a.wasm), maxModule/4)
}
