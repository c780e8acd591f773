package main

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
)

// A wire is the way from servers to their database, which can be cut anywhere.
type wire struct {
	listener net.Listener
	network  string // and address of the database
	address  string

	mu    sync.Mutex
	links map[*link]struct{}
}

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
// whenever they are sent.
var commits = [][]byte{[]byte("jinlin_plain_1"), []byte("jinlin_commit_1")}

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

// lay makes a wire to the database of a URL, and returns the URL of its other
// end.
func lay(to string) (_ *wire, through string, err error) {
	config, err := pgx.ParseConfig(to)
	if err != nil {
		return nil, "", err
	}
	at, err := url.Parse(to)
	if err != nil {
		return nil, "", err
	}
	w := &wire{network: "tcp", address: net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port))), links: map[*link]struct{}{}}
	if strings.HasPrefix(config.Host, "/") {
		w.network, w.address = "unix", config.Host+"/.s.PGSQL."+strconv.Itoa(int(config.Port))
	}
	if w.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, "", err
	}
	query := at.Query()
	query.Del("host")
	query.Set("sslmode", "disable")
	at.Host, at.RawQuery = w.listener.Addr().String(), query.Encode()
	go w.serve()
	return w, at.String(), nil
}

func (w *wire) serve() {
	for {
		conn, err := w.listener.Accept()
		if err != nil {
			return // it was closed
		}
		go w.connect(conn.(halved))
	}
}

func (w *wire) connect(server halved) {
	conn, err := net.Dial(w.network, w.address)
	if err != nil {
		_ = server.Close()
		return
	}
	l := &link{server: server, database: conn.(halved), missed: make(chan struct{})}
	w.mu.Lock()
	w.links[l] = struct{}{}
	w.mu.Unlock()
	var group sync.WaitGroup
	group.Go(func() { l.carry(l.database, l.server, l.hear) })
	group.Go(func() { l.carry(l.server, l.database, l.tell) })
	group.Wait()
	l.cut()
	w.mu.Lock()
	delete(w.links, l)
	w.mu.Unlock()
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

// swallow cuts a link between a commit and its answer, and reports whether there
// was one before long.
func (l *link) swallow(within time.Duration) (swallowed bool) {
	l.listens.Store(true)
	select {
	case <-l.missed:
		swallowed = true
	case <-time.After(within):
	}
	l.cut()
	return swallowed
}

// each does something to a share of the links at once, to one at least, and
// returns when it is done.
func (w *wire) each(chance *rand.Rand, do func(*link)) {
	one := chance.IntN(2) == 0
	w.mu.Lock()
	var group sync.WaitGroup
	for l := range w.links {
		group.Go(func() { do(l) })
		if one {
			break
		}
	}
	w.mu.Unlock()
	group.Wait()
}

var _ io.Closer = (*wire)(nil)

// Close ends the wire and all its links.
func (w *wire) Close() error {
	err := w.listener.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	for l := range w.links {
		l.cut()
	}
	return err
}
