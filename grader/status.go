package grader

import "fmt"

// Status tells how a check ended. Its zero value is NotRun, which never counts
// as success.
type Status int

// The statuses, in the order in which a table lists them.
const (
	NotRun       Status = iota // not asked: cancelled, filtered out, or the key it needs is not there
	NotAttempted               // the stub stands untouched
	Passed                     // all of the points
	Partial                    // some of the points
	Failed                     // answered, and wrong
	Crashed                    // panicked, exited or ran into a deadlock
	OutOfFuel                  // did not end within its bound
	OverLimit                  // used too much memory, or gave too long an answer
	CompileError               // the file it stands in does not compile
	Refused                    // the file it stands in breaks a rule of submitting
	NotChosen                  // the other exercise of the choice counts
	Broken                     // the grader itself failed; never the student's fault
)

// Statuses lists every status once, in order.
func Statuses() []Status {
	all := make([]Status, Broken+1)
	for i := range all {
		all[i] = Status(i)
	}
	return all
}

// String returns the stable name that machines read, such as "not-attempted".
func (s Status) String() string {
	name, _ := s.names()
	return name
}

// Words returns the status as a student reads it, such as "not attempted".
func (s Status) Words() string {
	_, words := s.names()
	return words
}

func (s Status) names() (name, words string) {
	switch s {
	case NotRun:
		return "not-run", "not run"
	case NotAttempted:
		return "not-attempted", "not attempted"
	case Passed:
		return "passed", "passed"
	case Partial:
		return "partial", "partly right"
	case Failed:
		return "failed", "not right yet"
	case Crashed:
		return "crashed", "crashed"
	case OutOfFuel:
		return "out-of-fuel", "did not end"
	case OverLimit:
		return "over-limit", "over the limit"
	case CompileError:
		return "compile-error", "does not compile"
	case Refused:
		return "refused", "refused"
	case NotChosen:
		return "not-chosen", "not chosen"
	case Broken:
		return "broken", "the grader failed"
	default:
		name = fmt.Sprintf("status-%d", int(s))
		return name, name
	}
}
