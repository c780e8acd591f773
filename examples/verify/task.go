package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
	"github.com/jinlin-project/jinlin/adapters/sqlite"
)

// A task is one verification with all that it needs at hand.
type task struct {
	set    *options
	ledger *sqlite.Ledger
	signed []byte        // the checkpoint to compare with; nil: none
	key    note.Verifier // of that checkpoint
	signer note.Signer   // nil: nothing is signed
	from   checkpoint.Log
}

// prepare reads every file that was named before the database is opened, so
// that nobody waits an hour to learn of a misspelt one.
func prepare(ctx context.Context, set *options) (*task, error) {
	t := &task{set: set}
	var err error
	if set.checkpoint != "" {
		if t.key, err = readVerifier(set.key); err != nil {
			return nil, err
		}
		if t.signed, err = os.ReadFile(set.checkpoint); err != nil {
			return nil, fmt.Errorf("-checkpoint: %w", err)
		}
	}
	if set.sign != "" {
		if t.signer, err = readSigner(set.sign, set.origin); err != nil {
			return nil, err
		}
	}
	if set.state != "" {
		if t.from, err = readState(set.state); err != nil {
			return nil, err
		}
	}
	t.ledger, err = open(ctx, set.db)
	return t, err
}

// open opens a database that is there. The ledger would make one that is not,
// and there is nothing to verify in that.
func open(ctx context.Context, url string) (*sqlite.Ledger, error) {
	path, known := strings.CutPrefix(url, "sqlite:")
	if !known {
		return nil, errors.New("-db: not a database this program knows; use sqlite:PATH")
	}
	path = strings.TrimPrefix(path, "//")
	switch found, err := os.Stat(path); {
	case err != nil:
		return nil, fmt.Errorf("-db: %w", err)
	case !found.Mode().IsRegular() || found.Size() == 0:
		return nil, fmt.Errorf("-db: %s: is no database", path)
	}
	return sqlite.Open(ctx, path)
}

// run verifies, and if all is well signs and keeps what there is to.
func (t *task) run(ctx context.Context, out outside) int {
	begun := out.now()
	line := out.stdout
	if t.signer != nil {
		line = out.stderr // standard output is the checkpoint's
	}
	found, mark, err := t.verify(ctx)
	err = errors.Join(err, t.ledger.Close())
	if err == nil {
		err = t.hand(&found, out.stdout, out.now())
	}
	fmt.Fprintf(line, "%s, %.2f s: %s\n", amounts(&found), out.now().Sub(begun).Seconds(), verdict(mark, err))
	if err != nil {
		return exitFaulty
	}
	return exitSound
}

// verify makes the audit. Where the checkpoint lies before what the last run
// read, it begins anew and passes both.
func (t *task) verify(ctx context.Context) (found checkpoint.Findings, mark *checkpoint.Checkpoint, err error) {
	audit := checkpoint.Audit{From: t.from}
	if t.signed != nil {
		c, err := checkpoint.Open(t.signed, t.key)
		if err != nil {
			return found, nil, err
		}
		mark = &c
		audit.Marks = append(audit.Marks, c)
		if c.Count < t.from.Count() {
			audit.From = checkpoint.Log{}
			audit.Marks = append(audit.Marks, t.from.Checkpoint("", time.Time{}))
		}
	}
	found, err = audit.Run(ctx, t.ledger)
	return found, mark, err
}

// hand gives out the new checkpoint and then keeps the state: a run that is cut
// short between the two is simply made again.
func (t *task) hand(found *checkpoint.Findings, stdout io.Writer, at time.Time) error {
	if t.signer != nil {
		signed, err := checkpoint.Sign(found.Log.Checkpoint(t.signer.Name(), at), t.signer)
		if err != nil {
			return err
		}
		if _, err := stdout.Write(signed); err != nil {
			return err
		}
	}
	if t.set.state != "" {
		return keepState(t.set.state, &found.Log)
	}
	return nil
}
