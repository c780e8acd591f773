package ledgertest_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// commitFaults are wrong about versions, atomicity and expectations.
var commitFaults = []fault{
	{"ignores the base version", "concurrency/base behind", ignoreBase},
	{"creates twice", "concurrency/create twice", ignoreBase},
	{"takes a base from the future", "concurrency/base ahead", ignoreBase},
	{"commits partially", "atomicity/a conflict undoes all", commitPartially},
	{"commits partially before a held claim", "atomicity/a held claim undoes all", commitPartially},
	{"checks expectations last", "atomicity/a broken expectation undoes all", expectLast},
	{"checks the key last", "atomicity/a kept key undoes all", keyLast},
	{"forgets the second write", "atomicity/several records", committing(func(c *governance.Commit) {
		c.Writes = c.Writes[:min(1, len(c.Writes))]
	})},
	{"shows the second record late", "atomicity/no fragments seen", lagSecond},
	{"ignores expectations", "expectations/stale", committing(func(c *governance.Commit) { c.Expect = nil })},
	{"takes absent for any", "expectations/absent", committing(func(c *governance.Commit) {
		c.Expect = slices.DeleteFunc(slices.Clone(c.Expect), func(e governance.Expectation) bool { return e.Version == 0 })
	})},
	{"ignores expectations of what is missing", "expectations/missing", expectExisting},
	{"looks at the first expectation only", "expectations/one of several", committing(func(c *governance.Commit) {
		c.Expect = c.Expect[:min(1, len(c.Expect))]
	})},
	{"refuses whatever is expected", "expectations/current", func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			if len(c.Expect) > 0 {
				return &governance.ConflictError{Ref: c.Expect[0].Ref, Reason: governance.Depends}
			}
			return b.Ledger.Commit(ctx, c)
		}
	}},
	{"does nothing without writes", "expectations/without writes", func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			if len(c.Writes) == 0 {
				return nil
			}
			return b.Ledger.Commit(ctx, c)
		}
	}},
	{"commits in spite of a cancelled context", "context/cancelled commit", func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			return errors.Join(b.Ledger.Commit(context.WithoutCancel(ctx), c), ctx.Err())
		}
	}},
	{"commits half when time runs out", "context/cancelled midway", func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			if _, hurried := ctx.Deadline(); !hurried {
				return b.Ledger.Commit(ctx, c)
			}
			c.Writes = c.Writes[:1]
			return errors.Join(b.Ledger.Commit(context.WithoutCancel(ctx), c), context.DeadlineExceeded)
		}
	}},
}

// ignoreBase writes on top of whatever there is.
func ignoreBase(b *bent) {
	b.commit = func(ctx context.Context, c governance.Commit) error {
		c.Writes = slices.Clone(c.Writes)
		for i := range c.Writes {
			w := &c.Writes[i]
			w.Base, w.Entries = b.version(ctx, w.Ref), slices.Clone(w.Entries)
			for j := range w.Entries {
				w.Entries[j].Version = w.Base + int64(j) + 1
			}
		}
		return b.Ledger.Commit(ctx, c)
	}
}

// commitPartially makes each write a commit of its own.
func commitPartially(b *bent) {
	b.commit = func(ctx context.Context, c governance.Commit) error {
		for _, w := range c.Writes {
			part := c
			part.Key, part.Writes = "", []governance.Write{w}
			if err := b.Ledger.Commit(ctx, part); err != nil {
				return err
			}
		}
		c.Writes = nil
		return b.Ledger.Commit(ctx, c)
	}
}

func expectLast(b *bent) {
	b.commit = func(ctx context.Context, c governance.Commit) error {
		expected := c.Expect
		c.Expect = nil
		if err := b.Ledger.Commit(ctx, c); err != nil {
			return err
		}
		return b.Ledger.Commit(ctx, governance.Commit{Expect: expected})
	}
}

func keyLast(b *bent) {
	b.commit = func(ctx context.Context, c governance.Commit) error {
		last := governance.Commit{At: c.At, Account: c.Account, Key: c.Key, Answer: c.Answer}
		c.Key = ""
		if err := b.Ledger.Commit(ctx, c); err != nil {
			return err
		}
		return b.Ledger.Commit(ctx, last)
	}
}

// lagSecond shows the last of several records as it was read before.
func lagSecond(b *bent) {
	var before governance.Stored
	b.load = func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
		found, err := b.Ledger.Load(ctx, refs...)
		if n := len(found); n > 1 {
			before, found[n-1] = found[n-1], before
		}
		return found, err
	}
}

func expectExisting(b *bent) {
	b.commit = func(ctx context.Context, c governance.Commit) error {
		c.Expect = slices.DeleteFunc(slices.Clone(c.Expect), func(e governance.Expectation) bool { return b.version(ctx, e.Ref) == 0 })
		return b.Ledger.Commit(ctx, c)
	}
}

