package grader

import "time"

// Student is who handed something in, as far as the place where it was found or
// the roster of the course tells. Fields that nobody told are empty. All of it is
// text: an id may begin with zeros.
type Student struct {
	Name     string // as people write it
	Platform string // the platform's key in a download: Canvas's user, Moodle's participant, a GitHub user name
	ID       string // the institution's number: Canvas's SIS user id, Moodle's ID number, Gradescope's sid
	Login    string
	Email    string
	Section  string
}

// Handed tells how a submission came in.
type Handed struct {
	At      time.Time     // zero if the place does not tell
	Attempt int           // 1 for the first; 0 if the place does not tell
	Late    bool          // it came late
	LateBy  time.Duration // by how much; zero if that is not known
}

// Correction is a change of points by hand. It stands beside the result and
// never overwrites it.
type Correction struct {
	Check  string // whose points it corrects; empty for the sum, after the penalty for coming late
	Exact  bool   // the points become Points; otherwise Points are added
	Points int    // thousandths of a point
	Why    string
	Who    string
	Made   time.Time // UTC
}

// Apply returns points after the correction; they are never negative.
func (c Correction) Apply(points int) int {
	if c.Exact {
		return c.Points
	}
	return max(0, points+c.Points)
}
