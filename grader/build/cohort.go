package build

import (
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"slices"

	"github.com/gradus-grader/gradus/grader"
)

// BuildAll compiles many submissions as Build does each, in the same order, and
// as many as it can into one module: a cohort, or two, as gonum's users have one
// of their own. The Go runtime is then linked and translated once for all of
// them. Each instance of the module is asked for one member, so they share no
// memory.
//
// Who joins a cohort is quiet: none of its code runs until it is asked, and it
// takes no memory that others would miss. Everybody else is built alone, and so
// is who does not compile.
func (b *Builder) BuildAll(ctx context.Context, submissions []grader.Submission) ([]Built, error) {
	all := make([]Built, len(submissions))
	cohorts := map[bool][]candidate{}
	for i, s := range submissions {
		if d := vet(s); d.quiet() {
			cohorts[d.importsGonum()] = append(cohorts[d.importsGonum()], candidate{place: i, draft: d})
		}
	}
	for _, cohort := range cohorts {
		if err := b.together(ctx, cohort, all); err != nil {
			return nil, err
		}
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
	place  int
	draft  *draft
	member member // once it is compiled
}

// together builds candidates as one cohort, or as several if they are too large.
// Who does not compile is left out.
func (b *Builder) together(ctx context.Context, cohort []candidate, all []Built) error {
	if len(cohort) < 2 {
		return nil
	}
	if cohort[0].draft.importsGonum() && b.toolchain.requireGonum() != nil {
		return nil // each alone will say so
	}
	s, err := b.open(ctx, cohort[0].draft.importsGonum())
	if err != nil {
		return err
	}
	defer s.close()
	var compiled []candidate
	for _, c := range cohort {
		m, a, err := s.compile(ctx, b.limit, fmt.Sprintf("student/s%d", c.place), c.draft)
		if err != nil {
			return err
		}
		if !a.failed() {
			c.member = m
			compiled = append(compiled, c)
		}
	}
	return b.linked(ctx, s, compiled, all)
}

// linked links candidates that are compiled into one module, or each half of them
// if that is too large for one.
func (b *Builder) linked(ctx context.Context, s *site, compiled []candidate, all []Built) error {
	if len(compiled) < 2 {
		return nil
	}
	var members []member
	var a attempt
	for _, c := range compiled {
		members = append(members, c.member)
	}
	small, err := s.smallEnough(members)
	if err == nil && small {
		a, err = s.link(ctx, b.limit, members...)
	}
	if err != nil {
		return fmt.Errorf("build %d submissions: %w", len(compiled), err)
	}
	if a.wasm == nil || len(a.wasm) > b.cohort {
		half := len(compiled) / 2
		if err := b.linked(ctx, s, compiled[:half], all); err != nil {
			return err
		}
		return b.linked(ctx, s, compiled[half:], all)
	}
	for i, c := range compiled {
		all[c.place] = c.draft.built(a.wasm, i)
		all[c.place].Shared = true
	}
	return nil
}

// smallEnough guesses whether members fit into one module. The Go runtime takes
// 2 MiB, and a package in its archive some 3.6 times what it takes in the module.
func (s *site) smallEnough(members []member) (bool, error) {
	size := int64(2 << 20)
	for _, m := range members {
		archive, err := os.Stat(s.path(m.archive))
		if err != nil {
			return false, err
		}
		size += archive.Size() / 3
	}
	return size <= int64(s.builder.cohort), nil
}

// quiet reports whether a draft can be linked in with others. It must hold
// something, or there is nothing to link.
func (d *draft) quiet() bool {
	return len(d.in) > 0 && !slices.ContainsFunc(d.in, func(s *source) bool { return s.loud() || s.claimsMemory() })
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
