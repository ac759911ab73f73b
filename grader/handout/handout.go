// Package handout makes the repository that students work in: the contract, the
// sheets, the stubs, the checks and the command, without the answer key, the tests
// of the grader and the commands that need them.
//
// All of it comes from this program, so that an installed gradus needs no
// checkout. The packages are the very ones this program was built from; what a
// handout has in a form of its own stands in the folder files.
package handout

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/build"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/fuel"
	"github.com/gradus-grader/gradus/grader/git"
	"github.com/gradus-grader/gradus/grader/intake"
	"github.com/gradus-grader/gradus/grader/manifest"
	"github.com/gradus-grader/gradus/grader/numeric"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/grader/report/html"
	"github.com/gradus-grader/gradus/grader/sandbox"
	"github.com/gradus-grader/gradus/grader/spool"
	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/grader/worker"
	"github.com/gradus-grader/gradus/specs"
)

// files is what a handout does not share with this program. The ending .txt keeps
// them from being what they are named for, in here. The stubs are copies of those
// in the folder student, which a test holds: what is handed out is not what
// somebody tried there.
//
//go:embed all:files
var files embed.FS

// packages are those of this program that stand in a handout, by their folder.
func packages() map[string]fs.FS {
	return map[string]fs.FS{
		"specs":                  specs.Sources,
		"grader":                 grader.Sources,
		"grader/build":           build.Sources,
		"grader/checks":          checks.Sources,
		"grader/checks/diagnose": diagnose.Sources,
		"grader/engine":          engine.Sources,
		"grader/fuel":            fuel.Sources,
		"grader/git":             git.Sources,
		"grader/intake":          intake.Sources,
		"grader/manifest":        manifest.Sources,
		"grader/numeric":         numeric.Sources,
		"grader/report":          report.Sources,
		"grader/report/html":     html.Sources,
		"grader/sandbox":         sandbox.Sources,
		"grader/spool":           spool.Sources,
		"grader/wire":            wire.Sources,
		"grader/worker":          worker.Sources,
	}
}

// Of returns the files of a handout, by their paths with slashes: of all exercises
// if none is named. The command is the Go files of cmd/gradus that are handed out.
func Of(ids []specs.ID, command map[string][]byte) (map[string][]byte, error) {
	exercises, err := chosen(ids)
	if err != nil {
		return nil, err
	}
	all := map[string][]byte{}
	for name, content := range command {
		all["cmd/gradus/"+name] = content
	}
	for folder, source := range packages() {
		if err := gather(all, source, func(name string) string { return folder + "/" + name }); err != nil {
			return nil, err
		}
	}
	own, err := fs.Sub(files, "files")
	if err != nil {
		return nil, err
	}
	if err := gather(all, own, func(name string) string { return strings.TrimSuffix(name, ".txt") }); err != nil {
		return nil, err
	}
	for _, e := range exercises {
		all["specs/"+string(e.ID)+".md"] = []byte(specs.Sheet(e.ID))
	}
	all["README.md"] = readme(all["README.md"], exercises)
	if len(exercises) < len(specs.Catalogue()) {
		restrict(all, exercises)
	}
	all[manifest.File] = manifest.Of(all).Bytes()
	return all, nil
}

// chosen returns the exercises with the given ids in the order of the course.
func chosen(ids []specs.ID) ([]specs.Exercise, error) {
	for _, id := range ids {
		if _, ok := specs.Lookup(id); !ok {
			return nil, fmt.Errorf("there is no exercise %q", id)
		}
	}
	return slices.DeleteFunc(specs.Catalogue(), func(e specs.Exercise) bool {
		return len(ids) > 0 && !slices.Contains(ids, e.ID)
	}), nil
}

// gather adds the files of a tree but for the tests of the grader.
func gather(all map[string][]byte, tree fs.FS, place func(name string) string) error {
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		content, err := fs.ReadFile(tree, name)
		all[place(name)] = content
		return err
	})
}

// readme names the exercises in the text for students.
func readme(text []byte, exercises []specs.Exercise) []byte {
	var list []string
	for _, e := range exercises {
		line := fmt.Sprintf("- %s, %s points: `student/%s`, sheet `specs/%s.md`", e.Title, report.Points(e.Points), e.File, e.ID)
		if e.Choice != "" && slices.ContainsFunc(exercises, func(o specs.Exercise) bool { return o.ID != e.ID && o.Choice == e.Choice }) {
			line += fmt.Sprintf(" (of %s, the better one counts)", e.Choice)
		}
		list = append(list, line)
	}
	return []byte(strings.NewReplacer("EXERCISES", strings.Join(list, "\n"), "FIRST", string(exercises[0].ID)).Replace(string(text)))
}

// restrict leaves some exercises in a handout: the others have no stub and no
// sheet, and are not asked for.
func restrict(all map[string][]byte, exercises []specs.Exercise) {
	var ids strings.Builder
	for _, e := range exercises {
		fmt.Fprintf(&ids, "%q, ", e.ID)
	}
	all["grader/checks/assigned.go"] = fmt.Appendf(nil, `package checks

import "github.com/gradus-grader/gradus/specs"

// assigned names the exercises that are asked for here.
func assigned() []specs.ID {
	return []specs.ID{%s}
}
`, strings.TrimSuffix(ids.String(), ", "))

	solution := strings.SplitAfter(string(all["student/student.go"]), "\n")
	for _, e := range specs.Catalogue() {
		if slices.Contains(exercises, e) {
			continue
		}
		delete(all, path.Join("student", e.File))
		solution = slices.DeleteFunc(solution, func(line string) bool { return strings.HasPrefix(line, "\t\t"+e.Type+":") })
	}
	all["student/student.go"] = []byte(strings.Join(solution, ""))
}
