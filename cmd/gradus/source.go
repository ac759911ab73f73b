package main

import "embed"

// sources holds the Go files of this package, for handing them out.
//
//go:embed *.go
var sources embed.FS
