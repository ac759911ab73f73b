package build

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/specs"
)

// leaveOutFaulty leaves out the files that the compiler complains about, and
// tells whether there are any.
func (d *draft) leaveOutFaulty(found []diagnostic) bool {
	type faulty struct {
		source *source
		loss   Loss
		cause  string
	}
	var all []faulty
	for _, s := range d.in {
		var lines []string
		for _, g := range found {
			if g.student && g.file == s.Name {
				lines = append(lines, g.lines()...)
			}
		}
		if len(lines) == 0 {
			continue
		}
		f := faulty{source: s, loss: lossFrom(lines), cause: d.cause(lines[0])}
		if f.cause != "" {
			f.loss = f.loss.because(f.cause)
		}
		all = append(all, f)
	}
	for _, f := range all {
		d.leaveOut(f.source, f.loss, f.source.holds)
		if f.cause != "" {
			f.source.fault = f.cause // which is also that of whoever needs this file
		}
	}
	return len(all) > 0
}

// loseUnfit writes off the exercises whose types the compiler says do not fit
// the contract, and tells whether there are any. Their files stay in, for the
// other exercises in them.
func (d *draft) loseUnfit(found []diagnostic) bool {
	before := len(d.lost)
	for _, g := range found {
		e, ok := specs.Lookup(specs.ID(strings.TrimSuffix(g.file, ".go")))
		if !ok || g.student {
			continue
		}
		i := slices.IndexFunc(d.in, func(s *source) bool { return s.declaresType(e) })
		if i < 0 {
			continue
		}
		l := lossFrom(d.in[i].unfit(e, g).lines())
		// A method that is missing may have stood in a file that was left out.
		for _, s := range d.out {
			if s.methodOf[e.Type] {
				l = l.because(s.fault)
				break
			}
		}
		d.lose(e, l)
	}
	return len(d.lost) > before
}

// leaveOutAll leaves out all the files, where no one of them can be told to be
// at fault.
func (d *draft) leaveOutAll(l Loss) {
	known := len(d.lost)
	for _, s := range d.in {
		for _, e := range s.holds {
			d.lose(e, l)
		}
	}
	if len(d.lost) == known {
		d.notes = append(d.notes, l.Message)
	}
	d.in, d.out = nil, append(d.out, d.in...)
}

// unfit moves a complaint about the glue to the declaration of the type that
// does not fit, and takes out what is the glue's.
func (s *source) unfit(e specs.Exercise, g diagnostic) diagnostic {
	p := s.declares[e.Type]
	text := g.text
	if _, reason, ok := strings.Cut(text, " in assignment: "); ok {
		text = reason
	}
	moved := diagnostic{
		student: true,
		file:    s.Name,
		place:   p.String(),
		text:    strings.ReplaceAll(text, "*"+e.Type, e.Type), // a pointer is the glue's
	}
	for _, line := range g.more {
		moved.more = append(moved.more, strings.ReplaceAll(line, "*"+e.Type, e.Type))
	}
	return moved
}

// What the compiler says where a name is missing: (1) a name of the package;
// (2) a type that lacks a method or field (3); (4) a type that lacks a field.
var missing = regexp.MustCompile(`undefined: ([\pL\pN_]+)` +
	`|\(type \*?([\pL\pN_]+) has no field or method ([\pL\pN_]+)` +
	`|unknown field [\pL\pN_]+ in struct literal of type ([\pL\pN_]+)`)

// cause returns the fault of a file that was left out if that is what the
// compiler complains about here: something is missing that stood there.
func (d *draft) cause(text string) string {
	m := missing.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	for _, s := range d.out {
		for _, name := range []string{m[1], m[2], m[4]} {
			if _, declared := s.declares[name]; declared {
				return s.fault
			}
		}
		if s.methods[m[3]] {
			return s.fault
		}
	}
	return ""
}

// because puts the fault of a file that was left out before what came of it.
func (l Loss) because(fault string) Loss {
	l.Message = fault + "; without that file, " + l.Message
	return l
}
