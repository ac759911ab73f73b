package worker

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/gradus-grader/gradus/grader/sandbox"
)

// largestRequest bounds what a worker reads: a module, or a question.
const largestRequest = 64 << 20

// Serve is the worker's end. It replies to requests until in ends, and returns
// an error if it cannot read or write frames. Nothing else may write to out.
func Serve(ctx context.Context, in io.Reader, out io.Writer) error {
	var s server
	defer s.close(ctx)
	from := bufio.NewReader(in)
	for {
		op, payload, err := readFrame(from, largestRequest)
		if errors.Is(err, io.EOF) {
			return nil // the grader has closed us, or is gone
		}
		if err != nil {
			return fmt.Errorf("read request: %w", err)
		}
		kind, answer := reply(s.serve(ctx, op, payload))
		if err := writeFrame(out, kind, answer); err != nil {
			return err
		}
	}
}

// server is what a worker holds.
type server struct {
	sandbox  *sandbox.Sandbox
	module   *sandbox.Module
	instance *sandbox.Instance
}

func (s *server) serve(ctx context.Context, op byte, payload []byte) (answer []byte, err error) {
	switch {
	case op == opHello:
		return nil, s.hello(ctx, payload)
	case s.sandbox == nil:
		return nil, errors.New("a worker must be greeted first")
	case op == opLoad:
		return nil, s.load(ctx, payload)
	case op == opBegin:
		return nil, s.begin(ctx)
	case op == opAsk && s.instance != nil:
		answer, err := s.instance.Ask(ctx, payload)
		return binary.LittleEndian.AppendUint64(answer, s.instance.Used()), err
	}
	return nil, fmt.Errorf("request %d has no place here", op)
}

func (s *server) hello(ctx context.Context, payload []byte) error {
	var g greeting
	if err := json.Unmarshal(payload, &g); err != nil {
		return fmt.Errorf("read greeting: %w", err)
	}
	s.close(ctx)
	var err error
	s.sandbox, err = sandbox.New(ctx, g.Cache, g.Limits)
	return err
}

func (s *server) load(ctx context.Context, wasm []byte) error {
	s.end()
	if s.module != nil {
		s.module.Close()
	}
	var err error
	s.module, err = s.sandbox.Load(ctx, wasm)
	return err
}

func (s *server) begin(ctx context.Context) error {
	s.end()
	if s.module == nil {
		return errors.New("there is no module to start")
	}
	var err error
	s.instance, err = s.module.Start(ctx)
	return err
}

// end closes the instance.
func (s *server) end() {
	if s.instance != nil {
		s.instance.Close()
		s.instance = nil
	}
}

func (s *server) close(ctx context.Context) {
	s.end()
	if s.module != nil {
		s.module.Close()
		s.module = nil
	}
	if s.sandbox != nil {
		s.sandbox.Close(ctx) // the process ends, or starts anew
		s.sandbox = nil
	}
}
