package intake_test

import (
	"archive/tar"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/intake"
)

var update = flag.Bool("update", false, "rewrite the seeds in testdata")

// TestSeeds reads the seeds of the fuzz test, which must reach what they are for.
func TestSeeds(t *testing.T) {
	inner := zipOf(t, packed{name: "hw/a.go", content: text})
	for _, tt := range []struct {
		name    string
		archive []byte
		want    []brief
	}{
		{"class.zip", zipOf(t, packed{name: "ada/a.go", content: text}, packed{name: "bela/b.go", content: text}, packed{name: "README.md"}),
			[]brief{{name: "ada", files: []string{"a.go"}}, {name: "bela", files: []string{"b.go"}}}},
		{"nested.zip", zipOf(t, packed{name: "ada.zip", content: string(inner)}, packed{name: "bela/hw.zip", content: string(inner)}),
			[]brief{{name: "ada", files: []string{"a.go"}}, {name: "bela", files: []string{"a.go"}}}},
		{"moodle.zip", zipOf(t, packed{name: "Ada_1_assignsubmission_file/a.go", content: text}, packed{name: "Bela_2_assignsubmission_file_a.go", content: text}),
			[]brief{{name: "Ada", files: []string{"a.go"}}, {name: "Bela", files: []string{"a.go"}}}},
		{"canvas.zip", zipOf(t, packed{name: "ada_1_2_a.go", content: text}, packed{name: "ada_LATE_1_3_a-1.go", content: text}),
			[]brief{{name: "ada", files: []string{"a.go"}, notes: 1}}},
		{"gradescope.zip", zipOf(t, packed{name: "submission_metadata.yml", content: "submission_1:\n  :submitters:\n  - :name: Ada\n"}, packed{name: "submission_1/a.go", content: text}),
			[]brief{{name: "Ada", files: []string{"a.go"}}}},
		{"overlap.zip", overlapping(t), []brief{{name: "overlap", refused: true}}},
		{"liar.zip", liar(t), []brief{{name: "liar", files: []string{"a.go"}}}},
		{"slip.zip", zipOf(t, packed{name: "ada/../../x.go", content: text}, packed{name: "bela/a.go", content: text}),
			[]brief{{name: "ada", refused: true}, {name: "bela", files: []string{"a.go"}}}},
		{"class.tar", tarOf(t, tar.Header{Name: "ada/a.go"}, tar.Header{Name: "bela/b.go", Typeflag: tar.TypeLink, Linkname: "x"}),
			[]brief{{name: "ada", files: []string{"a.go"}}, {name: "bela", files: []string{"b.go"}}}},
		{"class.tgz", gzipOf(t, tarOf(t, tar.Header{Name: "../ada/a.go"}, tar.Header{Name: "ada/a.go"})),
			[]brief{{name: "class", refused: true}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join("testdata", "archives", tt.name)
			if *update {
				require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
				require.NoError(t, os.WriteFile(path, tt.archive, 0o644))
			}
			class, err := intake.Reader{}.Read(path)
			require.NoError(t, err)
			require.Equal(t, tt.want, briefs(class))
		})
	}
}

// FuzzArchive takes any bytes for the archive of a class and for that of a
// student. Each must end in submissions or an error, cost no more than its length
// and the limits allow, and give no name that could be a path.
func FuzzArchive(f *testing.F) {
	seeds, err := filepath.Glob("testdata/archives/*")
	require.NoError(f, err)
	require.Len(f, seeds, 10, "the seeds are there")
	for _, seed := range seeds {
		content, err := os.ReadFile(seed)
		require.NoError(f, err)
		f.Add(content)
	}
	limits := small()
	limits.ClassEntries, limits.ClassUnpack, limits.ClassKeep, limits.Metadata = 200, 1<<20, 1<<20, 4<<10
	root := f.TempDir()
	student := filepath.Join(root, "class", "x.zip")
	require.NoError(f, os.Mkdir(filepath.Dir(student), 0o755))
	f.Fuzz(func(t *testing.T, content []byte) {
		require.NoError(t, os.WriteFile(student, content, 0o644))
		for _, path := range []string{student, filepath.Dir(student)} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			class, err := intake.Reader{Limits: limits}.Read(path)
			runtime.ReadMemStats(&after)

			if allocated, most := after.TotalAlloc-before.TotalAlloc, uint64(64<<20+64*len(content)); allocated > most {
				t.Errorf("%d bytes allocated for %d, want at most %d", allocated, len(content), most)
			}
			if path != student {
				require.NoError(t, err, "what a student hands in is no error")
				require.Len(t, class, 1)
			}
			names := map[string]bool{}
			for _, e := range class {
				require.False(t, names[e.Name], "two submissions named %q", e.Name)
				names[e.Name] = true
				require.True(t, utf8.ValidString(e.Name+e.Refusal+strings.Join(e.Notes, "")))
				files := map[string]bool{}
				require.True(t, len(e.Files) > 0 || e.Refusal != "", "what cannot be graded has a reason")
				for _, file := range e.Files {
					require.False(t, strings.ContainsAny(file.Name, "/\\\x00"), "name %q", file.Name)
					require.True(t, utf8.ValidString(file.Name) && strings.HasSuffix(file.Name, ".go"), "name %q", file.Name)
					require.LessOrEqual(t, int64(len(file.Content)), limits.File)
					require.False(t, files[file.Name], "%q twice", file.Name)
					files[file.Name] = true
				}
			}
		}
		left, err := os.ReadDir(root)
		require.NoError(t, err)
		require.Len(t, left, 1, "nothing is written")
	})
}
