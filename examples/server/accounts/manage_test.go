package accounts_test

import (
	"crypto/rand"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/examples/server/storage"
	"github.com/jinlin-project/jinlin/governance"
)

var clerk = governance.Stamp{Person: "person-c", Post: "centre-clerk", Unit: "C00"}

// G17: an account is made for a person. Its password is told once, and known to
// whoever made it until it is changed.
func TestMake(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		first, err := w.Make(t.Context(), clerk, "bob", "person-b")
		require.NoError(t, err)
		require.Regexp(t, `^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$`, first)
		other, err := w.Make(t.Context(), clerk, "鼓浪屿-1", "person-b")
		require.NoError(t, err)
		require.NotEqual(t, first, other)
		_, err = w.Make(t.Context(), clerk, "bob", "person-x")
		require.ErrorIs(t, err, accounts.ErrTaken)
		for _, bad := range []string{"", "a b", "a\nb", "a\x00", "a\u202eb", strings.Repeat("x", 65), "a\xff", "<a>", "a|b"} {
			_, err := w.Make(t.Context(), clerk, bad, "person-x")
			require.ErrorIs(t, err, accounts.ErrName, "%q", bad)
		}
		token, account, err := w.Login(t.Context(), "bob", first, "")
		require.NoError(t, err)
		require.Equal(t, "person-b", account.Person)
		require.True(t, account.Initial)
		require.NoError(t, w.ChangePassword(t.Context(), token, first, "a password of my own"))
		account, err = w.Whose(t.Context(), token)
		require.NoError(t, err)
		require.False(t, account.Initial)
	})
}

// A reset takes the account away from whoever has the password or a session.
func TestReset(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		token := w.login(t)
		for range 10 {
			_, _, err := w.Login(t.Context(), "ann", "guess", "")
			require.ErrorIs(t, err, accounts.ErrRefused)
		}
		fresh, err := w.Reset(t.Context(), clerk, "ann")
		require.NoError(t, err)
		_, err = w.Whose(t.Context(), token)
		require.ErrorIs(t, err, accounts.ErrRefused, "sessions end at once")
		_, account, err := w.Login(t.Context(), "ann", fresh, "")
		require.NoError(t, err, "and guesses at the old password do not hold up the new one")
		require.True(t, account.Initial)
		_, _, err = w.Login(t.Context(), "ann", password, "")
		require.ErrorIs(t, err, accounts.ErrRefused)
		_, err = w.Reset(t.Context(), clerk, "nobody")
		require.ErrorIs(t, err, accounts.ErrUnknown)
	})
}

// A closed account looks like none, for good.
func TestClose(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		one, other := w.login(t), w.login(t)
		require.NoError(t, w.Close(t.Context(), clerk, "ann"))
		for _, token := range []string{one, other} {
			_, err := w.Whose(t.Context(), token)
			require.ErrorIs(t, err, accounts.ErrRefused, "sessions end at once")
		}
		_, _, err := w.Login(t.Context(), "ann", password, "")
		require.ErrorIs(t, err, accounts.ErrRefused)
		_, err = w.Reset(t.Context(), clerk, "ann")
		require.ErrorIs(t, err, accounts.ErrClosed)
		_, err = w.Make(t.Context(), clerk, "ann", "person-x")
		require.ErrorIs(t, err, accounts.ErrTaken, "its name is not given again")
		require.NoError(t, w.Close(t.Context(), clerk, "ann"), "twice does no harm")
		require.ErrorIs(t, w.Close(t.Context(), clerk, "nobody"), accounts.ErrUnknown)
		records, err := w.Of(t.Context(), "person-a")
		require.NoError(t, err)
		require.Len(t, records, 1)
		require.Len(t, records[0].Acts, 2, "nor does it leave a second act")
		require.Equal(t, w.now, records[0].Closed)
	})
}

// A login that looked at the password before it was reset, or before the
// account was closed, begins no session after it.
func TestNoSessionByAnOldPassword(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		old, err := w.Account(t.Context(), "ann")
		require.NoError(t, err)
		session := accounts.Session{Token: accounts.Token{1}, Account: "ann", Expires: w.now.Add(time.Hour)}
		_, err = w.Reset(t.Context(), clerk, "ann")
		require.NoError(t, err)
		require.ErrorIs(t, w.store.Begin(t.Context(), session, old.Hash, w.now), accounts.ErrUnknown)
		now, err := w.Account(t.Context(), "ann")
		require.NoError(t, err)
		require.NoError(t, w.Close(t.Context(), clerk, "ann"))
		require.ErrorIs(t, w.store.Begin(t.Context(), session, now.Hash, w.now), accounts.ErrUnknown)
		_, _, err = w.store.Session(t.Context(), session.Token)
		require.ErrorIs(t, err, accounts.ErrUnknown)
		// Nor does a change of password undo a reset that came between.
		step := accounts.Step{Act: accounts.Act{Account: "demo", Verb: accounts.Change, At: w.now}, Hash: "mine", Was: "the one before"}
		require.ErrorIs(t, w.store.Keep(t.Context(), step), accounts.ErrRefused)
	})
}

