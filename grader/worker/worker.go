// Package worker runs a [sandbox.Sandbox] in a process of its own, so that
// whatever a guest does to its process, it does to that one alone.
//
// [Serve] is the worker: it holds one module and one instance of it at a time,
// and knows nothing of checks, keys or scores. [Worker] is the other end, in the
// grader. They speak in frames over the worker's standard streams: a request, a
// reply, one at a time.
//
// A guest is bounded by fuel and memory within the worker. The process is the
// second wall, for faults of ours and of wazero's: a worker that crashes, is
// killed, sends what is no frame, or does not reply within Config.Patience is
// gone, which is a [*Died]. It says nothing about the submission: start another
// worker and ask again.
package worker

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"github.com/gradus-grader/gradus/grader/sandbox"
)

// Config says how to start a worker.
type Config struct {
	Command []string // starts a process that calls [Serve] with its standard input and output
	Cache   string   // folder for compiled modules, as in [sandbox.New]
	Limits  sandbox.Limits
	// Patience is how long a reply may take by the clock on the wall. No guest
	// within its limits comes near it.
	Patience time.Duration
}

// Died is the error of a worker that is gone.
type Died struct{ How string }

func (d *Died) Error() string { return "the worker process died: " + d.How }

// Worker is a running worker process. Use it from one goroutine at a time, and
// close it.
type Worker struct {
	config Config
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	stdout io.Reader
	dead   *Died
}

// Start starts a worker.
func Start(ctx context.Context, config Config) (*Worker, error) {
	w := &Worker{config: config, cmd: exec.Command(config.Command[0], config.Command[1:]...)}
	var err error
	if w.stdin, err = w.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start worker: %w", err)
	}
	if w.stdout, err = w.cmd.StdoutPipe(); err != nil {
		return nil, fmt.Errorf("start worker: %w", err)
	}
	isolate(w.cmd)
	if err := w.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start worker: %w", err)
	}
	hello, err := json.Marshal(greeting{config.Cache, config.Limits})
	if err != nil {
		return nil, fmt.Errorf("start worker: %w", err)
	}
	if _, err := w.call(ctx, opHello, hello); err != nil {
		w.Close()
		return nil, fmt.Errorf("start worker: %w", err)
	}
	return w, nil
}

// Pid returns the id of the worker's process.
func (w *Worker) Pid() int { return w.cmd.Process.Pid }

// Dead reports whether the worker is gone.
func (w *Worker) Dead() bool { return w.dead != nil }

// Load makes a module the one that Begin starts. A module that is not one of
// ours is a [*sandbox.Rejected].
func (w *Worker) Load(ctx context.Context, wasm []byte) error {
	_, err := w.call(ctx, opLoad, wasm)
	return err
}

// Begin starts a fresh instance of the module in place of the one before. An end
// of the guest's own doing is a [*sandbox.Stopped].
func (w *Worker) Begin(ctx context.Context) error {
	_, err := w.call(ctx, opBegin, nil)
	return err
}

// Ask puts a request to the instance, as [sandbox.Instance.Ask] does. used is
// how many instructions the instance has executed until then.
func (w *Worker) Ask(ctx context.Context, request []byte) (answer []byte, used uint64, err error) {
	reply, err := w.call(ctx, opAsk, request)
	if err != nil {
		return nil, 0, err
	}
	end := len(reply) - 8
	if end < 0 {
		return nil, 0, w.bury("an answer without its fuel")
	}
	return reply[:end], binary.LittleEndian.Uint64(reply[end:]), nil
}

// Close ends the process.
func (w *Worker) Close() {
	if w.dead == nil {
		w.bury("closed")
	}
}

// call sends a request and waits for the reply to it.
func (w *Worker) call(ctx context.Context, op byte, payload []byte) ([]byte, error) {
	if w.dead != nil {
		return nil, w.dead
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	patience, cancel := context.WithTimeout(ctx, w.config.Patience)
	defer cancel()
	stop := context.AfterFunc(patience, func() { w.cmd.Process.Kill() })
	err := writeFrame(w.stdin, op, payload)
	var kind byte
	var reply []byte
	if err == nil {
		kind, reply, err = readFrame(w.stdout, w.largest())
	}
	switch killed := !stop(); {
	case ctx.Err() != nil:
		w.bury("cancelled")
		return nil, ctx.Err()
	case killed:
		return nil, w.bury(fmt.Sprintf("no reply within %v", w.config.Patience))
	case err != nil:
		return nil, w.bury(err.Error())
	}
	answer, err := replied(kind, reply)
	if errors.Is(err, errFrame) {
		return nil, w.bury(err.Error())
	}
	return answer, err
}

// largest is the longest reply that an honest worker can send.
func (w *Worker) largest() int {
	d := sandbox.DefaultLimits()
	return max(w.config.Limits.Answer, d.Answer) + 8*max(w.config.Limits.Output, d.Output) + 1<<16
}

// bury ends the process, whatever state it is in, and notes how it ended.
func (w *Worker) bury(how string) *Died {
	w.cmd.Process.Kill() // fails if it is gone
	w.stdin.Close()
	if err := w.cmd.Wait(); err != nil {
		how += " (" + err.Error() + ")"
	}
	w.dead = &Died{how}
	return w.dead
}
