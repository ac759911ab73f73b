package gradebook_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

// childArgument makes the test binary a process that records: childArgument, the
// gradebook, the first and the last number of what it records.
const childArgument = "record-as-a-child"

// TestMain makes the test binary such a process, by its arguments.
func TestMain(m *testing.M) {
	if len(os.Args) < 2 || os.Args[1] != childArgument {
		os.Exit(m.Run())
	}
	if err := recordAsChild(os.Args[2], os.Args[3], os.Args[4]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// recordAsChild waits for a line, records one submission after the other and
// prints the number of the run and then of each one that is recorded.
func recordAsChild(path, first, last string) error {
	ctx := context.Background()
	from, err := strconv.Atoi(first)
	if err != nil {
		return err
	}
	to, err := strconv.Atoi(last)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	g, err := gradebook.Open(ctx, path)
	if err != nil {
		return err
	}
	run, err := g.Begin(ctx, setting(), time.Unix(0, 0))
	if err != nil {
		return err
	}
	fmt.Println(run.ID())
	for i := from; i <= to; i++ {
		s := submission(strconv.Itoa(i), strconv.Itoa(i))
		if err := run.Record(ctx, gradebook.Entry{Place: i, Student: s.Name}, s, report(s, i%5001, 0)); err != nil {
			return err
		}
		fmt.Println(i)
	}
	if err := run.End(ctx, time.Unix(1, 0)); err != nil {
		return err
	}
	return g.Close()
}
