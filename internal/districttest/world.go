// Package districttest is a district to test institutions in: the one that the
// demonstration serves, with its people under the names of the demonstration's
// accounts, on any ledger, with a clock that only moves when it is told to. It
// knows institutions by their descriptions alone, so that a new one has its
// scenarios, its rights and its rivals in a few lines.
package districttest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Start is when every world begins: a Friday four days before the National Day
// holiday of 2024.
var Start = time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)

// A World is a district with some institutions. It may be used from many
// goroutines.
type World struct {
	testing.TB
	Office *governance.Office
	Ledger governance.Ledger

	mu  sync.Mutex
	now time.Time
	org *orgtree.Org
	ids map[string]string // of people with posts, by the names of scripts

	kept   *orgtree.Tree // of keptOf on its day
	keptOf *orgtree.Org
}

// New assembles institutions in a district, at [Start].
func New(tb testing.TB, ledger governance.Ledger, shelves ...*governance.Shelf) *World {
	tb.Helper()
	w := &World{TB: tb, Ledger: ledger, now: Start}
	var err error
	w.org, err = settled()
	require.NoError(tb, err)
	w.ids = w.persons()
	w.Office, err = governance.Assemble(governance.Ports{
		Ledger: ledger, Now: w.Now, Entropy: scripttest.NewChance(1), Directory: directory{w},
	}, shelves...)
	require.NoError(tb, err)
	return w
}

// Now is what the clock shows.
func (w *World) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// Tree is the organisation of the clock's day.
func (w *World) Tree() *orgtree.Tree {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.on(civil.DateOf(w.now))
}

// on is the organisation of a day, kept as long as neither changes.
func (w *World) on(day civil.Date) *orgtree.Tree {
	if w.keptOf != w.org || w.kept.Day() != day {
		w.kept, w.keptOf = w.org.On(day), w.org
	}
	return w.kept
}

// Change changes the organisation.
func (w *World) Change(changes ...orgtree.Change) {
	w.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	org, err := w.org.Apply(changes...)
	require.NoError(w, err)
	w.org = org
}

// To moves the clock forward and lets time act, stopping at nothing on the way:
// what was due is decided as of the instant it was due.
func (w *World) To(at time.Time) {
	w.Helper()
	w.mu.Lock()
	require.False(w, at.Before(w.now), "the clock never goes back")
	w.now = at
	w.mu.Unlock()
	w.Sweep()
}

// Sweep lets time act on everything that is due.
func (w *World) Sweep() {
	w.Helper()
	for {
		n, err := w.Office.Sweep(w.Context())
		require.NoError(w, err)
		if n == 0 {
			return
		}
	}
}

// Try gives a command about a record of a kind, or opens one with a zero id. It
// is what many may do at once.
func (w *World) Try(who, kind string, id uuid.UUID, cmd governance.Command) (governance.Ref, error) {
	shelf, ok := w.Office.Shelf(kind)
	require.True(w, ok, "no institution is %s", kind)
	receipt, err := shelf.Do(w.Context(), governance.Request{Actor: w.Actor(who), ID: id, Command: cmd})
	if err != nil {
		return governance.Ref{Kind: kind, ID: id}, err
	}
	return receipt.Ref, nil
}

// Do is Try a minute later, and must succeed.
func (w *World) Do(who, kind string, id uuid.UUID, cmd governance.Command) governance.Ref {
	w.Helper()
	w.To(w.Now().Add(time.Minute))
	ref, err := w.Try(who, kind, id, cmd)
	require.NoError(w, err, "%s %s", who, cmd.Verb())
	return ref
}

// Record reads a record as the system sees it; S is the institution's type.
func Record[S any](w *World, ref governance.Ref) *S {
	w.Helper()
	shelf, _ := w.Office.Shelf(ref.Kind)
	view, err := shelf.Get(w.Context(), governance.Actor{System: true}, ref.ID)
	require.NoError(w, err)
	return view.Record().(*S)
}

// Records reads all records of a kind, the oldest first.
func Records[S any](w *World, kind string) (out []*S) {
	w.Helper()
	shelf, _ := w.Office.Shelf(kind)
	q := governance.Query{Limit: 1000}
	for {
		views, next, err := shelf.List(w.Context(), governance.Actor{System: true}, q)
		require.NoError(w, err)
		for _, v := range views {
			out = append([]*S{v.Record().(*S)}, out...)
		}
		if next.IsZero() {
			return out
		}
		q.After = next
	}
}

// Ask has a question answered, with parameters as JSON.
func (w *World) Ask(who, kind, question, params string) (any, error) {
	w.Helper()
	shelf, _ := w.Office.Shelf(kind)
	into, ok := shelf.NewParams(question)
	require.True(w, ok, "%s answers no question %s", kind, question)
	require.NoError(w, governance.StdCodec{}.Unmarshal([]byte(params), into))
	return shelf.Ask(w.Context(), w.Actor(who), question, into)
}

// directory is the organisation as it stands in the world.
type directory struct{ *World }

func (d directory) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.on(day), nil, nil
}

func (directory) Refresh(context.Context) error { return nil }
