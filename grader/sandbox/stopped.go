package sandbox

import "fmt"

// Cause tells in which way a guest brought about its own end. The zero value
// is invalid.
type Cause int

// The causes. Which one it was follows from what the host did or saw, never
// from what the guest printed.
const (
	Exited        Cause = iota + 1 // ended itself; with code 0 too, as it leaves the question unanswered
	Trapped                        // panicked, ran into a deadlock or broke a rule of WebAssembly
	OutOfFuel                      // used up Limits.Fuel
	OutOfMemory                    // wanted more than Limits.Memory
	OutputTooLong                  // printed without end
	AnswerTooLong                  // gave an answer longer than Limits.Answer
	BadAnswer                      // gave no answer, or one that is not in its memory
)

// String returns the cause in words.
func (c Cause) String() string {
	switch c {
	case Exited:
		return "exited"
	case Trapped:
		return "trapped"
	case OutOfFuel:
		return "out of fuel"
	case OutOfMemory:
		return "out of memory"
	case OutputTooLong:
		return "output too long"
	case AnswerTooLong:
		return "answer too long"
	case BadAnswer:
		return "bad answer"
	default:
		return fmt.Sprintf("cause %d", int(c))
	}
}

// Stopped is the error of a guest that ended by its own doing: data about the
// submission, not a failure of the grader. Its instance is dead.
type Stopped struct {
	Cause  Cause
	Detail string // the host's words
	// Output is what the guest printed since its start, valid UTF-8 of about
	// Limits.Output bytes. The text is the guest's: escape it, do not parse it.
	Output string
}

// Error implements error.
func (s *Stopped) Error() string { return s.Cause.String() + ": " + s.Detail }
