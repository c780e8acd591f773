package postgres

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/jinlin-project/jinlin/governance"
)

// writer carries out commits on connections of the pool.
type writer struct {
	pool Pool
	// patience is how long a transaction may take before its connection is
	// given up. Nothing in it waits for anybody, so this is about a network or
	// a server that does not answer.
	patience time.Duration
	solos    chan struct{} // held by those who commit alone, each on a connection
	prepares bool          // a connection keeps statements from one transaction to the next
}

// The reason of a refusal that is none of the law's: somebody else holds a
// lock, so the commit must be carried out alone, where it can wait.
const busy governance.ConflictReason = "busy"

// transact makes one transaction of some jobs and tells each what became of
// it. None of them waits for a lock: one that would have to is to be carried
// out alone. If one of several makes the statement fail, all are undone and
// each gets a transaction of its own, so that nobody suffers for another's
// fault.
func (w *writer) transact(jobs []*job) {
	refusals, err := w.once(together(jobs))
	for _, j := range jobs {
		j.err, j.alone = err, again(err) || undone(err) && len(jobs) > 1
	}
	for _, r := range refusals {
		j := jobs[r.job-1]
		if j.alone = r.conflict.Reason == busy; !j.alone {
			j.err = r.conflict
		}
	}
}

func together(jobs []*job) *draft {
	if len(jobs) == 1 {
		return jobs[0].draft
	}
	drafts := make([]*draft, len(jobs))
	for i, j := range jobs {
		drafts[i] = j.draft
	}
	return joinDrafts(drafts)
}

// errPatience says that the server did not answer: what became of the commit is
// not known.
var errPatience = errors.New("postgres: the server does not answer")

// once sends a draft on a connection of its own.
func (w *writer) once(d *draft) (refusals []refusal, err error) {
	waiting, cancel := context.WithTimeout(context.Background(), w.patience)
	defer cancel()
	conn, err := w.pool.Acquire(waiting)
	switch {
	case err != nil && waiting.Err() != nil:
		return nil, ErrOverloaded // no connection in all that time, and nothing was sent
	case err != nil:
		return nil, err
	}
	defer conn.Release()
	var gone atomic.Bool // a timer costs less than a context that the driver would watch
	limit := time.AfterFunc(w.patience, func() {
		gone.Store(true)
		_ = conn.Conn().PgConn().Conn().Close() // which is how the driver learns of it
	})
	refusals, err = w.carryOut(conn.Conn(), d)
	limit.Stop()
	if err != nil && gone.Load() {
		err = errPatience
	}
	return refusals, err
}

// carryOut sends a draft, by the short way if there is one for it.
func (w *writer) carryOut(conn *pgx.Conn, d *draft) ([]refusal, error) {
	if d.plain() {
		if done, err := w.sendPlain(conn, d); done || err != nil {
			return nil, err
		}
	}
	return w.send(context.Background(), conn, d, impatient)
}

// aloneAttempts bounds how often a commit is tried that the server undid
// because of others.
const aloneAttempts = 8

// alone carries out one commit in a transaction that waits for whoever is in
// its way. A caller who gives up stops the waiting; what they are told is what
// happened.
func (w *writer) alone(ctx context.Context, d *draft) error {
	select {
	case w.solos <- struct{}{}:
		defer func() { <-w.solos }()
	case <-ctx.Done():
		return ctx.Err()
	}
	for attempt := 1; ; attempt++ {
		refusals, err := w.patiently(ctx, d)
		switch {
		case len(refusals) > 0:
			return refusals[0].conflict
		case err == nil:
			return nil
		case undone(err) && ctx.Err() != nil:
			return ctx.Err()
		case !again(err) || attempt == aloneAttempts:
			return err
		}
	}
}

func (w *writer) patiently(ctx context.Context, d *draft) ([]refusal, error) {
	conn, err := w.pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Release()
	settled := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(settled)
		short, cancel := context.WithTimeout(context.Background(), w.patience)
		defer cancel()
		_ = conn.Conn().PgConn().CancelRequest(short) // if it does not arrive, the commit goes on
	})
	refusals, err := w.send(context.WithoutCancel(ctx), conn.Conn(), d, patient)
	if !stop() {
		<-settled // or it would cancel the next who has the connection
	}
	return refusals, err
}

// A manner is how a draft is committed: waiting for locks or not, within
// somebody else's transaction or not.
type manner struct{ patient, joined bool }

var (
	impatient = manner{}
	patient   = manner{patient: true}
	joined    = manner{patient: true, joined: true}
)

// A refusal is why one job of a draft was refused.
type refusal struct {
	job      int
	conflict *governance.ConflictError
}

// send carries out a draft in one round trip. The statement is prepared once
// on every connection, unless the connection is set up for a pool that cannot
// have that.
func (w *writer) send(ctx context.Context, conn *pgx.Conn, d *draft, m manner) ([]refusal, error) {
	number := list{}
	number.int4(d.jobs)
	params := append(make([][]byte, 0, 3+parts), number.value(), flagOf(m.patient), flagOf(m.joined))
	for p := range d.tables {
		params = append(params, d.tables[p].encode())
	}
	rows, err := w.execute(ctx, conn, commitName, commitText, params)
	if err != nil {
		return nil, err
	}
	var out []refusal
	for rows.NextRow() {
		r, err := readRefusal(rows.Values())
		if err != nil {
			_, closing := rows.Close()
			return nil, errors.Join(err, closing)
		}
		out = append(out, r)
	}
	_, err = rows.Close()
	return out, err
}

// execute begins a statement whose parameters are in binary.
func (w *writer) execute(ctx context.Context, conn *pgx.Conn, name, text string, params [][]byte) (*pgconn.ResultReader, error) {
	binary := []int16{1}
	if !w.prepares {
		return conn.PgConn().ExecParams(ctx, text, params, nil, binary, nil), nil
	}
	if _, err := conn.Prepare(ctx, name, text); err != nil {
		return nil, err
	}
	return conn.PgConn().ExecPrepared(ctx, name, params, binary, nil), nil
}

func flagOf(b bool) []byte {
	if b {
		return []byte{1}
	}
	return []byte{0}
}

const (
	commitName = "jinlin_commit_1"
	commitText = `SELECT job, reason, kind, id, claim
		FROM ledger_commit_1($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`
)
