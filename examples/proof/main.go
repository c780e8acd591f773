// Command proof puts servers under the faults they must survive, and counts what
// was lost, doubled or skipped over:
//
//	go run ./examples/proof            # every proof, in full
//	go run ./examples/proof -share 0.1 # a tenth of it, as the tests do
//	go run ./examples/proof kills      # one of them
//	go run ./examples/proof -db postgres: # two servers on PostgreSQL, which is started for it
//
// Instead, -db may name a PostgreSQL that runs, as postgres://user@host/database.
// It prints one line for each proof, and ends with 1 when one of them failed.
// With -plant it breaks something on purpose, in the way that -list tells, and
// the proof in question must then fail.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: 0 all held, 1 something did not, 2 it could not be
// tried.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("proof", flag.ContinueOnError)
	flags.SetOutput(stderr)
	share := flags.Float64("share", 1, "what `part` of the full number of faults to try")
	seed := flags.Uint64("seed", 1, "where chance begins; a run with the same seed asks the same questions")
	db := flags.String("db", "", "a PostgreSQL (`URL`) to make databases on, for two servers each, or just \"postgres:\" for one that is started here; without it one server on SQLite")
	broken := flags.String("plant", "", "a `bug` to plant, which must be found")
	built := flags.String("server", "", "the `program` examples/server, if it is built already")
	list := flags.Bool("list", false, "list proofs and bugs, and end")
	if flags.Parse(args) != nil {
		return 2
	}
	if *list {
		printList(stdout)
		return 0
	}
	chosen, err := choose(flags.Args(), *broken, *db)
	if err != nil {
		fmt.Fprintln(stderr, "proof:", err)
		return 2
	}
	s := &stage{binary: *built, db: *db, share: *share, seed: *seed, plant: plantNamed(*broken)}
	code, err := s.playAll(ctx, chosen, stdout)
	if err != nil {
		fmt.Fprintln(stderr, "proof:", err)
		return 2
	}
	return code
}
