package build

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

const module = "github.com/gradus-grader/gradus"

//go:embed guest/main.go
var guestMain []byte

// Files of ours in the student's folder have names that no student may use and
// that come first: where a name is declared twice, the compiler complains about
// the second place.
const stubPrefix = "0+"

// write lays out the module that is compiled for a draft in an empty folder.
// Nothing in it comes from a submission but the files that passed the rules.
func (b *Builder) write(dir string, d *draft) error {
	if err := os.CopyFS(filepath.Join(dir, "specs"), specs.Contract); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, "grader", "wire"), wire.Guest); err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(dir, "student"), 0o777); err != nil {
		return err
	}
	for name, content := range b.generate(d) {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// generate returns the files that differ from draft to draft.
func (b *Builder) generate(d *draft) map[string][]byte {
	files := map[string][]byte{
		"main.go": guestMain,
		"go.mod":  fmt.Appendf(nil, "module %s\n\ngo %s\n", module, language),
	}
	if d.importsGonum() {
		files["go.mod"] = fmt.Appendf(files["go.mod"], "\nrequire %s %s\n", gonum, gonumVersion)
		files["go.sum"] = gonumSums()
	}
	for _, s := range d.in {
		files["student/"+s.Name] = s.Content
	}
	for _, e := range specs.Catalogue() {
		if !d.held(e) {
			files["student/"+stubPrefix+e.File] = b.stubs[e.ID]
		}
		if _, lost := d.lost[e.ID]; !lost {
			files[string(e.ID)+".go"] = glue(e)
		}
	}
	return files
}

// glue offers the student's type for an exercise. It has a file to itself, by
// whose name the compiler tells for which exercise the type will not do. The
// type may have methods on values or on pointers.
func glue(e specs.Exercise) []byte {
	return fmt.Appendf(nil, `package main

import %q

func init() {
	var own student.%[2]s
	solution.%[2]s = &own
}
`, module+"/student", e.Type)
}
