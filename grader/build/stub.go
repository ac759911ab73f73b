package build

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"

	"github.com/gradus-grader/gradus/specs"
)

// stubs returns, for every exercise, a file of package student that declares
// its type with methods that panic with specs.ErrNotImplemented. They are made
// from the contract, so nothing depends on package student.
func stubs(contract fs.FS) (map[specs.ID][]byte, error) {
	interfaces, err := parseInterfaces(contract)
	if err != nil {
		return nil, err
	}
	all := map[specs.ID][]byte{}
	for _, e := range specs.Catalogue() {
		i, ok := interfaces[e.Type]
		if !ok {
			return nil, fmt.Errorf("the contract has no interface %s", e.Type)
		}
		if all[e.ID], err = stub(e.Type, i); err != nil {
			return nil, fmt.Errorf("stub of %s: %w", e.Type, err)
		}
	}
	return all, nil
}

func parseInterfaces(contract fs.FS) (map[string]*ast.InterfaceType, error) {
	names, err := fs.Glob(contract, "*.go")
	if err != nil {
		return nil, err
	}
	found := map[string]*ast.InterfaceType{}
	for _, name := range names {
		src, err := fs.ReadFile(contract, name)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if i, ok := spec.Type.(*ast.InterfaceType); ok {
					found[spec.Name.Name] = i
				}
			}
			return true
		})
	}
	return found, nil
}

func stub(typeName string, i *ast.InterfaceType) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "package student\n\nimport %q\n\ntype %s struct{}\n", module+"/specs", typeName)
	for _, m := range i.Methods.List {
		signature, ok := m.Type.(*ast.FuncType)
		if !ok {
			return nil, fmt.Errorf("the interface embeds another")
		}
		qualify(signature.Params)
		qualify(signature.Results)
		var text strings.Builder
		if err := format.Node(&text, token.NewFileSet(), signature); err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "\nfunc (%s) %s%s {\n\tpanic(specs.ErrNotImplemented)\n}\n",
			typeName, m.Names[0].Name, strings.TrimPrefix(text.String(), "func"))
	}
	return format.Source([]byte(b.String()))
}

// qualify writes specs. before the types that the contract itself declares.
// They are the exported ones: what else a signature names is predeclared.
func qualify(fields *ast.FieldList) {
	if fields == nil {
		return
	}
	for _, f := range fields.List {
		ast.Inspect(f.Type, func(n ast.Node) bool {
			if name, ok := n.(*ast.Ident); ok && name.IsExported() {
				name.Name = "specs." + name.Name
			}
			return true
		})
	}
}
