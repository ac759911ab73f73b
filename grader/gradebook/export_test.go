package gradebook

// For tests of what a later version does, and of damage that only this package can
// tell.
var (
	OpenWith   = open
	Migrations = migrations
	Decode     = decode
	DigestOf   = digestOf
)

// Encode is how a result is stored.
func Encode(g Graded) (stored, digest string, err error) { return g.encode() }
