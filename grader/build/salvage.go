package build

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gradus-grader/gradus/grader"
)

// salvage compiles a draft. Whatever the compiler complains about is left out
// of it, and the rest compiled again; each round leaves less, so it ends.
func (b *Builder) salvage(ctx context.Context, d *draft) ([]byte, error) {
	if d.importsGonum() {
		if err := b.toolchain.requireGonum(); err != nil {
			return nil, err
		}
	}
	warm := false
	deadline := time.Now().Add(b.limit)
	for len(d.in) > 0 {
		a, err := b.compile(ctx, time.Until(deadline), d)
		if err != nil || a.wasm != nil {
			return a.wasm, err
		}
		if a.late && !warm {
			// The time may have gone into the standard library, which is not
			// the student's to pay for.
			if _, err := b.compileOurs(ctx, everything(d.importsGonum())); err != nil {
				return nil, err
			}
			warm, deadline = true, time.Now().Add(b.limit)
			continue
		}
		found := diagnose(a.output)
		if !d.leaveOutFaulty(found) && !d.loseUnfit(found) {
			d.leaveOutAll(a.loss(b.limit))
		}
	}
	return b.compileOurs(ctx, d)
}

// compileOurs compiles a draft without a student's files. If it fails, so has
// the grader, and what came before was not the student's fault either.
func (b *Builder) compileOurs(ctx context.Context, d *draft) ([]byte, error) {
	a, err := b.compile(ctx, ourTime, d)
	switch {
	case err != nil:
		return nil, err
	case a.late:
		return nil, fmt.Errorf("the compiler needed more than %v for stubs alone", ourTime)
	case a.wasm == nil:
		return nil, errors.New("compile stubs alone: " + strings.TrimSpace(a.output))
	default:
		return a.wasm, nil
	}
}

// everything is a draft that imports all that a submission may import.
func everything(withGonum bool) *draft {
	imports := allowedImports()
	if withGonum {
		imports = append(imports, courseImports()...)
	}
	content := []byte("package student\n")
	for _, path := range imports {
		content = fmt.Appendf(content, "\nimport _ %q\n", path)
	}
	file := grader.File{Name: stubPrefix + "imports.go", Content: content}
	return &draft{in: []*source{newSource(file, nil)}}
}
