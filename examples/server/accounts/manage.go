package accounts

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/governance"
)

// longestName is the length of the longest name, in characters.
const longestName = 64

// ValidName reports whether an account may have a name: 1 to 64 letters, digits
// and the marks of addresses and numbers, so that it can be read out of a table.
func ValidName(name string) bool {
	n := utf8.RuneCountInString(name)
	return n > 0 && n <= longestName && utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.@+", r)
	})
}

// ErrName says that no account can have such a name.
var ErrName = errors.New("accounts: not a name that is taken")

// Make makes an account for a person and returns its password, which is told
// once. The error is [ErrName] or [ErrTaken], or the store's.
func (a *Accounts) Make(ctx context.Context, by governance.Stamp, name, person string) (string, error) {
	step, password, err := a.draw(ctx, a.act(name, Make, by))
	if err != nil {
		return "", err
	}
	step.Person = person
	return password, a.store.Keep(ctx, step)
}

// Reset gives an account another password, which is told once, and ends its
// sessions. The error is [ErrUnknown] or [ErrClosed], or the store's.
func (a *Accounts) Reset(ctx context.Context, by governance.Stamp, name string) (string, error) {
	if account, err := a.store.Account(ctx, name); err != nil {
		return "", err
	} else if !account.Closed.IsZero() {
		return "", ErrClosed
	}
	step, password, err := a.draw(ctx, a.act(name, Reset, by))
	if err != nil {
		return "", err
	}
	if err := a.store.Keep(ctx, step); err != nil {
		return "", err
	}
	// Whoever guessed, guessed at another password.
	return password, a.attempts.Forgive(ctx, byAccount(name).Key)
}

// Close closes an account for good and ends its sessions. Closing it again does
// nothing. The error is [ErrUnknown], or the store's.
func (a *Accounts) Close(ctx context.Context, by governance.Stamp, name string) error {
	if err := a.store.Keep(ctx, Step{Act: a.act(name, Close, by)}); !errors.Is(err, ErrClosed) {
		return err
	}
	return nil
}

// Of returns the accounts of a person, with what was done with them.
func (a *Accounts) Of(ctx context.Context, person string) ([]Record, error) {
	return a.store.Of(ctx, person)
}

// An Owner is an account that is to be: a name and the person it is for.
type Owner struct{ Name, Person string }

// A Founding is the first accounts of a server with their passwords, in the
// order in which they were asked for. Nothing of it is kept yet.
type Founding struct {
	Passwords []string
	steps     []Step
}

// Draw makes passwords for the first accounts.
func (a *Accounts) Draw(ctx context.Context, owners []Owner) (*Founding, error) {
	f := &Founding{}
	for _, o := range owners {
		step, password, err := a.draw(ctx, a.act(o.Name, Make, governance.Stamp{System: true}))
		if err != nil {
			return nil, err
		}
		step.Person = o.Person
		f.steps, f.Passwords = append(f.steps, step), append(f.Passwords, password)
	}
	return f, nil
}

// Found makes the first accounts, all of them or none, or answers [ErrFounded].
func (a *Accounts) Found(ctx context.Context, f *Founding) error { return a.store.Found(ctx, f.steps) }

// Founded reports whether there is any account.
func (a *Accounts) Founded(ctx context.Context) (bool, error) {
	err := a.store.Found(ctx, nil)
	if errors.Is(err, ErrFounded) {
		return true, nil
	}
	return false, err
}

// act is an act of now.
func (a *Accounts) act(name string, verb Verb, by governance.Stamp) Act {
	return Act{Account: name, Verb: verb, At: a.options.Wall().Truncate(time.Microsecond), By: by}
}

// draw makes the step of an act that gives a password out.
func (a *Accounts) draw(ctx context.Context, act Act) (Step, string, error) {
	if !ValidName(act.Account) {
		return Step{}, "", ErrName
	}
	password, err := randomPassword(a.options.Entropy)
	if err != nil {
		return Step{}, "", err
	}
	hash, err := a.hash(ctx, password)
	return Step{Act: act, Hash: hash}, password, err
}

// alphabet has no letters that are mistaken for others on paper: 32 of them, so
// that five bits of chance are one letter.
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789"

// randomPassword is four groups of four letters, 80 bits of chance.
func randomPassword(entropy io.Reader) (string, error) {
	var raw [16]byte
	if _, err := io.ReadFull(entropy, raw[:]); err != nil {
		return "", err
	}
	var b strings.Builder
	for i, r := range raw {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(alphabet[int(r)%len(alphabet)])
	}
	return b.String(), nil
}
