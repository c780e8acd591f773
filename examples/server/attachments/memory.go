package attachments

import (
	"bytes"
	"context"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/governance"
)

// Memory keeps files until the server stops. Make one with [NewMemory].
type Memory struct {
	wall func() time.Time

	mu    sync.Mutex
	files map[uuid.UUID]*file
}

type file struct {
	httpapi.File
	put  time.Time
	data []byte
}

// NewMemory returns an empty store.
func NewMemory(wall func() time.Time) *Memory {
	return &Memory{wall: wall, files: map[uuid.UUID]*file{}}
}

// Put implements [httpapi.Files].
func (m *Memory) Put(_ context.Context, account string, r io.Reader, media string) (uuid.UUID, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return uuid.Nil, err
	}
	id, err := uuid.NewRandom()
	if err != nil {
		return uuid.Nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[id] = &file{File: httpapi.File{Account: account, MediaType: media, Size: int64(len(data))}, put: m.wall(), data: data}
	return id, nil
}

// Open implements [httpapi.Files].
func (m *Memory) Open(_ context.Context, id uuid.UUID) (httpapi.File, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.files[id]
	if !ok {
		return httpapi.File{}, &governance.NotFoundError{Ref: governance.Ref{Kind: "file", ID: id}}
	}
	out := f.File
	out.Body = io.NopCloser(bytes.NewReader(f.data))
	return out, nil
}

// Bind implements [httpapi.Files].
func (m *Memory) Bind(_ context.Context, id uuid.UUID, to governance.Ref) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if f, ok := m.files[id]; ok {
		f.Ref = to
	}
	return nil
}

// Erase implements [httpapi.Files].
func (m *Memory) Erase(_ context.Context, ref governance.Ref) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.files, func(_ uuid.UUID, f *file) bool { return f.Ref == ref })
	return nil
}

// Bound implements [Store].
func (m *Memory) Bound(context.Context) ([]governance.Ref, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var refs []governance.Ref
	for _, f := range m.files {
		if f.Ref.Kind != "" && !slices.Contains(refs, f.Ref) {
			refs = append(refs, f.Ref)
		}
	}
	return refs, nil
}

// Forget implements [Store].
func (m *Memory) Forget(_ context.Context, before time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.files, func(_ uuid.UUID, f *file) bool { return f.Ref.Kind == "" && f.put.Before(before) })
	return nil
}
