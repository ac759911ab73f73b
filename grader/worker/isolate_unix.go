//go:build unix

package worker

import (
	"os/exec"
	"syscall"
)

// isolate gives the worker a process group of its own, so that Ctrl-C reaches
// the grader, which ends its workers, and not them. It sees no environment.
func isolate(cmd *exec.Cmd) {
	cmd.Env = []string{}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}
