package git

import "embed"

// Sources holds the Go files of this package, for handing them out.
//
//go:embed *.go
var Sources embed.FS
