package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/intake"
)

// tree writes files below a new folder; a name that ends in a slash is a folder.
func tree(t *testing.T, files map[string]string) string {
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			require.NoError(t, os.MkdirAll(path, 0o755))
			continue
		}
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	return root
}

// brief is a submission without its contents.
type brief struct {
	name    string
	files   []string
	notes   int
	refused bool
}

func briefs(class []intake.Entry) []brief {
	var all []brief
	for _, s := range class {
		b := brief{name: s.Name, notes: len(s.Notes), refused: s.Refusal != ""}
		for _, f := range s.Files {
			b.files = append(b.files, f.Name)
		}
		all = append(all, b)
	}
	return all
}

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		files     map[string]string
		path      string
		want      []brief
	}{
		{"a folder of files", "one submission", map[string]string{"ada/b.go": text, "ada/a.go": text, "ada/README.md": "x", "ada/a.txt": "x"}, "ada",
			[]brief{{name: "ada", files: []string{"a.go", "b.go"}}}},
		{"a file", "one submission of one file", map[string]string{"xor_linear.go": text}, "xor_linear.go",
			[]brief{{name: "xor_linear", files: []string{"xor_linear.go"}}}},
		{"a class", "each folder, by name, hidden ones apart", map[string]string{"c/bela/x.go": text, "c/ada/x.go": text, "c/.git/x.go": text, "c/roster.csv": "x"}, "c",
			[]brief{{name: "ada", files: []string{"x.go"}}, {name: "bela", files: []string{"x.go"}}}},
		{"an empty folder in a class", "who handed in nothing is in the report", map[string]string{"c/ada/x.go": text, "c/bela/": "", "c/cleo/essay.pdf": "x"}, "c",
			[]brief{{name: "ada", files: []string{"x.go"}}, {name: "bela", refused: true}, {name: "cleo", refused: true}}},
		{"the repository that students have", "its folder student is the submission", map[string]string{"hw/go.mod": "module m", "hw/student/x.go": text, "hw/grader/g.go": text}, "hw",
			[]brief{{name: "hw", files: []string{"x.go"}}}},
		{"such repositories in a class", "the same, with and without go.mod", map[string]string{"c/ada/go.mod": "m", "c/ada/student/x.go": text, "c/bela/student/y.go": text}, "c",
			[]brief{{name: "ada", files: []string{"x.go"}}, {name: "bela", files: []string{"y.go"}}}},
		{"a student named student", "a class is no repository", map[string]string{"c/ada/x.go": text, "c/student/y.go": text}, "c",
			[]brief{{name: "ada", files: []string{"x.go"}}, {name: "student", files: []string{"y.go"}}}},
		{"folders within", "left out, and said", map[string]string{"ada/x.go": text, "ada/old/x.go": text, "ada/img/a.png": "x"}, "ada",
			[]brief{{name: "ada", files: []string{"x.go"}, notes: 1}}},
		{"names with blanks", "a name is a name", map[string]string{"c/Ada  Lovelace/my file.go": text}, "c",
			[]brief{{name: "Ada  Lovelace", files: []string{"my file.go"}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := intake.Reader{}.Read(filepath.Join(tree(t, tt.files), tt.path))
			require.NoError(t, err)
			assert.Equal(t, tt.want, briefs(got), tt.why)
		})
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	root := tree(t, map[string]string{"empty/": "", "text/README.md": "x", "a.txt": "x", "above/class/ada/x.go": "package student\n", "above/pdf/a.pdf": "x"})
	for _, tt := range []struct{ name, why, path, want string }{
		{"missing", "a typing mistake", "nowhere", "nowhere"},
		{"empty", "there is nothing in it", "empty", "no Go file"},
		{"no Go", "there is nothing to grade in it", "text", "no Go file"},
		{"the folder above a class", "a slip of the operator's is no zero for anybody", "above", "class"},
		{"not Go", "a text is no submission", "a.txt", "neither a folder nor a .go file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := intake.Reader{}.Read(filepath.Join(root, tt.path))
			require.ErrorContains(t, err, tt.want, tt.why)
			assert.ErrorContains(t, err, tt.path)
		})
	}
}

func TestFilesThatAreNotRead(t *testing.T) {
	root := tree(t, map[string]string{"c/ada/a.go": "package student\n", "c/ada/secret.txt": "s"})
	ada := filepath.Join(root, "c", "ada")
	huge, err := os.Create(filepath.Join(ada, "huge.go"))
	require.NoError(t, err)
	require.NoError(t, huge.Truncate(100<<20))
	require.NoError(t, huge.Close())
	require.NoError(t, os.Mkdir(filepath.Join(ada, "folder.go"), 0o755))
	links := os.Symlink(filepath.Join(ada, "secret.txt"), filepath.Join(ada, "link.go")) == nil &&
		os.Symlink(ada, filepath.Join(root, "c", "bela")) == nil
	if !links {
		t.Skip("no symbolic links here")
	}

	class, err := intake.Reader{}.Read(filepath.Join(root, "c"))
	require.NoError(t, err)
	require.Len(t, class, 2)
	refusals := map[string]string{}
	for _, f := range class[0].Files {
		refusals[f.Name] = f.Refusal
		if f.Refusal != "" {
			assert.Empty(t, f.Content, "a refused file is not read")
		}
	}
	assert.Equal(t, "", refusals["a.go"])
	assert.Contains(t, refusals["huge.go"], "larger than 256 KiB")
	assert.Contains(t, refusals["link.go"], "not a regular file", "a link could lead to the instructor's own files")
	assert.NotContains(t, refusals, "folder.go", "a folder is no file")
	assert.Contains(t, class[1].Refusal, "symbolic link")
}

func TestNamesThatAreNotUTF8(t *testing.T) {
	root := t.TempDir()
	if os.Mkdir(filepath.Join(root, "b\xffla"), 0o755) != nil {
		t.Skip("this file system has only UTF-8 names")
	}
	class, err := intake.Reader{}.Read(root)
	require.NoError(t, err)
	assert.Equal(t, `b\xffla`, class[0].Name)
}

func TestReadAllKeepsNamesApart(t *testing.T) {
	root := tree(t, map[string]string{"monday/ada/x.go": "package student\n", "tuesday/ada/x.go": "package student\n", "tuesday/bela/x.go": "package student\n"})
	class, err := intake.Reader{}.Read(filepath.Join(root, "monday"), filepath.Join(root, "tuesday"))
	require.NoError(t, err)
	tuesday := filepath.ToSlash(filepath.Join(root, "tuesday"))
	assert.Equal(t, []brief{
		{name: "ada", files: []string{"x.go"}}, {name: tuesday + "/ada", files: []string{"x.go"}}, {name: "bela", files: []string{"x.go"}},
	}, briefs(class))
}

func TestReadAllRefusesTheSameTwice(t *testing.T) {
	root := tree(t, map[string]string{"ada/x.go": "package student\n"})
	ada := filepath.Join(root, "ada")
	_, err := intake.Reader{}.Read(ada, ada)
	require.ErrorContains(t, err, "twice")
}
