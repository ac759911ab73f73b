package report

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// maxMarkdown is less than what GitHub takes as the summary of a step, 1 MiB.
const maxMarkdown = 1_000_000

// Markdown writes a page as GitHub shows it: a table for a class, and every check
// of each submission. What does not fit into the summary of a job is left out, a
// whole row or submission at a time, and the page says so.
func Markdown(w io.Writer, c grader.Class, _ Options) error {
	hash, err := Hash(c)
	if err != nil {
		return err
	}
	end := fmt.Sprintf("\nseed %s, rubric %s, %s, grade `%s`\n", mdText(c.Seed), mdText(c.Rubric), mdText(c.Toolchain), hash)
	p := &page{w: bufio.NewWriter(w), left: maxMarkdown - len(end) - len(leftOut(c.Size, c.Size))}
	rows, details := 0, 0
	if c.Size != 1 {
		rows = mdTable(p, c)
	}
	for r := range c.Reports {
		if !p.block(func() string { return mdReport(r, c.Size != 1) }) {
			details++
		}
	}
	io.WriteString(p.w, leftOut(rows, details)+end)
	return p.w.Flush()
}

// page is written in blocks, until one of them does not fit.
type page struct {
	w    *bufio.Writer
	left int // bytes; negative once it is full
}

// block writes a block, if it fits.
func (p *page) block(text func() string) bool {
	if p.left < 0 {
		return false
	}
	block := text()
	p.left -= len(block)
	if p.left < 0 {
		return false
	}
	p.w.WriteString(block)
	return true
}

// leftOut says how much did not fit.
func leftOut(rows, details int) string {
	if rows == 0 && details == 0 {
		return ""
	}
	return fmt.Sprintf("\n**This page is full: %d rows of the table and the details of %d submissions are left out.**\n", rows, details)
}

// mdTable writes a line per submission, and returns how many did not fit.
func mdTable(p *page, c grader.Class) (missing int) {
	t := measure(c)
	var head, rule strings.Builder
	head.WriteString("| submission | score |")
	rule.WriteString("|---|--:|")
	if t.final {
		head.WriteString(" final |")
		rule.WriteString("--:|")
	}
	for _, id := range t.columns {
		fmt.Fprintf(&head, " %s |", id)
		rule.WriteString("--:|")
	}
	p.block(func() string { return "# Grades\n\n" + head.String() + "\n" + rule.String() + "\n" })
	for r := range c.Reports {
		if !p.block(func() string { return mdRow(r, t) }) {
			missing++
		}
	}
	if c.Size > 0 {
		p.block(func() string { return "\n-: not attempted, not chosen; x: crashed, did not end, does not compile\n\n" })
	}
	return missing
}

func mdRow(r grader.Report, t table) string {
	var b strings.Builder
	score, _ := r.Score()
	fmt.Fprintf(&b, "| %s | %s |", mdText(r.Submission), Points(score))
	if t.final {
		final, _ := r.Final()
		fmt.Fprintf(&b, " %s |", Points(final))
	}
	if r.Missing {
		b.WriteString(" nothing was handed in |")
	} else {
		for _, cell := range t.cells(r) {
			fmt.Fprintf(&b, " %s |", cell)
		}
	}
	return b.String() + "\n"
}

// mdReport returns every check of a submission; folded up, if it is one of many.
func mdReport(r grader.Report, folded bool) string {
	var b strings.Builder
	score, points := r.Score()
	sum := fmt.Sprintf("%s of %s points", Points(score), Points(points))
	if folded {
		fmt.Fprintf(&b, "<details><summary>%s: %s</summary>\n\n", htmlText(r.Submission), sum)
	} else {
		fmt.Fprintf(&b, "# %s: %s\n\n", mdText(r.Submission), sum)
	}
	for _, line := range settlement(r) {
		fmt.Fprintf(&b, "- %s\n", mdText(line))
	}
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "- note: %s\n", mdText(note))
	}
	if !r.Missing {
		for _, s := range r.Standings() {
			mdStanding(&b, s)
		}
	}
	if folded {
		b.WriteString("\n</details>\n\n")
	}
	return b.String()
}

func mdStanding(b *strings.Builder, s grader.Standing) {
	fmt.Fprintf(b, "\n### %s: %s", s.Exercise.ID, s.Exercise.Title)
	if s.Chosen {
		fmt.Fprintf(b, " (%s of %s)", Points(s.Earned), Points(s.Points))
	}
	b.WriteString("\n\n")
	if first := s.Results[0]; alike(s.Results) && first.Status != grader.Passed {
		fmt.Fprintf(b, "- %s %s%s\n", mdMark(first.Status), first.Status.Words(), mdAfter(": ", brief(first)))
		mdFindings(b, first.Findings)
		return
	}
	for _, r := range s.Results {
		fmt.Fprintf(b, "- %s **%s**: %s, %s of %s", mdMark(r.Status), mdText(question(r)), r.Status.Words(), Points(r.Earned), Points(r.Points))
		if !open(r.Status) && r.Summary != "right" && (len(r.Findings) == 0 || r.Findings[0].Want == "") {
			b.WriteString(mdAfter(". ", brief(r)))
		}
		b.WriteString("\n")
		mdFindings(b, r.Findings)
	}
}

func mdFindings(b *strings.Builder, findings []grader.Finding) {
	for _, f := range findings {
		var lines []string
		for _, p := range labelled(f) {
			text := mdText(p.text)
			switch p.label {
			case "got", "want":
				text = mdCode(p.text)
			case "why":
				text = "**" + text + "**"
			}
			lines = append(lines, strings.TrimPrefix(p.label+": "+text, ": "))
		}
		fmt.Fprintf(b, "  - %s\n", strings.Join(lines, "\\\n    "))
	}
}

// mdMark is the mark of a status; a hyphen would begin a list.
func mdMark(s grader.Status) string { return strings.Replace(mark(s), "-", "–", 1) }

func mdAfter(separator, s string) string {
	if s = mdText(s); s == "" {
		return ""
	}
	return separator + s
}

// mdText makes a string of unknown origin a text in which nothing is markup.
func mdText(s string) string {
	return mdStart.ReplaceAllString(mdMarkup.Replace(clip(s)), `$1\$2$3`)
}

// mdMarkup escapes what is markup wherever it stands.
var mdMarkup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`,
	"~", `\~`, "&", `\&`, "$", `\$`, "#", `\#`, "://", `:\//`, "www.", `www\.`)

// mdStart is what begins a list, or underlines a heading, where a line begins.
var mdStart = regexp.MustCompile(`^([0-9]*)([-+=.)])([^0-9]|$)`)

// htmlText does so for the text of an HTML element.
func htmlText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(clip(s))
}

// mdCode shows a string of unknown origin as code.
func mdCode(s string) string {
	s = clip(s)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}
