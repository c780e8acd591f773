package memory

import (
	"context"
	"errors"

	"github.com/jinlin-project/jinlin/governance"
)

// errMalformed refuses a commit that no book makes, before it can do harm.
var errMalformed = errors.New("memory: a commit writes a record twice, or its entries do not follow one another")

// Commit implements [governance.Ledger]. Everything that can refuse comes
// before the first change, so there is nothing to roll back but claims.
func (l *Ledger) Commit(ctx context.Context, c governance.Commit) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !wellFormed(c.Writes) {
		return errMalformed
	}
	writes := copyWrites(c.Writes)
	c.Answer.Body, c.Answer.Until = copied(c.Answer.Body), micro(c.Answer.Until)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.check(&c); err != nil {
		return err
	}
	targets := l.targets(writes)
	if conflict := l.exchange(writes, targets); conflict != nil {
		return conflict
	}
	for i := range writes {
		l.write(targets[i], &writes[i])
	}
	l.answers.keep(&c)
	return nil
}

// wellFormed checks what governance.Commit says of writes and entries.
func wellFormed(writes []governance.Write) bool {
	var seen map[governance.Ref]bool
	if len(writes) > 1 {
		seen = make(map[governance.Ref]bool, len(writes))
	}
	for i := range writes {
		w := &writes[i]
		if seen[w.Ref] || w.Base == 0 && len(w.Entries) == 0 {
			return false
		}
		if seen != nil {
			seen[w.Ref] = true
		}
		for j := range w.Entries {
			if e := &w.Entries[j]; e.Version != w.Base+int64(j)+1 || e.Ref != w.Ref {
				return false
			}
		}
	}
	return true
}

// check compares the commit with the present: the key first, so that the
// second of two equal requests learns that it is one.
func (l *Ledger) check(c *governance.Commit) error {
	if c.Key != "" {
		if kept, found := l.answers.at(c.Account, c.Key, c.At); found {
			return &governance.ConflictError{Ref: kept.Ref, Reason: governance.KeyPending}
		}
	}
	for i := range c.Writes {
		if w := &c.Writes[i]; l.version(w.Ref) != w.Base {
			return &governance.ConflictError{Ref: w.Ref, Reason: governance.Changed}
		}
	}
	for _, e := range c.Expect {
		if l.version(e.Ref) != e.Version {
			return &governance.ConflictError{Ref: e.Ref, Reason: governance.Depends}
		}
	}
	return nil
}

func (l *Ledger) version(ref governance.Ref) int64 {
	if r := l.records[ref]; r != nil {
		return r.version
	}
	return 0
}

// targets finds the record of each write; those that do not exist yet are made
// and not yet entered anywhere.
func (l *Ledger) targets(writes []governance.Write) []*record {
	out := make([]*record, len(writes))
	for i := range writes {
		if out[i] = l.records[writes[i].Ref]; out[i] == nil {
			out[i] = &record{ref: writes[i].Ref}
		}
	}
	return out
}

// exchange releases what the writes release and then takes what they take. If
// something is held it puts everything back and says what.
func (l *Ledger) exchange(writes []governance.Write, targets []*record) *governance.ConflictError {
	var undo []func()
	for i := range writes {
		for _, claim := range writes[i].Release {
			if holder := l.claims[claim]; holder == targets[i] {
				delete(l.claims, claim)
				undo = append(undo, func() { l.claims[claim] = holder })
			}
		}
	}
	for i := range writes {
		for _, claim := range writes[i].Take {
			if _, held := l.claims[claim]; held {
				for j := len(undo) - 1; j >= 0; j-- {
					undo[j]()
				}
				return &governance.ConflictError{Ref: writes[i].Ref, Reason: governance.Claimed, Claim: claim}
			}
			l.claims[claim] = targets[i]
			undo = append(undo, func() { delete(l.claims, claim) })
		}
	}
	return nil
}

// write makes one write, whose bytes are the ledger's own by now.
func (l *Ledger) write(r *record, w *governance.Write) {
	if w.Erase {
		w.Header.Title = ""
		l.answers.erase(r.ref)
	}
	if r.version == 0 {
		l.records[r.ref] = r
	}
	l.index.move(r, w)
	r.version, r.document, r.header = w.Version(), w.Document, w.Header
	r.serial, r.title = fold(w.Header.Serial), fold(w.Header.Title)
	for i := range w.Entries {
		e := &w.Entries[i]
		r.entries, l.feed = append(r.entries, e), append(l.feed, e)
		r.digest, e.Position = e.Digest, int64(len(l.feed))
	}
	r.seal(w.Erase, w.Personal)
}
