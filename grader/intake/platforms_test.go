package intake_test

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/intake"
)

// found is an entry as a test compares it.
type found struct {
	name, students string // the students as "name/id/email", with blanks between
	files          string // their names, with blanks between
	late           bool
	attempt        int
	refusal        string // how it begins
	notes          []string
}

func (f found) of(e intake.Entry) found {
	got := found{name: e.Name, late: e.Handed.Late, attempt: e.Handed.Attempt, notes: e.Notes}
	var students, files []string
	for _, s := range e.Students {
		students = append(students, s.Name+"/"+cmp.Or(s.Platform, s.ID)+"/"+s.Email)
	}
	for _, file := range e.Files {
		files = append(files, file.Name+strings.Repeat("!", min(1, len(file.Refusal))))
	}
	got.students, got.files = strings.Join(students, " "), strings.Join(files, " ")
	if got.refusal = e.Refusal; f.refusal != "" && strings.HasPrefix(e.Refusal, f.refusal) {
		got.refusal = f.refusal
	}
	return got
}

const metadata = `submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0042'
    :email: ada@example.edu
  - :name: Bela
    :sid: '7'
    :email: bela@example.edu
  :created_at: 2026-02-01 12:34:56.000000000 Z
  :score: 8.0
  :results:
    tests: [{name: x, score: 1}]
  :history:
  - :created_at: 2026-01-30 12:34:56.000000000 Z
    :score: 1.0
submission_12:
  :submitters:
  - :name: Cleo
  :created_at: 2026-02-02 01:00:00 +0100
submission_13:
  :submitters:
  - :name: Dana
`

// TestPlatforms reads each download twice: as the archive that it comes in, and
// unpacked.
func TestPlatforms(t *testing.T) {
	zipped := string(zipOf(t, packed{name: "hw/src/a.go", content: text}))
	for _, tt := range []struct {
		name, why string
		files     map[string]string
		want      []found
	}{
		{"Moodle", "a folder each, in either spelling, names in UTF-8, a text in place of files", map[string]string{
			"Zoë Ada_11_assignsubmission_file/a.go": text, "Bela_12_assignsubmission_file_/src/a.go": text,
			"Cleo_13_assignsubmission_file/hw.zip": zipped, "Dana_14_assignsubmission_onlinetext/onlinetext.html": "x",
			"Emil_15_assignsubmission_file/essay.pdf": "x", "Participant_16_assignsubmission_file/a.go": text,
			"Zoë Ada_11_assignsubmission_onlinetext/onlinetext.html": "x"},
			[]found{
				{name: "Bela", students: "Bela/12/", files: "a.go"}, {name: "Cleo", students: "Cleo/13/", files: "a.go"},
				{name: "Dana", students: "Dana/14/", refusal: "it is a text typed into the form"}, {name: "Emil", students: "Emil/15/", refusal: "it holds no Go file"},
				{name: "Participant 16", students: "/16/", files: "a.go"}, {name: "Zoë Ada", students: "Zoë Ada/11/", files: "a.go"},
			}},
		{"Moodle, flat", "files are put together by participant; two of one name stay apart", map[string]string{
			"Ada_11_assignsubmission_file_a.go": text, "Ada_11_assignsubmission_file_b_1.go": text, "Ada_12_assignsubmission_file_a.go": text,
			"Bela_13_assignsubmission_file_hw.zip": zipped},
			[]found{{name: "Ada (11)", students: "Ada/11/", files: "a.go b_1.go"}, {name: "Ada (12)", students: "Ada/12/", files: "a.go"}, {name: "Bela", students: "Bela/13/", files: "a.go"}}},
		{"Moodle, two downloads in one folder", "one counts, and the other is not left out in silence", map[string]string{
			"Ada_11_assignsubmission_file/a.go": text, "Ada_11_assignsubmission_file_/b.go": text, "Ada_11_assignsubmission_file_c.go": text},
			[]found{{name: "Ada", students: "Ada/11/", files: "a.go", notes: []string{
				`the folder "Ada_11_assignsubmission_file_" is left out: another of the same participant counts`,
				`the file "c.go" is left out: the folder of the same participant counts`}}}},
		{"Moodle, and a folder of the operator's", "whoever is there is graded", map[string]string{
			"Ada_11_assignsubmission_file/a.go": text, "by mail/a.go": text, "grades.csv": "x"},
			[]found{{name: "Ada", students: "Ada/11/", files: "a.go"}, {name: "by mail", files: "a.go"}}},
		{"Canvas", "loose files are put together by user, late ones are marked", map[string]string{
			"adal_4711_1_a.go": text, "adal_4711_2_b.go": text, "adal_4711_3_report.pdf": "x", "bela_LATE_4712_4_hw.zip": zipped,
			"cleo_4713_text.html": "x", "anon_Qx3Ab_LATE_5_a.go": text},
			[]found{{name: "adal", students: "adal/4711/", files: "a.go b.go", attempt: 1}, {name: "anon Qx3Ab", students: "/Qx3Ab/", files: "a.go", late: true, attempt: 1},
				{name: "bela", students: "bela/4712/", files: "a.go", late: true, attempt: 1}, {name: "cleo", students: "cleo/4713/", refusal: "it holds no Go file"}}},
		{"Canvas, handed in again", "the latest counts, whatever the order of names", map[string]string{
			"ada_1_10_a.go": "package old\n", "ada_LATE_1_11_a-1.go": "package older\n", "ada_LATE_1_9_a-10.go": text,
			"bela_2_12_a-2.go": text, "cleo_3_13_part-1.go": text, "cleo_3_14_part-2.go": text, "dana_4_15_hw.zip": "x", "dana_4_16_hw-1.zip": zipped,
			"emil_5_17_a.go": text, "emil_5_18_a.go": text},
			[]found{
				{name: "ada", students: "ada/1/", files: "a.go", late: true, attempt: 11, notes: []string{
					`the file "a.go" is left out: it was handed in again as "a-1.go"`, `the file "a-1.go" is left out: it was handed in again as "a-10.go"`}},
				{name: "bela", students: "bela/2/", files: "a.go", attempt: 3},
				{name: "cleo", students: "cleo/3/", files: "part-1.go part-2.go", attempt: 1},
				{name: "dana", students: "dana/4/", files: "a.go", attempt: 2, notes: []string{`the file "hw.zip" is left out: it was handed in again as "hw-1.zip"`}},
				{name: "emil", students: "emil/5/", files: "a.go", attempt: 1, notes: []string{`the file "a.go" is left out: it was handed in again as "a.go"`}},
			}},
		{"Canvas, two of one short name", "the user is the key", map[string]string{"ada_1_1_a.go": text, "ada_2_2_a.go": text, "solution.go": text},
			[]found{{name: "ada (1)", students: "ada/1/", files: "a.go", attempt: 1}, {name: "ada (2)", students: "ada/2/", files: "a.go", attempt: 1}, {name: "solution", files: "solution.go"}}},
		{"Gradescope", "groups have several names; who has no files is listed", map[string]string{
			"submission_metadata.yml": metadata, "submission_11/a.go": text, "submission_11/old/a.go": text, "submission_12.zip": zipped, "submission_99/hw/a.go": text},
			[]found{
				{name: "Ada Lovelace, Bela", students: "Ada Lovelace/0042/ada@example.edu Bela/7/bela@example.edu", files: "a.go", attempt: 2,
					notes: []string{`the folder "old" is left out: the files of a submission stand in one folder`}},
				{name: "Cleo", students: "Cleo//", files: "a.go", attempt: 1},
				{name: "Dana", students: "Dana//", refusal: `the export holds no folder "submission_13" with its files`},
				{name: "submission_99", files: "a.go"}}},
		{"Gradescope without metadata", "the folders tell", map[string]string{"submission_11/a.go": text, "submission_12/a.go": text},
			[]found{{name: "submission_11", files: "a.go"}, {name: "submission_12", files: "a.go"}}},
		{"GitHub Classroom", "user names have dashes", map[string]string{"hw-2-submissions/hw-2-ada-l/go.mod": "m", "hw-2-submissions/hw-2-ada-l/student/a.go": text, "hw-2-submissions/hw-2-bela/a.go": text},
			[]found{{name: "ada-l", students: "/ada-l/", files: "a.go"}, {name: "bela", students: "/bela/", files: "a.go"}}},
		{"a file that is named as by Canvas", "a student's own names are not Canvas's", map[string]string{"ada_1_2_a.go": text, "b.go": text}, []found{{name: "class", files: "ada_1_2_a.go b.go"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := tree(t, map[string]string{"class/": ""})
			folder := filepath.Join(root, "class")
			var entries []packed
			for name, content := range tt.files {
				require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755))
				require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644))
				entries = append(entries, packed{name: name, content: content})
			}
			if inner := filepath.Join(folder, "hw-2-submissions"); tt.name == "GitHub Classroom" {
				folder = inner
			}
			for _, path := range []string{folder, saved(t, "class.zip", zipOf(t, entries...))} {
				class, err := intake.Reader{}.Read(path)
				require.NoError(t, err)
				var got []found
				for i, e := range class {
					var want found
					if i < len(tt.want) {
						want = tt.want[i]
					}
					got = append(got, want.of(e))
					for _, f := range e.Files {
						assert.Equal(t, text, string(f.Content), "the right file is read")
					}
				}
				assert.Equal(t, tt.want, got, "%s: %s", path, tt.why)
			}
		})
	}
}

