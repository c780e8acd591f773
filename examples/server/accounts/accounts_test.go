package accounts_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/examples/server/storage"
)

var server pgtest.Server

func TestMain(m *testing.M) { os.Exit(server.Run(m)) }

// stores are those that every test runs on.
var stores = []struct {
	name string
	open func(testing.TB) accounts.Store
}{
	{"memory", func(testing.TB) accounts.Store { return accounts.NewMemory() }},
	{"sqlite", func(t testing.TB) accounts.Store { return opened(t, "sqlite:"+filepath.Join(t.TempDir(), "a.db")) }},
	{"postgres", func(t testing.TB) accounts.Store { return opened(t, server.Database(t)) }},
}

// opened is the store in a database that a server has opened.
func opened(t testing.TB, url string) *accounts.SQL {
	t.Helper()
	db, err := storage.Open(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	s, err := accounts.NewSQL(t.Context(), db.DB)
	require.NoError(t, err)
	return s
}

type world struct {
	*accounts.Accounts
	store accounts.Store
	mu    sync.Mutex
	now   time.Time
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// replica is another server on the same store.
func (w *world) replica(t *testing.T, trusting bool) *accounts.Accounts {
	t.Helper()
	attempts, _ := w.store.(accounts.Attempts) // none in memory
	a, err := accounts.New(w.store, accounts.Options{
		Wall:    func() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now },
		Entropy: rand.Reader, Cost: accounts.DemoCost, Lifetime: time.Hour, Trusting: trusting, Attempts: attempts,
	})
	require.NoError(t, err)
	return a
}

const password = "correct horse battery"

// each runs a test on every store, with two accounts: one of a demonstration.
func each(t *testing.T, trusting bool, test func(*testing.T, *world)) {
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			w := &world{store: s.open(t), now: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)}
			w.Accounts = w.replica(t, trusting)
			require.NoError(t, w.Add(t.Context(), "ann", "person-a", password, false))
			require.NoError(t, w.Add(t.Context(), "demo", "person-d", "published one", true))
			test(t, w)
		})
	}
}

func (w *world) login(t *testing.T) string {
	t.Helper()
	token, account, err := w.Login(t.Context(), "ann", password, "10.0.0.1")
	require.NoError(t, err)
	require.Equal(t, "person-a", account.Person)
	return token
}

func TestLogin(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		token := w.login(t)
		account, err := w.Whose(t.Context(), token)
		require.NoError(t, err)
		require.Equal(t, "ann", account.Name)
		require.NotEqual(t, token, w.login(t), "every session has a token of its own")
		for _, wrong := range [][2]string{{"ann", "wrong"}, {"bob", password}, {"ann", ""}, {"", password}} {
			_, _, err := w.Login(t.Context(), wrong[0], wrong[1], "10.0.0.1")
			require.ErrorIs(t, err, accounts.ErrRefused, "an account that is not there looks like a wrong password")
		}
		_, err = w.Whose(t.Context(), token+"x")
		require.ErrorIs(t, err, accounts.ErrRefused)
	})
}

// Whoever reads the database can neither log in nor act in a session.
func TestOnlySumsAreKept(t *testing.T) {
	dir := t.TempDir()
	store := opened(t, "sqlite:"+filepath.Join(dir, "a.db"))
	db, err := sql.Open("sqlite", filepath.Join(dir, "a.db"))
	require.NoError(t, err)
	defer db.Close()
	a, err := accounts.New(store, accounts.Options{Wall: time.Now, Entropy: rand.Reader, Cost: accounts.DemoCost})
	require.NoError(t, err)
	require.NoError(t, a.Add(t.Context(), "ann", "p", password, false))
	token, _, err := a.Login(t.Context(), "ann", password, "")
	require.NoError(t, err)
	var kept string
	require.NoError(t, db.QueryRow(`SELECT (SELECT group_concat(name || person || hash || demo) FROM server_accounts) || (SELECT group_concat(hex(token) || account) FROM server_sessions)`).Scan(&kept))
	require.NotContains(t, kept, password)
	require.NotContains(t, kept, token)
	require.Contains(t, kept, "$argon2id$v=19$m=1024,t=1,p=1$")
}

func TestSessionsExpireByTheWallClock(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		token := w.login(t)
		w.pass(time.Hour - time.Second)
		_, err := w.Whose(t.Context(), token)
		require.NoError(t, err)
		w.pass(time.Second)
		_, err = w.Whose(t.Context(), token)
		require.ErrorIs(t, err, accounts.ErrRefused)
	})
}

func TestLogout(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		one, other := w.login(t), w.login(t)
		require.NoError(t, w.Logout(t.Context(), one))
		require.NoError(t, w.Logout(t.Context(), one), "twice does no harm")
		_, err := w.Whose(t.Context(), one)
		require.ErrorIs(t, err, accounts.ErrRefused)
		_, err = w.Whose(t.Context(), other)
		require.NoError(t, err)
	})
}

