// Command server is the reference server: the institutions of jinlin behind
// HTTP, on one database, with accounts and sessions of its own.
//
//	go run ./examples/server -demo
//
// listens on 127.0.0.1:8080, keeps everything in jinlin.db, fills it with a
// small district, and prints accounts to log in with. A district of one's own is
// founded once, from a file:
//
//	go run ./examples/server -found examples/server/founding/sample.json
//
// prints its accounts and ends; started without -found, the server then runs it.
// See -help for the rest, and docs/operating.md.
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
	"github.com/jinlin-project/jinlin/examples/server/founding"
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
	outside := assembly.Outside{Wall: time.Now, Entropy: rand.Reader, Log: log}
	if do := task(set); do != nil {
		if err := do(ctx, set, outside, stdout); err != nil {
			return refuse(stderr, err)
		}
		return exitDone
	}
	server, err := assembly.Open(ctx, set, outside)
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

// task is what the program is to do instead of serving; nil: it is to serve.
func task(set *settings.Settings) func(context.Context, *settings.Settings, assembly.Outside, io.Writer) error {
	switch {
	case set.Found != "":
		return assembly.Found
	case set.Reset != "":
		return assembly.Reset
	}
	return nil
}

// refuse says on one line why the server does not start, and on one line each
// what is wrong with a file.
func refuse(stderr io.Writer, err error) int {
	var file *founding.InvalidError
	if errors.As(err, &file) {
		fmt.Fprintf(stderr, "server: -found: nothing was founded; faults in the file: %d\n%s\n", len(file.Faults), file)
		return exitStart
	}
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
