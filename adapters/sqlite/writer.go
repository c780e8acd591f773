package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// writer owns the one connection that writes. Only the leader of the queue
// uses it, so it needs no lock of its own.
type writer struct {
	conn   *sql.Conn
	handle handle
}

// newWriter takes a connection out of the pool and makes it as careful as a
// ledger's must be, whoever opened it.
func newWriter(ctx context.Context, db *sql.DB, busy time.Duration) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{conn: conn}
	for _, pragma := range []string{
		fmt.Sprintf("PRAGMA busy_timeout = %d", busy.Milliseconds()),
		"PRAGMA synchronous = FULL",
		"PRAGMA foreign_keys = ON",
		"PRAGMA secure_delete = ON",        // what is erased is overwritten
		"PRAGMA wal_autocheckpoint = 4096", // 16 MB: a page that changes often is copied back seldom
		"PRAGMA cache_size = -65536",       // 64 MB
	} {
		if _, err := conn.ExecContext(ctx, pragma); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	if err := conn.Raw(w.handle.prepare); err != nil {
		return nil, errors.Join(err, w.close())
	}
	return w, nil
}

// close ends the connection rather than giving it back: an embedder's pool
// shall not find one in it that we have set up.
func (w *writer) close() (err error) {
	raw := w.conn.Raw(func(any) error {
		err = w.handle.close()
		return driver.ErrBadConn
	})
	if !errors.Is(raw, driver.ErrBadConn) {
		err = errors.Join(err, raw)
	}
	return err
}

// transact makes one transaction of the jobs that next hands out, at most so
// many, and returns them with their results. A job that is refused has written
// nothing and leaves the others alone. If one fails in any other way, all is
// undone and each gets a transaction of its own, so that nobody suffers for
// another's fault.
func (w *writer) transact(next func() *job, most int) []*job {
	var jobs []*job
	var failed bool
	err := w.within(func(h *handle) error {
		for len(jobs) < most {
			j := next()
			if j == nil {
				return nil
			}
			jobs = append(jobs, j)
			if j.err = j.work(h); j.err != nil && !refused(j.err) {
				failed = true
				return j.err
			}
		}
		return nil
	})
	switch {
	case failed && len(jobs) > 1:
		for _, j := range jobs {
			j.err = w.within(j.work)
		}
	case err != nil && len(jobs) == 0: // the transaction did not even begin
		if j := next(); j != nil {
			j.err = err
			jobs = append(jobs, j)
		}
	case err != nil:
		for _, j := range jobs {
			j.err = err
		}
	}
	return jobs
}

// refused tells a refusal, which comes before anything is written, from a
// failure.
func refused(err error) bool {
	var conflict *governance.ConflictError
	return errors.As(err, &conflict)
}

// within runs work in one durable transaction.
func (w *writer) within(work func(*handle) error) error {
	return w.conn.Raw(func(any) error {
		h := &w.handle
		if _, err := h.exec(begin); err != nil {
			return fmt.Errorf("sqlite: begin: %w", err)
		}
		err := work(h)
		if err == nil {
			if _, err = h.exec(commit); err == nil {
				return nil
			}
			err = fmt.Errorf("sqlite: commit: %w", err)
		}
		_, _ = h.exec(rollback) // fails where the engine has already rolled back
		return err
	})
}

// handle is the writer's connection below database/sql, with its statements
// prepared: at tens of thousands of commands a second the checks that
// database/sql makes at every call are most of what a call costs.
type handle struct {
	conn    driver.ConnPrepareContext
	fixed   [statements]driver.Stmt
	updates [everyMark + 1]driver.Stmt // by the columns that change, made when first needed
	args    []driver.NamedValue
	values  []driver.Value
	row     []driver.Value
}

var errDriver = errors.New("sqlite: the handle's driver is not modernc.org/sqlite")

// prepare takes over the connection and prepares the fixed statements.
func (h *handle) prepare(conn any) error {
	c, ok := conn.(driver.ConnPrepareContext)
	if !ok {
		return errDriver
	}
	h.conn = c
	h.values = make([]driver.Value, 0, headerWidth+8)
	for i, text := range texts {
		stmt, err := h.ready(text)
		if err != nil {
			return err
		}
		h.fixed[i] = stmt
	}
	return nil
}

func (h *handle) ready(text string) (driver.Stmt, error) {
	stmt, err := h.conn.PrepareContext(context.Background(), text)
	if err != nil {
		return nil, err
	}
	_, execs := stmt.(driver.StmtExecContext)
	_, queries := stmt.(driver.StmtQueryContext)
	if !execs || !queries {
		return nil, errors.Join(errDriver, stmt.Close())
	}
	return stmt, nil
}

func (h *handle) close() (err error) {
	for _, list := range [][]driver.Stmt{h.fixed[:], h.updates[:]} {
		for i, stmt := range list {
			if stmt != nil {
				err = errors.Join(err, stmt.Close())
				list[i] = nil
			}
		}
	}
	return err
}

// exec runs a statement and returns how it ended.
func (h *handle) exec(s statement, args ...driver.Value) (driver.Result, error) {
	return h.run(h.fixed[s], args)
}

func (h *handle) run(stmt driver.Stmt, args []driver.Value) (driver.Result, error) {
	return stmt.(driver.StmtExecContext).ExecContext(context.Background(), h.named(args))
}

// query calls each with every row of the answer; the row is only valid until
// each returns.
func (h *handle) query(s statement, each func(row []driver.Value) error, args ...driver.Value) (err error) {
	rows, err := h.fixed[s].(driver.StmtQueryContext).QueryContext(context.Background(), h.named(args))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if n := len(rows.Columns()); cap(h.row) < n {
		h.row = make([]driver.Value, n)
	}
	row := h.row[:len(rows.Columns())]
	for {
		switch err := rows.Next(row); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := each(row); err != nil {
			return err
		}
	}
}

// named reuses one slice for the arguments of every call.
func (h *handle) named(args []driver.Value) []driver.NamedValue {
	h.args = h.args[:0]
	for i, a := range args {
		h.args = append(h.args, driver.NamedValue{Ordinal: i + 1, Value: a})
	}
	return h.args
}
