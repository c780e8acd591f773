package checkpoint_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
)

// A checkpoint is signed, leaves the house, and later tells that somebody has
// rewritten the database, digests and all.
func Example() {
	ctx, ledger := context.Background(), memory.New()
	keep(ctx, ledger, "report", "verify", "whistle")

	private, public, _ := checkpoint.GenerateKey(rand.Reader, "思明区.example")
	signer, _ := checkpoint.ParseSigner(private)
	var log checkpoint.Log
	entries, _ := log.Follow(ctx, ledger)
	signed, err := checkpoint.Sign(log.Checkpoint("思明区.example", time.Now()), signer)
	fmt.Println(entries, "entries signed, error:", err)

	key, _ := checkpoint.ParseVerifier(public)
	_, err = checkpoint.Verify(ctx, ledger, signed, key)
	fmt.Println("the same ledger:", err)

	rewritten := memory.New()
	keep(ctx, rewritten, "report", "refuse", "whistle")
	_, err = checkpoint.Verify(ctx, rewritten, signed, key)
	fmt.Println("another:", err)
	fmt.Println(errors.Is(err, governance.ErrTampered))
	// Output:
	// 3 entries signed, error: <nil>
	// the same ledger: <nil>
	// another: history has been altered: position 3 or one before it is not what was signed
	// true
}

// keep writes a history of these verbs, as a book would.
func keep(ctx context.Context, ledger *memory.Ledger, verbs ...string) {
	w := governance.Write{Ref: ref(1), Document: governance.Document("{}")}
	var prev governance.Digest
	for i, verb := range verbs {
		at := friday.Add(time.Duration(i) * time.Minute)
		e := governance.Entry{Ref: w.Ref, Version: int64(i + 1), At: at, AsOf: at, Verb: verb}
		prev = e.Seal(prev)
		w.Entries = append(w.Entries, e)
	}
	if err := ledger.Commit(ctx, governance.Commit{Writes: []governance.Write{w}}); err != nil {
		panic(err)
	}
}
