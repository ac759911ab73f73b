package build

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// source is one file of a submission with what the rules want to know about
// it, found without a type checker: types can be made to explode, tokens and
// trees cannot.
type source struct {
	grader.File
	before []string // the names of the files before it

	tokens   int // counted up to maxTokens+1
	brackets int // the greatest depth of ( [ {
	comments []comment

	// tree is nil if the file is too large to be parsed safely, and partial if
	// there is a syntax error.
	tree   *ast.File
	syntax *scanner.Error
	depth  int // of the tree
	fset   *token.FileSet

	mentions map[string]bool           // every name that stands anywhere
	declares map[string]token.Position // what stands at the top level
	methods  map[string]bool           // the names of methods
	methodOf map[string]bool           // the types they belong to
	holds    []specs.Exercise          // those whose type, or methods, stand here

	fault string // why it was left out, once it was
}

type comment struct {
	line int
	text string
}

func newSource(f grader.File, before []string) *source {
	s := &source{
		File:     f,
		before:   before,
		fset:     token.NewFileSet(),
		mentions: map[string]bool{},
		declares: map[string]token.Position{},
		methods:  map[string]bool{},
		methodOf: map[string]bool{},
	}
	if f.Refusal != "" || len(f.Content) > maxFileSize {
		return s
	}
	s.scan()
	if s.tokens > maxTokens || s.brackets > maxBrackets {
		return s
	}
	s.parse()
	for _, e := range specs.Catalogue() {
		if s.declaresType(e) || s.methodOf[e.Type] {
			s.holds = append(s.holds, e)
		}
	}
	return s
}

// scan collects the comments and counts what could overwhelm the parser.
func (s *source) scan() {
	var tokens scanner.Scanner
	file := s.fset.AddFile(s.Name, -1, len(s.Content))
	tokens.Init(file, s.Content, func(token.Position, string) {}, scanner.ScanComments)
	for depth := 0; s.tokens <= maxTokens; s.tokens++ {
		pos, tok, text := tokens.Scan()
		switch tok {
		case token.EOF:
			return
		case token.COMMENT:
			s.comments = append(s.comments, comment{s.position(pos).Line, text})
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
			s.brackets = max(s.brackets, depth)
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		}
	}
}

func (s *source) parse() {
	// With AllErrors the parser goes on to the end, which is what the tree is
	// wanted for; without it, the first error of a line is the one to tell.
	tree, err := parser.ParseFile(s.fset, s.Name, s.Content, parser.SkipObjectResolution|parser.AllErrors)
	if err != nil {
		_, err = parser.ParseFile(token.NewFileSet(), s.Name, s.Content, parser.SkipObjectResolution)
		if errs, ok := err.(scanner.ErrorList); ok {
			s.syntax = errs[0]
		}
	}
	s.tree = tree
	depth := 0
	ast.Inspect(tree, func(n ast.Node) bool {
		if n == nil {
			depth--
			return false
		}
		if id, ok := n.(*ast.Ident); ok {
			s.mentions[id.Name] = true
		}
		depth++
		s.depth = max(s.depth, depth)
		return true
	})
	for _, d := range tree.Decls {
		s.note(d)
	}
}

// note takes down what a declaration brings into the package.
func (s *source) note(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			s.noteName(d.Name)
			return
		}
		s.methods[d.Name.Name] = true
		for _, r := range d.Recv.List {
			s.methodOf[typeName(r.Type)] = true
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				s.noteName(spec.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					s.noteName(name)
				}
			}
		}
	}
}

func (s *source) noteName(name *ast.Ident) {
	if _, known := s.declares[name.Name]; !known {
		s.declares[name.Name] = s.position(name.Pos())
	}
}

// typeName returns the name of a receiver's type; "" if none can be made out.
func typeName(t ast.Expr) string {
	for {
		switch x := t.(type) {
		case *ast.Ident:
			return x.Name
		case *ast.ParenExpr:
			t = x.X
		case *ast.StarExpr:
			t = x.X
		default: // no exercise's type has parameters
			return ""
		}
	}
}

// declaresType tells whether the type of an exercise, or what takes its name, stands
// here.
func (s *source) declaresType(e specs.Exercise) bool {
	_, ok := s.declares[e.Type]
	return ok
}

// position is a place in the file as it is, whatever its comments say.
func (s *source) position(pos token.Pos) token.Position { return s.fset.PositionFor(pos, false) }
