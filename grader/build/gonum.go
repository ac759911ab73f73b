package build

import (
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
)

// The version of gonum that submissions are built with is the one of this
// repository, so that a student's own go test sees the same.
const (
	gonum        = "gonum.org/v1/gonum"
	gonumVersion = "v0.17.0"
	gonumSum     = "h1:VbpOemQlsSMrYmn7T2OUvQ4dqxQXU+ouZFQsZOx50z4="
	gonumModSum  = "h1:El3tOrEuMpv2UdMrbNlKEh9vd86bmQ6vqIcDwxEOc1E="
)

// gonumSums is the go.sum of a module that requires gonum and nothing else.
func gonumSums() []byte {
	return fmt.Appendf(nil, "%[1]s %[2]s %[3]s\n%[1]s %[2]s/go.mod %[4]s\n", gonum, gonumVersion, gonumSum, gonumModSum)
}

func (d *draft) importsGonum() bool {
	return slices.ContainsFunc(d.in, func(s *source) bool {
		return slices.ContainsFunc(s.tree.Imports, func(spec *ast.ImportSpec) bool {
			return slices.Contains(courseImports(), importPath(spec))
		})
	})
}

// requireGonum returns an error that says how to get gonum if it is not in the
// module cache. Without this, the go command would put the blame on the line of
// the import, which is a student's.
func (t toolchain) requireGonum() error {
	zip := filepath.Join(t.modules, "cache", "download", gonum, "@v", gonumVersion+".zip")
	if _, err := os.Stat(zip); err != nil {
		return fmt.Errorf("the submission imports gonum, which the module cache lacks: run go mod download %s@%s", gonum, gonumVersion)
	}
	return nil
}
