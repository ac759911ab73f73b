package build

import "embed"

// Sources holds the Go files of this package, and the guest's, for handing them
// out.
//
//go:embed *.go guest/main.go
var Sources embed.FS
