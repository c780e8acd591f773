// Command simulate runs a scenario of a district under the real rules and prints what
// came of it.
//
//	go run ./examples/simulate founding
//	go run ./examples/simulate -seed 7 -scale 0.1 mine.json
//	go run ./examples/simulate -db sqlite:year.db founding
//	go run ./examples/simulate -against mine.json -format html founding
//	go run ./examples/simulate -replay nyc311 founding
//
// The result goes to stdout, the progress bar to stderr, and is silent where that is no
// terminal. The same scenario, seed and scale give the same bytes on any machine and
// any number of cores. docs/simulation.zh-CN.md says how to write a scenario.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitStart  = 2 // a bad flag or scenario, a database that cannot be used
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200) // a run makes much that dies young: half the collections for some hundred megabytes
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program with what it touches of the world as parameters.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	set, err := parse(args, stdout)
	switch {
	case errors.Is(err, errHelp):
		return exitDone
	case err != nil:
		return refuse(stderr, err, exitStart)
	case set.list:
		for _, name := range scenario.Names() {
			fmt.Fprintln(stdout, name)
		}
		return exitDone
	case set.schema:
		if _, err := stdout.Write(scenario.Schema()); err != nil {
			return refuse(stderr, err, exitFailed)
		}
		return exitDone
	}
	s, err := set.load(set.name)
	if err != nil {
		return refuse(stderr, err, exitStart)
	}
	do := set.simulate
	switch {
	case len(set.against) > 0:
		do = set.compare
	case set.replay != "":
		do = set.replayed
	}
	text, err := do(ctx, s, stderr)
	if err != nil {
		return refuse(stderr, err, exitFailed)
	}
	if _, err := stdout.Write(text); err != nil {
		return refuse(stderr, err, exitFailed)
	}
	return exitDone
}

// refuse says why nothing was done: one line for each thing that is wrong.
func refuse(stderr io.Writer, err error, code int) int {
	for line := range strings.SplitSeq(strings.TrimSpace(faults(err)), "\n") {
		fmt.Fprintln(stderr, "simulate:", line)
	}
	return code
}
