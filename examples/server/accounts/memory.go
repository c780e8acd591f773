package accounts

import (
	"context"
	"sync"
	"time"
)

// Memory is a [Store] that is gone when the server stops. Make one with
// [NewMemory].
type Memory struct {
	mu       sync.Mutex
	accounts map[string]Account
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

// Add implements [Store].
func (m *Memory) Add(_ context.Context, a Account) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, taken := m.accounts[a.Name]; !taken {
		m.accounts[a.Name] = a
	}
	return nil
}

// SetPassword implements [Store].
func (m *Memory) SetPassword(_ context.Context, name, hash string, except Token) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, ok := m.accounts[name]
	if !ok {
		return ErrUnknown
	}
	a.Hash, a.Demo = hash, ""
	m.accounts[name] = a
	for token, s := range m.sessions {
		if s.Account == name && token != except {
			delete(m.sessions, token)
		}
	}
	return nil
}

// Begin implements [Store].
func (m *Memory) Begin(_ context.Context, s Session, now time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for token, old := range m.sessions {
		if !now.Before(old.Expires) {
			delete(m.sessions, token)
		}
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
