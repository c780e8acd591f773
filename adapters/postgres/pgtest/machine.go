package pgtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// binaries finds the folder with initdb and postgres: the newest there is. What
// is in PATH may be links, beside which the other programs need not be.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if _, err := exec.LookPath("postgres"); err == nil {
			path, err = filepath.EvalSymlinks(path)
			return filepath.Dir(path), err
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

// children are the processes that the server has started.
func (s *Server) children() (all []int, err error) {
	pid := s.process.Process.Pid
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	for _, child := range strings.Fields(string(text)) {
		n, wrong := strconv.Atoi(child)
		all, err = append(all, n), errors.Join(err, wrong)
	}
	return all, err
}

// gone waits until processes that were killed have ended, so that none of them
// still holds the memory that they shared.
func gone(processes []int) error {
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		i := slices.IndexFunc(processes, alive)
		if i < 0 {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return errors.New("postgres: processes that were killed do not end")
}

// alive reports whether a process is neither gone nor only waiting to be noticed.
func alive(pid int) bool {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, state, _ := strings.Cut(string(text), ") ") // its name may hold anything but ends there
	return !strings.HasPrefix(state, "Z") && !strings.HasPrefix(state, "X")
}
