// Package spool keeps many values on the disk while one run needs them, so that
// a class of ten thousand takes no more memory than one of a hundred. It stands
// beside the flow: submissions wait in one spool until they are graded, reports in
// another until they are written.
package spool

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"sync"
)

// Spool holds a value of type T at each of some places, in a file that nobody
// else sees. T is anything that encoding/gob takes. It may be used from several
// goroutines. Close it.
type Spool[T any] struct {
	mu   sync.Mutex
	file *os.File
	at   []span // by place
	end  int64

	packers sync.Pool // of *flate.Writer, which are costly to make
}

// span is where a value lies in the file.
type span struct {
	from, size int64 // size 0 for a place that holds nothing
}

// New returns an empty spool with its file in a folder, or in the system's for
// temporary files if it is "".
func New[T any](folder string) (*Spool[T], error) {
	file, err := os.CreateTemp(folder, "spool-*")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	// Where the system allows it, the file is gone whatever becomes of us.
	_ = os.Remove(file.Name())
	s := &Spool[T]{file: file}
	s.packers.New = func() any {
		w, _ := flate.NewWriter(nil, flate.BestSpeed) // which only fails at other levels
		return w
	}
	return s, nil
}

// Len returns the first place after those that were put to.
func (s *Spool[T]) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.at)
}

// Put keeps a value at a place, in place of the one that was there. The room of
// that one is not used again.
func (s *Spool[T]) Put(place int, value T) error {
	var packed bytes.Buffer
	w := s.packers.Get().(*flate.Writer)
	defer s.packers.Put(w)
	w.Reset(&packed)
	err := gob.NewEncoder(w).Encode(&value)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("put into a temporary file: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.file.WriteAt(packed.Bytes(), s.end); err != nil {
		return fmt.Errorf("put into a temporary file: %w", err)
	}
	for len(s.at) <= place {
		s.at = append(s.at, span{})
	}
	s.at[place] = span{s.end, int64(packed.Len())}
	s.end += int64(packed.Len())
	return nil
}

// Get returns the value at a place, and whether there is one.
func (s *Spool[T]) Get(place int) (value T, ok bool, err error) {
	s.mu.Lock()
	var at span
	if place < len(s.at) {
		at = s.at[place]
	}
	s.mu.Unlock()
	if at.size == 0 {
		return value, false, nil
	}
	from := flate.NewReader(io.NewSectionReader(s.file, at.from, at.size))
	if err := gob.NewDecoder(from).Decode(&value); err != nil {
		return value, false, fmt.Errorf("get from a temporary file: %w", err)
	}
	return value, true, nil
}

// Close deletes the file.
func (s *Spool[T]) Close() error {
	err := s.file.Close()
	_ = os.Remove(s.file.Name()) // which fails where it is gone already
	return err
}
