package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// packedZip makes a zip of files by their names.
func packedZip(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		f, err := w.Create(name)
		require.NoError(t, err)
		_, err = f.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.String()
}

// TestDownloads grades the downloads of platforms as they are. Whoever handed in
// a solution has the points of it, and nobody those of an earlier attempt.
func TestDownloads(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a class for each platform")
	}
	solved, err := os.ReadFile(filepath.Join("testdata", "class", "chidi", "activations.go"))
	require.NoError(t, err)
	good, bad := string(solved), "package student\n\n// nothing yet\n"
	for _, tt := range []struct {
		name, why, archive string
		files              map[string]string
		want               []string // name, points, late
	}{
		{"Moodle", "a folder each, names in UTF-8, one zip within", "CS101-HW5-4711.zip", map[string]string{
			"Ada Lovelace_123456_assignsubmission_file/activations.go":        good,
			"Bela Bartók_123457_assignsubmission_file_/activations.go":        bad,
			"Cleo_123458_assignsubmission_file/hw.zip":                        packedZip(t, map[string]string{"hw/activations.go": good}),
			"Dana_123459_assignsubmission_onlinetext/onlinetext.html":         "<p>see mail</p>",
			"Participant_123460_assignsubmission_file/activations.go":         good,
			"Ada Lovelace_123461_assignsubmission_file/activations.go":        bad,
			"Ada Lovelace_123456_assignsubmission_onlinetext/onlinetext.html": "<p>hello</p>",
		}, []string{"Ada Lovelace (123456) 10", "Ada Lovelace (123461) 0", "Bela Bartók 0", "Cleo 10", "Dana 0", "Participant 123460 10"}},
		{"Canvas", "loose files, the latest attempt counts, late ones are marked", "HW5_submissions.zip", map[string]string{
			"lovelaceada_4711_998877_activations.go":        bad,
			"lovelaceada_LATE_4711_998878_activations-1.go": bad,
			"lovelaceada_LATE_4711_998879_activations-2.go": good,
			"bartokbela_4712_998880_activations.go":         good,
			"bartokbela_4712_998881_activations-1.go":       bad,
			"cleo_4713_998882_hw.zip":                       packedZip(t, map[string]string{"activations.go": good}),
			"dana_4714_text.html":                           "x",
			"lovelaceada_4715_998883_activations.go":        good,
		}, []string{"bartokbela 0", "cleo 10", "dana 0", "lovelaceada (4711) 10 late", "lovelaceada (4715) 10"}},
		{"Gradescope", "the metadata tell who, when and how often", "assignment_99_export.zip", map[string]string{
			"assignment_99_export/submission_metadata.yml":     "submission_1:\n  :submitters:\n  - :name: Ada Lovelace\n    :sid: '0042'\n    :email: ada@example.edu\n  - :name: Cleo\n  :created_at: 2026-02-01 12:34:56.000000000 Z\n  :history:\n  - :created_at: 2026-01-01 12:34:56.000000000 Z\nsubmission_2:\n  :submitters:\n  - :name: Béla\n  :created_at: 2026-02-01 12:34:56.000000000 Z\n",
			"assignment_99_export/submission_1/activations.go": good,
			"assignment_99_export/submission_2/activations.go": bad,
		}, []string{"Ada Lovelace, Cleo 10", "Béla 0"}},
		{"a zip of zips", "as some collect them by mail", "class.zip", map[string]string{
			"ada.zip":  packedZip(t, map[string]string{"activations.go": good}),
			"bela.zip": packedZip(t, map[string]string{"hw5/student/activations.go": good}),
			"cleo.zip": "this is no zip",
		}, []string{"ada 10", "bela 10", "cleo 0"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := written(t, tt.archive, packedZip(t, tt.files))
			code, stdout, stderr := gradus(t, "grade", "-q", "-f", "csv", "-e", "activations", path)
			require.Equal(t, exitGraded, code, stderr)
			var got []string
			for name, row := range table(t, stdout) {
				got = append(got, strings.TrimSpace(name+" "+row["score"]+" "+row["late"]))
			}
			slices.Sort(got)
			assert.Equal(t, tt.want, got, tt.why)
		})
	}
}
