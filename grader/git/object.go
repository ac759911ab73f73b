package git

import (
	"bufio"
	"compress/zlib"
	"crypto/sha1"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// object is what an object holds.
type object struct {
	kind    string // commit, tree, blob or tag
	content []byte
}

// read returns an object's content if it is of that kind and no larger than limit,
// and what its name says it is.
func (r *Repository) read(h Hash, kind string, limit int64) ([]byte, error) {
	o, err := r.loose(h)
	if errors.Is(err, fs.ErrNotExist) {
		o, err = r.packed(h)
	}
	switch {
	case errors.Is(err, errSpent), errors.Is(err, ErrTooLarge):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("the object %s cannot be read: %w", h.Short(), err)
	case o.name() != h:
		return nil, fmt.Errorf("the object %s holds something else than its name says", h.Short())
	case o.kind != kind:
		return nil, fmt.Errorf("the object %s is a %s where a %s is named", h.Short(), o.kind, kind)
	case int64(len(o.content)) > limit:
		return nil, ErrTooLarge
	}
	return o.content, nil
}

// name is what an object must be called.
func (o object) name() Hash {
	sum := sha1.New()
	fmt.Fprintf(sum, "%s %d\x00", o.kind, len(o.content))
	sum.Write(o.content)
	return Hash(sum.Sum(nil))
}

var errDamaged = errors.New("it is damaged")

// loose reads an object that has a file of its own.
func (r *Repository) loose(h Hash) (o object, err error) {
	f, _, err := r.open("objects/" + h.String()[:2] + "/" + h.String()[2:])
	if err != nil {
		return o, err
	}
	defer f.Close()
	z, err := r.inflate(f)
	if err != nil {
		return o, err
	}
	header, err := readHeader(z)
	if err != nil {
		return o, err
	}
	kind, length, _ := strings.Cut(header, " ")
	size, err := strconv.ParseUint(length, 10, 63)
	if err != nil {
		return o, errDamaged
	}
	content, err := r.rest(z, int64(size))
	return object{kind, content}, err
}

// readHeader reads the header of a loose object, which ends with a zero byte.
func readHeader(from io.Reader) (string, error) {
	var b [1]byte
	var header []byte
	for len(header) <= len("commit 18446744073709551615") {
		if _, err := io.ReadFull(from, b[:]); err != nil {
			return "", damaged(err)
		}
		if b[0] == 0 {
			return string(header), nil
		}
		header = append(header, b[0])
	}
	return "", errDamaged
}

// inflater is kept, because it is costly to make.
type inflater struct {
	in *bufio.Reader
	z  io.ReadCloser
}

// inflate returns what a deflated stream holds. It is valid until the next call.
func (r *Repository) inflate(from io.Reader) (io.Reader, error) {
	i := &r.inflater
	if i.z == nil {
		i.in = bufio.NewReaderSize(&metered{from, r}, 1<<10)
		z, err := zlib.NewReader(i.in)
		if err != nil {
			return nil, damaged(err)
		}
		i.z = z
		return z, nil
	}
	i.in.Reset(&metered{from, r})
	if err := i.z.(zlib.Resetter).Reset(i.in, nil); err != nil {
		return nil, damaged(err)
	}
	return i.z, nil
}

// rest reads the last bytes of a stream, which are as many as was said. What is
// said too much is spent all the same.
func (r *Repository) rest(z io.Reader, size int64) ([]byte, error) {
	if size > maxObject {
		return nil, ErrTooLarge
	}
	if err := r.spend(size); err != nil {
		return nil, err
	}
	content := make([]byte, size)
	if _, err := io.ReadFull(z, content); err != nil {
		return nil, damaged(err)
	}
	if _, err := io.ReadFull(z, make([]byte, 1)); err != io.EOF { // which is also that the sum is right
		return nil, damaged(err)
	}
	return content, nil
}

// damaged keeps of an error of reading only that no more may be read.
func damaged(err error) error {
	if errors.Is(err, errSpent) {
		return err
	}
	return errDamaged
}
