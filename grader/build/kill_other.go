//go:build !unix

package build

import "os/exec"

// killTogether leaves the go command to be killed alone, where there are no
// process groups: the compiler that it started ends by itself.
func killTogether(*exec.Cmd) {}
