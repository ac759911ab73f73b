// Package roster reads the list of a course's students: it stands beside intake
// and tells whose a submission is, who handed in nothing, and who is on no list.
// Nobody is guessed: what could be several students' is none's, and a note says
// so.
package roster
