package wire_test

import (
	"embed"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

func TestGuestImportsLittle(t *testing.T) {
	imported := make(map[string]bool)
	files, err := fs.Glob(wire.Guest, "*.go")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		source, err := wire.Guest.ReadFile(name)
		require.NoError(t, err)
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
		require.NoError(t, err)
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			imported[path] = true
		}
	}
	want := []string{"errors", "github.com/gradus-grader/gradus/specs", "math", "runtime", "slices", "strconv"}
	assert.Equal(t, want, slices.Sorted(maps.Keys(imported)), "every import is in every student's module")
}

const guestMain = `package main

import (
	"unsafe"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

var request, response []byte

//go:wasmexport room
func room(n uint32) uint32 {
	request = make([]byte, n)
	return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(request))))
}

//go:wasmexport serve
func serve() uint32 {
	response = wire.Serve(specs.Solution{}, request)
	return uint32(len(response))
}

func main() {}
`

func TestGuestCompilesByItself(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	root := t.TempDir()
	write := func(name string, content []byte) {
		path := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, content, 0o644))
	}
	writeAll := func(folder string, from embed.FS) {
		files, err := fs.Glob(from, "*.go")
		require.NoError(t, err)
		for _, name := range files {
			content, err := from.ReadFile(name)
			require.NoError(t, err)
			write(folder+"/"+name, content)
		}
	}
	write("go.mod", []byte("module github.com/gradus-grader/gradus\n\ngo 1.26\n"))
	writeAll("specs", specs.Contract)
	writeAll("grader/wire", wire.Guest)
	write("guest/main.go", []byte(guestMain))

	command := func(arguments ...string) string {
		cmd := exec.Command("go", arguments...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0",
			"GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local")
		output, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", output)
		return string(output)
	}
	command("build", "-buildmode=c-shared", "-o", "guest.wasm", "./guest")
	assert.FileExists(t, filepath.Join(root, "guest.wasm"))

	linked := strings.Fields(command("list", "-deps", "./guest"))
	for _, heavy := range []string{"fmt", "os", "reflect", "sort", "strings", "encoding/binary"} {
		assert.NotContains(t, linked, heavy, "every student's module would carry it")
	}
}
