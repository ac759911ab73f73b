package report

import (
	"fmt"

	"github.com/gradus-grader/gradus/grader"
)

// ClassError is the error of a format that holds one submission, and was given
// another number of them.
type ClassError struct{ Size int }

func (e *ClassError) Error() string {
	return fmt.Sprintf("this format holds one submission, and there are %d: write it where one is graded, and for a class write csv, canvas or moodle", e.Size)
}

// only returns the report of a class of one.
func only(c grader.Class) (grader.Report, error) {
	for r := range c.Reports {
		if c.Size == 1 {
			return r, nil
		}
		break
	}
	return grader.Report{}, &ClassError{c.Size}
}
