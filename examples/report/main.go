// Command report writes the year's report of a district, a town or a community, over
// any period, from the database of a server:
//
//	go run ./examples/report -db sqlite:jinlin.db -unit 350205 -from 2024-01-01 -to 2025-01-01 -format html > report.html
//
// The formats are md (an official document in Markdown), csv (a line for every
// figure), html (one page with charts) and beside (the figures of the founding report
// beside what was computed). Every figure comes with the query that gave it, behind
// the address that -base names.
//
// Whoever can read the database sees all of it: the figures are those of all
// records of the unit. Servers may be at work on it meanwhile; opening it brings its
// tables up to date, as opening a server does.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/jinlin-project/jinlin/examples/server/assembly"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/governance/yearreport/page"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // the report could not be computed or written
	exitUsage  = 2 // bad flags, or a database that cannot be used
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], time.Now, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// formats are the ways to write a report.
var formats = map[string]func(r *yearreport.Report, base string) ([]byte, error){
	"md":   func(r *yearreport.Report, base string) ([]byte, error) { return []byte(r.Markdown(base)), nil },
	"csv":  func(r *yearreport.Report, base string) ([]byte, error) { return r.Listing(base).CSV("zh") },
	"html": func(r *yearreport.Report, base string) ([]byte, error) { return page.HTML(r, base), nil },
	"beside": func(r *yearreport.Report, base string) ([]byte, error) {
		return []byte(r.Beside(yearreport.Sections(), base)), nil
	},
}

func names() []string { return slices.Sorted(maps.Keys(formats)) }

// run is the whole program with what it touches of the world as parameters.
func run(ctx context.Context, args []string, wall func() time.Time, stdout, stderr io.Writer) int {
	o, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	if err != nil {
		return refuse(stderr, err, exitUsage)
	}
	if !o.at.IsZero() {
		wall = func() time.Time { return o.at }
	}
	outside := assembly.Outside{Wall: wall, Entropy: rand.Reader, Log: slog.New(slog.NewTextHandler(stderr, nil))}
	office, shut, err := assembly.Reading(ctx, o.db, outside)
	if err != nil {
		return refuse(stderr, err, exitUsage)
	}
	if err := errors.Join(write(ctx, office, o, stdout), shut()); err != nil {
		return refuse(stderr, err, exitFailed)
	}
	return exitDone
}

// write computes the report and writes it.
func write(ctx context.Context, office *governance.Office, o *options, to io.Writer) error {
	r, err := yearreport.Compute(ctx, office, governance.Actor{System: true}, o.wanted)
	if err != nil {
		return err
	}
	text, err := formats[o.format](r, o.base)
	if err != nil {
		return err
	}
	_, err = to.Write(text)
	return err
}

// refuse says on one line why there is no report.
func refuse(stderr io.Writer, err error, code int) int {
	line := strings.TrimSuffix(strings.Join(strings.Fields(err.Error()), " "), ";")
	fmt.Fprintln(stderr, "report:", line)
	return code
}
