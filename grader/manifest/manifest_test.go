package manifest_test

import (
	"io/fs"
	"maps"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/manifest"
)

func handedOut() map[string][]byte {
	return map[string][]byte{
		"go.mod":                  []byte("module m\n"),
		"specs/a b.md":            []byte("text\n"),
		"student/one.go":          []byte("package student\n"),
		"student/student_test.go": []byte("package student_test\n"),
	}
}

func TestCompare(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		path      string
		file      *fstest.MapFile // nil removes it
		want      manifest.Changes
	}{
		{"student's file", "it is there to be changed", "student/one.go", &fstest.MapFile{Data: []byte("package student // mine\n")}, manifest.Changes{}},
		{"student's file gone", "it is the student's loss", "student/one.go", nil, manifest.Changes{}},
		{"helper", "students may write more files", "student/helper.go", &fstest.MapFile{}, manifest.Changes{}},
		{"our test", "it is no work of the student's", "student/student_test.go", &fstest.MapFile{}, manifest.Changes{Changed: []string{"student/student_test.go"}}},
		{"changed", "by one blank", "go.mod", &fstest.MapFile{Data: []byte("module m \n")}, manifest.Changes{Changed: []string{"go.mod"}}},
		{"removed", "a sheet with a blank in its name", "specs/a b.md", nil, manifest.Changes{Removed: []string{"specs/a b.md"}}},
		{"added", "another module could take over", "go.work", &fstest.MapFile{}, manifest.Changes{Added: []string{"go.work"}}},
		{"added below student", "only Go files directly in it are the student's", "student/sub/x.go", &fstest.MapFile{}, manifest.Changes{Added: []string{"student/sub/x.go"}}},
		{"link", "what it leads to may change", "go.mod", &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("specs/a b.md")}, manifest.Changes{Changed: []string{"go.mod"}}},
		{"git", "its files are nobody's work", ".git/config", &fstest.MapFile{}, manifest.Changes{}},
		{"reports", "CI wrote them", manifest.Reports + "/junit.xml", &fstest.MapFile{}, manifest.Changes{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			repository := fstest.MapFS{}
			for name, content := range handedOut() {
				repository[name] = &fstest.MapFile{Data: content}
			}
			repository[manifest.File] = &fstest.MapFile{Data: manifest.Of(handedOut()).Bytes()}
			if repository[tt.path] = tt.file; tt.file == nil {
				delete(repository, tt.path)
			}
			m, err := manifest.Parse(manifest.Of(handedOut()).Bytes())
			require.NoError(t, err)
			got, err := m.Compare(repository)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got, tt.why)
		})
	}
}

// TestTheManifestItself is protected where it is compared with one that knows it.
func TestTheManifestItself(t *testing.T) {
	files := handedOut()
	repository := fstest.MapFS{}
	for name, content := range files {
		repository[name] = &fstest.MapFile{Data: content}
	}
	files[manifest.File] = manifest.Of(files).Bytes()
	repository[manifest.File] = &fstest.MapFile{Data: []byte("forged")}
	got, err := manifest.Of(files).Compare(repository)
	require.NoError(t, err)
	assert.Equal(t, manifest.Changes{Changed: []string{manifest.File}}, got)
	assert.Equal(t, []string{"changed  MANIFEST"}, got.Lines())
}

func TestParse(t *testing.T) {
	want := manifest.Of(handedOut())
	got, err := manifest.Parse(want.Bytes())
	require.NoError(t, err)
	assert.True(t, maps.Equal(want, got))
	for _, text := range []string{"", "x", "00  go.mod\n", string(want.Bytes()) + "\n"} {
		_, err := manifest.Parse([]byte(text))
		assert.Error(t, err, "%q", text)
	}
}
