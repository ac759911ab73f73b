package wire

import "embed"

// Guest holds the Go files of this package that [Serve] needs, for compiling
// submissions with the guest's end that this program was built with. Together
// they are a package of its own: they import package specs, of which
// specs.Contract suffices, and a few small packages of the standard library.
//
//go:embed wire.go codec.go layout.go loan.go panic.go serve.go
var Guest embed.FS

// Sources holds all Go files of this package, for handing them out.
//
//go:embed *.go
var Sources embed.FS
