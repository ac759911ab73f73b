package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRoundTrip grades what was downloaded from a platform as it is, and fills in
// what is to be imported there: students are found by the platform's own number,
// though nobody told their names.
func TestRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("grades a submission twice")
	}
	for _, tt := range []struct {
		platform, file, export, want string
		flags                        []string
	}{
		{"canvas", "doedana_4711_%d_%s",
			"Student,ID,SIS User ID,SIS Login ID,Section,HW5 (12345)\n\"O'Doe, Dana\",4711,,x,A,\n",
			"Student,ID,SIS User ID,SIS Login ID,Section,HW5 (12345)\n\"O'Doe, Dana\",4711,,x,A,19\n", []string{"--canvas-gradebook", "export.csv", "--assignment", "12345"}},
		{"moodle", "Dana Doe_4711_assignsubmission_file/%.0d%s",
			"Identifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\"\nParticipant 4711,Dana Doe,x@y,Submitted,,\"100,00\"\n",
			"Identifier,Full name,Email address,Status,Grade,Maximum Grade\nParticipant 4711,Dana Doe,x@y,Submitted,19,\"100,00\"\n", []string{"--moodle-worksheet", "export.csv"}},
	} {
		t.Run(tt.platform, func(t *testing.T) {
			dir := t.TempDir()
			files, err := filepath.Glob(filepath.Join("testdata", "class", "dana", "*.go"))
			require.NoError(t, err)
			require.NotEmpty(t, files)
			var archive bytes.Buffer
			z := zip.NewWriter(&archive)
			for i, file := range files {
				content, err := os.ReadFile(file)
				require.NoError(t, err)
				w, err := z.Create(fmt.Sprintf(tt.file, 900+i, filepath.Base(file)))
				require.NoError(t, err)
				_, err = w.Write(content)
				require.NoError(t, err)
			}
			require.NoError(t, z.Close())
			require.NoError(t, os.WriteFile(filepath.Join(dir, "submissions.zip"), archive.Bytes(), 0o600))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "export.csv"), []byte(tt.export), 0o600))

			tt.flags[1] = filepath.Join(dir, tt.flags[1])
			var stdout, stderr bytes.Buffer
			args := append([]string{"gradus", "grade", "-q", filepath.Join(dir, "submissions.zip"), "--format", tt.platform}, tt.flags...)
			require.Equal(t, exitGraded, run(t.Context(), args, nil, &stdout, &stderr), stderr.String())
			assert.Equal(t, tt.want, stdout.String())
		})
	}
}
