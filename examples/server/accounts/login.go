package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/governance"
)

// Refusals of a login or a new password.
var (
	ErrRefused  = errors.New("accounts: name or password is wrong")
	ErrPassword = errors.New("accounts: not a password that is taken")
)

// TooManyError says that there were too many failed attempts, and when it is
// worth trying again.
type TooManyError struct{ After time.Duration }

// Error says it to a developer, in English.
func (e *TooManyError) Error() string {
	return fmt.Sprintf("accounts: too many attempts, wait %s", e.After)
}

// BusyError says that too many others log in at the moment.
type BusyError struct{}

// Error says it to a developer, in English.
func (*BusyError) Error() string { return "accounts: too many logins at once" }

// RetryAfter says when it is worth trying again.
func (*BusyError) RetryAfter() time.Duration { return time.Second }

// Login begins a session and returns its token, or [ErrRefused] or a
// [*TooManyError]. The address is where the caller is.
func (a *Accounts) Login(ctx context.Context, name, password, address string) (string, Account, error) {
	account, err := a.store.Account(ctx, name)
	known := err == nil && account.Closed.IsZero()
	if !known {
		if err != nil && !errors.Is(err, ErrUnknown) {
			return "", account, err
		}
		account = Account{Hash: a.nobody}
	}
	fast := a.options.Trusting && account.Demo != ""
	if !fast {
		// The attempt counts before it is known to fail, so that many at once
		// are no way round.
		if err := a.take(ctx, byAccount(name), byAddress(address)); err != nil {
			return "", Account{}, err
		}
	}
	right, err := a.verify(ctx, account.Hash, password)
	if err != nil {
		return "", Account{}, err
	}
	if !right || !known {
		return "", Account{}, ErrRefused
	}
	if !fast {
		if err := errors.Join(a.attempts.Forgive(ctx, byAccount(name).Key), a.attempts.GiveBack(ctx, byAddress(address).Key)); err != nil {
			return "", Account{}, err
		}
	}
	token, err := a.begin(ctx, account)
	if errors.Is(err, ErrUnknown) { // closed or reset while the password was looked at
		return "", Account{}, ErrRefused
	}
	return token, account, err
}

// take counts an attempt, or is a [*TooManyError].
func (a *Accounts) take(ctx context.Context, limits ...Limit) error {
	wait, err := a.attempts.Take(ctx, a.options.Wall(), limits...)
	if err == nil && wait > 0 {
		err = &TooManyError{wait}
	}
	return err
}

func (a *Accounts) begin(ctx context.Context, account Account) (string, error) {
	secret := make([]byte, 32)
	if _, err := io.ReadFull(a.options.Entropy, secret); err != nil {
		return "", err
	}
	token, now := base64.RawURLEncoding.EncodeToString(secret), a.options.Wall()
	session := Session{Token: sum(token), Account: account.Name, Expires: now.Add(a.options.Lifetime)}
	return token, a.store.Begin(ctx, session, account.Hash, now)
}

func sum(token string) Token { return sha256.Sum256([]byte(token)) }

// Whose returns the account whose session a token is, or [ErrRefused].
func (a *Accounts) Whose(ctx context.Context, token string) (Account, error) {
	session, account, err := a.store.Session(ctx, sum(token))
	if errors.Is(err, ErrUnknown) || err == nil && !a.options.Wall().Before(session.Expires) {
		return Account{}, ErrRefused
	}
	return account, err
}

// Logout ends a session.
func (a *Accounts) Logout(ctx context.Context, token string) error {
	return a.store.End(ctx, sum(token))
}

// The length of a password that is taken, in characters.
const (
	ShortestPassword = 10
	LongestPassword  = 200
)

// ChangePassword replaces the password of the account whose session the token
// is, and ends its other sessions. The old password must be given; guessing it
// is slowed down as logging in is.
func (a *Accounts) ChangePassword(ctx context.Context, token, old, fresh string) error {
	account, err := a.Whose(ctx, token)
	if err != nil {
		return err
	}
	if n := utf8.RuneCountInString(fresh); n < ShortestPassword || n > LongestPassword || fresh == old {
		return ErrPassword
	}
	if err := a.take(ctx, byAccount(account.Name)); err != nil {
		return err
	}
	if right, err := a.verify(ctx, account.Hash, old); err != nil {
		return err
	} else if !right {
		return ErrRefused
	}
	if err := a.attempts.Forgive(ctx, byAccount(account.Name).Key); err != nil {
		return err
	}
	hash, err := a.hash(ctx, fresh)
	if err != nil {
		return err
	}
	by := governance.Stamp{Person: account.Person}
	err = a.store.Keep(ctx, Step{Act: a.act(account.Name, Change, by), Hash: hash, Was: account.Hash, Except: sum(token)})
	if errors.Is(err, ErrClosed) { // meanwhile
		return ErrRefused
	}
	return err
}
