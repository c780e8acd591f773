package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// the day on which every proof begins: a Friday before a week of holidays.
const friday = "2024-09-27T10:00:00+08:00"

// build compiles a server of the examples, for its process to be killed.
func build(ctx context.Context, name string) (binary string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "jinlin-proof")
	if err != nil {
		return "", nil, err
	}
	remove = func() { _ = os.RemoveAll(dir) }
	binary = filepath.Join(dir, "server")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", binary, "github.com/jinlin-project/jinlin/examples/"+name)
	if out, err := cmd.CombinedOutput(); err != nil {
		remove()
		return "", nil, fmt.Errorf("go build: %w: %s", err, out)
	}
	return binary, remove, nil
}

// A replica is one server process, which may be killed and started again.
type replica struct {
	binary string
	first  []string // arguments before the others
	url    string   // of the database
	flags  []string // besides those of every server
	mu     sync.Mutex
	addr   string // empty until it first listened
	cmd    *exec.Cmd
	ended  chan struct{} // closed when the process has
	said   *bytes.Buffer // on standard error, to be read when it has ended
}

// start starts the process and waits until it listens, always at one address.
func (r *replica) start() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	addr := r.addr
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	r.said = &bytes.Buffer{}
	args := append(slices.Clone(r.first), "-demo", "-clock", friday, "-addr", addr, "-db", r.url)
	r.cmd = exec.Command(r.binary, append(args, r.flags...)...)
	r.cmd.Stderr = r.said
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := r.cmd.Start(); err != nil {
		r.cmd = nil // there is nothing to end
		return err
	}
	cmd, ended := r.cmd, make(chan struct{})
	r.ended = ended
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	go func() {
		_, _ = io.Copy(io.Discard, lines) // all of it, before anybody waits
		_ = cmd.Wait()                    // it says how it ended, which is known
		close(ended)
	}()
	at, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on http://")
	if err != nil || !ok {
		return errors.Join(fmt.Errorf("the server did not start: %q %s", line, r.said), err, r.end(syscall.SIGKILL))
	}
	if r.addr == "" { // once only: the gate reads it without asking
		r.addr = at
	}
	return nil
}

// running reports whether the process was started and has not ended by itself.
func (r *replica) running() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cmd == nil {
		return false
	}
	select {
	case <-r.ended:
		return false
	default:
		return true
	}
}

// kill ends the process as a power cut would.
func (r *replica) kill() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.end(syscall.SIGKILL)
}

// signal tells the process something.
func (r *replica) signal(what os.Signal) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.cmd.Process.Signal(what)
}

// stop lets it finish what it is at.
func (r *replica) stop() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.end(syscall.SIGTERM)
}

func (r *replica) end(how syscall.Signal) error {
	if r.cmd == nil {
		return nil
	}
	err := r.cmd.Process.Signal(how)
	<-r.ended
	r.cmd = nil
	if errors.Is(err, os.ErrProcessDone) { // by itself
		return nil
	}
	return err
}
