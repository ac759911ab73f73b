package build

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

func file(name, content string) grader.File {
	return grader.File{Name: name, Content: []byte(content)}
}

func submission(files ...grader.File) grader.Submission {
	return grader.Submission{Name: "ada", Files: files}
}

// breach is a file that breaks one rule.
type breach struct {
	rule, name, why string
	file            grader.File
	before          int // how many files come before it
	want            string
}

func breaches() []breach {
	const head = "package student\n\n"
	const xor = "type XORLinear struct{}\n"
	return []breach{
		{rule: "file-name", name: "space", why: "a browser's second download",
			file: file("xor_linear (1).go", head+xor),
			want: `"xor_linear (1).go": rename the file with letters, digits, _ and - alone, such as xor_linear.go`},
		{rule: "file-name", name: "path", why: "intake hands over base names only",
			file: file("../grader/evil.go", head), want: `"../grader/evil.go": rename`},
		{rule: "file-name", name: "underscore", why: "the go command ignores it",
			file: file("_a.go", head), want: `"_a.go": rename`},
		{rule: "file-name", name: "dot", why: "the go command ignores it",
			file: file(".b.go", head), want: `".b.go": rename`},
		{rule: "file-name", name: "minus", why: "it could be taken for a flag",
			file: file("-o.go", head), want: `"-o.go": rename`},
		{rule: "file-name", name: "plus", why: "names with a plus are the stubs'",
			file: file("0+xor_linear.go", head), want: `"0+xor_linear.go": rename`},
		{rule: "file-name", name: "bytes", why: "not UTF-8",
			file: file("a\xff.go", head), want: `"a\xff.go": rename`},
		{rule: "file-name", name: "escape code", why: "it would colour a terminal",
			file: file("\x1b[31m.go", head), want: `"\x1b[31m.go": rename`},
		{rule: "file-name", name: "assembly", why: "it would be assembled",
			file: file("x.s", ""), want: `"x.s": rename`},
		{rule: "file-name", name: "long", why: "file systems end at 255 bytes",
			file: file(strings.Repeat("a", 300)+".go", head), want: `"` + strings.Repeat("a", 100) + `": rename`},
		{rule: "file-suffix", name: "architecture", why: "compiled into the guest, unseen elsewhere",
			file: file("evil_wasm.go", head), want: "evil_wasm.go: rename the file: a name that ends so is compiled for one system only"},
		{rule: "file-suffix", name: "system", why: "the same", file: file("x_wasip1.go", head), want: "x_wasip1.go: rename"},
		{rule: "file-suffix", name: "other system", why: "it would silently be left out",
			file: file("xor_windows.go", head), want: "xor_windows.go: rename"},
		{rule: "file-suffix", name: "both", why: "the same", file: file("xor_linux_amd64.go", head), want: "rename"},
		{rule: "file-twice", name: "case", why: "one file on macOS and Windows",
			file: file("Before_0.go", head), before: 1, want: "Before_0.go: hand in either this file or before_0.go"},
		{rule: "file-twice", name: "same", why: "from two folders",
			file: file("before_0.go", head), before: 1, want: "before_0.go: hand in either this file or before_0.go"},
		{rule: "file-count", name: "65th", why: "a bound", file: file("x.go", head), before: maxFiles, want: "x.go: hand in at most 64 files"},
		{rule: "readable", name: "refused", why: "intake did not read it",
			file: grader.File{Name: "x.go", Refusal: "it is a link"}, want: "x.go: it is a link"},
		{rule: "file-size", name: "257 KiB", why: "a bound",
			file: file("x.go", head+strings.Repeat("\n", maxFileSize)), want: "x.go: shorten the file to 256 KiB; it has 257"},
		{rule: "text", name: "latin-1", why: "an old editor",
			file: file("x.go", head+"// caf\xe9\n"), want: "x.go:3: save the file as UTF-8"},
		{rule: "text", name: "UTF-16", why: "an editor on Windows",
			file: file("x.go", "\xff\xfep\x00a\x00"), want: "x.go:1: save the file as UTF-8"},
		{rule: "text", name: "byte order mark", why: "an editor on Windows",
			file: file("x.go", "\uFEFF"+head), want: "x.go:1: save the file as UTF-8 without a byte order mark"},
		{rule: "text", name: "NUL", why: "viewers stop there", file: file("x.go", head+"// \x00\n"), want: "x.go:3: remove the NUL byte"},
		{rule: "text", name: "right to left", why: "the code reads other than it compiles",
			file: file("x.go", head+"// \u202Eevil\n"), want: "x.go:3: remove the invisible character U+202E"},
		{rule: "text", name: "isolate", why: "the same",
			file: file("x.go", head+"// \u2066evil\n"), want: "x.go:3: remove the invisible character U+2066"},
		{rule: "tokens", name: "many", why: "100 000 calls",
			file: file("x.go", head+"func f() {"+strings.Repeat(";", maxTokens)+"}\n"), want: "x.go: shorten the file to 100000 words"},
		{rule: "nesting", name: "parentheses", why: "they crash the compiler",
			file: file("x.go", head+"var x = "+strings.Repeat("(", 2000)+"1"+strings.Repeat(")", 2000)+"\n"),
			want: "x.go: write the code flatter: brackets"},
		{rule: "nesting", name: "blocks", why: "half a minute of compiling",
			file: file("x.go", head+"func f() "+strings.Repeat("{", 101)+strings.Repeat("}", 101)+"\n"),
			want: "x.go: write the code flatter: brackets"},
		{rule: "nesting", name: "stars", why: "no bracket in it",
			file: file("x.go", head+"type T "+strings.Repeat("*", 5000)+"int\n"),
			want: "x.go: write the code flatter: an expression or type"},
		{rule: "nesting", name: "slices", why: "brackets that close at once",
			file: file("x.go", head+"type T "+strings.Repeat("[]", 5000)+"int\n"),
			want: "x.go: write the code flatter: an expression or type"},
		{rule: "directives", name: "linkname", why: "it reaches the glue's variables",
			file: file("x.go", head+"//go:linkname q main.question\nvar q []byte\n"), want: "x.go:3: remove the comment that begins with //go:"},
		{rule: "directives", name: "wasmexport", why: "it adds to the module's exports",
			file: file("x.go", head+"//go:wasmexport _start\nfunc start() {}\n"), want: "x.go:3: remove"},
		{rule: "directives", name: "wasmimport", why: "it calls the host",
			file: file("x.go", head+"//go:wasmimport env report_score\nfunc report()\n"), want: "x.go:3: remove"},
		{rule: "directives", name: "build constraint", why: "code only the guest sees",
			file: file("x.go", "//go:build wasip1\n\n"+head), want: "x.go:1: remove"},
		{rule: "directives", name: "old build constraint", why: "the same",
			file: file("x.go", "// +build wasip1\n\n"+head), want: "x.go:1: remove the comment that begins with +build"},
		{rule: "directives", name: "line", why: "it forges the places of errors",
			file: file("x.go", head+"//line /etc/shadow:1\n"), want: "x.go:3: remove the comment that begins with //line"},
		{rule: "directives", name: "line in the middle", why: "the same",
			file: file("x.go", head+"var x = /*line a.go:77:1*/ 1\n"), want: "x.go:3: remove the comment that begins with /*line"},
		{rule: "directives", name: "export", why: "cgo's", file: file("x.go", head+"//export f\nfunc f() {}\n"), want: "x.go:3: remove"},
		{rule: "directives", name: "in a function", why: "comments stand anywhere",
			file: file("x.go", head+"func f() {\n\tx := 1 //go:noinline\n}\n"), want: "x.go:4: remove"},
		{rule: "directives", name: "carriage return", why: "a scanner that drops it would see no directive",
			file: file("x.go", head+"//\rgo:linkname a b\n"), want: "x.go:3: remove"},
		{rule: "syntax", name: "unfinished", why: "the commonest of all", file: file("x.go", head+"func f() {\n"), want: "x.go:3: expected '}'"},
		{rule: "syntax", name: "text", why: "not Go at all", file: file("x.go", "Dear grader,\n"), want: "x.go:1: expected 'package'"},
		{rule: "syntax", name: "empty", why: "the editor had not saved", file: file("x.go", ""), want: "x.go:1: expected 'package'"},
		{rule: "package", name: "main", why: "two packages in a folder do not build",
			file: file("x.go", "package main\n"), want: "x.go:1: write package student in place of package main"},
		{rule: "imports", name: "os", why: "files, exit codes",
			file: file("x.go", head+"import (\n\t\"math\"\n\t\"os\"\n)\n"), want: `x.go:5: do without "os"; the imports that are allowed are cmp, errors,`},
		{rule: "imports", name: "unsafe", why: "memory", file: file("x.go", head+"import \"unsafe\"\n"), want: `"unsafe"`},
		{rule: "imports", name: "cgo", why: "C code", file: file("x.go", head+"import \"C\"\n"), want: `"C"`},
		{rule: "imports", name: "disguised", why: "written with an escape",
			file: file("x.go", head+"import \"\\x6fs\"\n"), want: `do without "\\x6fs"`},
		{rule: "imports", name: "raw string", why: "written with backquotes", file: file("x.go", head+"import `os`\n"), want: `"os"`},
		{rule: "imports", name: "derivatives", why: "the exercise is to write them",
			file: file("x.go", head+"import \"gonum.org/v1/gonum/diff/fd\"\n"), want: `do without "gonum.org/v1/gonum/diff/fd"`},
		{rule: "imports", name: "glue", why: "the other end of the wall",
			file: file("x.go", head+"import \"github.com/gradus-grader/gradus/grader/wire\"\n"), want: "do without"},
		{rule: "imports", name: "key", why: "the answers",
			file: file("x.go", head+"import \"github.com/gradus-grader/gradus/reference\"\n"), want: "do without"},
		{rule: "imports", name: "gonum", why: "not where the course has no NumPy",
			file: file("x.go", head+"import \"gonum.org/v1/gonum/mat\"\n\n"+xor+"type Activations struct{}\n"),
			want: `x.go:3: do without "gonum.org/v1/gonum/mat" in this exercise, which asks for plain slices`},
		{rule: "import-names", name: "dot", why: "names from nowhere",
			file: file("x.go", head+"import . \"math\"\n"), want: `x.go:3: import "math" without the . before it`},
		{rule: "import-names", name: "blank", why: "it only runs code",
			file: file("x.go", head+"import _ \"fmt\"\n"), want: `x.go:3: import "fmt" without the _ before it`},
		{rule: "bodies", name: "function", why: "its body would be assembly",
			file: file("x.go", head+"func f() int\n"), want: "x.go:3: write the body of the function f"},
		{rule: "bodies", name: "method", why: "the same",
			file: file("x.go", head+xor+"func (XORLinear) Fit()\n"), want: "x.go:4: write the body of the function Fit"},
	}
}

