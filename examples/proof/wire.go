package main

import (
	"context"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

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

// swallow cuts off at least one commit from its answer, or gives up. It returns
// how many it were.
func (w *wire) swallow(ctx context.Context) int64 {
	short, cancel := context.WithTimeout(ctx, longestWait)
	defer cancel()
	var swallowed atomic.Int64
	w.each(nil, func(l *link) {
		if l.swallow(short) {
			swallowed.Add(1)
			cancel()
		}
	})
	return swallowed.Load()
}

// each does something to all links at once, or as chance will have it to one, and
// returns when it is done.
func (w *wire) each(chance *rand.Rand, do func(*link)) {
	one := chance != nil && chance.IntN(2) == 0
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
