package sandbox

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// reserve returns n bytes of zeros that cost memory only where they are touched.
func reserve(n uint64) ([]byte, error) {
	address, err := windows.VirtualAlloc(0, uintptr(n), windows.MEM_RESERVE|windows.MEM_COMMIT, windows.PAGE_READWRITE)
	if err != nil {
		return nil, err
	}
	// Not from Go's heap, so this pointer may be made of a number; vet cannot
	// know and is shown a pointer to it.
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&address)), n), nil
}

func unreserve(b []byte) error {
	return windows.VirtualFree(uintptr(unsafe.Pointer(unsafe.SliceData(b))), 0, windows.MEM_RELEASE)
}
