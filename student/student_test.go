package student_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/student"
)

// patience is how long a check may take here, where nothing counts instructions.
const patience = 20 * time.Second

// TestStudent asks your code what will be asked when it is graded, as far as
// that can be told without the answer key: one subtest for each check. What you
// have not begun is skipped.
//
//	go test ./student                                    everything
//	go test ./student -v                                 with the table of points
//	go test ./student -run TestStudent/precision-relu    one exercise
func TestStudent(t *testing.T) {
	for _, c := range checks.Assigned() {
		t.Run(c.Name, func(t *testing.T) {
			result := judge(c)
			judged = append(judged, result)
			switch result.Status {
			case grader.Passed:
			case grader.NotAttempted, grader.NotRun:
				t.Skip(result.Summary)
			default:
				var feedback strings.Builder
				report.WriteResult(&feedback, result)
				t.Errorf("%s\n%s", c.Doc, feedback.String())
			}
		})
	}
}

// judged is what TestStudent found out, for the table at the end.
var judged []grader.Result

func TestMain(m *testing.M) {
	code := m.Run()
	if len(judged) > 0 {
		report.Standings(os.Stdout, grader.NewReport(grader.Submission{Name: "your work, as far as it can be judged here"}, nil, judged))
	}
	os.Exit(code)
}

// judge runs a check on your code in this process, so that a debugger stops in
// it; each call gets copies of its arguments, as it does when it is graded. A
// check that does not end is left behind.
func judge(c grader.Check) grader.Result {
	ask := func(question []byte) ([]byte, error) { return wire.Serve(student.Solution(), question), nil }
	done := make(chan grader.Result, 1)
	go func() {
		done <- grader.Judge(context.Background(), c, &grader.Pass{Answer: wire.Client(ask, wire.Fail), Rand: grader.PracticeSeed().Rand(c.Name)})
	}()
	select {
	case result := <-done:
		return result
	case <-time.After(patience):
		return grader.NewResult(c).Without(grader.OutOfFuel, fmt.Sprintf("did not end within %v; is there a loop that never ends?", patience))
	}
}
