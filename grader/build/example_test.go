package build_test

import (
	"context"
	"fmt"
	"log"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/build"
	"github.com/gradus-grader/gradus/specs"
)

// One mistake costs one exercise. (Not run as a test: the first build in a new
// cache folder takes many seconds.)
func ExampleBuilder_Build() {
	ctx := context.Background()
	b, err := build.Find(ctx, "cache")
	if err != nil {
		log.Fatal(err)
	}
	built, err := b.Build(ctx, grader.Submission{Name: "ada", Files: []grader.File{
		{Name: "xor_linear.go", Content: []byte("package student\n\ntype XORLinear struct{}\n")},
	}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(built.Lost[specs.IDXORLinear].Message)
	// xor_linear.go:3:6: XORLinear does not implement specs.XORLinear (missing method Fit)
}

func ExampleRules() {
	for _, r := range build.Rules() {
		fmt.Println(r.Name)
	}
	// Output:
	// file-name
	// file-suffix
	// file-twice
	// file-count
	// readable
	// file-size
	// text
	// tokens
	// nesting
	// directives
	// syntax
	// package
	// imports
	// import-names
	// bodies
}