func TestRules(t *testing.T) {
	for _, c := range breaches() {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			require.NotEmpty(t, c.why)
			var files []grader.File
			for i := range c.before {
				files = append(files, file(fmt.Sprintf("before_%d.go", i), "package student\n"))
			}
			var before []string
			for _, f := range files {
				before = append(before, f.Name)
			}
			rules := Rules()
			src := newSource(c.file, before)
			i := slices.IndexFunc(rules, func(r Rule) bool { _, text := r.broken(src); return text != "" })
			require.GreaterOrEqual(t, i, 0, "no rule is broken")
			assert.Equal(t, c.rule, rules[i].Name)

			loss, _ := judge(src)
			assert.Contains(t, loss.Message, c.want)
			assert.NotContains(t, loss.Message, "\n")
			assert.LessOrEqual(t, len(loss.Message), maxLine)
		})
	}
}

func TestRulesAreComplete(t *testing.T) {
	names := map[string]bool{}
	for _, r := range Rules() {
		assert.NotEmpty(t, r.Doc, r.Name)
		assert.Contains(t, []grader.Status{grader.Refused, grader.CompileError}, r.Status, r.Name)
		assert.False(t, names[r.Name], "two rules %s", r.Name)
		names[r.Name] = true
		assert.True(t, slices.ContainsFunc(breaches(), func(b breach) bool { return b.rule == r.Name }), "no breach of %s", r.Name)
	}
}

