package report

import (
	"bytes"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// place is a line of a submission; line 0 is the file as a whole.
type place struct {
	file string
	line int
}

// named is a line of a submission as the compiler and a panic name it. A path is
// none: the files of a submission have base names.
var named = regexp.MustCompile(`(?:^|[^\pL\pN_./\\-])([A-Za-z0-9_][A-Za-z0-9_-]*\.go):([0-9]{1,7})\b`)

// placeOf finds the line that a result is about: the one that it names, else the
// method that was asked, where files has it, else the exercise's own file.
func placeOf(r grader.Result, files []grader.File) place {
	texts := []string{r.Summary}
	for _, f := range r.Findings {
		texts = append(texts, f.Got)
	}
	for _, text := range texts {
		if !strings.Contains(text, ".go:") {
			continue
		}
		all := named.FindAllStringSubmatch(clip(text), -1)
		if len(all) == 0 {
			continue
		}
		m := all[0] // the compiler's line comes first
		if r.Status == grader.Crashed {
			m = all[len(all)-1] // what the panic said may name anything
		}
		line, err := strconv.Atoi(m[2])
		if err == nil {
			return place{m[1], line}
		}
	}
	e, ok := specs.Lookup(r.Exercise)
	if !ok {
		return place{}
	}
	if p := methodOf(e.Type, r, files); p.line > 0 {
		return p
	}
	return place{file: e.File}
}

// asked is the method at the beginning of a question, such as "Backward, ...".
var asked = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*`)

// declaration is that of a method, by its receiver's type and its name.
var declaration = regexp.MustCompile(`(?m)^func \((?:[\pL_][\pL\pN_]*\s+)?\*?([\pL_][\pL\pN_]*)\) ([\pL_][\pL\pN_]*)\(`)

// methodOf finds the declaration of the method that the first finding is about.
func methodOf(typ string, r grader.Result, files []grader.File) place {
	if len(r.Findings) == 0 {
		return place{}
	}
	method := asked.FindString(r.Findings[0].Where)
	if method == "" {
		return place{}
	}
	for _, f := range files {
		for _, at := range declaration.FindAllSubmatchIndex(f.Content, -1) {
			if string(f.Content[at[2]:at[3]]) == typ && string(f.Content[at[4]:at[5]]) == method {
				return place{f.Name, 1 + bytes.Count(f.Content[:at[0]], []byte("\n"))}
			}
		}
	}
	return place{}
}

// inFolder is the path of a file of the submission from the root of the
// repository that it lies in.
func inFolder(folder, file string) string {
	if file == "" {
		return ""
	}
	return path.Join(folder, file)
}
