package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// KeptFolder is the folder of the cache in which modules are kept.
const KeptFolder = "kept"

// BuildKept is Build for a submission of ours, such as the answer key, that every
// run needs: its module is kept in the cache, if nothing of it was left out.
func (b *Builder) BuildKept(ctx context.Context, s grader.Submission) (Built, error) {
	d := vet(s)
	if len(d.out) > 0 {
		return b.Build(ctx, s)
	}
	path, err := b.keptAt(d)
	if err != nil {
		return Built{}, err
	}
	if wasm, ok := unseal(path); ok {
		return d.built(wasm, 0), nil
	}
	built, err := b.Build(ctx, s)
	if err == nil && len(built.Lost) == 0 {
		_ = seal(path, built.Wasm) // it only saves time
	}
	return built, err
}

// keptAt names the file for the module of a draft by all that it is made of.
func (b *Builder) keptAt(d *draft) (string, error) {
	all, err := b.shared(d.importsGonum())
	if err != nil {
		return "", err
	}
	maps.Copy(all, b.generate(d, aloneFolder))
	all["main.go"] = guestMain
	all["flags"] = []byte(strings.Join(append(compilerFlags(), linkerFlags()...), " "))
	return filepath.Join(b.toolchain.cache, KeptFolder, all.digest(b.toolchain)), nil
}

// seal keeps a module with its hash before it.
func seal(path string, wasm []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "new-")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(wasm)
	_, err = temp.Write(append(sum[:], wasm...))
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}

// unseal returns a module that was kept, if it is whole.
func unseal(path string) (wasm []byte, ok bool) {
	text, err := os.ReadFile(path)
	if err != nil || len(text) < sha256.Size {
		return nil, false
	}
	wasm = text[sha256.Size:]
	sum := sha256.Sum256(wasm)
	return wasm, bytes.Equal(sum[:], text[:sha256.Size])
}
