package accounts

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"
)

// Memory is a [Store] that is gone when the server stops. Make one with
// [NewMemory].
type Memory struct {
	mu       sync.Mutex
	accounts map[string]Account
	acts     []Act
	sessions map[Token]Session
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{accounts: map[string]Account{}, sessions: map[Token]Session{}}
}

// Account implements [Store].
func (m *Memory) Account(_ context.Context, name string) (Account, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if a, ok := m.accounts[name]; ok {
		return a, nil
	}
	return Account{}, ErrUnknown
}

// Of implements [Store].
func (m *Memory) Of(_ context.Context, person string) (out []Record, _ error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, a := range m.accounts {
		if a.Person != person {
			continue
		}
		r := Record{Account: a}
		for _, act := range m.acts {
			if act.Account == a.Name {
				r.Acts = append(r.Acts, act)
			}
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b Record) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// Keep implements [Store].
func (m *Memory) Keep(_ context.Context, s Step) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.keep(&s)
}

func (m *Memory) keep(s *Step) error {
	old, known := m.accounts[s.Account]
	a, err := s.apply(old, known)
	if err != nil {
		return err
	}
	m.accounts[a.Name], m.acts = a, append(m.acts, s.Act)
	for token, session := range m.sessions {
		if session.Account == a.Name && token != s.Except {
			delete(m.sessions, token)
		}
	}
	return nil
}

// Found implements [Store].
func (m *Memory) Found(_ context.Context, made []Step) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.accounts) > 0 {
		return ErrFounded
	}
	fresh := NewMemory()
	for i := range made {
		if err := fresh.keep(&made[i]); err != nil {
			return err
		}
	}
	m.accounts, m.acts = fresh.accounts, fresh.acts
	return nil
}

// Begin implements [Store].
func (m *Memory) Begin(_ context.Context, s Session, hash string, now time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for token, old := range m.sessions {
		if !now.Before(old.Expires) {
			delete(m.sessions, token)
		}
	}
	if a, known := m.accounts[s.Account]; !known || a.Hash != hash || !a.Closed.IsZero() {
		return ErrUnknown
	}
	m.sessions[s.Token] = s
	return nil
}

// Session implements [Store].
func (m *Memory) Session(_ context.Context, t Token) (Session, Account, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.sessions[t]
	if !ok {
		return s, Account{}, ErrUnknown
	}
	return s, m.accounts[s.Account], nil
}

// End implements [Store].
func (m *Memory) End(_ context.Context, t Token) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, t)
	return nil
}
