package build

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/build/constraint"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gradus-grader/gradus/grader"
)

// The limits keep the parser and the compiler within reason; 256 KiB is about
// 7000 lines. Memory and time of the compiler are bounded where it runs.
const (
	maxName     = 100
	maxFiles    = 64
	maxFileSize = 256 << 10
	maxTokens   = 100_000
	maxBrackets = 100
	maxDepth    = 1000 // of the syntax tree, where a sum of 1000 terms is 1000 deep
)

// allowedImports are the packages that any file may import, courseImports those
// for exercises in which the course itself uses NumPy.
func allowedImports() []string {
	return []string{
		"cmp", "errors", "fmt", "maps", "math", "slices", "sort", "strconv", "strings", "sync",
		module + "/specs",
	}
}

func courseImports() []string { return []string{gonum + "/mat", gonum + "/floats"} }

// Rule is one rule of submitting. A file that breaks it is left out, and costs
// the exercises that stand in it.
type Rule struct {
	Name   string        // stable; a key for lists
	Doc    string        // what is asked, for the student to read
	Status grader.Status // of the exercises in a file that breaks it

	// broken returns the place where a file breaks the rule and says what to do
	// about it; "" if it does not. It may rely on the rules before.
	broken func(s *source) (line int, text string)
}

// Rules returns the rules in the order in which they are checked; of several
// that a file breaks, the first is told. Files named *_test.go are no part of a
// submission, and are left out at no cost.
func Rules() []Rule {
	return []Rule{
		{"file-name", "A file has a plain name: letters, digits, _ and -, beginning with a letter or digit, then .go.",
			grader.Refused, badName},
		{"file-suffix", "A file name does not end as Go's names for one system do, such as _windows.go or _wasm.go.",
			grader.Refused, badSuffix},
		{"file-twice", "No two file names are the same but for upper and lower case.",
			grader.Refused, twice},
		{"file-count", fmt.Sprintf("A submission has at most %d files.", maxFiles),
			grader.Refused, tooMany},
		{"readable", "A file can be read.",
			grader.Refused, unread},
		{"file-size", fmt.Sprintf("A file has at most %d KiB.", maxFileSize>>10),
			grader.Refused, tooLarge},
		{"text", "A file is UTF-8 text without a byte order mark, NUL bytes and invisible characters that change the reading direction.",
			grader.Refused, badText},
		{"tokens", fmt.Sprintf("A file has at most %d words and signs.", maxTokens),
			grader.Refused, tooManyTokens},
		{"nesting", fmt.Sprintf("Brackets stand in one another at most %d deep, and expressions and types at most %d.", maxBrackets, maxDepth),
			grader.Refused, tooDeep},
		{"directives", "No comment instructs the compiler: //go:..., //line, //export, // +build.",
			grader.Refused, directive},
		{"syntax", "A file is Go as the parser understands it.",
			grader.CompileError, badSyntax},
		{"package", "A file belongs to package student.",
			grader.Refused, badPackage},
		{"imports", "A file imports nothing but " + list(allowedImports()) + ", and in the XOR exercises " + list(courseImports()) + ".",
			grader.Refused, badImport},
		{"import-names", "No import is a dot import or a blank one.",
			grader.Refused, badImportName},
		{"bodies", "Every function has a body.",
			grader.Refused, noBody},
	}
}

