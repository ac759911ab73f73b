package build

import (
	"context"
	"errors"
	"strings"
	"time"
)

// salvage compiles a draft alone. Whatever the compiler complains about is left
// out of it, and the rest compiled again; each round leaves less, so it ends.
func (b *Builder) salvage(ctx context.Context, d *draft) ([]byte, error) {
	if d.importsGonum() {
		if err := b.toolchain.requireGonum(); err != nil {
			return nil, err
		}
	}
	deadline := time.Now().Add(b.limit)
	for len(d.in) > 0 {
		a, err := b.alone(ctx, time.Until(deadline), d)
		if err != nil || a.wasm != nil {
			return a.wasm, err
		}
		found := diagnose(a.output)
		if !d.leaveOutFaulty(found) && !d.loseUnfit(found) {
			d.leaveOutAll(a.loss(b.limit))
		}
	}
	// If stubs alone fail, so has the grader, and what came before was not the
	// student's fault either.
	a, err := b.alone(ctx, ourTime, d)
	if err == nil && a.wasm == nil {
		err = errors.New("compile stubs alone: " + strings.TrimSpace(a.loss(ourTime).Message))
	}
	return a.wasm, err
}

// alone compiles one draft into a module of its own.
func (b *Builder) alone(ctx context.Context, limit time.Duration, d *draft) (attempt, error) {
	s, err := b.open(ctx, d.importsGonum())
	if err != nil {
		return attempt{}, err
	}
	defer s.close()
	m, a, err := s.compile(ctx, limit, aloneFolder, d)
	if err != nil || a.failed() {
		return a, err
	}
	return s.link(ctx, limit, m)
}
