// Command skewed is the reference server on a machine whose clock is wrong: its
// first argument says by how much it is fast ("10m") or slow ("-90s"), the others
// are the server's. It is there for the proof "clocks".
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/jinlin-project/jinlin/examples/server/assembly"
	"github.com/jinlin-project/jinlin/examples/server/settings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "skewed:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (err error) {
	if len(args) == 0 {
		return errors.New("by how much is the clock wrong?")
	}
	skew, err := time.ParseDuration(args[0])
	if err != nil {
		return err
	}
	set, err := settings.Parse(args[1:], os.Getenv, os.Stdout)
	if err != nil {
		return err
	}
	server, err := assembly.Open(ctx, set, assembly.Outside{
		Wall:    func() time.Time { return time.Now().Add(skew) },
		Entropy: rand.Reader,
		Log:     slog.New(slog.NewTextHandler(os.Stderr, nil)),
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	listener, err := net.Listen("tcp", set.Addr)
	if err != nil {
		return err
	}
	fmt.Printf("listening on http://%s\n", listener.Addr())
	return server.Serve(ctx, listener)
}
