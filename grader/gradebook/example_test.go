package gradebook_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
	"github.com/gradus-grader/gradus/specs"
)

// A class of one is graded, corrected, and graded again: the second time nothing
// is run.
func Example() {
	dir, err := os.MkdirTemp("", "gradebook")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	book, err := gradebook.Open(ctx, filepath.Join(dir, "class.gradebook"))
	if err != nil {
		log.Fatal(err)
	}
	defer book.Close()

	setting := gradebook.Setting{Rubric: "91ee", Seed: "5eed", Toolchain: "go1.26", Gradus: "v1", Checks: []string{"xor-linear/fit"}}
	work := []gradebook.Work{{
		Entry:      gradebook.Entry{Student: "Ada", Handed: grader.Handed{At: time.Date(2026, 3, 27, 23, 0, 0, 0, time.UTC)}},
		Submission: grader.Submission{Name: "Ada", Files: []grader.File{{Name: "xor_linear.go", Content: []byte("package student")}}},
	}}
	for range 2 {
		run, err := book.Begin(ctx, setting, time.Now())
		if err != nil {
			log.Fatal(err)
		}
		held := false
		err = run.Recall(ctx, len(work),
			func(i int) (gradebook.Work, error) { return work[i], nil },
			func(int, grader.Report) error { held = true; return nil })
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("held:", held)
		if !held { // so it is graded
			result := grader.Result{Exercise: specs.IDXORLinear, Check: "xor-linear/fit", Status: grader.Partial, Points: 5000, Earned: 3000}
			report := grader.NewReport(work[0].Submission, nil, []grader.Result{result})
			if err := run.Record(ctx, work[0].Entry, work[0].Submission, report); err != nil {
				log.Fatal(err)
			}
			if _, err := book.Adjust(ctx, gradebook.Adjustment{Student: "Ada", Correction: grader.Correction{Points: 500, Why: "explained it well", Who: "Grace", Made: time.Now()}}); err != nil {
				log.Fatal(err)
			}
		}
		if err := run.End(ctx, time.Now()); err != nil {
			log.Fatal(err)
		}
	}
	roll, err := book.Current(ctx, gradebook.Counting{})
	if err != nil {
		log.Fatal(err)
	}
	earned, points := roll.Grades[0].Report.Final()
	fmt.Println(roll.Grades[0].Entry.Student, earned, "of", points)
	// Output:
	// held: false
	// held: true
	// Ada 3500 of 5000
}