// raceFaults are wrong only when several write at once.
var raceFaults = []fault{
	{"checks the version, then writes", "concurrency/one winner", checkThenWrite},
	{"loses what others wrote meanwhile", "concurrency/retries", checkThenWrite},
	{"gives up under contention", "concurrency/crosswise", giveUp},
	{"checks expectations, then writes", "expectations/write skew", func(b *bent) {
		meet := rendezvous()
		b.commit = func(ctx context.Context, c governance.Commit) error {
			if err := b.Ledger.Commit(ctx, governance.Commit{Expect: c.Expect}); err != nil {
				return err
			}
			if len(c.Expect) > 0 {
				meet()
			}
			c.Expect = nil
			return b.Ledger.Commit(ctx, c)
		}
	}},
	{"checks the key, then writes", "idempotency/one winner", func(b *bent) {
		meet := rendezvous()
		b.commit = func(ctx context.Context, c governance.Commit) error {
			if kept, _ := b.Ledger.Answer(ctx, c.Account, c.Key, c.At); kept.Body != nil {
				return &governance.ConflictError{Reason: governance.KeyPending}
			}
			meet()
			last := governance.Commit{At: c.At, Account: c.Account, Key: c.Key, Answer: c.Answer}
			c.Key = ""
			err := b.Ledger.Commit(ctx, c)
			_ = b.Ledger.Commit(ctx, last)
			return err
		}
	}},
	{"reads document and sealed values one after the other", "loading/of one piece", func(b *bent) {
		var mu sync.Mutex
		var before []governance.Personal
		edit := loading(func(s *governance.Stored) {
			mu.Lock()
			defer mu.Unlock()
			before, s.Personal = s.Personal, before
		})
		edit(b)
	}},
	{"hands out positions before it commits", "feed/late writers", func(b *bent) {
		late := map[int64]int{}
		edit := reading(func(span governance.Span, es []governance.Entry) []governance.Entry {
			return slices.DeleteFunc(es, func(e governance.Entry) bool {
				late[e.Position]++
				return span.Ref == governance.Ref{} && e.Position%20 == 1 && late[e.Position] < 2
			})
		})
		edit(b)
	}},
}

// rendezvous lets two commits meet at the point where a check has passed and
// nothing is written yet; a lonely one goes on after a moment.
func rendezvous() func() {
	point := make(chan struct{})
	return func() {
		select {
		case point <- struct{}{}:
		case <-point:
		case <-time.After(2 * time.Millisecond):
		}
	}
}

func checkThenWrite(b *bent) {
	meet, force := rendezvous(), &bent{Ledger: b.Ledger}
	ignoreBase(force)
	var mu sync.Mutex // ignoreBase is two steps; it must not fail by itself
	b.commit = func(ctx context.Context, c governance.Commit) error {
		for _, w := range c.Writes {
			if b.version(ctx, w.Ref) != w.Base {
				return &governance.ConflictError{Ref: w.Ref, Reason: governance.Changed}
			}
		}
		meet()
		mu.Lock()
		defer mu.Unlock()
		return force.Commit(ctx, c)
	}
}

// giveUp reports the database's own error instead of a conflict.
func giveUp(b *bent) {
	b.commit = func(ctx context.Context, c governance.Commit) error {
		err := b.Ledger.Commit(ctx, c)
		var conflict *governance.ConflictError
		if errors.As(err, &conflict) {
			return errors.New("deadlock detected")
		}
		return err
	}
}

// claimFaults are wrong about who holds what.
var claimFaults = []fault{
	{"ignores claims", "claims/held", writing(func(w *governance.Write) { w.Take = nil })},
	{"lets everybody win", "claims/one winner", writing(func(w *governance.Write) { w.Take = nil })},
	{"lets a record take its own again", "claims/held by itself", holdings(func(held map[governance.Claim]governance.Ref, w *governance.Write) {
		w.Take = slices.DeleteFunc(slices.Clone(w.Take), func(c governance.Claim) bool { return held[c] == w.Ref })
	})},
	{"forgets releases", "claims/released", writing(func(w *governance.Write) { w.Release = nil })},
	{"forgets a release that another takes", "claims/handed over", committing(func(c *governance.Commit) {
		if len(c.Writes) > 1 {
			for i := range c.Writes {
				c.Writes[i].Release = nil
			}
		}
	})},
	{"takes before it releases", "claims/renewed", writing(func(w *governance.Write) {
		w.Take = slices.DeleteFunc(slices.Clone(w.Take), func(c governance.Claim) bool { return slices.Contains(w.Release, c) })
	})},
	{"lets anybody release", "claims/released by a stranger", releaseAnybodys},
	{"lets anybody release and take", "claims/stolen", releaseAnybodys},
	{"overlooks claims of the same commit", "claims/twice in one commit", committing(func(c *governance.Commit) {
		for i := range c.Writes[:max(0, len(c.Writes)-1)] {
			c.Writes[i].Take = nil
		}
	})},
	{"ignores letter case of claims", "claims/exact", writing(func(w *governance.Write) {
		w.Take = slices.Clone(w.Take)
		for i := range w.Take {
			w.Take[i] = governance.Claim(strings.ToLower(string(w.Take[i])))
		}
	})},
	{"does not say which claim", "claims/held", func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			err := b.Ledger.Commit(ctx, c)
			var conflict *governance.ConflictError
			if errors.As(err, &conflict) {
				conflict.Claim = ""
			}
			return err
		}
	}},
}

// holdings bends writes, knowing who holds which claim.
func holdings(edit func(held map[governance.Claim]governance.Ref, w *governance.Write)) func(*bent) {
	return func(b *bent) {
		held := map[governance.Claim]governance.Ref{}
		b.commit = func(ctx context.Context, c governance.Commit) error {
			c.Writes = slices.Clone(c.Writes)
			for i := range c.Writes {
				edit(held, &c.Writes[i])
			}
			err := b.Ledger.Commit(ctx, c)
			for _, w := range c.Writes {
				for _, claim := range w.Take {
					if err == nil {
						held[claim] = w.Ref
					}
				}
			}
			return err
		}
	}
}

func releaseAnybodys(b *bent) {
	holdings(func(held map[governance.Claim]governance.Ref, w *governance.Write) {
		for _, claim := range w.Release {
			holder := held[claim]
			if found, err := b.Ledger.Load(context.Background(), holder); err == nil && holder != w.Ref && found[0].Version > 0 {
				_ = b.Ledger.Commit(context.Background(), governance.Commit{Writes: []governance.Write{{
					Ref: holder, Base: found[0].Version, Document: found[0].Document, Release: []governance.Claim{claim},
				}}})
			}
		}
	})(b)
}
