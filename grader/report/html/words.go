package html

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gradus-grader/gradus/grader"
)

// points prints thousandths of a point: 1500 as 1.5.
func points(thousandths int) string {
	return strconv.FormatFloat(float64(thousandths)/1000, 'f', -1, 64)
}

// tenths prints thousandths with one decimal, for averages.
func tenths(thousandths float64) string { return strconv.FormatFloat(thousandths/1000, 'f', 1, 64) }

// clean makes a string of unknown origin one that is shown as it is: valid UTF-8
// without control characters and changes of direction. Lines and tabs stay.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || strconv.IsPrint(r) {
			return r
		}
		return '\uFFFD'
	}, s)
}

// oneLine is clean for what stands in a line.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// called returns how a report's student is called in a page.
func called(r grader.Report) string {
	var all []string
	for _, s := range r.Students {
		if name := oneLine(s.Name); name != "" {
			all = append(all, name)
		}
	}
	if len(all) > 0 {
		return strings.Join(all, ", ")
	}
	if name := oneLine(r.Submission); name != "" {
		return name
	}
	return "(no name)"
}

// span prints a duration as people say it: in the largest unit that it has two of.
func span(d time.Duration) string {
	for _, unit := range []struct {
		name string
		is   time.Duration
	}{{"days", 24 * time.Hour}, {"hours", time.Hour}, {"minutes", time.Minute}} {
		if d >= 2*unit.is {
			return fmt.Sprintf("%d %s", d/unit.is, unit.name)
		}
	}
	return fmt.Sprintf("%d seconds", d/time.Second)
}

// when prints a time.
func when(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }

// tone is the class of a status in the look of a page.
func tone(s grader.Status) string {
	switch s {
	case grader.Passed:
		return "good"
	case grader.Partial:
		return "part"
	case grader.NotRun, grader.NotAttempted, grader.NotChosen:
		return "none"
	case grader.Broken:
		return "loud"
	default:
		return "lost"
	}
}

// mark is the sign of a tone, for those who see no colours.
func mark(s grader.Status) string {
	switch tone(s) {
	case "good":
		return "✓"
	case "part":
		return "~"
	case "none":
		return "–"
	case "loud":
		return "!"
	default:
		return "✗"
	}
}
