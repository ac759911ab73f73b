package diagnose

import (
	"maps"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// subject is a library under test: questions of type P, answers of type G, and
// submissions of type S that give right answers until mistakes are put in.
type subject[P, G, S any] struct {
	diagnose func([]P, []G) []Fault
	key      func(P) G // the answer key: it shares no formula with this package
	right    S
	answer   func(S, P) G
	garbage  func(draw func() float64, right G) G // of the same shape as what is right
	mistakes []mistake[S]
	points   []P // those that the library itself proposes
	drawn    func(r *rand.Rand) []P
	merge    func(codes []string) []string // names that two mistakes have together; nil if none have
	none     []string                      // codes of what is no mistake in this exercise
	// least of all pairs of mistakes in different slots that are named in full, in
	// thousandths
	pairs int
}

// mistake is one option of a library, as a submission may have it.
type mistake[S any] struct {
	slot, code string // mistakes in one slot exclude each other
	apply      func(*S)
}

// mistakesIn makes options of a part of a submission mistakes of the whole.
func mistakesIn[S, M any](term string, library []option[M], part func(*S) *M) []mistake[S] {
	var all []mistake[S]
	for _, o := range library {
		all = append(all, mistake[S]{term + " " + o.slot, o.code, func(s *S) { o.apply(part(s)) }})
	}
	return all
}

func (s subject[P, G, S]) answers(points []P, mistakes ...mistake[S]) []G {
	wrong := s.right
	for _, m := range mistakes {
		m.apply(&wrong)
	}
	got := make([]G, len(points))
	for i, p := range points {
		got[i] = s.answer(wrong, p)
	}
	return got
}

// named lists the codes that are given, each once and in order.
func named(faults []Fault) []string {
	codes := map[string]bool{}
	for _, f := range faults {
		for _, code := range strings.Split(f.Code, "+") {
			codes[code] = true
		}
	}
	return slices.Sorted(maps.Keys(codes))
}

func (s subject[P, G, S]) want(mistakes ...mistake[S]) []string {
	codes := map[string]bool{}
	for _, m := range mistakes {
		if !slices.Contains(s.none, m.code) {
			codes[m.code] = true
		}
	}
	want := slices.Sorted(maps.Keys(codes))
	if s.merge != nil {
		want = s.merge(want)
	}
	return want
}

func (s subject[P, G, S]) test(t *testing.T) {
	for _, m := range s.mistakes {
		assert.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, m.code, "reports and gradebooks keep it")
		for _, f := range s.diagnose(s.points, s.answers(s.points, m)) {
			assert.Regexp(t, `^(`+regexp.QuoteMeta(f.Term)+`): .+; right is .+ = .+$|^.+ have changed places; right is .+ = .+$`, f.Why)
			assert.NotContains(t, f.Why, ": ;", "a mistake has words")
		}
	}
	sets := map[string][]P{"its own points": s.points}
	for seed := range uint64(4) {
		sets["drawn points"+strings.Repeat("′", int(seed))] = s.drawn(rand.New(rand.NewPCG(seed, 1)))
	}
	for name, points := range sets {
		t.Run("every mistake at "+name, func(t *testing.T) {
			for _, m := range s.mistakes {
				faults := s.diagnose(points, s.answers(points, m))
				assert.Equal(t, s.want(m), named(faults), "%s: %v", m.slot, faults)
			}
		})
		t.Run("silence at "+name, func(t *testing.T) { s.testSilence(t, points) })
	}
	t.Run("pairs", s.testPairs)
}

// testSilence asks for names where there are none to give.
func (s subject[P, G, S]) testSilence(t *testing.T, points []P) {
	noise := rand.New(rand.NewPCG(3, 5)).NormFloat64
	var right, garbage, nan []G
	for _, p := range points {
		g := s.key(p)
		right, garbage, nan = append(right, g), append(garbage, s.garbage(noise, g)), append(nan, s.garbage(math.NaN, g))
	}
	assert.Empty(t, s.diagnose(points, right), "right is no mistake")
	assert.Empty(t, s.diagnose(points, garbage), "what has no rule has no name")
	assert.Empty(t, s.diagnose(points, nan), "NaN is like nothing")
	assert.Empty(t, s.diagnose(points, nil), "no answers, no names")
	assert.Empty(t, s.diagnose(points[:fewest-1], s.answers(points[:fewest-1], s.mistakes[0])), "too few points for a name")
	for i := 0; i < len(s.mistakes); i += 1 + len(s.mistakes)/40 {
		m := s.mistakes[i]
		mixed := s.answers(points, m)
		mixed[0] = garbage[0]
		assert.Empty(t, s.diagnose(points, mixed), "%s: one point that does not fit refutes it", m.code)
	}
}

// mostPairs bounds the pairs that are tried, about.
const mostPairs = 400

// testPairs puts two mistakes into a submission. What is said of it must hold at
// points that were not used to find it: it is the very same function, or it is
// a wrong diagnosis.
func (s subject[P, G, S]) testPairs(t *testing.T) {
	fresh := s.drawn(rand.New(rand.NewPCG(11, 13)))
	all, full, silent, part := 0, 0, 0, 0
	others := map[string]int{}
	stride := 1 + len(s.mistakes)*len(s.mistakes)/2/mostPairs
	for i, m := range s.mistakes {
		for j, n := range s.mistakes[i+1:] {
			if m.slot == n.slot || (i+j)%stride != 0 {
				continue
			}
			all++
			got := named(s.diagnose(s.points, s.answers(s.points, m, n)))
			want := s.want(m, n)
			switch {
			case slices.Equal(got, want):
				full++
				continue
			case len(got) == 0:
				silent++
				continue
			case !slices.ContainsFunc(got, func(code string) bool { return !slices.Contains(want, code) }):
				part++ // the other one cannot be seen, or has no name of its own beside this one
			default:
				others[strings.Join(want, "+")+" is "+strings.Join(got, "+")]++
			}
			assert.Equal(t, got, named(s.diagnose(fresh, s.answers(fresh, m, n))), "%s and %s: another name at other points", m.code, n.code)
		}
	}
	t.Logf("%d pairs: %d named in full, %d in part, %d not at all, %d under another name", all, full, part, silent, all-full-part-silent)
	for _, other := range slices.Sorted(maps.Keys(others)) {
		t.Log(other)
	}
	if all == 0 {
		return // the mistakes are all in one slot
	}
	assert.GreaterOrEqual(t, 1000*full/all, s.pairs, "thousandths of the pairs that are named in full")
}
