package main

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// A volume is a file system of its own, in memory, that is small.
type volume struct {
	dir    string
	remove func() error
}

// mount makes one, where it may.
func mount(size int) (*volume, error) {
	dir, err := os.MkdirTemp("", "jinlin-proof")
	if err != nil {
		return nil, err
	}
	if err := syscall.Mount("jinlin-proof", dir, "tmpfs", 0, fmt.Sprintf("size=%d,mode=1777", size)); err != nil {
		return nil, errors.Join(fmt.Errorf("mounting a small file system: %w (it takes root, or: %s)", err, apart), os.Remove(dir))
	}
	return &volume{dir, func() error { return errors.Join(syscall.Unmount(dir, syscall.MNT_DETACH), os.Remove(dir)) }}, nil
}

// apart is how somebody else may mount, where the kernel lets everybody do so: in
// a name space of their own.
const apart = "unshare --user --mount --map-current-user --keep-caps go run ./examples/proof disk"
