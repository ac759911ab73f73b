package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

// sayMoved says in a line how many grades moved since the last run, and why.
func sayMoved(ctx context.Context, stderr io.Writer, book *gradebook.Gradebook, run int64) error {
	runs, err := book.Runs(ctx)
	if err != nil {
		return err
	}
	var before int64
	for _, r := range runs {
		if r.ID < run && r.Entries > 0 {
			before = r.ID
		}
	}
	if before == 0 {
		return nil
	}
	changes, err := book.Diff(ctx, before, run)
	if err != nil {
		return err
	}
	moved, why := movedBecause(changes)
	if moved == 0 {
		return nil
	}
	_, err = fmt.Fprintf(stderr, "%d moved since run %d: %s; this is shown by: gradus diff --gradebook %s %d %d\n", moved, before, why, quotedArgument(book.Path()), before, run)
	return err
}

// movedBecause counts whoever was graded in both runs and moved, by the causes.
func movedBecause(changes []gradebook.Change) (moved int, why string) {
	count := map[string]int{}
	var order []string
	for _, c := range changes {
		if slices.Contains(c.Causes, gradebook.Appeared) || slices.Contains(c.Causes, gradebook.Vanished) {
			continue
		}
		moved++
		var causes []string
		for _, cause := range c.Causes {
			causes = append(causes, string(cause))
		}
		text := strings.Join(causes, " and ")
		if count[text] == 0 {
			order = append(order, text)
		}
		count[text]++
	}
	slices.SortStableFunc(order, func(a, b string) int { return count[b] - count[a] })
	var parts []string
	for _, text := range order {
		parts = append(parts, fmt.Sprintf("%d because %s", count[text], text))
	}
	return moved, strings.Join(parts, ", ")
}

// quotedArgument writes an argument as a shell reads it.
func quotedArgument(arg string) string {
	plain := strings.IndexFunc(arg, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./=:,+@%", r))
	}) < 0
	if plain && arg != "" {
		return arg
	}
	return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
}
