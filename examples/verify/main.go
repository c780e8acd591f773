// Command verify checks the whole history of a database: that no entry was
// altered, removed or put in, that every record is what its history makes of
// it, and that personal values are those that were sealed. It needs no server.
//
//	go run ./examples/verify -db sqlite:jinlin.db
//
// prints one line and exits with 0 if all is as it was written, with 1 if
// something is wrong, and with 2 if it was not told what to do (a built program;
// go run itself answers 1 to both). Who can write to the whole database can also
// make a false history that fits together; against that there are checkpoints,
// which leave the house:
//
//	verify -genkey FILE -origin NAME                  makes a pair of keys, FILE and FILE.pub
//	verify -db … -sign FILE -state STATE > today.txt  verifies, then signs a checkpoint
//	verify -db … -key FILE.pub -checkpoint today.txt  verifies against one made earlier
//
//	verify -opinion FILE -rules RULES                 verifies an opinion's digest and arithmetic, without a database;
//	                                                  the rules that come with the packages need not be given
//
// With -state a run goes on where the last one ended: it reads new entries only
// and looks at the records these have changed. Do a whole run now and then.
//
// Others may use the database meanwhile. Opening it brings its tables up to
// date, as opening a server does; verify a copy of what must stay as it is.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// Exit codes.
const (
	exitSound  = 0
	exitFaulty = 1 // history is not what was written, or could not be read
	exitUsage  = 2 // bad flags, or files that cannot be used
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], outside{stdout: os.Stdout, stderr: os.Stderr, now: time.Now, entropy: rand.Reader})
	stop()
	os.Exit(code)
}

// outside is what the program touches of the world, besides files.
type outside struct {
	stdout, stderr io.Writer
	now            func() time.Time
	entropy        io.Reader
}

// run is the whole program.
func run(ctx context.Context, args []string, out outside) int {
	set, err := parse(args, out.stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitSound
	case err == nil && set.opinion != "":
		return verifyOpinion(set.opinion, set.rules, out)
	case err == nil && set.genkey != "":
		err = generate(set, out)
	case err == nil:
		var t *task
		if t, err = prepare(ctx, set); err == nil {
			return t.run(ctx, out)
		}
	}
	if err == nil {
		return exitSound
	}
	fmt.Fprintln(out.stderr, "verify:", oneLine(err))
	return exitUsage
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
