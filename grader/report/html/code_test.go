package html

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

const relu = `package student

//line elsewhere.go:400
type PrecisionReLU struct{}

func (PrecisionReLU) Forward(p specs.Unit) float64 {
	return p.W
}

func helper(x []float64) float64 {
	return x[9]
}

func (p *PrecisionReLU) Backward(a float64) float64 {
	return helper(nil)
}
`

func submitted(name, text string) program {
	return newProgram([]grader.File{{Name: name, Content: []byte(text)}})
}

func TestConcerns(t *testing.T) {
	result := func(check, summary string, where ...string) grader.Result {
		r := grader.Result{Exercise: specs.IDPrecisionReLU, Check: check, Summary: summary}
		for _, w := range where {
			r.Findings = append(r.Findings, grader.Finding{Where: w})
		}
		return r
	}
	broken := strings.Replace(relu, "return p.W", "return p.W)", 1)
	for _, tt := range []struct {
		name, why, text string
		result          grader.Result
		want            []string
	}{
		{"asked", "a finding begins with the method", relu, result("precision-relu/inactive", "", "Backward, a = −1, ∂L/∂a"), []string{"Backward in precision_relu.go, lines 14 to 16"}},
		{"two asked", "each once", relu, result("precision-relu/inactive", "", "Forward, a", "Backward, a", "Forward, b"),
			[]string{"Forward in precision_relu.go, lines 6 to 8", "Backward in precision_relu.go, lines 14 to 16"}},
		{"by the summary", "there may be no finding", relu, result("precision-relu/descend", "Backward changes a slice"), []string{"Backward in precision_relu.go, lines 14 to 16"}},
		{"by the check", "it is called after the method", relu, result("precision-relu/backward", "no answer"), []string{"Backward in precision_relu.go, lines 14 to 16"}},
		{"by a line", "where it crashed is more telling", relu, result("precision-relu/backward", "panicked, at precision_relu.go:11"), []string{"helper in precision_relu.go, lines 10 to 12"}},
		{"no function", "a line of none has its neighbours", relu, result("precision-relu/backward", "precision_relu.go:1: write package student"), []string{"precision_relu.go, lines 1 to 5"}},
		{"another file", "a student may name any", relu, result("precision-relu/dies", "panicked, at main.go:11"), nil},
		{"no such line", "or any line", relu, result("precision-relu/dies", "precision_relu.go:99999999999999999999: x, precision_relu.go:77"), nil},
		{"a mistake of syntax", "as far as the parser can make it out", broken, result("precision-relu/backward", "precision_relu.go:7:12: expected"), []string{"Forward in precision_relu.go, lines 6 to 12"}},
		{"nothing", "an empty file has no lines", "", result("precision-relu/backward", "precision_relu.go:1"), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := submitted("precision_relu.go", tt.text)
			var got []string
			for _, c := range p.concerns(tt.result) {
				got = append(got, p.excerpt(c).Title)
			}
			assert.Equal(t, tt.want, got, tt.why)
		})
	}
}

func TestExcerptMarksTheLine(t *testing.T) {
	p := submitted("precision_relu.go", relu)
	all := p.concerns(grader.Result{Exercise: specs.IDPrecisionReLU, Summary: "at precision_relu.go:11"})
	require.Len(t, all, 1)
	assert.Equal(t, []line{{10, "func helper(x []float64) float64 {", false}, {11, "\treturn x[9]", true}, {12, "}", false}}, p.excerpt(all[0]).Lines)
}

func TestExcerptIsShort(t *testing.T) {
	text := "package student\nfunc (PrecisionReLU) Backward() {\n" + strings.Repeat("x = 1 // "+strings.Repeat("long ", 100)+"\u202e\n", 500) + "}\n"
	p := submitted("a.go", text)
	all := p.concerns(grader.Result{Exercise: specs.IDPrecisionReLU, Check: "precision-relu/backward"})
	require.Len(t, all, 1)
	e := p.excerpt(all[0])
	assert.Len(t, e.Lines, longPart)
	assert.Equal(t, 502-longPart, e.Cut)
	assert.LessOrEqual(t, len([]rune(e.Lines[1].Text)), longestLine+1)
}

func FuzzProgram(f *testing.F) {
	seeds := []string{relu, "", "package", "func (", "package p\nfunc (x *(((T)))) m() {\n", "\xff\x00", "//line :1\n" + relu}
	require.NotEmpty(f, seeds)
	for _, s := range seeds {
		f.Add(s, "a.go:1 a.go:2 a.go:7")
	}
	f.Fuzz(func(t *testing.T, text, summary string) {
		p := submitted("a.go", text)
		for _, c := range p.concerns(grader.Result{Exercise: specs.IDPrecisionReLU, Check: "precision-relu/backward", Summary: summary}) {
			e := p.excerpt(c)
			require.NotEmpty(t, e.Lines)
			require.LessOrEqual(t, len(e.Lines), longPart)
		}
	})
}
