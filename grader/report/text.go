package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// width is what a line of text keeps within, student's texts apart.
const width = 80

// Text writes a table for a class, and every check for a single submission, or
// for all with Options.Details.
func Text(w io.Writer, c grader.Class, o Options) error {
	out := bufio.NewWriter(w)
	b := &lines{w: out, edit: disobeyed}
	if o.Color {
		b.edit = func(line string) string { return colored(disobeyed(line)) }
	}
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
	return out.Flush()
}

// writeTable writes one line per submission and one column per exercise.
func writeTable(w io.Writer, c grader.Class) {
	if c.Size == 0 {
		fmt.Fprintln(w, "no submissions")
		return
	}
	t := measure(c)
	fmt.Fprintf(w, "%-*s %7s", t.name, "submission", "score")
	if t.final {
		fmt.Fprintf(w, " %7s", "final")
	}
	for i := range t.columns {
		fmt.Fprintf(w, " %4d", i+1)
	}
	fmt.Fprintln(w)
	for r := range c.Reports {
		t.writeRow(w, r)
	}
	fmt.Fprintln(w)
	for i, id := range t.columns {
		e, _ := specs.Lookup(id)
		fmt.Fprintf(w, "%2d  %-20s %3s points  %s\n", i+1, id, Points(e.Points), e.Title)
	}
	fmt.Fprintf(w, "\n-  not attempted, not chosen    x  crashed, did not end, does not compile\n")
	if t.final {
		fmt.Fprintln(w, "final: with corrections, and less what is lost for coming late")
	}
	writeSummary(w, c)
}

// table is the layout of a class.
type table struct {
	columns []specs.ID
	name    int  // the width of a name
	final   bool // something counts otherwise than it was graded
}

func measure(c grader.Class) table {
	t := table{columns: exercisesOf(c), name: len("submission")}
	for r := range c.Reports {
		t.name = max(t.name, utf8.RuneCountInString(printable(r.Submission)))
		t.final = t.final || settled(r)
	}
	rest := width - 8 - 5*len(t.columns)
	if t.final {
		rest -= 8
	}
	t.name = min(t.name, rest)
	return t
}

func (t table) writeRow(w io.Writer, r grader.Report) {
	score, _ := r.Score()
	fmt.Fprintf(w, "%s %7s", pad(printable(r.Submission), t.name), Points(score))
	if t.final {
		final, _ := r.Final()
		fmt.Fprintf(w, " %7s", Points(final))
	}
	if r.Missing {
		fmt.Fprintln(w, "  nothing was handed in")
		return
	}
	line := ""
	for _, cell := range t.cells(r) {
		line += fmt.Sprintf(" %4s", cell)
	}
	fmt.Fprintln(w, strings.TrimRight(line, " "))
}

// cells says how a report stands in each exercise of the class; nothing about one
// that it was not graded in.
func (t table) cells(r grader.Report) []string {
	cells := make([]string, len(t.columns))
	for _, s := range r.Standings() {
		if i := slices.Index(t.columns, s.Exercise.ID); i >= 0 {
			cells[i] = cell(s)
		}
	}
	return cells
}

// settled reports whether a report counts otherwise than it was graded.
func settled(r grader.Report) bool { return r.Penalty != 0 || len(r.Corrections) > 0 }

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
	sum, broken, missing := 0, 0, 0
	for r := range c.Reports {
		if r.Missing {
			missing++
			continue
		}
		score, _ := r.Final()
		scores = append(scores, score)
		sum += score
		if r.Broken() {
			broken++
		}
	}
	slices.Sort(scores)
	fmt.Fprintln(w)
	if n := len(scores); n > 0 {
		fmt.Fprintf(w, "%d submissions: mean %s, median %s, highest %s\n", n, tenths(sum/n), tenths((scores[(n-1)/2]+scores[n/2])/2), Points(scores[n-1]))
	}
	if missing > 0 {
		fmt.Fprintf(w, "%d of the roster handed in nothing\n", missing)
	}
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

// writeSettlement says how it was handed in, where that matters, and how what was
// graded became what counts.
func writeSettlement(w io.Writer, r grader.Report) {
	for _, line := range settlement(r) {
		wrap(w, "  ", printable(line))
	}
}

// settlement tells, a sentence each, what is known of a report besides the
// grading and changes what it counts.
func settlement(r grader.Report) []string {
	var lines []string
	if r.Missing {
		lines = append(lines, "nothing was handed in")
	}
	if late := lateness(r.Handed); late != "" {
		lines = append(lines, "handed in "+late)
	}
	for _, c := range r.Corrections {
		of, sign := c.Check, ""
		if of == "" {
			of = "the sum"
		}
		switch {
		case c.Exact:
			sign = "= "
		case c.Points >= 0:
			sign = "+"
		}
		lines = append(lines, fmt.Sprintf("corrected by %s: %s %s%s, %s", c.Who, of, sign, Points(c.Points), c.Why))
	}
	if r.Penalty != 0 {
		lines = append(lines, fmt.Sprintf("%s points are lost for coming late", Points(r.Penalty)))
	}
	if settled(r) {
		final, points := r.Final()
		lines = append(lines, fmt.Sprintf("what counts: %s of %s", Points(final), Points(points)))
	}
	return lines
}

// lateness says how late something came; nothing if it did not.
func lateness(h grader.Handed) string {
	days, rest := h.LateBy/(24*time.Hour), h.LateBy%(24*time.Hour)
	switch {
	case h.LateBy >= 24*time.Hour:
		return fmt.Sprintf("%d d %d h late", days, rest/time.Hour)
	case h.LateBy > 0:
		return fmt.Sprintf("%d h %d min late", rest/time.Hour, rest%time.Hour/time.Minute)
	case h.Late:
		return "late"
	}
	return ""
}

// writeReport writes every check of one submission.
func writeReport(w io.Writer, r grader.Report) {
	writeTotal(w, r)
	writeSettlement(w, r)
	if r.Missing {
		return
	}
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
		if f.Want == "" { // it tells more, and compares nothing
			wrap(w, "     ", printable(f.Where+": "+f.Got))
			wrap(w, "     why    ", printable(f.Why))
			continue
		}
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
