package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// language is the version of Go that submissions are written in, and the
// oldest toolchain that will do.
const language = "1.26"

// What a run of the toolchain may take.
const (
	maxOutput    = 256 << 10 // bytes that are kept of its words
	maxAddresses = 2e9       // bytes of address space of each process
	maxFile      = 512 << 20 // bytes of each file that it writes
)

// patience is how many times the time of one processor a compiler may take by
// the clock on the wall, on a machine that has other things to do.
const patience = 3

// attempts is how often the toolchain is run that somebody kills: the kernel for
// want of memory, or a person who meant another process.
const attempts = 4

// toolchain runs the go command. It is the one place where a process is
// started, for limits of its own to be put around it.
type toolchain struct {
	path    string // of the go command
	tools   string // the folder of the compiler and the linker
	version string // such as "go1.26.8"
	modules string // the operator's module cache
	cache   string // the compiler's, absolute
}

// findToolchain asks the go command on the PATH about itself, in the
// operator's own environment.
func findToolchain(ctx context.Context, cache string) (toolchain, error) {
	const remedy = "install Go " + language + " or newer and put it on the PATH"

	path, err := exec.LookPath("go")
	if err != nil {
		return toolchain{}, fmt.Errorf("there is no go command: %s", remedy)
	}
	cmd := exec.CommandContext(ctx, path, "env", "-json", "GOVERSION", "GOROOT", "GOTOOLDIR", "GOMODCACHE")
	cmd.Dir = cache // no go.mod of the current folder has a say
	out, err := cmd.Output()
	if err != nil {
		return toolchain{}, fmt.Errorf("ask %s for its version: %w", path, err)
	}
	var env struct{ GOVERSION, GOROOT, GOTOOLDIR, GOMODCACHE string }
	if err := json.Unmarshal(out, &env); err != nil {
		return toolchain{}, fmt.Errorf("ask %s for its version: %w", path, err)
	}
	if !recent(env.GOVERSION) {
		return toolchain{}, fmt.Errorf("%s is %s: %s", path, env.GOVERSION, remedy)
	}
	return toolchain{
		path:    filepath.Join(env.GOROOT, "bin", filepath.Base(path)),
		tools:   env.GOTOOLDIR,
		version: env.GOVERSION,
		modules: env.GOMODCACHE,
		cache:   cache,
	}, nil
}

// recent tells whether a version is new enough; a development version counts as
// the release that it leads to.
func recent(goversion string) bool {
	words := strings.Fields(strings.TrimPrefix(goversion, "devel "))
	return len(words) > 0 && version.Compare(words[0], "go"+language) >= 0
}

// tool returns the path of a tool that comes with the go command.
func (t toolchain) tool(name string) string {
	return filepath.Join(t.tools, name+filepath.Ext(t.path))
}

// outcome is how a run of the toolchain ended, by itself or by its limits.
type outcome struct {
	ok     bool
	late   bool   // it had not ended when its time was up, by the clock on the wall
	busy   bool   // one of its processes used up its computing time
	killed bool   // it, or a compiler that the go command had started
	output string // its words or, without any, how it failed
}

// run runs a program of the toolchain in dir for at most the given time, with a
// folder for its temporary files, and again if it is killed. An error means that it could
// not be run, or that ctx is done.
func (t toolchain) run(ctx context.Context, dir, temp string, limit time.Duration, program string, args ...string) (o outcome, err error) {
	for range attempts {
		o, err = t.once(ctx, dir, temp, limit, program, args...)
		if err != nil || !o.killed {
			break
		}
	}
	return o, err
}

func (t toolchain) once(ctx context.Context, dir, temp string, limit time.Duration, program string, args ...string) (outcome, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	computing := max(time.Second, (limit / patience).Truncate(time.Second))
	var output capped
	cmd := exec.CommandContext(limited, program, args...)
	cmd.Dir, cmd.Env = dir, t.environment(temp)
	cmd.Stdout, cmd.Stderr = &output, &output
	cmd.WaitDelay = 5 * time.Second // for a grandchild that holds the pipe
	killTogether(cmd)

	err := cmd.Start()
	if err == nil {
		err = errors.Join(confine(cmd.Process.Pid, computing), cmd.Wait())
	}
	words := strings.ToValidUTF8(string(output.kept), "\uFFFD")
	var exit *exec.ExitError
	switch {
	case err == nil:
		return outcome{ok: true, output: words}, nil
	case ctx.Err() != nil:
		return outcome{}, ctx.Err()
	case limited.Err() != nil:
		return outcome{late: true}, nil
	case errors.As(err, &exit):
		ended := exit.ExitCode() < 0 // by a signal
		killed := ended || strings.Contains(words, killedWords)
		if killed && exit.UserTime()+exit.SystemTime() >= computing*9/10 { // the kernel counts in ticks
			return outcome{busy: true}, nil
		}
		if words == "" || ended {
			words += "\n" + exit.Error()
		}
		return outcome{output: words, killed: killed}, nil
	default:
		return outcome{}, fmt.Errorf("run %s: %w", program, err)
	}
}

// killedWords are the go command's of a compiler that was killed.
const killedWords = "signal: killed"

// environment is made from nothing. With no home folder the go command finds no
// configuration and keeps no telemetry.
func (t toolchain) environment(temp string) []string {
	env := []string{
		"GOOS=wasip1", "GOARCH=wasm",
		"GOCACHE=" + filepath.Join(t.cache, "compiled"),
		"GOMODCACHE=" + t.modules,
		"GOPATH=" + filepath.Join(t.cache, "gopath"),
		"GOTMPDIR=" + temp, "TMPDIR=" + temp, "TMP=" + temp, "TEMP=" + temp,
		"GOTOOLCHAIN=local", "GOENV=off", "GOWORK=off", "GO111MODULE=on",
		"GOFLAGS=-mod=readonly", "GOPROXY=off", "GOSUMDB=off", "GOVCS=*:off",
		"CGO_ENABLED=0",
		// The index of a module's files can be stale where files are as young
		// as these.
		"GODEBUG=goindex=0",
		// A tool ends before it has garbage worth collecting, or else it is in
		// trouble: a tenth of its time.
		"GOGC=off", "GOMEMLIMIT=768MiB",
	}
	if root, ok := os.LookupEnv("SystemRoot"); ok { // no process starts without it on Windows
		env = append(env, "SystemRoot="+root)
	}
	return env
}

// capped keeps the first maxOutput bytes and lets the rest go.
type capped struct{ kept []byte }

func (c *capped) Write(p []byte) (int, error) {
	c.kept = append(c.kept, p[:min(len(p), maxOutput-len(c.kept))]...)
	return len(p), nil
}