func honest() []grader.File {
	const head = "package student\n\n"
	return []grader.File{
		file("student.go", head),
		file("doc.go", "// Package student is mine.\npackage student\n"),
		file("3b.go", head),
		file("windows.go", head),
		file("my-xor_2.go", head),
		file("imports.go", head+"import (\n\t\"fmt\"\n\tm \"math\"\n\n\t\"github.com/gradus-grader/gradus/specs\"\n)\n\n"+
			"var _ = fmt.Sprint(m.Pi, specs.ErrNotImplemented)\n"),
		file("comments.go", head+"// See //go:embed, //line and +build.\n//linear regression\n//exported\n// go:build is for others\n/*lines*/\n/* //go:noinline */\n"),
		file("strings.go", head+"var s = `\n//go:embed x\n//line a.go:1\n`\nvar t = \"//go:linkname\"\n"),
		file("crlf.go", "package student\r\n\r\n// a comment\r\nfunc f() {}\r\n"),
		file("greek.go", head+"// ∂L/∂β = −1/β + S\nfunc σ(z float64) float64 { return z }\n"),
		file("long_sum.go", head+"var x = 1"+strings.Repeat(" + 1", 500)+"\n"),
		file("large.go", head+strings.Repeat("func _() int { sum := 0; for i := range 10 { sum += i }; return sum }\n", 3500)),
		file("gonum_xor.go", head+"import \"gonum.org/v1/gonum/mat\"\n\ntype XORLinear struct{ m *mat.Dense }\n"),
		file("gonum_shared.go", head+"import \"gonum.org/v1/gonum/floats\"\n\nfunc dot(x, y []float64) float64 { return floats.Dot(x, y) }\n"),
	}
}

