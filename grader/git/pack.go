package git

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// pack is a file of many objects with its index, in which the names are sorted.
// Both are read where they are asked, never as a whole.
type pack struct {
	data, index file
	size        int64 // of data
	fan         [256]uint32
}

// The parts of an index of version 2, and what stands at both ends of a pack.
const (
	indexHeader  = 8
	indexFan     = indexHeader + 4*256
	indexTrailer = 40
	packHeader   = 12
	packTrailer  = 20
)

// packed reads an object from the pack that holds it.
func (r *Repository) packed(h Hash) (object, error) {
	if err := r.findPacks(); err != nil {
		return object{}, err
	}
	for _, p := range r.packs {
		at, err := p.find(h)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return object{}, err
		}
		return r.resolve(p, at)
	}
	return object{}, errors.New("it is not there")
}

// findPacks opens the packs.
func (r *Repository) findPacks() error {
	const folder = "objects/pack"
	if r.searched {
		return nil
	}
	r.searched = true
	info, err := fs.Lstat(r.dir, folder)
	if err != nil || !info.IsDir() {
		return nil // there are none
	}
	entries, err := firstEntries(r.dir, folder, 10*maxPacks)
	if err != nil {
		return unreadable(folder, err)
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".idx")
		if !ok {
			continue
		}
		if len(r.packs) == maxPacks {
			return errManyPacks
		}
		p, err := r.openPack(folder + "/" + name)
		if err != nil {
			return err
		}
		r.packs = append(r.packs, p)
	}
	return nil
}

var errManyPacks = fmt.Errorf("it has more than %d packs; git gc makes one of them", maxPacks)

// firstEntries lists a folder, sorted by name, if it has no more than most.
func firstEntries(dir fs.FS, path string, most int) ([]fs.DirEntry, error) {
	f, err := dir.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, ok := f.(fs.ReadDirFile)
	if !ok {
		return nil, errors.New("it cannot be listed")
	}
	entries, err := list.ReadDir(most + 1)
	switch {
	case len(entries) > most:
		return nil, errManyPacks
	case err != nil && err != io.EOF:
		return nil, err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

func (r *Repository) openPack(path string) (*pack, error) {
	index, size, err := r.open(path + ".idx")
	if err != nil {
		return nil, err
	}
	p := &pack{index: index}
	if err := p.readFan(size); err != nil {
		index.Close()
		return nil, fmt.Errorf("%s is damaged, or of another version than 2", quote(path+".idx"))
	}
	if p.data, p.size, err = r.open(path + ".pack"); err != nil {
		index.Close()
		return nil, err
	}
	return p, nil
}

// readFan reads how many names begin with each byte or a smaller one. The index
// must be large enough for all of them.
func (p *pack) readFan(size int64) error {
	var start [indexFan]byte
	if _, err := p.index.ReadAt(start[:], 0); err != nil {
		return err
	}
	if !bytes.Equal(start[:indexHeader], []byte("\xfftOc\x00\x00\x00\x02")) {
		return errDamaged
	}
	for i := range p.fan {
		p.fan[i] = binary.BigEndian.Uint32(start[indexHeader+4*i:])
		if i > 0 && p.fan[i] < p.fan[i-1] {
			return errDamaged
		}
	}
	if size < indexFan+p.count()*(20+4+4)+indexTrailer {
		return errDamaged
	}
	return nil
}

func (p *pack) count() int64 { return int64(p.fan[255]) }

// find returns where an object begins; the error is fs.ErrNotExist if it is not in
// the pack.
func (p *pack) find(h Hash) (int64, error) {
	low, high := int64(0), int64(p.fan[h[0]])
	if h[0] > 0 {
		low = int64(p.fan[h[0]-1])
	}
	for low < high {
		var at Hash
		middle := (low + high) / 2
		if _, err := p.index.ReadAt(at[:], indexFan+20*middle); err != nil {
			return 0, errDamaged
		}
		switch c := bytes.Compare(h[:], at[:]); {
		case c == 0:
			return p.offset(middle)
		case c < 0:
			high = middle
		default:
			low = middle + 1
		}
	}
	return 0, fs.ErrNotExist
}

// offset returns where an object begins, by its place among the names. Those
// beyond 2 GiB stand in a list of their own.
func (p *pack) offset(place int64) (int64, error) {
	var b [8]byte
	if _, err := p.index.ReadAt(b[:4], indexFan+24*p.count()+4*place); err != nil {
		return 0, errDamaged
	}
	at := binary.BigEndian.Uint32(b[:])
	const far = 1 << 31
	if at < far {
		return int64(at), nil
	}
	if _, err := p.index.ReadAt(b[:], indexFan+28*p.count()+8*int64(at-far)); err != nil {
		return 0, errDamaged
	}
	return int64(binary.BigEndian.Uint64(b[:]) &^ (1 << 63)), nil
}
