package report_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/report"
)

// schema compiles a JSON schema of testdata.
func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return s
}

// valid holds a JSON document to a schema.
func valid(s *jsonschema.Schema, text string) error {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

func TestJSONSchema(t *testing.T) {
	s := schema(t, "report.schema.json")
	var b bytes.Buffer
	require.NoError(t, report.JSON(&b, fixture(), report.Options{}))
	require.NoError(t, valid(s, b.String()))

	golden, err := os.ReadFile(filepath.Join("..", "..", "cmd", "gradus", "testdata", "class.golden.json"))
	require.NoError(t, err)
	assert.NoError(t, valid(s, strings.Replace(string(golden), `"hash": "any"`, `"hash": "sha256:`+strings.Repeat("0", 64)+`"`, 1)), "and what a class gives")

	for why, text := range map[string]string{
		"a status of its own":   strings.Replace(b.String(), `"failed"`, `"splendid"`, 1),
		"a field of its own":    strings.Replace(b.String(), `"source"`, `"sauce"`, 1),
		"points that are words": strings.Replace(b.String(), `"score": 11.666`, `"score": "11.666"`, 1),
		"a time without a zone": strings.Replace(b.String(), `12:00:00Z`, `12:00:00`, 1),
	} {
		require.NotEqual(t, text, b.String(), why)
		assert.Error(t, valid(s, text), why)
	}
}
