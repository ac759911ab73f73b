package worker

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/gradus-grader/gradus/grader/sandbox"
)

// A frame is its length in four bytes, least significant first, one byte that
// says what it is, and the payload that the length counts.

// The requests.
const (
	opHello byte = iota + 1 // a greeting in JSON
	opLoad                  // a module
	opBegin
	opAsk // a question
)

// The replies.
const (
	replyOK       byte = iota + 101 // the answer to a question, and the fuel used, in eight bytes
	replyStopped                    // a sandbox.Stopped in JSON
	replyRejected                   // a sandbox.Rejected in JSON
	replyFailed                     // the error's words
)

// greeting is what a worker is told before anything else.
type greeting struct {
	Cache  string
	Limits sandbox.Limits
}

// errFrame is of a frame that no honest end sends.
var errFrame = errors.New("malformed frame")

// headSize is the length of a frame's head.
const headSize = 5

func writeFrame(to io.Writer, kind byte, payload []byte) error {
	var head [headSize]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(payload)))
	head[4] = kind
	if _, err := to.Write(append(head[:], payload...)); err != nil {
		return fmt.Errorf("send to the other end: %w", err)
	}
	return nil
}

// readFrame reads a frame with a payload of at most the given length, and
// allocates no more than arrives.
func readFrame(from io.Reader, largest int) (kind byte, payload []byte, err error) {
	var head [headSize]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return 0, nil, err
	}
	length := binary.LittleEndian.Uint32(head[:])
	if uint64(length) > uint64(largest) {
		return 0, nil, fmt.Errorf("%w: %d bytes, of which %d are allowed", errFrame, length, largest)
	}
	const chunk = 1 << 20
	for left := int(length); left > 0; {
		n := min(left, chunk)
		at := len(payload)
		payload = append(payload, make([]byte, n)...)
		if _, err := io.ReadFull(from, payload[at:]); err != nil {
			return 0, nil, fmt.Errorf("%w: it ends too early", errFrame)
		}
		left -= n
	}
	return head[4], payload, nil
}

// reply is the frame that tells how a request ended.
func reply(answer []byte, err error) (kind byte, payload []byte) {
	var stopped *sandbox.Stopped
	var rejected *sandbox.Rejected
	var data any
	switch {
	case err == nil:
		return replyOK, answer
	case errors.As(err, &stopped):
		kind, data = replyStopped, stopped
	case errors.As(err, &rejected):
		kind, data = replyRejected, rejected
	default:
		return replyFailed, []byte(err.Error())
	}
	payload, err = json.Marshal(data)
	if err != nil {
		return replyFailed, []byte(err.Error())
	}
	return kind, payload
}

// replied is its inverse. What is no reply is an errFrame.
func replied(kind byte, payload []byte) (answer []byte, err error) {
	var data error
	switch kind {
	case replyOK:
		return payload, nil
	case replyFailed:
		return nil, errors.New(string(payload))
	case replyStopped:
		data = new(sandbox.Stopped)
	case replyRejected:
		data = new(sandbox.Rejected)
	default:
		return nil, fmt.Errorf("%w: kind %d", errFrame, kind)
	}
	if err := json.Unmarshal(payload, data); err != nil {
		return nil, fmt.Errorf("%w: %v", errFrame, err)
	}
	return nil, data
}
