package pgtest

import (
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
)

// binaries finds the folder with initdb and postgres: the newest there is.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if _, err := exec.LookPath("postgres"); err == nil {
			return filepath.Dir(path), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.Join(errors.New("neither in PATH nor in /usr/lib/postgresql/*/bin is there an initdb"), err)
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // not a number: the oldest
		return n
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(newest), nil
}

// inMemory is a file system in memory, where there is one.
const inMemory = "/dev/shm"

// roomiest is where the server's folder goes: into memory if that has room, for
// flushing to a disk is most of what a test would wait for. What these tests
// take away is processes, not the machine's power, so that nothing is shown less.
func roomiest() string {
	var fs syscall.Statfs_t
	if syscall.Statfs(inMemory, &fs) == nil && fs.Bavail*uint64(fs.Bsize) > 4<<30 {
		return inMemory
	}
	return ""
}

// unprivileged is whom the server runs as: it refuses to be root's.
func unprivileged(dir string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(nobody.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(nobody.Gid)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, uid, gid)
}
