package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
)

// canvasExport is what Canvas exports: with people that are not in the class, an
// assignment of the same title, one that may only be read, and names that are
// hard on a CSV.
const canvasExport = `Student,ID,SIS User ID,SIS Login ID,Section,HW1 (12001),HW5 Backprop (12345),HW5 Backprop (12346),Current Score
,,,,,,Manual Posting,,
    Points Possible,,,,,10,100.0,5,(read only)
"Lovelace, Ada",4711,00301,ada,Section 1,9.5,,3,87
"Hopper, Grace",9999,00302,grace,"Section 2, ""late""
second line",10,50,,90
"Bartik, Jean ""J.""",4715,,jean,Section 2,,EX,,
"'=Zuse, Zoë",4716,00304,zoe,Section 1,,12,,
"Bela",4720,,,Section 1,,,,
"Chen, Wei",4721,,,Section 1,1,,,
"Chen, Wei",4722,,,Section 1,2,,,
"Student, Test",4799,,tester,Section 1,,,,
`

// options are what every format can be written with.
func options(warned *[]string) report.Options {
	return report.Options{
		Canvas: report.CanvasSheet{Gradebook: []byte(canvasExport), Assignment: "12345"}, Runner: runner(),
		Warn: func(problem string) {
			if warned != nil {
				*warned = append(*warned, problem)
			}
		},
	}
}

// withChen is the fixture and a student of a name that Canvas has twice.
func withChen() grader.Class {
	var reports []grader.Report
	for r := range fixture().Reports {
		reports = append(reports, r)
	}
	return fixture().With(append(reports, grader.Report{Submission: "Wei Chen"}, grader.Report{Submission: "tester"}))
}

func TestCanvas(t *testing.T) {
	var warned []string
	out := text(t, func(b *bytes.Buffer) error { return report.Canvas(b, withChen(), options(&warned)) })
	golden(t, "canvas.csv", []byte(out))
	const column = "HW5 Backprop (12345)"
	before, after := rows(t, canvasExport, ','), rows(t, out, ',')
	require.Len(t, after, len(before))
	got := map[string]string{}
	for i := range after {
		got[after[i]["Student"]] += after[i][column]
		before[i][column], after[i][column] = "", ""
	}
	assert.Equal(t, before, after, "all the other cells are as they were")
	assert.Equal(t, map[string]string{
		"":                    "Manual Posting",
		"    Points Possible": "100.0",
		"Lovelace, Ada":       "11.666", // by Canvas's number
		"Hopper, Grace":       "8.416",  // by the SIS number
		"Bartik, Jean \"J.\"": "EX",     // excused
		"'=Zuse, Zoë":         "12",     // handed in nothing
		"Bela":                "0",      // by the name
		"Chen, Wei":           "",       // two of them
		"Student, Test":       "0",      // by the folder, which is called by the login
	}, got)
	all := strings.Join(warned, "\n")
	assert.Contains(t, all, `"Wei Chen" is in 2 rows by name`, "never guessed")
	assert.Contains(t, all, "is excused there and stays so")
	assert.Contains(t, all, "1 students handed in nothing")
	assert.Contains(t, all, "second linexxx", "and whom nobody knows is told of")

	silent := options(nil)
	silent.Warn = nil
	var placing *report.PlacingError
	assert.ErrorAs(t, report.Canvas(new(bytes.Buffer), withChen(), silent), &placing, "never silent")
}

func TestCanvasAssignments(t *testing.T) {
	for _, tt := range []struct{ name, why, gradebook, assignment, words string }{
		{"by number", "it is the only sure way", canvasExport, "12346", ""},
		{"by header", "it is copied from the download", canvasExport, "HW1 (12001)", ""},
		{"by title", "where it is there once", canvasExport, "HW1", ""},
		{"a title that is there twice", "one of them would be wrong", canvasExport, "HW5 Backprop", "2 assignments"},
		{"none", "Canvas would make a new one", canvasExport, "HW6", `no assignment "HW6", but "HW1 (12001)"`},
		{"not said", "so it is asked", canvasExport, "", "say which assignment"},
		{"only read", "Canvas would ignore it", canvasExport, "Current Score", "no assignment"},
		{"another table", "it is not what Canvas exports", "a,b\n1,2\n", "x", "not what Canvas exports"},
		{"no table", "a broken download", "a,\"b\n", "x", "no CSV"},
		{"nothing", "an empty download", "", "x", "empty"},
	} {
		o := options(nil)
		o.Canvas = report.CanvasSheet{Gradebook: []byte(tt.gradebook), Assignment: tt.assignment}
		err := report.Canvas(new(bytes.Buffer), fixture(), o)
		if tt.words == "" {
			assert.NoError(t, err, "%s: %s", tt.name, tt.why)
			continue
		}
		assert.ErrorContains(t, err, tt.words, "%s: %s", tt.name, tt.why)
	}
	assert.Error(t, report.Canvas(new(bytes.Buffer), fixture(), report.Options{}), "nothing was downloaded")
}

// TestCanvasInAnotherCountry has semicolons, decimal commas, and the mark that
// spreadsheets write.
func TestCanvasInAnotherCountry(t *testing.T) {
	o := options(nil)
	o.Canvas.Gradebook = []byte("\uFEFFStudent;ID;SIS User ID;SIS Login ID;Section;HW5 (12345)\r\n    Points Possible;;;;;100,0\r\nLovelace, Ada;4711;;;Section 1;\r\n")
	out := text(t, func(b *bytes.Buffer) error { return report.Canvas(b, fixture(), o) })
	assert.True(t, strings.HasPrefix(out, "\uFEFFStudent;ID;"))
	assert.Contains(t, out, "Lovelace, Ada;4711;;;Section 1;11,666\r\n")
}

