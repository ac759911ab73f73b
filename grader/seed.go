package grader

import (
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
)

// Seed decides every random choice of a grading run. Whoever knows it knows the
// hidden cases.
type Seed [sha256.Size]byte

// NewSeed makes a seed of any text, such as the contents of a seed file.
func NewSeed(text []byte) Seed { return sha256.Sum256(text) }

// PracticeSeed is the public seed that students practise with and that is used
// where no other is given.
func PracticeSeed() Seed { return NewSeed([]byte("gradus practice")) }

// Rand returns the random numbers of one check: the same for the same seed and
// name, and unrelated for any other.
func (s Seed) Rand(check string) *rand.Rand {
	return rand.New(rand.NewChaCha8(sha256.Sum256(append(s[:], check...))))
}

// Fingerprint names the seed without giving it away, so that two reports can be
// told to come from the same one.
func (s Seed) Fingerprint() string {
	h := sha256.Sum256(append([]byte("fingerprint"), s[:]...))
	return hex.EncodeToString(h[:4])
}
