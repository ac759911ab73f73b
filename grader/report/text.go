package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gradus-grader/gradus/grader"
)

// width is what a line of text keeps within, student's texts apart.
const width = 80

// Text writes a table for a class, and every check for a single submission, or
// for all with Options.Details.
func Text(w io.Writer, c grader.Class, o Options) error {
	b := bufio.NewWriter(w)
	if o.Details || c.Size == 1 {
		for r := range c.Reports {
			writeReport(b, r)
			if c.Size > 1 {
				fmt.Fprintln(b)
			}
		}
	}
	if c.Size != 1 {
		writeTable(b, c)
	}
	hash, err := Hash(c)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "\nseed %s, rubric %s, %s\ngrade %s\n", c.Seed, c.Rubric, c.Toolchain, hash)
	return b.Flush()
}

// writeTable writes one line per submission and one column per exercise.
func writeTable(w io.Writer, c grader.Class) {
	if c.Size == 0 {
		fmt.Fprintln(w, "no submissions")
		return
	}
	var columns []grader.Standing
	name := len("submission")
	for r := range c.Reports {
		if columns == nil {
			columns = r.Standings()
		}
		name = max(name, utf8.RuneCountInString(printable(r.Submission)))
	}
	name = min(name, width-8-5*len(columns))
	fmt.Fprintf(w, "%-*s %7s", name, "submission", "score")
	for i := range columns {
		fmt.Fprintf(w, " %4d", i+1)
	}
	fmt.Fprintln(w)
	for r := range c.Reports {
		score, _ := r.Score()
		fmt.Fprintf(w, "%s %7s", pad(printable(r.Submission), name), Points(score))
		for _, s := range r.Standings() {
			fmt.Fprintf(w, " %4s", cell(s))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w)
	for i, s := range columns {
		fmt.Fprintf(w, "%2d  %-20s %3s points  %s\n", i+1, s.Exercise.ID, Points(s.Exercise.Points), s.Exercise.Title)
	}
	fmt.Fprintf(w, "\n-  not attempted, not chosen    x  crashed, did not end, does not compile\n")
	writeSummary(w, c)
}

// cell is how an exercise stands, in four characters.
func cell(s grader.Standing) string {
	all := func(statuses ...grader.Status) bool {
		return !slices.ContainsFunc(s.Results, func(r grader.Result) bool { return !slices.Contains(statuses, r.Status) })
	}
	switch {
	case slices.ContainsFunc(s.Results, func(r grader.Result) bool { return r.Status == grader.Broken }):
		return "?!"
	case all(grader.NotRun, grader.NotAttempted, grader.NotChosen):
		return "-"
	case s.Earned == 0 && all(grader.Crashed, grader.OutOfFuel, grader.OverLimit, grader.CompileError, grader.Refused, grader.NotAttempted):
		return "x"
	}
	return tenths(s.Earned)
}

func writeSummary(w io.Writer, c grader.Class) {
	var scores []int
	sum, broken := 0, 0
	for r := range c.Reports {
		score, _ := r.Score()
		scores = append(scores, score)
		sum += score
		if r.Broken() {
			broken++
		}
	}
	slices.Sort(scores)
	n := len(scores)
	fmt.Fprintf(w, "\n%d submissions: mean %s, median %s, highest %s\n", n, tenths(sum/n), tenths((scores[(n-1)/2]+scores[n/2])/2), Points(scores[n-1]))
	if broken > 0 {
		wrap(w, "", fmt.Sprintf("The grader itself failed on %d of them (?!): see why with --details, and grade again.", broken))
	}
}

// Standings writes one line per exercise of a single submission.
func Standings(w io.Writer, r grader.Report) {
	writeTotal(w, r)
	for _, s := range r.Standings() {
		passed := 0
		for _, result := range s.Results {
			if result.Status == grader.Passed {
				passed++
			}
		}
		how := fmt.Sprintf("%d of %d checks passed", passed, len(s.Results))
		if cell(s) == "-" {
			how = s.Results[0].Status.Words()
		}
		points := fmt.Sprintf("%6s of %3s", Points(s.Earned), Points(s.Points))
		if !s.Chosen {
			points = fmt.Sprintf("%13s", "")
			how += ", one of " + s.Exercise.Choice + " counts"
		}
		fmt.Fprintf(w, "  %-22s %s   %s\n", s.Exercise.ID, points, how)
	}
}

func writeTotal(w io.Writer, r grader.Report) {
	score, points := r.Score()
	total := fmt.Sprintf("%s of %s", Points(score), Points(points))
	fmt.Fprintf(w, "%s %s\n", pad(printable(r.Submission), width-1-len(total)), total)
}

// writeReport writes every check of one submission.
func writeReport(w io.Writer, r grader.Report) {
	writeTotal(w, r)
	for _, note := range r.Notes {
		wrap(w, "  note: ", printable(note))
	}
	for _, s := range r.Standings() {
		writeStanding(w, s)
	}
}

func writeStanding(w io.Writer, s grader.Standing) {
	points := fmt.Sprintf("%s of %s", Points(s.Earned), Points(s.Points))
	if !s.Chosen {
		points = ""
	}
	fmt.Fprintf(w, "\n%s %s\n", pad(fmt.Sprintf("%s: %s", s.Exercise.ID, s.Exercise.Title), width-1-len(points)), points)
	if first := s.Results[0]; alike(s.Results) && first.Status != grader.Passed {
		wrap(w, "  ", strings.TrimSuffix(first.Status.Words()+": "+brief(first), ": "))
		writeFindings(w, first.Findings)
		return
	}
	for _, r := range s.Results {
		WriteResult(w, r)
	}
}

// alike reports whether every check of an exercise has the same thing to say, as
// when its file does not compile.
func alike(results []grader.Result) bool {
	return !slices.ContainsFunc(results, func(r grader.Result) bool {
		return r.Status != results[0].Status || r.Summary != results[0].Summary
	})
}

// WriteResult writes one check as a student reads it.
func WriteResult(w io.Writer, r grader.Result) {
	_, question, _ := strings.Cut(r.Check, "/")
	points := fmt.Sprintf("%s of %s", Points(r.Earned), Points(r.Points))
	fmt.Fprintf(w, "  %s  %s %s\n", mark(r.Status), pad(question+": "+r.Status.Words(), width-6-len(points)), points)
	switch {
	case r.Status == grader.NotAttempted || r.Status == grader.NotChosen:
		return
	case r.Status == grader.Passed && r.Summary == "right":
		return
	}
	if len(r.Findings) == 0 || r.Findings[0].Want == "" {
		wrap(w, "     ", brief(r))
	}
	writeFindings(w, r.Findings)
}

// brief is the summary, unless it only repeats the status.
func brief(r grader.Result) string {
	if r.Summary == r.Status.Words() {
		return ""
	}
	return printable(r.Summary)
}

func writeFindings(w io.Writer, findings []grader.Finding) {
	for _, f := range findings {
		wrap(w, "     asked  ", printable(f.Where))
		wrap(w, "     got    ", printable(f.Got))
		wrap(w, "     want   ", printable(f.Want))
		wrap(w, "     off    ", strings.TrimPrefix(printable(f.Off), "off "))
		wrap(w, "     why    ", printable(f.Why))
	}
}

func mark(s grader.Status) string {
	switch s {
	case grader.Passed:
		return "✓"
	case grader.Partial:
		return "~"
	case grader.NotRun, grader.NotAttempted, grader.NotChosen:
		return "-"
	case grader.Broken:
		return "!"
	default:
		return "✗"
	}
}

// tenths prints thousandths of a point with one decimal, cut off.
func tenths(thousandths int) string {
	return fmt.Sprintf("%d.%d", thousandths/1000, thousandths%1000/100)
}

// pad makes a string exactly n runes long.
func pad(s string, n int) string {
	runes := []rune(s)
	if len(runes) > n {
		return string(runes[:max(n-1, 0)]) + "…"
	}
	return s + strings.Repeat(" ", n-len(runes))
}

// wrap writes a paragraph in lines of the width, the first after a label and the
// others below its text. An empty paragraph is not written.
func wrap(w io.Writer, label, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(label))
	line := label
	used := 0
	for _, word := range strings.Fields(text) {
		if used > 0 && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			fmt.Fprintln(w, line)
			line, used = indent, 0
		}
		if used > 0 {
			line += " "
		}
		line += word
		used++
	}
	if used > 0 {
		fmt.Fprintln(w, line)
	}
}
