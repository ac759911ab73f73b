package build

import (
	_ "embed"
	"fmt"

	"github.com/gradus-grader/gradus/specs"
)

const module = "github.com/gradus-grader/gradus"

// aloneFolder is the folder of a submission that is alone in a module.
const aloneFolder = "student"

//go:embed guest/main.go
var guestMain []byte

// Files of ours in the student's folder have names that no student may use and
// that come first: where a name is declared twice, the compiler complains about
// the second place.
const (
	stubPrefix = "0+stub-"
	gluePrefix = "0+glue-"
)

// generate returns the files of a draft's package, which stands in a folder of
// the module. Nothing in it comes from the submission but the files that passed
// the rules.
func (b *Builder) generate(d *draft, folder string) files {
	f := files{folder + "/" + gluePrefix + "all.go": glueAll(d)}
	for _, s := range d.in {
		f[folder+"/"+s.Name] = s.Content
	}
	for _, e := range specs.Catalogue() {
		if !d.held(e) && d.mentions(e) { // one exercise may call another
			f[folder+"/"+stubPrefix+e.File] = b.stubs[e.ID]
		}
		if d.offers(e) {
			f[folder+"/"+gluePrefix+string(e.ID)+".go"] = glue(e)
		}
	}
	return f
}

// glue offers the student's type for an exercise. It has a file to itself, by
// whose name the compiler tells for which exercise the type will not do. The
// type may have methods on values or on pointers.
func glue(e specs.Exercise) []byte {
	return fmt.Appendf(nil, `package student

import contract_of_gradus %q

func offer_%[2]s_to_gradus(s *contract_of_gradus.Solution) {
	var own %[2]s
	s.%[2]s = &own
}
`, module+"/specs", e.Type)
}

// glueAll offers all exercises that are there. An exercise that is not offered
// answers as an untouched stub does.
func glueAll(d *draft) []byte {
	f := fmt.Appendf(nil, `package student

import contract_of_gradus %q

func Offer_to_gradus(s *contract_of_gradus.Solution) {
`, module+"/specs")
	for _, e := range specs.Catalogue() {
		if d.offers(e) {
			f = fmt.Appendf(f, "\toffer_%s_to_gradus(s)\n", e.Type)
		}
	}
	return append(f, "}\n"...)
}

// gather puts the members of a module into its list of solutions.
func gather(members []member) []byte {
	f := []byte("package main\n")
	for i, m := range members {
		f = fmt.Appendf(f, "\nimport s%d %q\n", i, m.path)
	}
	f = append(f, "\nfunc init() {\n"...)
	for i := range members {
		f = fmt.Appendf(f, "\ts%d.Offer_to_gradus(member(%d))\n", i, i)
	}
	return append(f, "}\n"...)
}