func TestHonestFilesPass(t *testing.T) {
	for _, f := range honest() {
		t.Run(f.Name, func(t *testing.T) {
			loss, broken := judge(newSource(f, nil))
			assert.False(t, broken, loss.Message)
		})
	}
}

func TestVet(t *testing.T) {
	const linear = "package student\n\ntype XORLinear struct{}\n"
	cases := []struct {
		name, why string
		files     []grader.File
		in        []string
		lost      map[specs.ID]grader.Status
		notes     []string
	}{
		{name: "nothing", why: "no exercise is lost by not being there"},
		{name: "test file", why: "left out, not refused",
			files: []grader.File{file("xor_linear.go", linear), file("xor_linear_test.go", "package student_test\n\nimport \"os\"\n")},
			in:    []string{"xor_linear.go"}, notes: []string{"xor_linear_test.go is a test and was left out"}},
		{name: "our test file", why: "nobody put it there, so nothing is said of it",
			files: []grader.File{file("xor_linear.go", linear), file("student_test.go", "package student_test\n\nimport \"os\"\n")},
			in:    []string{"xor_linear.go"}},
		{name: "refused with a type", why: "it costs what it declares, whatever its name",
			files: []grader.File{file("a.go", linear+"type Activations struct{}\nimport \"os\"\n"), file("b.go", "package student\n\nimport \"os\"\n\ntype (\n\tXORNetwork struct{}\n\tMixtureMeans struct{}\n)\n")},
			lost: map[specs.ID]grader.Status{specs.IDXORLinear: grader.CompileError, specs.IDActivations: grader.CompileError,
				specs.IDXORNetwork: grader.Refused, specs.IDMixtureMeans: grader.Refused}},
		{name: "refused with methods", why: "a type without its methods is lost too",
			files: []grader.File{file("a.go", linear), file("b.go", "package student\n\nimport \"os\"\n\nfunc (x *XORNetwork) Forward() {}\n")},
			in:    []string{"a.go"}, lost: map[specs.ID]grader.Status{specs.IDXORNetwork: grader.Refused}},
		{name: "method of that name", why: "a method called as an exercise's type is no exercise",
			files: []grader.File{file("a.go", "package student\n\nimport \"os\"\n\ntype t int\n\nfunc (t) Activations() {}\n")},
			notes: []string{`a.go:3: do without "os"`}},
		{name: "refused helper", why: "it costs nothing by itself",
			files: []grader.File{file("help.go", "package student\n\nimport \"os\"\n")},
			notes: []string{`help.go:3: do without "os"`}},
		{name: "does not parse, by type", why: "the parser recovers",
			files: []grader.File{file("mine.go", linear+"func f( {}\n")},
			lost:  map[specs.ID]grader.Status{specs.IDXORLinear: grader.CompileError}},
		{name: "does not parse, by name", why: "no type can be made out",
			files: []grader.File{file("xor_network.go", "package student\n\ntpye XORNetwork struct{}\n")},
			lost:  map[specs.ID]grader.Status{specs.IDXORNetwork: grader.CompileError}},
		{name: "too large to parse", why: "by name again",
			files: []grader.File{file("xor_network.go", strings.Repeat("\n", maxFileSize+1))},
			lost:  map[specs.ID]grader.Status{specs.IDXORNetwork: grader.Refused}},
		{name: "unread", why: "by name again",
			files: []grader.File{{Name: "two_precisions.go", Refusal: "it is larger than a file may be"}},
			lost:  map[specs.ID]grader.Status{specs.IDTwoPrecisions: grader.Refused}},
		{name: "second download", why: "the good file is not in doubt",
			files: []grader.File{file("xor_linear (1).go", linear), file("xor_linear.go", linear)},
			in:    []string{"xor_linear.go"}, notes: []string{`"xor_linear (1).go": rename`}},
		{name: "old file of the catalogue's name", why: "the exercise is elsewhere",
			files: []grader.File{file("solution.go", linear), file("xor_linear.go", "")},
			in:    []string{"solution.go"}, notes: []string{"xor_linear.go:1: expected 'package'"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := vet(submission(c.files...))
			var in []string
			for _, s := range d.in {
				in = append(in, s.Name)
			}
			assert.Equal(t, c.in, in)
			lost := map[specs.ID]grader.Status{}
			for id, l := range d.lost {
				lost[id] = l.Status
			}
			if c.lost == nil {
				c.lost = map[specs.ID]grader.Status{}
			}
			assert.Equal(t, c.lost, lost)
			require.Len(t, d.notes, len(c.notes))
			for i, want := range c.notes {
				assert.Contains(t, d.notes[i], want)
			}
		})
	}
}

