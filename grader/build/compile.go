package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gradus-grader/gradus/grader"
)

// attempt is one run of the compiler, and of the linker.
type attempt struct {
	wasm   []byte // nil if it failed
	late   bool   // it had not ended when its time was up
	busy   bool   // it used up its computing time
	size   int64  // of a module that is too large to be read
	output string // the words of the compiler
}

// site is a folder in which drafts are compiled and linked. Close it.
type site struct {
	builder  *Builder
	work     string
	packages packages
}

// The folders of a site. The toolchain works in the first; nothing of it is left
// when the site is closed.
const (
	moduleFolder = "module"
	tempFolder   = "temp"
)

// open makes a site. What its drafts may import is compiled if it is not yet.
func (b *Builder) open(ctx context.Context, withGonum bool) (*site, error) {
	packages, err := b.shelf.take(ctx, b, withGonum)
	if err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp(b.work, "build-")
	if err != nil {
		return nil, err
	}
	s := &site{b, work, packages}
	if err := errors.Join(os.Mkdir(s.path("."), 0o777), os.Mkdir(s.temp(), 0o777), s.importcfg("compile.cfg", nil)); err != nil {
		s.close()
		return nil, fmt.Errorf("write the module: %w", err)
	}
	return s, nil
}

func (s *site) close() { os.RemoveAll(s.work) }

func (s *site) path(name string) string { return filepath.Join(s.work, moduleFolder, name) }
func (s *site) temp() string            { return filepath.Join(s.work, tempFolder) }

// importcfg writes down where the packages are, those of members too.
func (s *site) importcfg(name string, members []member) error {
	lines := slices.Clone(s.packages)
	for _, m := range members {
		lines = append(lines, "packagefile "+m.path+"="+m.archive)
	}
	return os.WriteFile(s.path(name), []byte(strings.Join(lines, "\n")+"\n"), 0o666)
}

// member is a draft that is compiled.
type member struct {
	path    string // its import path
	archive string // file name
}

// compile compiles a draft as the package at a path below the module. With no
// wasm, an attempt without output is a success.
func (s *site) compile(ctx context.Context, limit time.Duration, folder string, d *draft) (member, attempt, error) {
	m := member{module + "/" + folder, strings.ReplaceAll(folder, "/", "-") + ".a"}
	f := s.builder.generate(d, folder)
	if err := f.write(s.path(".")); err != nil {
		return m, attempt{}, fmt.Errorf("write the module: %w", err)
	}
	var names []string
	for name := range f {
		names = append(names, "./"+name)
	}
	slices.Sort(names)
	a, err := s.compiler(ctx, limit, m, "compile.cfg", names...)
	return m, a, err
}

// compiler runs the compiler on the files of one package.
func (s *site) compiler(ctx context.Context, limit time.Duration, m member, cfg string, names ...string) (attempt, error) {
	args := append(compilerFlags(), "-o", m.archive, "-p", m.path, "-trimpath", s.path(".")+"=>"+module, "-importcfg", cfg)
	return s.run(ctx, limit, "compile", append(args, names...)...)
}

func compilerFlags() []string {
	return []string{"-lang=go" + language, "-complete", "-nolocalimports", "-pack", "-dwarf=false",
		"-l",   // inlining takes a quarter of the time, and hardly speeds up a submission
		"-c=1", // there are other members to be compiled meanwhile
		"-e",   // all errors, not the first ten
	}
}

func linkerFlags() []string { return []string{"-buildmode=c-shared", "-s", "-w", "-buildid="} }

// run runs a tool, which says nothing if all is well.
func (s *site) run(ctx context.Context, limit time.Duration, tool string, args ...string) (attempt, error) {
	o, err := s.builder.toolchain.run(ctx, s.path("."), s.temp(), limit, s.builder.toolchain.tool(tool), args...)
	if err != nil || o.ok {
		return attempt{}, err
	}
	a := attempt{late: o.late, busy: o.busy, output: strings.ReplaceAll(o.output, s.path(".")+string(filepath.Separator), "")}
	if !s.packages.there() {
		return a, errors.New("the cache was deleted while a submission was compiled")
	}
	return a, nil
}

// link links members into one module. The place of each is its number.
func (s *site) link(ctx context.Context, limit time.Duration, members ...member) (attempt, error) {
	const wasm = "guest.wasm"
	main := member{"main", "main.a"}
	glue := files{"main.go": guestMain, "members.go": gather(members)}
	if err := errors.Join(glue.write(s.path(".")), s.importcfg("link.cfg", members)); err != nil {
		return attempt{}, fmt.Errorf("write the module: %w", err)
	}
	if a, err := s.compiler(ctx, limit, main, "link.cfg", "./main.go", "./members.go"); err != nil || a.failed() {
		return a, err
	}
	a, err := s.run(ctx, limit, "link", append(linkerFlags(), "-o", wasm, "-importcfg", "link.cfg", main.archive)...)
	if err != nil || a.failed() {
		return a, err
	}
	stat, err := os.Stat(s.path(wasm))
	if err != nil {
		return a, err
	}
	if stat.Size() > maxModule {
		return attempt{size: stat.Size()}, nil
	}
	a.wasm, err = os.ReadFile(s.path(wasm))
	return a, err
}

// failed reports whether a tool failed.
func (a attempt) failed() bool { return a.late || a.busy || a.size > 0 || a.output != "" }

// outOfMemory finds what a Go program says that gets no more memory.
var outOfMemory = regexp.MustCompile(`(?m)^(?:fatal error: runtime: (?:cannot allocate memory|out of memory)|runtime: out of memory|fatal error: out of memory)`)

// loss is what an attempt costs that failed over no file in particular.
func (a attempt) loss(limit time.Duration) Loss {
	switch {
	case a.late:
		return Loss{Status: grader.CompileError, Message: fmt.Sprintf("the compiler needed more than %v", limit)}
	case a.busy:
		return Loss{Status: grader.CompileError, Message: fmt.Sprintf(
			"the compiler needed more than %v of computing: look for types that double from line to line", limit/patience)}
	case a.size > 0:
		return Loss{Status: grader.Refused, Message: fmt.Sprintf(
			"the program has %d MiB when compiled, and at most %d are allowed: look for large tables", a.size>>20, maxModule>>20)}
	case strings.Contains(a.output, killedWords):
		return Loss{Status: grader.CompileError, Message: "the compiler was killed, as it is when it needs too much memory"}
	case outOfMemory.MatchString(a.output):
		return Loss{Status: grader.CompileError, Message: fmt.Sprintf(
			"the compiler needed more than %d MB of memory: look for types or constants that double from line to line", int(maxAddresses)/1e6)}
	}
	var lines []string
	for line := range strings.Lines(a.output) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "<autogenerated>:1: ")
		if line != "" && line[0] != '#' { // a heading
			lines = append(lines, strings.ReplaceAll(line, module+"/student.", ""))
		}
	}
	if len(lines) == 0 {
		lines = []string{"it does not say why"}
	}
	lines[0] = "the compiler gave up: " + lines[0]
	return lossFrom(lines)
}
