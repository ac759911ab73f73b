package html

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// program is a submission's text, so that the lines can be found that a check is
// about. It is parsed as far as that goes, and nothing in it is believed.
type program struct {
	files map[string]*file
	order []string
}

type file struct {
	lines []string
	parts []part // the declarations of functions and methods, in order
}

// part is some lines of a file: those of a function, or around one.
type part struct {
	File, Name  string // Name is the function's, "" for lines of none
	receiver    string
	First, Last int // from 1
}

// longestFile is what is parsed; no file that is graded is longer.
const longestFile = 1 << 20

func newProgram(files []grader.File) program {
	p := program{files: map[string]*file{}}
	for _, f := range files {
		if f.Refusal != "" || len(f.Content) == 0 || len(f.Content) > longestFile {
			continue
		}
		text := file{lines: strings.Split(string(f.Content), "\n"), parts: partsOf(f)}
		p.files[f.Name] = &text
		p.order = append(p.order, f.Name)
	}
	return p
}

// partsOf finds the functions of a file, those before and after a mistake too.
func partsOf(f grader.File) (parts []part) {
	set := token.NewFileSet()
	tree, _ := parser.ParseFile(set, f.Name, f.Content, parser.SkipObjectResolution|parser.AllErrors)
	if tree == nil {
		return nil
	}
	line := func(p token.Pos) int { return set.PositionFor(p, false).Line }
	for _, d := range tree.Decls {
		if d, ok := d.(*ast.FuncDecl); ok {
			p := part{File: f.Name, Name: d.Name.Name, First: line(d.Pos()), Last: line(d.End())}
			if d.Recv != nil && len(d.Recv.List) == 1 {
				p.receiver = typeName(d.Recv.List[0].Type)
			}
			parts = append(parts, p)
		}
	}
	return parts
}

// typeName returns the name of a receiver's type; "" if none can be made out.
func typeName(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.ParenExpr:
		return typeName(t.X)
	case *ast.StarExpr:
		return typeName(t.X)
	}
	return ""
}

// concern is a part of a program that a check is about, with the lines of it that
// are named.
type concern struct {
	part
	marked map[int]bool
}

// most is how many parts are shown beside one check.
const most = 3

// concerns returns what a result is about: the lines that it names, else the
// methods that it asked.
func (p program) concerns(r grader.Result) []concern {
	if all := p.named(r); len(all) > 0 {
		return all
	}
	return p.asked(r)
}

var place = regexp.MustCompile(`([\p{L}\p{N}_.-]+\.go):(\d+)`)

// named returns the parts around the lines that the texts of a result name.
func (p program) named(r grader.Result) (all []concern) {
	texts := []string{r.Summary}
	for _, f := range r.Findings {
		texts = append(texts, f.Where, f.Got, f.Why, f.Off)
	}
	for _, m := range place.FindAllStringSubmatch(strings.Join(texts, "\n"), -1) {
		line, err := strconv.Atoi(m[2])
		f := p.files[m[1]]
		if err != nil || f == nil || line < 1 || line > len(f.lines) {
			continue
		}
		all = mention(all, f.around(m[1], line), line)
	}
	return all
}

// mention adds a part to those that are shown, or a line to one that is.
func mention(all []concern, p part, line int) []concern {
	for _, c := range all {
		if c.part == p || line >= c.First && line <= c.Last && c.File == p.File {
			c.marked[line] = true
			return all
		}
	}
	if len(all) == most {
		return all
	}
	return append(all, concern{p, map[int]bool{line: true}})
}

// What is shown around a line, and how much of a function.
const (
	context  = 4
	longPart = 48
)

// around returns the function that a line stands in, or its neighbours.
func (f *file) around(name string, line int) part {
	for _, p := range f.parts {
		if line >= p.First && line <= p.Last && p.Last-p.First < longPart {
			return p
		}
	}
	return part{File: name, First: max(1, line-context), Last: min(len(f.lines), line+context)}
}

var firstWord = regexp.MustCompile(`^\p{Lu}\p{L}*`)

// asked returns the methods that a check called: its findings and its summary begin
// with their names, and where they do not, the check is called after one.
func (p program) asked(r grader.Result) (all []concern) {
	e, _ := specs.Lookup(r.Exercise)
	_, question, _ := strings.Cut(r.Check, "/")
	question, _, _ = strings.Cut(question, "-")
	words := []string{firstWord.FindString(r.Summary)}
	for _, f := range r.Findings {
		words = append(words, firstWord.FindString(f.Where))
	}
	for _, word := range words {
		if m, ok := p.method(e.Type, word); ok && len(all) < most && !shows(all, m) {
			all = append(all, concern{part: m})
		}
	}
	if m, ok := p.method(e.Type, question); ok && len(all) == 0 {
		all = append(all, concern{part: m})
	}
	return all
}

func shows(all []concern, p part) bool {
	for _, c := range all {
		if c.part == p {
			return true
		}
	}
	return false
}

// method finds a method of a type, however it is capitalized.
func (p program) method(of, name string) (part, bool) {
	for _, file := range p.order {
		for _, m := range p.files[file].parts {
			if m.receiver == of && name != "" && strings.EqualFold(m.Name, name) {
				return m, true
			}
		}
	}
	return part{}, false
}

// excerpt is a part as a page shows it.
type excerpt struct {
	ID     string
	Title  string // where it stands
	Lines  []line
	Cut    int  // how many more lines it has
	Before bool // it is shown further up; then there are no Lines
}

type line struct {
	Number int
	Text   string
	Marked bool
}

// longestLine is what is shown of a line, in characters.
const longestLine = 300

// excerpt returns the lines of a part, not more than fit.
func (p program) excerpt(c concern) excerpt {
	first, last := c.First, min(c.Last, c.First+longPart-1)
	e := excerpt{Title: title(c.part), Cut: c.Last - last}
	for n := first; n <= last; n++ {
		text := []rune(clean(strings.TrimRight(p.files[c.File].lines[n-1], "\r")))
		if len(text) > longestLine {
			text = append(text[:longestLine:longestLine], '…')
		}
		e.Lines = append(e.Lines, line{n, string(text), c.marked[n]})
	}
	return e
}

func title(p part) string {
	where := fmt.Sprintf("%s, line %d", p.File, p.First)
	if p.Last > p.First {
		where = fmt.Sprintf("%s, lines %d to %d", p.File, p.First, p.Last)
	}
	if p.Name != "" {
		where = p.Name + " in " + where
	}
	return oneLine(where)
}
