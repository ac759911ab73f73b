//go:build unix

package sandbox

import "golang.org/x/sys/unix"

// reserve returns n bytes of zeros that cost memory only where they are touched.
func reserve(n uint64) ([]byte, error) {
	return unix.Mmap(-1, 0, int(n), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
}

func unreserve(b []byte) error { return unix.Munmap(b) }
