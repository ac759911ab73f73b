package build

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"

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

// write lays out the module that is compiled for one draft, or for several, in an
// empty folder. Nothing in it comes from a submission but the files that passed
// the rules.
func (b *Builder) write(dir string, drafts ...*draft) error {
	if err := os.CopyFS(filepath.Join(dir, "specs"), specs.Contract); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, "grader", "wire"), wire.Guest); err != nil {
		return err
	}
	for name, content := range b.generate(drafts) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// generate returns the files that differ from draft to draft. One alone is the
// package student; each of several is a package below it, named by its place.
func (b *Builder) generate(drafts []*draft) map[string][]byte {
	files := map[string][]byte{
		"main.go": guestMain,
		"go.mod":  fmt.Appendf(nil, "module %s\n\ngo %s\n", module, language),
	}
	if slices.ContainsFunc(drafts, (*draft).importsGonum) {
		files["go.mod"] = fmt.Appendf(files["go.mod"], "\nrequire %s %s\n", gonum, gonumVersion)
		files["go.sum"] = gonumSums()
	}
	for member, d := range drafts {
		folder, prefix := "student", ""
		if len(drafts) > 1 {
			prefix = fmt.Sprintf("s%d", member)
			folder += "/" + prefix
			prefix += "-"
		}
		for _, s := range d.in {
			files[folder+"/"+s.Name] = s.Content
		}
		for _, e := range specs.Catalogue() {
			if !d.held(e) {
				files[folder+"/"+stubPrefix+e.File] = b.stubs[e.ID]
			}
			if _, lost := d.lost[e.ID]; !lost {
				files[prefix+string(e.ID)+".go"] = glue(e, folder, member)
			}
		}
	}
	return files
}

// glue offers the student's type for an exercise. It has a file to itself, by
// whose name the compiler tells for which exercise the type will not do. The
// type may have methods on values or on pointers.
func glue(e specs.Exercise, folder string, member int) []byte {
	return fmt.Appendf(nil, `package main

import student %q

func init() {
	var own student.%[2]s
	member(%[3]d).%[2]s = &own
}
`, module+"/"+folder, e.Type, member)
}