// moodleExport is a grading worksheet that was downloaded in German.
const moodleExport = `ID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,"Bestwertung","Bewertung kann geändert werden","Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)","Feedback als Kommentar"
"Teilnehmer/in4711","Ada Lovelace",ada@example.edu,"Zur Bewertung abgegeben",,"100,00",Ja,"Donnerstag, 26. November 2026, 12:00",-,
"Teilnehmer/in9001","Hopper, Grace",GRACE@example.edu,"Zur Bewertung abgegeben","12,50","100,00",Ja,"Freitag, 27. November 2026, 14:00","Freitag, 27. November 2026, 15:00","<p>old, ""quoted""</p>
second line"
"Teilnehmer/in9002","=Zoë Zuse",zoe@example.edu,"Keine Abgabe",,"100,00",Ja,-,-,
"Teilnehmer/in9003","Nobody ""Known""",nobody@example.edu,"Keine Abgabe",,"100,00",Ja,-,-,
`

func TestMoodleWorksheet(t *testing.T) {
	var warned []string
	o := options(&warned)
	o.Moodle = []byte(moodleExport)
	out := text(t, func(b *bytes.Buffer) error { return report.Moodle(b, fixture(), o) })
	golden(t, "moodle.csv", []byte(out))
	before, after := rows(t, moodleExport, ','), rows(t, out, ',')
	require.Len(t, after, len(before))
	var grades []string
	for i := range after {
		grades = append(grades, after[i]["Bewertung"])
		for _, column := range []string{"Bewertung", "Feedback als Kommentar"} {
			before[i][column], after[i][column] = "", ""
		}
	}
	assert.Equal(t, before, after, "all the other cells are as they were")
	assert.Equal(t, []string{"11,666", "8,416", "", ""}, grades)
	assert.Contains(t, out, "xor-linear: 0 of 8<br>xor-network: 4.333 of 8")
	assert.Contains(t, out, "corrected by =cmd|&#39;/c calc&#39;!A1 &lt;script&gt;", "feedback is HTML")
	all := strings.Join(warned, "\n")
	assert.Contains(t, all, `"Bela" is in no row`)
	assert.Contains(t, all, "participants of Moodle's worksheet are not in this class")

	for why, sheet := range map[string]string{
		"it is no worksheet":                     "a,b\n1,2x\n",
		"nobody is in it":                        "Identifier,Grade\n",
		"it is graded by a scale, not by points": "Identifier,Status,Grade,Scale\nParticipant 1,x,,Good\n",
	} {
		o.Moodle = []byte(sheet)
		assert.ErrorContains(t, report.Moodle(new(bytes.Buffer), fixture(), o), "worksheet", why)
	}
}

func TestMoodleWorksheetColumns(t *testing.T) {
	for _, tt := range []struct{ name, why, sheet, want string }{
		{"blind", "there is neither name nor mail", "Identifier,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade)\nParticipant 4711,x,,50.00,Yes,-,-\n",
			"Participant 4711,x,11.666,50.00,Yes,-,-\n"},
		{"online text", "it stands before the date of the grade, and is no feedback", "Id,Nom,Mail,Statut,Note,Max,Mod,Date,Texte,Date\nP 4711,Ada,a@b,x,,5.00,Oui,-,words,\"jeudi 26 novembre 2026, 12:00\"\n",
			"P 4711,Ada,a@b,x,5,5.00,Oui,-,words,\"jeudi 26 novembre 2026, 12:00\"\n"},
		{"graded", "equal grades are not the most that can be had", "Id,Nom,Mail,Statut,Note,Max\nP 4711,Ada,a@b,x,3.00,20.00\n", "P 4711,Ada,a@b,x,11.666,20.00\n"},
	} {
		o := options(nil)
		o.Moodle = []byte(tt.sheet)
		out := text(t, func(b *bytes.Buffer) error { return report.Moodle(b, fixture(), o) })
		_, row, _ := strings.Cut(out, "\n")
		assert.Equal(t, tt.want, row, "%s: %s", tt.name, tt.why)
	}
}

func TestMoodleGradebook(t *testing.T) {
	var warned []string
	twice := ofFixture(0)
	twice.Submission = "a copy"
	var reports []grader.Report
	for r := range fixture().Reports {
		reports = append(reports, r)
	}
	out := text(t, func(b *bytes.Buffer) error {
		return report.Moodle(b, fixture().With(append(reports, twice)), options(&warned))
	})
	golden(t, "moodle.gradebook.csv", []byte(out))
	got := map[string]string{}
	for _, row := range rows(t, out, ',') {
		got[row["email"]] = row["grade"]
	}
	assert.Equal(t, map[string]string{"ada@example.edu": "11.666", "grace@example.edu": "8.416", "jean@example.edu": "8.416"}, got,
		"one row that Moodle does not know would make it refuse them all")
	all := strings.Join(warned, "\n")
	assert.Contains(t, all, `"Bela" has no email`)
	assert.Contains(t, all, `"Ada Lovelace" of submission "a copy" has the email of "Ada Lovelace"`)
}
