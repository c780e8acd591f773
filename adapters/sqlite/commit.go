package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// errMalformed refuses a commit that no book makes, before it can do harm.
var errMalformed = errors.New("sqlite: a commit writes a record twice, or its entries do not follow one another")

// Commit implements [governance.Ledger]. Commits that wait at the same time
// become one transaction, each with its own checks and its own result.
func (l *Ledger) Commit(ctx context.Context, c governance.Commit) error {
	if !wellFormed(c.Writes) {
		return errMalformed
	}
	d := drafted(&c) // by the caller: the leader of a transaction works for many
	return l.queue.run(ctx, func(h *handle) error { return h.commit(d) })
}

// CommitAll makes many commits in their order, as [Ledger.Commit] would one after the
// other, each with its own checks and its own result, but as many of them in one
// transaction as [Batch] says. It is for whoever has much to write and nobody waiting
// for the single commit: imports and simulations. It returns when all are durable.
func (l *Ledger) CommitAll(ctx context.Context, commits []governance.Commit) []error {
	works := make([]func(*handle) error, len(commits))
	for i := range commits {
		if !wellFormed(commits[i].Writes) {
			works[i] = func(*handle) error { return errMalformed }
			continue
		}
		d := drafted(&commits[i])
		works[i] = func(h *handle) error { return h.commit(d) }
	}
	if err := ctx.Err(); err != nil {
		return slices.Repeat([]error{err}, len(commits))
	}
	return l.queue.runAll(works)
}

// wellFormed checks what governance.Commit says of writes and entries.
func wellFormed(writes []governance.Write) bool {
	for i := range writes {
		w := &writes[i]
		if w.Base == 0 && len(w.Entries) == 0 {
			return false
		}
		if slices.ContainsFunc(writes[:i], func(o governance.Write) bool { return o.Ref == w.Ref }) {
			return false
		}
		for j := range w.Entries {
			if e := &w.Entries[j]; e.Version != w.Base+int64(j)+1 || e.Ref != w.Ref {
				return false
			}
		}
	}
	return true
}

// commit checks all and then writes all. Nothing is written before the last
// check: a refusal must leave the transaction as it was, since others share it.
func (h *handle) commit(d *draft) error {
	if err := h.unanswered(d.Commit); err != nil {
		return err
	}
	for i := range d.writes {
		if err := h.locate(&d.writes[i]); err != nil {
			return err
		}
	}
	if err := h.expect(d.Expect); err != nil {
		return err
	}
	if err := h.claimable(d.writes); err != nil {
		return err
	}
	for i := range d.writes {
		if err := h.write(&d.writes[i]); err != nil {
			return err
		}
	}
	if err := h.exchange(d.writes); err != nil {
		return err
	}
	return h.keep(d.Commit)
}

// unanswered refuses a commit whose idempotency key is kept already.
func (h *handle) unanswered(c *governance.Commit) error {
	if c.Key == "" {
		return nil
	}
	var conflict *governance.ConflictError
	err := h.query(answerKept, func(row []driver.Value) error {
		conflict = &governance.ConflictError{Reason: governance.KeyPending}
		conflict.Ref = governance.Ref{Kind: row[0].(string), ID: uuid.UUID(row[1].([]byte))}
		return nil
	}, c.Account, c.Key, c.At.UnixMicro())
	if err == nil && conflict != nil {
		return conflict
	}
	return err
}

// locate finds the record of a write, and refuses the write if it was decided
// upon another version.
func (h *handle) locate(w *draftWrite) error {
	var version int64
	w.record = 0
	err := h.query(recordState, func(row []driver.Value) error {
		w.record, version, w.marks = row[0].(int64), row[1].(int64), mark(row[2].(int64))
		return nil
	}, w.header...)
	if err == nil && version != w.Base {
		err = &governance.ConflictError{Ref: w.Ref, Reason: governance.Changed}
	}
	return err
}

// expect refuses a commit that relied on what has changed.
func (h *handle) expect(expectations []governance.Expectation) error {
	for i := range expectations {
		e := &expectations[i]
		var version int64
		err := h.query(recordVersion, func(row []driver.Value) error {
			version = row[0].(int64)
			return nil
		}, e.Ref.Kind, e.Ref.ID[:])
		if err != nil {
			return err
		}
		if version != e.Version {
			return &governance.ConflictError{Ref: e.Ref, Reason: governance.Depends}
		}
	}
	return nil
}

// write makes one write whose checks have passed.
func (h *handle) write(w *draftWrite) error {
	if err := h.store(w); err != nil {
		return err
	}
	for _, entry := range w.entries {
		entry[0] = w.record
		if _, err := h.exec(insertEntry, entry...); err != nil {
			return err
		}
	}
	if w.Erase {
		if err := h.erase(w); err != nil {
			return err
		}
	}
	for i := range w.Personal {
		p := &w.Personal[i]
		_, err := h.exec(insertPersonal, w.record, p.Field, p.Version, present(p.Salt), present(p.Value))
		if err != nil {
			return err
		}
	}
	return h.share(w)
}

// store inserts the record or updates what changes of it.
func (h *handle) store(w *draftWrite) error {
	args := h.values[:0] // one slice for all writes: nobody keeps arguments
	args = append(args, w.stored[:]...)
	if w.Base == 0 {
		result, err := h.exec(insertRecord, append(args, w.header...)...)
		if err != nil {
			return err
		}
		w.record, err = result.LastInsertId()
		return err
	}
	stmt, err := h.update(w.marks)
	if err != nil {
		return err
	}
	at := 0
	for i := range columns {
		c := &columns[i]
		if w.marks&c.mark != 0 {
			args = append(args, w.header[at:at+len(c.names)]...)
		}
		at += len(c.names)
	}
	_, err = h.run(stmt, append(args, w.record))
	return err
}

// update returns the statement that updates the columns marked.
func (h *handle) update(marks mark) (driver.Stmt, error) {
	if h.updates[marks] == nil {
		stmt, err := h.ready(updateText(marks))
		if err != nil {
			return nil, err
		}
		h.updates[marks] = stmt
	}
	return h.updates[marks], nil
}

// erase deletes the values that were sealed before this write.
func (h *handle) erase(w *draftWrite) error {
	if _, err := h.exec(erasePersonal, w.record); err != nil {
		return err
	}
	_, err := h.exec(eraseAnswers, w.Ref.Kind, w.Ref.ID[:])
	return err
}

// keep keeps the answer of a commit, if it has one.
func (h *handle) keep(c *governance.Commit) error {
	if c.Key == "" || c.Answer.Body == nil {
		return nil
	}
	if _, err := h.exec(sweepAnswers, c.At.UnixMicro()); err != nil {
		return err
	}
	a := &c.Answer
	_, err := h.exec(insertAnswer, c.Account, c.Key, a.Ref.Kind, a.Ref.ID[:], a.Request[:], a.Body, a.Until.UnixMicro())
	return err
}
