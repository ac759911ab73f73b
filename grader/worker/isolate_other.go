//go:build !unix

package worker

import "os/exec"

// isolate would put the worker out of Ctrl-C's reach; here it cannot.
func isolate(*exec.Cmd) {}
