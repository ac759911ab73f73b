package html

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

var safe = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.html$`)

func TestNames(t *testing.T) {
	for _, tt := range []struct{ name, why, want string }{
		{"ada", "a plain name stays", "ada.html"},
		{"Ada", "no two pages differ by capitals alone", "ada-99a563ab2f6e.html"},
		{"con", "Windows keeps this one for itself", "con-"},
		{"a/../../b", "no path leads out", "a-b-"},
		{"x.html", "a name is not an ending", "x-html-"},
		{"Jürgen Müller", "what is not ASCII is left out", "j-rgen-m-ller-"},
		{"李明", "nothing of it is ASCII", "student-"},
		{"", "even this is a name", "student-"},
		{strings.Repeat("y", 300), "paths have limits", strings.Repeat("y", longest) + "-"},
		{"ada-99a563ab2f6e", "it looks like one of ours", "ada-99a563ab2f6e-"},
	} {
		got := names{}.page(tt.name)
		assert.True(t, strings.HasPrefix(got, tt.want), "%q does not begin with %q: %s", got, tt.want, tt.why)
		assert.Regexp(t, safe, got, tt.why)
		assert.Equal(t, got, names{"other.html": true}.page(tt.name), "it depends on nobody else")
	}
}

func TestNamesAreUnique(t *testing.T) {
	taken, seen := names{}, map[string]bool{}
	for _, name := range []string{"ada", "Ada", "ADA", "ada ", "a da", "ada", "ada", "ada-again-2"} {
		page := taken.page(name)
		assert.False(t, seen[strings.ToLower(page)], page)
		seen[page] = true
	}
}