// 2.5, of accounts: who, in which post, of which unit, when, what.
func TestActs(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		began := w.now
		first, err := w.Make(t.Context(), clerk, "bob", "person-b")
		require.NoError(t, err)
		w.pass(time.Minute)
		token, _, err := w.Login(t.Context(), "bob", first, "")
		require.NoError(t, err)
		require.NoError(t, w.ChangePassword(t.Context(), token, first, "a password of my own"))
		w.pass(time.Minute)
		_, err = w.Reset(t.Context(), clerk, "bob")
		require.NoError(t, err)
		records, err := w.Of(t.Context(), "person-b")
		require.NoError(t, err)
		require.Len(t, records, 1)
		require.Equal(t, []accounts.Act{
			{Account: "bob", Verb: accounts.Make, At: began, By: clerk},
			{Account: "bob", Verb: accounts.Change, At: began.Add(time.Minute), By: governance.Stamp{Person: "person-b"}},
			{Account: "bob", Verb: accounts.Reset, At: began.Add(2 * time.Minute), By: clerk},
		}, records[0].Acts)
		records, err = w.Of(t.Context(), "nobody")
		require.NoError(t, err)
		require.Empty(t, records)
	})
}

// The first accounts are made together or not at all, and once: of two who found
// at the same time only one tells passwords that hold.
func TestFound(t *testing.T) {
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			a, err := accounts.New(s.open(t), accounts.Options{Wall: time.Now, Entropy: rand.Reader, Cost: accounts.DemoCost})
			require.NoError(t, err)
			founded := func() bool {
				is, err := a.Founded(t.Context())
				require.NoError(t, err)
				return is
			}
			twice, err := a.Draw(t.Context(), []accounts.Owner{{Name: "eve", Person: "person-e"}, {Name: "eve", Person: "person-f"}})
			require.NoError(t, err)
			require.ErrorIs(t, a.Found(t.Context(), twice), accounts.ErrTaken)
			require.False(t, founded(), "none of them")
			owners := []accounts.Owner{{Name: "eve", Person: "person-e"}, {Name: "ann", Person: "person-z"}}
			first, err := a.Draw(t.Context(), owners)
			require.NoError(t, err)
			require.False(t, founded(), "drawing keeps nothing")
			second, err := a.Draw(t.Context(), owners)
			require.NoError(t, err)
			require.NoError(t, a.Found(t.Context(), first))
			require.ErrorIs(t, a.Found(t.Context(), second), accounts.ErrFounded)
			require.True(t, founded())
			for i, o := range owners {
				_, account, err := a.Login(t.Context(), o.Name, first.Passwords[i], "")
				require.NoError(t, err)
				require.Equal(t, o.Person, account.Person)
				require.True(t, account.Initial)
				_, _, err = a.Login(t.Context(), o.Name, second.Passwords[i], "")
				require.ErrorIs(t, err, accounts.ErrRefused)
			}
		})
	}
}

// A database of an earlier server, which knew neither acts nor closing.
func TestEarlierTables(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s, err := storage.Open(t.Context(), "sqlite:"+path)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	_, err = db.Exec(`CREATE TABLE server_accounts (name TEXT PRIMARY KEY, person TEXT NOT NULL, hash TEXT NOT NULL, demo TEXT NOT NULL) STRICT, WITHOUT ROWID;
		INSERT INTO server_accounts VALUES ('ann', 'person-a', 'x', '')`)
	require.NoError(t, err)
	for range 2 { // and again once it has been brought up to date
		store := opened(t, "sqlite:"+path)
		a, err := accounts.New(store, accounts.Options{Wall: time.Now, Entropy: rand.Reader, Cost: accounts.DemoCost})
		require.NoError(t, err)
		account, err := a.Account(t.Context(), "ann")
		require.NoError(t, err)
		require.False(t, account.Initial)
		records, err := a.Of(t.Context(), "person-a")
		require.NoError(t, err)
		require.Len(t, records, 1)
		require.Empty(t, records[0].Acts, "none is made up")
	}
}
