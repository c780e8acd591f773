// Command server is the reference server: the institutions of jinlin behind
// HTTP, on one database, with accounts and sessions of its own.
//
//	go run ./examples/server -demo
//
// listens on 127.0.0.1:8080, keeps everything in jinlin.db, fills it with a
// small district, and prints accounts to log in with. See -help for the rest.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/jinlin-project/jinlin/examples/server/assembly"
	"github.com/jinlin-project/jinlin/examples/server/demo"
	"github.com/jinlin-project/jinlin/examples/server/settings"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitStart  = 2 // a bad flag, a database that cannot be used, an address that is taken
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program with what it touches of the world as parameters.
func run(ctx context.Context, args []string, env func(string) string, stdout, stderr io.Writer) int {
	set, err := settings.Parse(args, env, stdout)
	if errors.Is(err, settings.ErrHelp) {
		return exitDone
	}
	if err != nil {
		return refuse(stderr, err)
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	server, err := assembly.Open(ctx, set, assembly.Outside{Wall: time.Now, Entropy: rand.Reader, Log: log})
	if err != nil {
		return refuse(stderr, err)
	}
	listener, err := net.Listen("tcp", set.Addr)
	if err != nil {
		return refuse(stderr, errors.Join(fmt.Errorf("-addr: %w", err), server.Close()))
	}
	err = announce(ctx, stdout, listener, server, set.Demo)
	if err == nil {
		err = server.Serve(ctx, listener)
	}
	if err = errors.Join(err, server.Close()); err != nil {
		fmt.Fprintln(stderr, "server:", oneLine(err))
		return exitFailed
	}
	return exitDone
}

// refuse says on one line why the server does not start.
func refuse(stderr io.Writer, err error) int {
	fmt.Fprintln(stderr, "server:", oneLine(err))
	return exitStart
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// announce tells where the server listens, and with a demonstration its
// accounts.
func announce(ctx context.Context, stdout io.Writer, listener net.Listener, server *assembly.Server, withAccounts bool) error {
	if _, err := fmt.Fprintf(stdout, "listening on http://%s\n", listener.Addr()); err != nil || !withAccounts {
		return err
	}
	list, err := server.Accounts(ctx, "zh")
	if err != nil {
		return err
	}
	return demo.Print(stdout, list)
}
