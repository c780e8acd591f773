package accounts

import (
	"context"
	"errors"
	"time"

	"github.com/jinlin-project/jinlin/examples/server/database"
)

// SQL is a [Store] in tables, and keeps attempts beside it. Make one with
// [NewSQL].
type SQL struct{ db *database.DB }

// writers is the name of the lock under which accounts and sessions change:
// what an account looked like must still hold when what follows from it is kept.
const writers = "accounts"

// columns are those of an account, in the order in which they are scanned.
const columns = `a.name, a.person, a.hash, a.demo, a.initial, a.closed`

// into lists where the columns of an account go; closed is an instant.
func (a *Account) into(closed *int64, more ...any) []any {
	return append([]any{&a.Name, &a.Person, &a.Hash, &a.Demo, &a.Initial, closed}, more...)
}

// instant is a column as an instant; 0 is none.
func instant(micros int64) (t time.Time) {
	if micros != 0 {
		t = time.UnixMicro(micros).UTC()
	}
	return t
}

// micros is an instant as a column; none is 0.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// one reads an account, and what follows its columns, or is ErrUnknown.
func one(ctx context.Context, in database.Asker, text string, args []any, more ...any) (a Account, err error) {
	var closed int64
	err = in.One(ctx, text, args, a.into(&closed, more...)...)
	a.Closed = instant(closed)
	if errors.Is(err, database.ErrNone) {
		err = ErrUnknown
	}
	return a, err
}

func account(ctx context.Context, in database.Asker, name string) (Account, error) {
	return one(ctx, in, `SELECT `+columns+` FROM server_accounts a WHERE a.name = $1`, []any{name})
}

// Account implements [Store].
func (s *SQL) Account(ctx context.Context, name string) (Account, error) {
	return account(ctx, s.db.Asker, name)
}

// Of implements [Store].
func (s *SQL) Of(ctx context.Context, person string) (out []Record, err error) {
	err = s.db.Each(ctx, `SELECT `+columns+`, coalesce(t.verb, ''), coalesce(t.at, 0),
			coalesce(t.account_by, ''), coalesce(t.person, ''), coalesce(t.post, ''), coalesce(t.unit, ''), coalesce(t.system, FALSE)
		FROM server_accounts a LEFT JOIN server_account_acts t ON t.account = a.name WHERE a.person = $1 ORDER BY a.name, t.id`,
		[]any{person}, func(scan database.Scan) error {
			var a Account
			var act Act
			var closed, at int64
			err := scan(a.into(&closed, &act.Verb, &at, &act.By.Account, &act.By.Person, &act.By.Post, &act.By.Unit, &act.By.System)...)
			a.Closed, act.Account, act.At = instant(closed), a.Name, time.UnixMicro(at).UTC()
			if len(out) == 0 || out[len(out)-1].Name != a.Name {
				out = append(out, Record{Account: a})
			}
			if last := &out[len(out)-1]; act.Verb != "" { // an earlier server kept no acts
				last.Acts = append(last.Acts, act)
			}
			return err
		})
	return out, err
}

// Keep implements [Store].
func (s *SQL) Keep(ctx context.Context, step Step) error {
	return s.db.Alone(ctx, writers, func(in database.Asker) error { return keepStep(ctx, in, &step) })
}

func keepStep(ctx context.Context, in database.Asker, s *Step) error {
	old, err := account(ctx, in, s.Account)
	known := err == nil
	if err != nil && !errors.Is(err, ErrUnknown) {
		return err
	}
	a, err := s.apply(old, known)
	if err != nil {
		return err
	}
	if _, err := in.Exec(ctx, `INSERT INTO server_accounts (name, person, hash, demo, initial, closed) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, demo = excluded.demo, initial = excluded.initial, closed = excluded.closed`,
		a.Name, a.Person, a.Hash, a.Demo, a.Initial, micros(a.Closed)); err != nil {
		return err
	}
	if _, err := in.Exec(ctx, `INSERT INTO server_account_acts (account, verb, at, account_by, person, post, unit, system)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		a.Name, string(s.Verb), micros(s.At), s.By.Account, s.By.Person, s.By.Post, s.By.Unit, s.By.System); err != nil {
		return err
	}
	_, err = in.Exec(ctx, `DELETE FROM server_sessions WHERE account = $1 AND token <> $2`, a.Name, s.Except[:])
	return err
}

// Found implements [Store].
func (s *SQL) Found(ctx context.Context, made []Step) error {
	return s.db.Alone(ctx, writers, func(in database.Asker) error {
		var some bool
		if err := in.One(ctx, `SELECT EXISTS (SELECT 1 FROM server_accounts)`, nil, &some); err != nil {
			return err
		} else if some {
			return ErrFounded
		}
		for i := range made {
			if err := keepStep(ctx, in, &made[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Begin implements [Store].
func (s *SQL) Begin(ctx context.Context, one Session, hash string, now time.Time) error {
	return s.db.Alone(ctx, writers, func(in database.Asker) error {
		if _, err := in.Exec(ctx, `DELETE FROM server_sessions WHERE expires <= $1`, now.UnixMicro()); err != nil {
			return err
		}
		begun, err := in.Exec(ctx, `INSERT INTO server_sessions (token, account, expires)
			SELECT $1, name, $2 FROM server_accounts WHERE name = $3 AND hash = $4 AND closed = 0`,
			one.Token[:], one.Expires.UnixMicro(), one.Account, hash)
		if err == nil && begun == 0 {
			err = ErrUnknown
		}
		return err
	})
}

// Session implements [Store].
func (s *SQL) Session(ctx context.Context, t Token) (Session, Account, error) {
	var expires int64
	a, err := one(ctx, s.db.Asker, `SELECT `+columns+`, s.expires
		FROM server_sessions s JOIN server_accounts a ON a.name = s.account WHERE s.token = $1`, []any{t[:]}, &expires)
	return Session{Token: t, Account: a.Name, Expires: time.UnixMicro(expires)}, a, err
}

// End implements [Store].
func (s *SQL) End(ctx context.Context, t Token) error {
	_, err := s.db.Exec(ctx, `DELETE FROM server_sessions WHERE token = $1`, t[:])
	return err
}
