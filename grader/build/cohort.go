package build

import (
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"

	"github.com/gradus-grader/gradus/grader"
)

// BuildAll compiles many submissions as Build does each, in the same order, and
// as many as it can into one module: a cohort. The Go runtime is then linked and
// translated once for all of them. Each instance of the module is asked for one
// member, so they share no memory.
//
// Who joins a cohort is quiet: none of its code runs until it is asked, and it
// takes no memory that others would miss. Everybody else is built alone, and so
// is who does not compile; the cohort is compiled again without them.
func (b *Builder) BuildAll(ctx context.Context, submissions []grader.Submission) ([]Built, error) {
	all := make([]Built, len(submissions))
	var cohort []candidate
	for i, s := range submissions {
		if d := vet(s); d.quiet() {
			cohort = append(cohort, candidate{i, d})
		}
	}
	if err := b.together(ctx, cohort, all); err != nil {
		return nil, err
	}
	for i, s := range submissions {
		if all[i].Wasm != nil {
			continue
		}
		var err error
		if all[i], err = b.Build(ctx, s); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// candidate is a draft that may join a cohort, with the place of its submission.
type candidate struct {
	place int
	draft *draft
}

// together builds candidates as one cohort, or as several, and leaves out of them
// who must be built alone.
func (b *Builder) together(ctx context.Context, cohort []candidate, all []Built) error {
	for len(cohort) > 1 {
		drafts := make([]*draft, len(cohort))
		for i, c := range cohort {
			drafts[i] = c.draft
		}
		a, err := b.compile(ctx, b.limit, drafts...)
		switch culprits := accused(a.output); {
		case err != nil:
			return fmt.Errorf("build %d submissions: %w", len(cohort), err)
		case a.wasm != nil && len(a.wasm) <= b.cohort:
			for i, c := range cohort {
				all[c.place] = c.draft.built(a.wasm, i)
				all[c.place].Shared = true
			}
			return nil
		case len(culprits) > 0:
			var rest []candidate
			for i, c := range cohort {
				if !culprits[i] {
					rest = append(rest, c)
				}
			}
			if len(rest) < len(cohort) {
				cohort = rest
				continue
			}
			fallthrough
		default:
			// Somebody makes the compiler or the module too large, and nothing
			// tells who. Or the time has gone into the standard library, and the
			// first half finds it compiled.
			half := len(cohort) / 2
			if err := b.together(ctx, cohort[:half], all); err != nil {
				return err
			}
			cohort = cohort[half:]
		}
	}
	return nil
}

// A line of the toolchain about a member: the heading of its package, a file of
// its, or the glue of one of its exercises.
var memberLine = regexp.MustCompile(`(?m)^(?:# ` + regexp.QuoteMeta(module) + `/|\./)?(?:student[/\\]s(\d+)(?:[/\\]|$)|s(\d+)-)`)

// accused returns the members that the toolchain complains about.
func accused(output string) map[int]bool {
	members := map[int]bool{}
	for _, m := range memberLine.FindAllStringSubmatch(output, -1) {
		if i, err := strconv.Atoi(m[1] + m[2]); err == nil {
			members[i] = true
		}
	}
	return members
}

// quiet reports whether a draft can be linked in with others. It must hold
// something, or there is nothing to link.
func (d *draft) quiet() bool {
	return len(d.in) > 0 && !d.importsGonum() && !slices.ContainsFunc(d.in, func(s *source) bool { return s.loud() || s.claimsMemory() })
}

// claimsMemory reports whether a type or variable at the top level has an array,
// which may be as large as it likes before anything runs.
func (s *source) claimsMemory() bool {
	found := false
	for _, decl := range s.tree.Decls {
		if d, ok := decl.(*ast.GenDecl); ok && (d.Tok == token.VAR || d.Tok == token.TYPE) {
			ast.Inspect(d, func(n ast.Node) bool {
				if _, body := n.(*ast.FuncLit); body {
					return false
				}
				if a, ok := n.(*ast.ArrayType); ok && a.Len != nil {
					found = true
				}
				return !found
			})
		}
	}
	return found
}