func TestChangePassword(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		mine, other := w.login(t), w.login(t)
		for _, bad := range []string{"short", strings.Repeat("很", 201), password} {
			require.ErrorIs(t, w.ChangePassword(t.Context(), mine, password, bad), accounts.ErrPassword)
		}
		require.ErrorIs(t, w.ChangePassword(t.Context(), mine, "not the old one", "a new password"), accounts.ErrRefused)
		require.ErrorIs(t, w.ChangePassword(t.Context(), "no token", password, "a new password"), accounts.ErrRefused)
		require.NoError(t, w.ChangePassword(t.Context(), mine, password, "ten 个字符的密码"))
		_, err := w.Whose(t.Context(), mine)
		require.NoError(t, err, "the session in which it was changed goes on")
		_, err = w.Whose(t.Context(), other)
		require.ErrorIs(t, err, accounts.ErrRefused, "the others end")
		_, _, err = w.Login(t.Context(), "ann", password, "")
		require.ErrorIs(t, err, accounts.ErrRefused)
		_, _, err = w.Login(t.Context(), "ann", "ten 个字符的密码", "")
		require.NoError(t, err)
	})
}

// A password that somebody chose is never shown as the published one.
func TestPublishedPasswordIsForgotten(t *testing.T) {
	each(t, true, func(t *testing.T, w *world) {
		token, account, err := w.Login(t.Context(), "demo", "published one", "")
		require.NoError(t, err)
		require.Equal(t, "published one", account.Demo)
		require.NoError(t, w.ChangePassword(t.Context(), token, "published one", "my very own"))
		account, err = w.Account(t.Context(), "demo")
		require.NoError(t, err)
		require.Empty(t, account.Demo)
		require.NoError(t, w.Add(t.Context(), "demo", "person-d", "published one", true))
		_, _, err = w.Login(t.Context(), "demo", "published one", "")
		require.ErrorIs(t, err, accounts.ErrRefused, "adding it again leaves it as it is")
	})
}

func TestGuessingIsSlowedDown(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		for range 10 {
			_, _, err := w.Login(t.Context(), "ann", "guess", "10.0.0.9")
			require.ErrorIs(t, err, accounts.ErrRefused)
			w.pass(time.Second)
		}
		_, _, err := w.Login(t.Context(), "ann", password, "10.0.0.1")
		wait, limited := tooMany(err)
		require.True(t, limited, "even the right one, and from elsewhere")
		require.Equal(t, 15*time.Minute-10*time.Second, wait)
		w.pass(wait)
		w.login(t)
		for range 10 {
			_, _, err := w.Login(t.Context(), "ann", "guess", "10.0.0.9")
			require.ErrorIs(t, err, accounts.ErrRefused, "a login clears the account's attempts")
		}
	})
}

func TestAddressesAreSlowedDown(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		for i := range 100 {
			_, _, err := w.Login(t.Context(), "name"+string(rune('a'+i/10))+string(rune('a'+i%10)), "guess", "10.0.0.9")
			require.ErrorIs(t, err, accounts.ErrRefused)
		}
		_, _, err := w.Login(t.Context(), "someone", "guess", "10.0.0.9")
		_, limited := tooMany(err)
		require.True(t, limited)
		w.login(t) // from another address
	})
}

// http.md: logins to demo accounts are not rate-limited.
func TestDemoAccountsAreNotSlowedDown(t *testing.T) {
	each(t, true, func(t *testing.T, w *world) {
		for range 120 {
			_, _, err := w.Login(t.Context(), "demo", "guess", "10.0.0.9")
			require.ErrorIs(t, err, accounts.ErrRefused)
		}
		_, _, err := w.Login(t.Context(), "demo", "published one", "10.0.0.9")
		require.NoError(t, err)
	})
}

// The limits hold for all replicas on a database together: who guesses is not let
// in by asking another one.
func TestManyAtOnce(t *testing.T) {
	each(t, false, func(t *testing.T, w *world) {
		replicas := []*accounts.Accounts{w.Accounts, w.replica(t, false)}
		if _, shared := w.store.(accounts.Attempts); !shared {
			replicas[1] = w.Accounts
		}
		var group sync.WaitGroup
		var mu sync.Mutex
		refused := 0
		for i := range 30 {
			group.Go(func() {
				_, _, err := replicas[i%2].Login(context.Background(), "ann", "guess", "10.0.0.9")
				mu.Lock()
				defer mu.Unlock()
				if errors.Is(err, accounts.ErrRefused) {
					refused++
				}
			})
		}
		group.Wait()
		require.Equal(t, 10, refused, "guessing at the same time is no way round")
	})
}

// tooMany reports whether a login was refused for too many attempts, and how
// long to wait.
func tooMany(err error) (time.Duration, bool) {
	var e *accounts.TooManyError
	if errors.As(err, &e) {
		return e.After, true
	}
	return 0, false
}
