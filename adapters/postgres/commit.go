package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/jinlin-project/jinlin/governance"
)

var (
	// errMalformed refuses a commit that no book makes, before it can do harm.
	errMalformed = errors.New("postgres: a commit writes a record twice, or its entries do not follow one another")
	// errNUL refuses what PostgreSQL cannot keep, before others are held up by it.
	errNUL = errors.New("postgres: a text contains NUL")
	// errLong refuses a commit whose entries have no room in one transaction.
	errLong = fmt.Errorf("postgres: a commit has more than %d entries", mostEntries)
)

// Commit implements [governance.Ledger]. Commits that wait at the same time
// become one transaction, each with its own checks and its own result.
func (l *Ledger) Commit(ctx context.Context, c governance.Commit) error {
	locks, d, err := prepared(&c)
	if err != nil {
		return err
	}
	j := &job{draft: d, locks: locks}
	err = l.queue.run(ctx, j)
	if j.alone {
		err = l.writer.alone(ctx, d)
	}
	d.done()
	return explained(conflicting(&c, err))
}

// prepared checks a commit's form and makes it ready to be sent.
func prepared(c *governance.Commit) ([]lock, *draft, error) {
	if !wellFormed(c.Writes) {
		return nil, nil, errMalformed
	}
	locks := locksOf(c)
	d := drafted(c, locks)
	switch {
	case d.tables[partEntries].rows > mostEntries:
		return nil, nil, errLong
	case d.hasNUL():
		return nil, nil, errNUL
	}
	return locks, d, nil
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

// readRefusal reads a row of ledger_refusal_1 in text form.
func readRefusal(row [][]byte) (refusal, error) {
	number, err := strconv.Atoi(string(row[0]))
	r := refusal{job: number, conflict: &governance.ConflictError{
		Ref:    governance.Ref{Kind: string(row[2])},
		Reason: governance.ConflictReason(row[1]),
		Claim:  governance.Claim(row[4]),
	}}
	if err == nil && row[3] != nil {
		r.conflict.Ref.ID, err = uuid.ParseBytes(row[3])
	}
	return r, err
}

// What the server answers when it has undone a transaction because of others.
const (
	codeSerialization = "40001"
	codeDeadlock      = "40P01"
	codeLockTimeout   = "55P03"
)

// undone reports whether the server itself says that it failed, so that
// nothing of the transaction is left. Without that, as when the connection
// broke, nobody knows, and to try again could do it twice.
func undone(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) || pgconn.SafeToRetry(err)
}

// again reports whether a transaction was undone because of others, or never
// reached the server, so that the same may work the next time.
func again(err error) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return pgconn.SafeToRetry(err)
	}
	return slices.Contains([]string{codeSerialization, codeDeadlock, codeLockTimeout}, e.Code)
}

// conflicting makes a conflict of what remains when a commit was undone for
// others again and again: the world has moved, decide again.
func conflicting(c *governance.Commit, err error) error {
	var e *pgconn.PgError
	if err == nil || !errors.As(err, &e) || !again(err) {
		return err
	}
	conflict := &governance.ConflictError{Reason: governance.Changed}
	switch {
	case len(c.Writes) > 0:
		conflict.Ref = c.Writes[0].Ref
	case len(c.Expect) > 0:
		conflict.Ref, conflict.Reason = c.Expect[0].Ref, governance.Depends
	}
	return conflict
}

// hasNUL reports whether a text of the draft contains NUL.
func (d *draft) hasNUL() bool {
	for p := range d.tables {
		for i := range d.tables[p].columns {
			c := &d.tables[p].columns[i]
			if c.element == oidText && c.hasNUL() {
				return true
			}
		}
	}
	return false
}

// failure is what is told of an error of the server's: its code, and its
// message unless that could repeat a value that was sent in.
type failure struct{ code, message string }

func (f *failure) Error() string {
	return fmt.Sprintf("postgres: %s (SQLSTATE %s)", f.message, f.code)
}

// SQLState is the server's code, by which callers tell a server that is away
// from one that refuses.
func (f *failure) SQLState() string { return f.code }

// dataException begins the codes of errors about values.
const dataException = "22"

// explained makes an error of the server's one line without any values.
func explained(err error) error {
	var e *pgconn.PgError
	if err == nil || !errors.As(err, &e) {
		return err
	}
	if strings.HasPrefix(e.Code, dataException) {
		return &failure{e.Code, "the server refused a value"}
	}
	return &failure{e.Code, e.Message}
}
