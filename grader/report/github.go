package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// maxAnnotations is how many of a kind GitHub shows of one step.
const maxAnnotations = 10

// The kinds of annotations.
const (
	annotateError   = "error"   // no answer
	annotateWarning = "warning" // a wrong one
	annotateNotice  = "notice"  // nothing to judge
)

// annotation is a workflow command that shows a message beside a line.
type annotation struct {
	kind, title, text string
	at                place
	lost              int
}

// GitHub writes workflow commands: a step of a workflow that prints them
// annotates the student's own lines. Of each kind there are the ten that cost
// most.
func GitHub(w io.Writer, c grader.Class, o Options) error {
	all := map[string][]annotation{}
	left := map[string]int{}
	for r := range c.Reports {
		for _, a := range annotations(r, o) {
			if c.Size > 1 {
				a.title = clip(r.Submission) + ": " + a.title
				a.at = place{} // whose file it is, a path cannot say
			}
			all[a.kind] = append(all[a.kind], a)
			slices.SortStableFunc(all[a.kind], func(a, b annotation) int { return cmp.Compare(b.lost, a.lost) })
			if len(all[a.kind]) > maxAnnotations {
				all[a.kind] = all[a.kind][:maxAnnotations]
				left[a.kind]++
			}
		}
	}
	for _, kind := range []string{annotateError, annotateWarning, annotateNotice} {
		for i, a := range all[kind] {
			if i == maxAnnotations-1 && left[kind] > 0 {
				a.text += fmt.Sprintf("\n\nand %d more like this, which cost no more each, are not shown here", left[kind])
			}
			if _, err := fmt.Fprintln(w, a.command(o.Folder)); err != nil {
				return err
			}
		}
	}
	return nil
}

// annotations returns what there is to say about the lines of one submission,
// the same thing once.
func annotations(r grader.Report, o Options) []annotation {
	var files []grader.File
	if o.Files != nil {
		files = o.Files(r)
	}
	var all []annotation
	for _, s := range r.Standings() {
		for _, result := range s.Results {
			a, ok := annotate(result, files)
			if !ok || !s.Chosen {
				continue
			}
			i := slices.IndexFunc(all, func(b annotation) bool { return a.kind == b.kind && a.at == b.at && a.text == b.text })
			if i < 0 {
				all = append(all, a)
				continue
			}
			all[i].lost += a.lost
			all[i].title = string(result.Exercise)
		}
	}
	for i, a := range all {
		all[i].title += fmt.Sprintf(": %s points lost", Points(a.lost))
		if a.kind == annotateNotice {
			all[i].title = strings.TrimSuffix(all[i].title, " lost") + " to be had"
		}
	}
	return all
}

func annotate(r grader.Result, files []grader.File) (annotation, bool) {
	a := annotation{kind: annotateWarning, title: r.Check, text: strings.Join(explanation(r), "\n"), at: placeOf(r, files), lost: r.Points - r.Earned}
	switch {
	case r.Status == grader.Passed || r.Status == grader.NotChosen:
		return a, false
	case open(r.Status):
		a.kind, a.at = annotateNotice, place{file: placeOf(grader.Result{Exercise: r.Exercise}, nil).file}
	case fault(r.Status):
		a.kind = annotateError
	}
	if a.text == "" {
		a.text = r.Status.Words()
	}
	return a, true
}

// command writes an annotation as GitHub reads it. The folder is that of the
// submission within the repository.
func (a annotation) command(folder string) string {
	var parameters []string
	add := func(name, value string) { parameters = append(parameters, name+"="+property(value)) }
	if a.at.file != "" {
		add("file", inFolder(folder, a.at.file))
		add("line", fmt.Sprint(max(1, a.at.line)))
	}
	add("title", a.title)
	return "::" + a.kind + " " + strings.Join(parameters, ",") + "::" + message(a.text)
}

// message escapes the text of a workflow command, the percent sign first.
func message(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// property escapes a parameter of a workflow command.
func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
