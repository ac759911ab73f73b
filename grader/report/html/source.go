package html

import "embed"

// Sources holds the Go files of this package, for handing them out.
//
//go:embed *.go *.tmpl *.js *.css
var Sources embed.FS
