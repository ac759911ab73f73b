// Package report writes what was graded: it stands at the exit of the flow and
// turns a [grader.Class] into text for people and files for machines.
//
// A writer only reads; nothing is computed here but layout. It ranges over the
// reports and keeps no more of each than a line of a table. Every string of a
// class may be a student's, so every writer escapes for its format.
//
// # The JSON report
//
// Its schema is named in its first field, "gradus/report/v1", and written down
// as a JSON schema in testdata/report.schema.json. Within a version, fields are
// added and none is changed or taken away. What is not known is left out. Points
// are decimal numbers with at most three places, times RFC 3339 in UTC.
//
//	schema, rubric, seed, toolchain   what the grades depend on: the hash of the checks, the fingerprint of the seed, the Go version
//	reports                           one per submission, in their order
//	hash                              SHA-256 of this document, in this very layout, without it
//
// A report:
//
//	submission, source    its name, and the hash of its files
//	score, points         as graded, and what could be earned
//	penalty, final        lost for coming late; what counts, where there is a penalty or a correction
//	missing               expected by the roster, and nothing came
//	students              name, platform, id, login, email, section of each; several are a group
//	handed                at, attempt, late, lateBy (as Go prints a duration)
//	corrections           check (none for the sum), exact (else added), points, why, who, made
//	notes                 what was left out, a sentence each
//	exercises             id, score, points, chosen, and its checks
//
// A check has a name, a status, score, points and a summary. Its findings have
// where, got, want, off, why, and code, the stable name of the cause; drawn is the
// question without its numbers, if they are drawn from the seed. Its series are what it saw, for pictures:
// kind, of, x, lines of name, got and want, given; numbers are one string with
// spaces between them, since some are NaN.
package report