func TestVetRefusedSubmission(t *testing.T) {
	d := vet(grader.Submission{Name: "ada", Refusal: "the archive is damaged"})
	require.Len(t, d.lost, len(specs.Catalogue()))
	for id, l := range d.lost {
		assert.Equal(t, Loss{Status: grader.Refused, Message: "the archive is damaged"}, l, id)
	}
}

// FuzzVet holds what the compiler relies on: whatever passes the rules is a
// file of package student that imports only what is allowed.
func FuzzVet(f *testing.F) {
	var seeds [][]byte
	for _, b := range breaches() {
		seeds = append(seeds, b.file.Content)
	}
	for _, h := range honest() {
		seeds = append(seeds, h.Content)
	}
	require.NotEmpty(f, seeds)
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		d := vet(submission(grader.File{Name: "x.go", Content: content}))
		assert.Equal(t, 1, len(d.in)+len(d.out))
		for _, s := range d.in {
			assert.Equal(t, "student", s.tree.Name.Name)
			for _, spec := range s.tree.Imports {
				assert.Contains(t, append(allowedImports(), courseImports()...), importPath(spec))
			}
		}
		for _, s := range d.out {
			assert.NotEmpty(t, s.fault)
		}
	})
}

func TestLoud(t *testing.T) {
	for _, tt := range []struct {
		name, why, text string
		loud            bool
	}{
		{"functions", "nothing runs until it is called", "func f() { g() }\nfunc g() {}", false},
		{"literals", "values are data", "var x, y = 1, []float64{1, -2}\nvar m = map[string]int{\"a\": 1}\nvar s struct{ p *int }", false},
		{"function value", "it is not called", "var f = func() int { for {} }", false},
		{"method called init", "it is like any other", "type t struct{}\nfunc (t) init() {}", false},
		{"init", "Go calls it", "func init() {}", true},
		{"call", "it may do anything", "var x = f()\nfunc f() int { return 1 }", true},
		{"called literal", "it is called", "var x = func() int { for {} }()", true},
		{"index", "it may panic", "var a []int\nvar x = a[0]", true},
		{"division", "it may panic", "var z = 0\nvar x = 1 / z", true},
		{"receive", "it may wait for ever", "var c chan int\nvar x = <-c", true},
		{"dereference", "it may panic", "var p *int\nvar x = *p", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := grader.Submission{Files: []grader.File{
				{Name: "a.go", Content: []byte("package student\n\n" + tt.text)}, {Name: "b.go", Content: []byte("package student\n")},
			}}
			want := []string(nil)
			if tt.loud {
				want = []string{"a.go"}
			}
			assert.Equal(t, want, Loud(s), tt.why)
		})
	}
}
