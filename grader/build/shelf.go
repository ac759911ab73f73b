package build

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// ourTime is how long the toolchain may take over files of ours, where the
// standard library may have to be compiled first.
const ourTime = 10 * time.Minute

// shelf holds what every module is made of besides the submissions: the compiled
// packages of the standard library, the contract and the guest's end of the wall.
// The go command puts them into the compiler's cache and tells where they are;
// from then on compiler and linker are started directly, which saves more than
// half of the time.
type shelf struct {
	mu       sync.Mutex
	packages map[bool]packages // with gonum and without; nil until somebody asks
}

// packages are the files of compiled packages, as lines of an importcfg.
type packages []string

// take returns the packages, which are compiled if need be.
func (s *shelf) take(ctx context.Context, b *Builder, withGonum bool) (packages, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.packages[withGonum]; p.there() {
		return p, nil
	}
	p, err := b.packages(ctx, withGonum)
	if err != nil {
		return nil, err
	}
	if s.packages == nil {
		s.packages = map[bool]packages{}
	}
	s.packages[withGonum] = p
	return p, nil
}

// there reports whether there are packages, and all their files are where they
// were: the cache may be deleted at any time.
func (p packages) there() bool {
	for _, line := range p {
		_, file, _ := strings.Cut(line, "=")
		if _, err := os.Stat(file); err != nil {
			return false
		}
	}
	return len(p) > 0
}

// packages reads the list that an earlier run has left, or makes it.
func (b *Builder) packages(ctx context.Context, withGonum bool) (packages, error) {
	sources, err := b.shared(withGonum)
	if err != nil {
		return nil, err
	}
	list := filepath.Join(b.toolchain.cache, "packages-"+sources.digest(b.toolchain))
	if text, err := os.ReadFile(list); err == nil {
		if p := packages(strings.Split(strings.TrimSpace(string(text)), "\n")); p.there() {
			return p, nil
		}
	}
	work, err := os.MkdirTemp(b.work, "packages-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	p, err := b.list(ctx, work, sources)
	if err != nil {
		return nil, err
	}
	// The list only saves time: whoever cannot keep it makes it again.
	if temp := filepath.Join(work, "list"); os.WriteFile(temp, []byte(strings.Join(p, "\n")+"\n"), 0o666) == nil {
		_ = os.Rename(temp, list)
	}
	return p, nil
}

// files are the contents of files by their paths with slashes.
type files map[string][]byte

// write lays the files out in an empty folder.
func (f files) write(dir string) error {
	for name, content := range f {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, content, 0o666)); err != nil {
			return err
		}
	}
	return nil
}

// digest names what the compiled packages depend on.
func (f files) digest(t toolchain) string {
	h := sha256.New()
	fmt.Fprintln(h, t.version, t.path, t.modules)
	var names []string
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(h, "%s %x\n", name, sha256.Sum256(f[name]))
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

// shared is a module of all that submissions share, and of all that they may
// import.
func (b *Builder) shared(withGonum bool) (files, error) {
	f := files{"go.mod": fmt.Appendf(nil, "module %s\n\ngo %s\n", module, language)}
	imports := allowedImports()
	if withGonum {
		imports = append(imports, courseImports()...)
		f["go.mod"] = fmt.Appendf(f["go.mod"], "\nrequire %s %s\n", gonum, gonumVersion)
		f["go.sum"] = gonumSums()
	}
	all := []byte("package all\n")
	for _, path := range imports {
		all = fmt.Appendf(all, "\nimport _ %q\n", path)
	}
	f["all/all.go"] = all
	return f, errors.Join(f.add("specs", specs.Contract), f.add("grader/wire", wire.Guest))
}

// add adds the files of a folder without folders.
func (f files) add(folder string, from fs.FS) error {
	entries, err := fs.ReadDir(from, ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if f[folder+"/"+e.Name()], err = fs.ReadFile(from, e.Name()); err != nil {
			return err
		}
	}
	return nil
}

// list compiles the module and returns its packages and all that they import.
func (b *Builder) list(ctx context.Context, work string, f files) (packages, error) {
	// The go command refuses a module that is its folder for temporary files.
	dir, temp := filepath.Join(work, "module"), filepath.Join(work, "temp")
	if err := errors.Join(os.Mkdir(dir, 0o777), os.Mkdir(temp, 0o777), f.write(dir)); err != nil {
		return nil, fmt.Errorf("write the module: %w", err)
	}
	o, err := b.toolchain.run(ctx, dir, temp, ourTime, b.toolchain.path, "list",
		"-export", "-deps", "-trimpath", "-buildvcs=false", "-ldflags=-s -w",
		"-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "./...")
	switch {
	case err != nil:
		return nil, err
	case o.late:
		return nil, fmt.Errorf("the compiler needed more than %v for the standard library", ourTime)
	case !o.ok:
		return nil, errors.New("compile the standard library: " + strings.TrimSpace(o.output))
	}
	var p packages
	for line := range strings.Lines(o.output) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "packagefile ") {
			p = append(p, line)
		}
	}
	if !p.there() {
		return nil, errors.New("compile the standard library: the go command does not tell where it is")
	}
	return p, nil
}
