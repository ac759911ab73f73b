package intake_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const text = "package student\n"

// packed is an entry of an archive that a test makes.
type packed struct {
	name, content string
	mode          fs.FileMode // 0 for a regular file
	flags         uint16      // of a zip
	method        uint16      // of a zip, 0 for stored
}

func zipOf(tb testing.TB, entries ...packed) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: e.method, Flags: e.flags}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		f, err := w.CreateHeader(h)
		require.NoError(tb, err)
		_, err = f.Write([]byte(e.content))
		require.NoError(tb, err)
	}
	require.NoError(tb, w.Close())
	return b.Bytes()
}

// rawZip makes a zip whose headers are written as they are given.
func rawZip(tb testing.TB, h zip.FileHeader, content string) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateRaw(&h)
	require.NoError(tb, err)
	_, err = f.Write([]byte(content))
	require.NoError(tb, err)
	require.NoError(tb, w.Close())
	return b.Bytes()
}

func tarOf(tb testing.TB, headers ...tar.Header) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range headers {
		if h.Typeflag == 0 {
			h.Typeflag, h.Size = tar.TypeReg, int64(len(text))
		}
		h.Mode = 0o644
		require.NoError(tb, w.WriteHeader(&h))
		if h.Typeflag == tar.TypeReg {
			_, err := w.Write([]byte(text))
			require.NoError(tb, err)
		}
	}
	require.NoError(tb, w.Close())
	return b.Bytes()
}

func gzipOf(tb testing.TB, content []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(content)
	require.NoError(tb, err)
	require.NoError(tb, w.Close())
	return b.Bytes()
}

// patched replaces the nth occurrence of a text, counted from 0, by one as long.
func patched(tb testing.TB, b []byte, nth int, before, after string) []byte {
	tb.Helper()
	require.Len(tb, after, len(before))
	b, at := bytes.Clone(b), 0
	for i := 0; ; i++ {
		next := bytes.Index(b[at:], []byte(before))
		require.GreaterOrEqual(tb, next, 0, "occurrence %d of %q", i, before)
		if at += next; i == nth {
			copy(b[at:], after)
			return b
		}
		at += len(before)
	}
}

// saved writes a file to a new folder and returns its path.
func saved(tb testing.TB, name string, content []byte) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), name)
	require.NoError(tb, os.WriteFile(path, content, 0o644))
	return path
}
