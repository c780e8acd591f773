package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"runtime"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// An Account is who may log in.
type Account struct {
	Name    string
	Person  string    // opaque id of the person it belongs to
	Hash    string    // of the password, argon2id
	Demo    string    // the published password of a demonstration's account, until it is changed
	Initial bool      // somebody else knows the password, so that it is to be changed first of all
	Closed  time.Time // since when nobody logs in; zero: it is open
}

// A Token is the SHA-256 sum of what a session's owner was given.
type Token [sha256.Size]byte

// A Session is one login.
type Session struct {
	Token   Token
	Account string
	Expires time.Time
}

// ErrUnknown is what a store answers for an account or session that it does
// not have.
var ErrUnknown = errors.New("accounts: unknown")

// A Record is an account with all that was done with it, the oldest first.
type Record struct {
	Account
	Acts []Act
}

// A Store keeps accounts, what was done with them, and sessions. Its methods may
// be called from many goroutines, and are durable when they return.
type Store interface {
	// Account returns an account by its name, or ErrUnknown.
	Account(ctx context.Context, name string) (Account, error)
	// Of returns the accounts of a person, by name.
	Of(ctx context.Context, person string) ([]Record, error)
	// Keep takes a step: what becomes of the account (Step.apply) and the act
	// are kept together, and the account's sessions end at once, but one.
	Keep(ctx context.Context, s Step) error
	// Found makes the first accounts, all of them or none, and answers
	// ErrFounded where there is an account already.
	Found(ctx context.Context, made []Step) error
	// Begin keeps a session, and forgets those that have expired by now. It
	// answers ErrUnknown unless the account is open and its password still has
	// the hash.
	Begin(ctx context.Context, s Session, hash string, now time.Time) error
	// Session returns a session with its account, or ErrUnknown.
	Session(ctx context.Context, t Token) (Session, Account, error)
	// End forgets a session, if it is there.
	End(ctx context.Context, t Token) error
}

// Options are how accounts are kept. Wall and Entropy are required.
type Options struct {
	Wall     func() time.Time
	Entropy  io.Reader
	Cost     Cost          // of hashing; zero: [UsualCost]
	Lifetime time.Duration // of a session; zero: 24 hours
	Trusting bool          // a demonstration: logins to its accounts are not slowed down
	Attempts Attempts      // nil: counted by this process alone
}

// Accounts are the accounts of a server.
type Accounts struct {
	store    Store
	options  Options
	attempts Attempts
	hashing  chan struct{} // hashing takes much memory, so few do it at once
	nobody   string        // a hash that no password has
}

// New returns the accounts of a store.
func New(store Store, o Options) (*Accounts, error) {
	if o.Cost == (Cost{}) {
		o.Cost = UsualCost
	}
	if o.Lifetime == 0 {
		o.Lifetime = 24 * time.Hour
	}
	a := &Accounts{store: store, options: o, attempts: o.Attempts, hashing: make(chan struct{}, max(2, runtime.NumCPU()))}
	if a.attempts == nil {
		a.attempts = newLimiter()
	}
	secret := make([]byte, 32)
	if _, err := io.ReadFull(o.Entropy, secret); err != nil {
		return nil, err
	}
	var err error
	a.nobody, err = o.Cost.hash(base64.RawURLEncoding.EncodeToString(secret), o.Entropy)
	return a, err
}

// Add makes an account with a password. One of the same name stays as it is.
// A published password is one that a demonstration shows to everybody.
func (a *Accounts) Add(ctx context.Context, name, person, password string, published bool) error {
	if _, err := a.store.Account(ctx, name); !errors.Is(err, ErrUnknown) {
		return err
	}
	hash, err := a.hash(ctx, password)
	if err != nil {
		return err
	}
	step := Step{Act: a.act(name, Make, governance.Stamp{System: true}), Person: person, Hash: hash}
	if published {
		step.Demo = password
	}
	if err := a.store.Keep(ctx, step); !errors.Is(err, ErrTaken) {
		return err
	}
	return nil
}

// Account returns an account by its name, or [ErrUnknown].
func (a *Accounts) Account(ctx context.Context, name string) (Account, error) {
	return a.store.Account(ctx, name)
}

// hash and verify wait for their turn.
func (a *Accounts) hash(ctx context.Context, password string) (string, error) {
	if err := a.enter(ctx); err != nil {
		return "", err
	}
	defer a.leave()
	return a.options.Cost.hash(password, a.options.Entropy)
}

func (a *Accounts) verify(ctx context.Context, hash, password string) (bool, error) {
	if err := a.enter(ctx); err != nil {
		return false, err
	}
	defer a.leave()
	return matches(hash, password)
}

// mostWait is how long somebody waits for their turn: that many others then
// wait, too, that it is better to come back later.
const mostWait = 5 * time.Second

func (a *Accounts) enter(ctx context.Context) error {
	turn := time.NewTimer(mostWait)
	defer turn.Stop()
	select {
	case a.hashing <- struct{}{}:
		return nil
	case <-turn.C:
		return &BusyError{}
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (a *Accounts) leave() { <-a.hashing }
