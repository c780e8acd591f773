package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A link is one connection through the wire. What is halted waits at still. One
// that listens becomes deaf when a commit is sent: nothing of what the database
// then says arrives.
type link struct {
	server, database halved
	still            sync.RWMutex
	listens, deaf    atomic.Bool
	missed           chan struct{} // closed when something did not arrive
	once             sync.Once
}

// commits are the statements with which the ledger commits, as they are named
// when they are carried out: behind a portal without a name. When they are only
// prepared, nothing without a name stands before them.
var commits = [][]byte{[]byte("\x00jinlin_plain_1\x00"), []byte("\x00jinlin_commit_1\x00")}

// hear looks at what a server sends.
func (l *link) hear(sent []byte) bool {
	if l.listens.Load() && slices.ContainsFunc(commits, func(name []byte) bool { return bytes.Contains(sent, name) }) {
		l.deaf.Store(true)
	}
	return true
}

// tell looks at what the database sends, and says whether that arrives.
func (l *link) tell([]byte) bool {
	if l.deaf.Load() {
		l.once.Do(func() { close(l.missed) })
		return false
	}
	return true
}

// halved is a connection of which one direction can end alone.
type halved interface {
	net.Conn
	CloseWrite() error
}

// carry carries one direction until it ends, and says that it has.
func (l *link) carry(to, from halved, passes func([]byte) bool) {
	defer func() { _ = to.CloseWrite() }()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		l.still.RLock()
		if n > 0 && !passes(buffer[:n]) {
			n = 0
		}
		_, failed := to.Write(buffer[:n])
		l.still.RUnlock()
		if err != nil || failed != nil {
			return
		}
	}
}

func (l *link) cut() { _ = errors.Join(l.server.Close(), l.database.Close()) }

// halt lets nothing through for a while.
func (l *link) halt(d time.Duration) {
	l.still.Lock()
	defer l.still.Unlock()
	time.Sleep(d)
}

// swallow cuts a link between a commit and its answer, if there is one before the
// context ends, and reports whether there was.
func (l *link) swallow(ctx context.Context) bool {
	l.listens.Store(true)
	defer l.listens.Store(false)
	select {
	case <-l.missed:
		l.cut()
		return true
	case <-ctx.Done():
		if l.deaf.Load() { // the answer is still to come, and will not arrive either
			l.cut()
		}
		return false
	}
}
