// Package checks is the rubric: between the wire, which brings a submission's
// answers, and the report, it says what is asked and judges what comes back.
//
// There is one file per exercise, and [All] lists every check once. A check
// asks at points of two kinds: published ones, whose right answers stand here
// as numbers, and drawn ones, whose right answers come from the answer key. In
// a handout there is no key, and drawn points are judged by what can be seen
// without one, or not at all.
//
// One mistake is paid for once: a function that builds on another is judged
// given a right one, or else by the submission's own.
package checks

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/gradus-grader/gradus/grader"
)

// All returns every check in the order of the course. The slice is the caller's.
func All() []grader.Check {
	return slices.Concat(
		xorLinear(),
		xorNetwork(),
		xorTraining(),
		activations(),
		precisionSGD(),
		precisionReLU(),
		precisionLandscape(),
		precisionSoftplus(),
		twoPrecisions(),
		mixtureMeans(),
	)
}

// Assigned returns the checks of the exercises that are asked for here: all of
// them, and in a handout of some, those.
func Assigned() []grader.Check {
	ids := assigned()
	if len(ids) == 0 {
		return All()
	}
	return slices.DeleteFunc(All(), func(c grader.Check) bool { return !slices.Contains(ids, c.Exercise) })
}

// Fingerprint identifies a rubric by what its checks are called, say and are
// worth.
func Fingerprint(rubric []grader.Check) string {
	h := sha256.New()
	for _, c := range rubric {
		fmt.Fprintf(h, "%q %q %q %d\n", c.Exercise, c.Name, c.Doc, c.Points)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
