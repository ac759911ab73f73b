//go:build unix

package build

import (
	"os/exec"
	"syscall"
)

// killTogether lets the compiler and the linker die with the go command that
// started them.
func killTogether(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
