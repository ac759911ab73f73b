// Package grader holds the nouns of grading: what comes in ([Submission]), what
// is asked ([Check], [Pass]), what is found ([Verdict], [Status], [Result]) and
// what goes out ([Report], [Class]).
//
// It stands in the middle of the flow and touches no file, no clock and no
// process: intake makes Submissions, build and sandbox let them answer, checks
// judge the answers through [Judge], engine fills in Reports, report writes
// them.
package grader
