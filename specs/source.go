package specs

import "embed"

// Contract holds the Go files that declare the contract and nothing else, for
// compiling submissions against the contract this program was built with. Their
// import path is this package's own.
//
//go:embed specs.go xor_linear.go xor_network.go xor_training.go activations.go
//go:embed precision_sgd.go precision_relu.go precision_landscape.go precision_softplus.go
//go:embed two_precisions.go mixture_means.go
var Contract embed.FS

// Sources holds all Go files of this package, for handing them out. The sheets are
// apart: see [Sheet].
//
//go:embed *.go
var Sources embed.FS