func TestGradescopeTimes(t *testing.T) {
	root := tree(t, map[string]string{"submission_metadata.yml": metadata, "submission_11/a.go": text, "submission_12/a.go": text})
	class, err := intake.Reader{}.Read(root)
	require.NoError(t, err)
	require.Len(t, class, 3)
	assert.Equal(t, time.Date(2026, 2, 1, 12, 34, 56, 0, time.UTC), class[0].Handed.At)
	assert.Equal(t, time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC), class[1].Handed.At, "in UTC")
	assert.Zero(t, class[2].Handed.At)
}

func TestGradescopeMetadataThatCannotBeRead(t *testing.T) {
	var aliases strings.Builder // each line is ten of the line before
	aliases.WriteString("a0: &a0 x\n")
	for i := byte('1'); i <= '9'; i++ {
		before := "*a" + string(i-1)
		aliases.WriteString("a" + string(i) + ": &a" + string(i) + " [" + strings.Repeat(before+",", 9) + before + "]\n")
	}
	for _, tt := range []struct{ name, why, text string }{
		{"not YAML", "it was edited", "submission_1: [\n"},
		{"another shape", "it is another file", "- a\n- b\n"},
		{"aliases", "a few lines can stand for a billion", aliases.String()},
		{"too large", "it is held in memory", strings.Repeat("# comment\n", 200)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := tree(t, map[string]string{"submission_metadata.yml": tt.text, "submission_1/a.go": text})
			_, err := intake.Reader{Limits: intake.Limits{Metadata: 1 << 10}}.Read(root)
			require.ErrorContains(t, err, "submission_metadata.yml", tt.why)
			assert.ErrorContains(t, err, "export it again, or remove it")
			assert.False(t, errors.Is(err, intake.ErrNothing))
		})
	}
}
