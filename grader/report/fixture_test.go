package report_test

import (
	"slices"
	"strings"
	"time"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

// worst is what a student may put into any text that reaches a report.
const worst = "=cmd|'/c calc'!A1 <script>alert(1)</script> ]]> \x1b[31mred\x1b[0m \x00 \u202egnp.exe\u202c 🙂 ünï \xff ::error::x\nsecond line"

// fixture is a class with every status, the worst strings, and everything that
// can be known of a student besides the grading.
func fixture() grader.Class {
	all := everyStatus()
	ada := grader.NewReport(grader.Submission{Name: "Ada Lovelace"}, nil, all)
	ada.Students = []grader.Student{{Name: "Ada Lovelace", Platform: "4711", ID: "00301", Login: "ada", Email: "ada@example.edu", Section: "Section 1"}}
	ada.Handed = grader.Handed{At: noon(), Attempt: 2}

	hostile := grader.NewReport(grader.Submission{Name: worst + strings.Repeat("x", 100), Notes: []string{worst}}, []string{"a note"}, all[:6])
	hostile.Students = []grader.Student{{Name: worst, Platform: "4713", ID: "=2+2", Login: "@login", Email: "-mail", Section: "+1, \"x\""}}

	untouched := grader.NewReport(grader.Submission{Name: "Bela"}, nil, blank())

	group := grader.NewReport(grader.Submission{Name: "Group 7"}, nil, all)
	group.Students = []grader.Student{
		{Name: "Hopper, Grace", Platform: "4714", ID: "00302", Login: "grace", Email: "grace@example.edu", Section: "Section 2"},
		{Name: "Jean \"J.\" Bartik", Platform: "4715", ID: "00303", Login: "jean", Email: "jean@example.edu", Section: "Section 2"},
	}
	group.Handed = grader.Handed{At: noon().Add(26 * time.Hour), Late: true, LateBy: 26 * time.Hour}
	group.Penalty = 1_500
	group.Corrections = []grader.Correction{
		{Check: "xor-network/first", Exact: true, Points: 2_500, Why: "half right, and explained well", Who: "Alan", Made: noon()},
		{Points: -250, Why: worst, Who: worst, Made: noon().Add(time.Hour)},
	}

	missing := grader.NewReport(grader.Submission{Name: "Zoë Zuse"}, nil, blank())
	missing.Missing = true
	missing.Students = []grader.Student{{Name: "Zoë Zuse", Platform: "4716", ID: "00304", Login: "zoe", Email: "zoe@example.edu", Section: "Section 1"}}

	return grader.Class{Rubric: "0123456789abcdef", Seed: "01234567", Toolchain: "go1.26.0"}.With([]grader.Report{ada, hostile, untouched, group, missing})
}

func noon() time.Time { return time.Date(2026, time.November, 26, 12, 0, 0, 0, time.UTC) }

func runner() report.Runner {
	return report.Runner{
		Classroom: "dl-2026", Assignment: "hw5", Kind: "individual", Owner: "ada", Submission: "submit/2026-11-26T12-00-00Z-a1b2c3d",
		Commit: "https://github.com/c/r/commit/a1b2c3d", Release: "https://github.com/c/r/releases/tag/x", Graded: noon().Add(time.Minute),
	}
}

// long is the fixture with a text of ten thousand lines, which no golden file
// has, since nobody would read it.
func long() grader.Class {
	reports := slices.Collect(fixture().Reports)
	text := strings.Repeat("one of ten thousand lines, at linear.go:7\n", 10_000)
	reports[0].Notes = []string{text}
	for i := range reports[0].Results {
		reports[0].Results[i].Summary = text
		for j := range reports[0].Results[i].Findings {
			reports[0].Results[i].Findings[j].Got = text
		}
	}
	return fixture().With(reports)
}

func everyStatus() []grader.Result {
	var all []grader.Result
	statuses := grader.Statuses()
	for i, e := range specs.Catalogue() {
		for j := range 2 {
			s := statuses[(2*i+j)%len(statuses)]
			r := grader.Result{Exercise: e.ID, Check: string(e.ID) + "/" + []string{"first", "second"}[j], Status: s, Points: e.Points / 2, Summary: "a summary that says " + s.String()}
			switch s {
			case grader.Passed:
				r.Earned, r.Summary = r.Points, "right"
			case grader.Partial:
				r.Earned = 333
			case grader.CompileError:
				r.Summary = e.File + ":12:3: undefined: x"
			case grader.Crashed:
				r.Summary = "panicked: runtime error: index out of range [3] with length 3, at " + e.File + ":42"
			}
			if s == grader.Partial || s == grader.Failed {
				r.Findings = []grader.Finding{
					{Where: "Backward, published: a = 0.7, β = 0.7, x = 2, μ = 0.5, y = (1, -2, 0.5, 3), ∂L/∂w", Got: "NaN", Want: "3.51786", Off: "", Why: "the factor x is missing", Code: "missing-x"},
					{Where: worst, Got: worst, Want: "1", Off: "off by 2; up to 1e-12 is allowed: roundings"},
				}
			}
			all = append(all, r)
		}
	}
	return all
}

func blank() []grader.Result {
	var all []grader.Result
	for _, e := range specs.Catalogue() {
		all = append(all, grader.Result{Exercise: e.ID, Check: string(e.ID) + "/all", Status: grader.NotAttempted, Points: e.Points, Summary: "not attempted"})
	}
	return all
}
