package intake_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/intake"
)

// TestEachReadsOneAtATime changes what is next while the one before is looked
// at: a class of thousands never stands in memory.
func TestEachReadsOneAtATime(t *testing.T) {
	root := tree(t, map[string]string{"ada/a.go": text, "bela/a.go": text, "cleo/a.go": text})
	var names, contents []string
	err := intake.Reader{}.Each([]string{root}, func(e intake.Entry) error {
		names, contents = append(names, e.Name), append(contents, string(e.Files[0].Content))
		return os.WriteFile(filepath.Join(root, "cleo", "a.go"), []byte(e.Name), 0o644)
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"ada", "bela", "cleo"}, names)
	assert.Equal(t, []string{text, text, "bela"}, contents)
}

func TestEachEndsWithTheFirstError(t *testing.T) {
	enough := errors.New("enough")
	hostile := zipOf(t, packed{name: "ada/a.go", content: text}, packed{name: "bela/a.go", content: text}, packed{name: "../x.go", content: text})
	for name, path := range map[string]string{
		"folder":  tree(t, map[string]string{"ada/a.go": text, "bela/a.go": text}),
		"archive": saved(t, "class.zip", hostile), // it has a fault, which is not to hide the error
	} {
		t.Run(name, func(t *testing.T) {
			times := 0
			err := intake.Reader{}.Each([]string{path, path}, func(intake.Entry) error {
				times++
				return enough
			})
			assert.Equal(t, enough, err)
			assert.Equal(t, 1, times)
		})
	}
}

// TestEachKeepsTheOrder has those first who handed in nothing: they are held back
// until it is sure that this is a class.
func TestEachKeepsTheOrder(t *testing.T) {
	root := tree(t, map[string]string{"ada/": "", "bela/essay.pdf": "x", "cleo/a.go": text, "dana/": "", "emil/a.go": text})
	var names []string
	require.NoError(t, intake.Reader{}.Each([]string{root}, func(e intake.Entry) error {
		names = append(names, e.Name)
		return nil
	}))
	assert.Equal(t, []string{"ada", "bela", "cleo", "dana", "emil"}, names)
}

func TestEachSaysThatAnArchiveIsHostile(t *testing.T) {
	path := saved(t, "class.zip", zipOf(t, packed{name: "ada/a.go", content: text}, packed{name: "bela/a.go", content: text}, packed{name: "../x.go", content: text}))
	handed := 0
	err := intake.Reader{}.Each([]string{path}, func(intake.Entry) error { handed++; return nil })
	var broken *intake.ArchiveError
	require.ErrorAs(t, err, &broken)
	assert.Equal(t, 2, handed, "what is sound is handed on before")
}
