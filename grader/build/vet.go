package build

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// draft is a submission on its way to a module: what is in, what was left out,
// and what that cost.
type draft struct {
	in, out []*source
	lost    map[specs.ID]Loss
	notes   []string
}

// ourTest is the test that stands among a student's files because it was handed out.
const ourTest = "student_test.go"

// vet sorts the files of a submission by the rules. No compiler has seen them.
func vet(s grader.Submission) *draft {
	d := &draft{lost: map[specs.ID]Loss{}}
	if s.Refusal != "" {
		for _, e := range specs.Catalogue() {
			d.lose(e, Loss{Status: grader.Refused, Message: s.Refusal})
		}
	}
	files := slices.Clone(s.Files)
	slices.SortStableFunc(files, func(a, b grader.File) int { return strings.Compare(a.Name, b.Name) })

	type refusal struct {
		source *source
		loss   Loss
	}
	var refused []refusal
	var names []string
	for _, f := range files {
		if f.Name == ourTest {
			continue // it is there because it was handed out
		}
		src := newSource(f, names)
		if strings.HasSuffix(f.Name, "_test.go") {
			d.leaveOut(src, Loss{Message: shown(f.Name) + " is a test and was left out"}, nil)
			continue
		}
		names = append(names, f.Name)
		if loss, broken := judge(src); broken {
			refused = append(refused, refusal{src, loss})
		} else {
			d.in = append(d.in, src)
		}
	}
	for _, r := range refused {
		d.leaveOut(r.source, r.loss, d.only(r.source))
	}
	return d
}

// judge returns what breaking the first rule costs.
func judge(s *source) (loss Loss, broken bool) {
	for _, r := range Rules() {
		line, text := r.broken(s)
		if text == "" {
			continue
		}
		place := shown(s.Name)
		if line > 0 {
			place = fmt.Sprintf("%s:%d", place, line)
		}
		return Loss{Status: r.Status, Message: cut(place + ": " + text)}, true
	}
	return Loss{}, false
}

// only returns the exercises that a refused file takes along: those that it
// holds, or of which it has the name if it does not parse, unless another file
// declares them and has been accepted.
func (d *draft) only(s *source) []specs.Exercise {
	holds := s.holds
	if len(holds) == 0 && (s.tree == nil || s.syntax != nil) {
		for _, e := range specs.Catalogue() {
			if e.File == s.Name {
				holds = append(holds, e)
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(holds), func(e specs.Exercise) bool {
		return slices.ContainsFunc(d.in, func(other *source) bool { return other.declaresType(e) })
	})
}

// leaveOut takes a file out of the module, at the cost of the given exercises.
func (d *draft) leaveOut(s *source, l Loss, cost []specs.Exercise) {
	d.in = slices.DeleteFunc(d.in, func(in *source) bool { return in == s })
	d.out = append(d.out, s)
	s.fault = l.Message
	for _, e := range cost {
		d.lose(e, l)
	}
	if len(cost) == 0 {
		d.notes = append(d.notes, l.Message)
	}
}

// lose writes an exercise off. What it was lost for first is what counts.
func (d *draft) lose(e specs.Exercise, l Loss) {
	if _, already := d.lost[e.ID]; !already {
		d.lost[e.ID] = l
	}
}

// held tells whether any part of an exercise is in the module.
func (d *draft) held(e specs.Exercise) bool {
	return slices.ContainsFunc(d.in, func(s *source) bool {
		return slices.ContainsFunc(s.holds, func(h specs.Exercise) bool { return h.ID == e.ID })
	})
}

// mentions tells whether the type of an exercise is spoken of in the module.
func (d *draft) mentions(e specs.Exercise) bool {
	return slices.ContainsFunc(d.in, func(s *source) bool { return s.mentions[e.Type] })
}

// offers tells whether a draft has an answer to the questions of an exercise.
func (d *draft) offers(e specs.Exercise) bool {
	_, lost := d.lost[e.ID]
	return d.held(e) && !lost
}

// shown is a file name as it stands in a sentence: quoted if there is anything
// about it, such as a space or an escape code.
func shown(name string) string {
	if plainName.MatchString(name) && len(name) <= maxName {
		return name
	}
	return fmt.Sprintf("%.*q", maxName, name)
}
