package gradebook_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

// TestStoredForm holds the layout that is in every gradebook there is.
func TestStoredForm(t *testing.T) {
	g := gradebook.Graded{Notes: []string{"n\xff"}, Results: []grader.Result{{Exercise: "xor-linear", Check: fit, Status: grader.OutOfFuel, Points: 5000, Earned: 1, Summary: "s", Findings: []grader.Finding{{Where: "w", Got: "{", Code: "c", Drawn: "d"}}}}}
	stored, digest, err := gradebook.Encode(g)
	require.NoError(t, err)
	assert.Equal(t, `{"notes":[{"bytes":"bv8="}],"results":[{"exercise":"xor-linear","check":"xor-linear/fit","status":"out-of-fuel","points":5000,"earned":1,"summary":"s",`+
		`"findings":[{"where":"w","got":"{","want":"","off":"","why":"","code":"c","drawn":"d"}]}]}`, stored)
	again, err := gradebook.Decode(stored, digest)
	require.NoError(t, err)
	assert.Equal(t, g, again)
}

// TestStoredSeries holds the layout of what a check saw.
func TestStoredSeries(t *testing.T) {
	series := []grader.Series{{Kind: grader.PictureReLU, Of: "\xff", X: "0 1", Given: "1 10", Drawn: true,
		Lines: []grader.Line{{Name: "w", Got: "NaN 2", Want: "NaN 2"}, {Name: "b"}}}, {}}
	g := gradebook.Graded{Results: []grader.Result{{Check: fit, Series: series}}}
	stored, digest, err := gradebook.Encode(g)
	require.NoError(t, err)
	assert.Contains(t, stored, `"series":[{"kind":"relu","of":{"bytes":"/w=="},"x":"0 1","lines":[{"name":"w","got":"NaN 2","want":"NaN 2"},{"name":"b","got":""}],"given":"1 10","drawn":true},{"kind":"","of":"","x":""}]`)
	again, err := gradebook.Decode(stored, digest)
	require.NoError(t, err)
	assert.Equal(t, g, again)
}

func TestDamagedResult(t *testing.T) {
	for _, tt := range []struct{ name, why, stored string }{
		{"cut", "the end is missing", `{"results":[`},
		{"unknown status", "it would count as not run", `{"results":[{"status":"pased"}]}`},
		{"unknown field", "it would be lost", `{"results":[],"score":100}`},
		{"points as text", "they would count as none", `{"results":[{"status":"passed","points":"5"}]}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := gradebook.Decode(tt.stored, gradebook.DigestOf(tt.stored))
			assert.Equal(t, gradebook.Damaged, problem(t, err), tt.why)
		})
	}
	stored, digest, err := gradebook.Encode(gradebook.Graded{})
	require.NoError(t, err)
	_, err = gradebook.Decode(stored+" ", digest)
	assert.Equal(t, gradebook.Damaged, problem(t, err), "a result has the bytes that were recorded")
}

func FuzzStoredForm(f *testing.F) {
	seeds := []string{"", "right", "\xff\xfe", "\x00", `{"bytes":"bv8="}`, "\u2028<&>", "\ufffd", "[", `"`}
	require.NotEmpty(f, seeds)
	for _, s := range seeds {
		f.Add(s, s, 1)
	}
	f.Fuzz(func(t *testing.T, summary, got string, points int) {
		g := gradebook.Graded{Notes: []string{got}, Results: []grader.Result{{Summary: summary, Points: points, Findings: []grader.Finding{{Got: got}}}}}
		stored, digest, err := gradebook.Encode(g)
		require.NoError(t, err)
		again, err := gradebook.Decode(stored, digest)
		require.NoError(t, err)
		assert.Equal(t, g, again)
	})
}
