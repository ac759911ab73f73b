package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// whole is a file that is there whole or not at all: it is written beside its
// place, and put there when it is closed.
type whole struct {
	*os.File
	path   string
	failed error // of a write
}

func newWhole(path string) (*whole, error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".gradus-*")
	if err != nil {
		return nil, &failure{exitFailure, fmt.Errorf("write %q: %w", path, reason(err)), "is its folder there, and may it be written to?"}
	}
	return &whole{File: f, path: path}, nil
}

// Write remembers its failure, so that no half of a file is put in a place.
func (w *whole) Write(p []byte) (int, error) {
	n, err := w.File.Write(p)
	if w.failed == nil {
		w.failed = err
	}
	return n, err
}

// Close puts the file in its place.
func (w *whole) Close() error {
	err := errors.Join(w.failed, w.Chmod(0o644), w.File.Close())
	if err == nil {
		err = os.Rename(w.Name(), w.path)
	}
	if err != nil {
		w.discard()
		return unwritten(w.path, err)
	}
	return nil
}

// discard leaves what stood in its place.
func (w *whole) discard() {
	w.File.Close()
	os.Remove(w.Name())
}

func unwritten(path string, err error) error {
	return &failure{exitFailure, fmt.Errorf("write %q: %w", path, err), "is there room on the disk?"}
}