var plainName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*\.go$`)

func badName(s *source) (int, string) {
	if plainName.MatchString(s.Name) && len(s.Name) <= maxName {
		return 0, ""
	}
	return 0, "rename the file with letters, digits, _ and - alone, such as xor_linear.go"
}

// badSuffix lets package go/build judge the name, for a system that does not
// exist: what it leaves out then, it would leave out on some system.
func badSuffix(s *source) (int, string) {
	nowhere := build.Context{GOOS: "none", GOARCH: "none", Compiler: "gc",
		OpenFile: func(string) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("package student")), nil
		}}
	if match, err := nowhere.MatchFile("", s.Name); match && err == nil {
		return 0, ""
	}
	return 0, "rename the file: a name that ends so is compiled for one system only"
}

func twice(s *source) (int, string) {
	for _, name := range s.before {
		if strings.EqualFold(name, s.Name) {
			return 0, fmt.Sprintf("hand in either this file or %s: some systems take them for the same", name)
		}
	}
	return 0, ""
}

func tooMany(s *source) (int, string) {
	if len(s.before) < maxFiles {
		return 0, ""
	}
	return 0, fmt.Sprintf("hand in at most %d files; this one is beyond", maxFiles)
}

func unread(s *source) (int, string) { return 0, s.Refusal }

func tooLarge(s *source) (int, string) {
	if len(s.Content) <= maxFileSize {
		return 0, ""
	}
	return 0, fmt.Sprintf("shorten the file to %d KiB; it has %d", maxFileSize>>10, (len(s.Content)+1023)>>10)
}

func badText(s *source) (int, string) {
	rest, line := s.Content, 1
	for len(rest) > 0 {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			return line, "save the file as UTF-8; this line has other bytes"
		case r == '\uFEFF':
			return line, "save the file as UTF-8 without a byte order mark"
		case r == 0:
			return line, "remove the NUL byte"
		case bidirectional(r):
			return line, fmt.Sprintf("remove the invisible character %U, which changes the reading direction", r)
		case r == '\n':
			line++
		}
		rest = rest[size:]
	}
	return 0, ""
}

// bidirectional tells whether r makes text look other than it compiles.
func bidirectional(r rune) bool {
	return r == '\u061C' || r == '\u200E' || r == '\u200F' || '\u202A' <= r && r <= '\u202E' || '\u2066' <= r && r <= '\u2069'
}

func tooManyTokens(s *source) (int, string) {
	if s.tokens <= maxTokens {
		return 0, ""
	}
	return 0, fmt.Sprintf("shorten the file to %d words and signs; it has more", maxTokens)
}

func tooDeep(s *source) (int, string) {
	switch {
	case s.brackets > maxBrackets:
		return 0, fmt.Sprintf("write the code flatter: brackets stand in one another more than %d deep", maxBrackets)
	case s.depth > maxDepth:
		return 0, fmt.Sprintf("write the code flatter: an expression or type is more than %d deep", maxDepth)
	default:
		return 0, ""
	}
}

func directive(s *source) (int, string) {
	for _, c := range s.comments {
		for _, prefix := range []string{"//go:", "//line ", "/*line ", "//export "} {
			if strings.HasPrefix(c.text, prefix) {
				return c.line, fmt.Sprintf("remove the comment that begins with %s: it instructs the compiler", strings.TrimSpace(prefix))
			}
		}
		if constraint.IsPlusBuild(c.text) {
			return c.line, "remove the comment that begins with +build: it instructs the compiler"
		}
	}
	return 0, ""
}

func badSyntax(s *source) (int, string) {
	if s.syntax == nil {
		return 0, ""
	}
	return s.syntax.Pos.Line, s.syntax.Msg
}

func badPackage(s *source) (int, string) {
	if name := s.tree.Name; name.Name != "student" {
		return s.position(name.Pos()).Line, fmt.Sprintf("write package student in place of package %s", name.Name)
	}
	return 0, ""
}

func badImport(s *source) (int, string) {
	for _, spec := range s.tree.Imports {
		path, line := importPath(spec), s.position(spec.Pos()).Line
		switch {
		case slices.Contains(allowedImports(), path):
		case !slices.Contains(courseImports(), path):
			return line, fmt.Sprintf("do without %q; the imports that are allowed are %s", path, list(allowedImports()))
		default:
			for _, e := range s.holds {
				if !e.Matrix {
					return line, fmt.Sprintf("do without %q in this exercise, which asks for plain slices", path)
				}
			}
		}
	}
	return 0, ""
}

// importPath is the path between the quotes. No allowed path is written with
// escapes.
func importPath(spec *ast.ImportSpec) string { return strings.Trim(spec.Path.Value, "\"`") }

func badImportName(s *source) (int, string) {
	for _, spec := range s.tree.Imports {
		if spec.Name != nil && (spec.Name.Name == "." || spec.Name.Name == "_") {
			return s.position(spec.Pos()).Line, fmt.Sprintf("import %s without the %s before it", spec.Path.Value, spec.Name.Name)
		}
	}
	return 0, ""
}

func noBody(s *source) (int, string) {
	for _, d := range s.tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body == nil {
			return s.position(f.Pos()).Line, fmt.Sprintf("write the body of the function %s", f.Name.Name)
		}
	}
	return 0, ""
}

func list(words []string) string { return strings.Join(words, ", ") }
