package governance_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
)

var errStore = errors.New("the store is away")

// failing is a ledger whose nth call fails.
type failing struct {
	governance.Ledger
	left int
}

func (f *failing) down() error {
	if f.left--; f.left == 0 {
		return errStore
	}
	return nil
}

func (f *failing) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	if err := f.down(); err != nil {
		return nil, err
	}
	return f.Ledger.Load(ctx, refs...)
}

func (f *failing) Commit(ctx context.Context, c governance.Commit) error {
	if err := f.down(); err != nil {
		return err
	}
	return f.Ledger.Commit(ctx, c)
}

func (f *failing) Find(ctx context.Context, q governance.Query) (governance.Page, error) {
	if err := f.down(); err != nil {
		return governance.Page{}, err
	}
	return f.Ledger.Find(ctx, q)
}

func (f *failing) Count(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
	if err := f.down(); err != nil {
		return nil, err
	}
	return f.Ledger.Count(ctx, q, by...)
}

func (f *failing) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	if err := f.down(); err != nil {
		return nil, err
	}
	return f.Ledger.Entries(ctx, span)
}

func (f *failing) Reserve(ctx context.Context, series string, n int64) (int64, error) {
	if err := f.down(); err != nil {
		return 0, err
	}
	return f.Ledger.Reserve(ctx, series, n)
}

func (f *failing) Answer(ctx context.Context, account, key string, now time.Time) (governance.Answer, error) {
	if err := f.down(); err != nil {
		return governance.Answer{}, err
	}
	return f.Ledger.Answer(ctx, account, key, now)
}

// Whatever call to the store fails, the error is passed on as it is, nothing
// panics, and nothing is half done: each operation is tried with its first call
// failing, its second, and so on until none fails.
func TestStoreFailsAtEveryCall(t *testing.T) {
	operations := map[string]func(w *world, id uuid.UUID) error{
		"ask": func(w *world, _ uuid.UUID) error {
			_, err := w.loans.Do(w.Context(), governance.Request{Actor: person(ann), Command: asking()})
			return err
		},
		"hand on": func(w *world, id uuid.UUID) error {
			_, err := w.loans.Do(w.Context(), governance.Request{Actor: person(ann), ID: id, Command: governance.Note{Text: "备注"}, Key: "k"})
			return err
		},
		"refused": func(w *world, id uuid.UUID) error {
			_, err := w.loans.Do(w.Context(), governance.Request{Actor: person(ann), ID: id, Command: Check{}})
			var refused *governance.NotAllowedError
			if errors.As(err, &refused) && !errors.Is(err, errStore) {
				return nil
			}
			return err
		},
		"get": func(w *world, id uuid.UUID) error { _, err := w.loans.Get(w.Context(), person(ann), id); return err },
		"list": func(w *world, _ uuid.UUID) error {
			_, _, err := w.loans.List(w.Context(), person(ann), governance.Query{})
			return err
		},
		"history": func(w *world, id uuid.UUID) error {
			_, err := w.loans.History(w.Context(), person(ann), id, 0, 10)
			return err
		},
		"verify": func(w *world, id uuid.UUID) error { return w.loans.Verify(w.Context(), id) },
		"figures": func(w *world, _ uuid.UUID) error {
			_, err := w.loans.Ask(w.Context(), person(ann), "figures", &governance.FigureParams{})
			return err
		},
		"rooms": func(w *world, _ uuid.UUID) error {
			_, err := w.loans.Ask(w.Context(), person(ann), "rooms", &roomsAsked{})
			return err
		},
		"sweep": func(w *world, _ uuid.UUID) error {
			w.to("2024-10-20 09:00")
			_, err := w.office.Sweep(w.Context())
			return err
		},
		"wake":      func(w *world, _ uuid.UUID) error { _, _, err := w.office.NextWake(w.Context()); return err },
		"recompute": func(w *world, _ uuid.UUID) error { _, err := w.office.Recompute(w.Context()); return err },
		"feed":      func(w *world, _ uuid.UUID) error { _, err := w.office.Feed(w.Context(), 0, 10); return err },
	}
	for name, operate := range operations {
		t.Run(name, func(t *testing.T) {
			for n := 1; ; n++ {
				require.Less(t, n, 30, "the operation never succeeds")
				ledger := &failing{Ledger: memory.New()}
				w := newWorldOn(t, ledger, 1)
				id := w.lent(ann, "7").ID
				w.cal = corrected(t, "", "2024-10-09")
				feed := w.feed()
				ledger.left = n
				err := operate(w, id)
				if ledger.left > 0 { // the store was not asked so often
					require.NoError(t, err)
					return
				}
				ledger.left = 0
				require.ErrorIs(t, err, errStore, "call %d", n)
				require.Equal(t, feed, w.feed(), "nothing was kept")
			}
		})
	}
}

// person is an actor without posts.
func person(id string) governance.Actor { return governance.Actor{Account: id, Person: id} }

// Many people at once on a few records of one ledger: whoever wins, each key is
// out once at most, no entry is lost, and every history is whole.
func TestManyAtOnce(t *testing.T) {
	w := newWorld(t)
	var ids []uuid.UUID
	for range 6 {
		ids = append(ids, w.ask(ann).ID)
	}
	actors := map[string]governance.Actor{}
	for _, p := range people {
		actors[p] = w.actor(p)
	}
	replicas := []*world{w, w.another(4), w.another(5)}
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := map[uuid.UUID]int64{}
	for g := range 8 {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(uint64(g), 6))
			for range 60 {
				id, by := ids[r.IntN(len(ids))], cast[r.IntN(len(cast))]
				other := bodies(ids[r.IntN(len(ids))])
				verb := []string{"lend", "return", "check", "note", "hold", "resume", "renew", "hand-on"}[r.IntN(8)]
				cmd := other[verb]
				if verb == "lend" {
					cmd = Lend{Key: fmt.Sprint(r.IntN(3))}
				}
				_, err := replicas[g%3].loans.Do(context.Background(), governance.Request{Actor: actors[by], ID: id, Command: cmd})
				mu.Lock()
				if err == nil {
					done[id]++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	out := map[string]int{}
	for _, id := range ids {
		l, err := w.loans.Get(t.Context(), governance.Actor{System: true}, id)
		require.NoError(t, err)
		if l.Phase == Lent {
			out[l.Key]++
		}
		require.NoError(t, w.loans.Verify(t.Context(), id))
		inherited := int64(0)
		for _, e := range w.entries(loanRef(id)) {
			if e.Verb == "inherit" {
				inherited++
			}
		}
		assert.Equal(t, 1+done[id]+inherited, l.Version, "an entry for each command that was answered, and no other")
	}
	for key, n := range out {
		assert.Equal(t, 1, n, "key %s is out %d times", key, n)
	}
}

// The feed is one total order: positions ascend without a gap here, and each
// record's entries stand in it in their own order.
func TestFeedIsTotallyOrdered(t *testing.T) {
	w := newWorld(t)
	for i := range 5 {
		w.lent(ann, fmt.Sprint(i))
	}
	versions := map[governance.Ref]int64{}
	var last int64
	for {
		page, err := w.office.Feed(t.Context(), last, 7)
		require.NoError(t, err)
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			require.Equal(t, last+1, e.Position)
			require.Equal(t, versions[e.Ref]+1, e.Version)
			require.Empty(t, e.Personal, "the feed never carries personal values")
			last, versions[e.Ref] = e.Position, e.Version
		}
	}
	assert.EqualValues(t, 1+5*4, last)
}

// The same story told in another town is the same history, but for the names of
// the units: nothing in the law knows a particular place.
func TestAnotherTownTellsTheSameStory(t *testing.T) {
	story := func(ask Ask, desk, town string) (out []string) {
		w := newWorld(t)
		id := w.do(ann, uuid.Nil, ask).ID
		w.do(desk, id, PassUp{})
		w.to("2024-10-08 15:00")
		w.do(town, id, Lend{Key: "7"})
		w.do(desk, id, Hold{Days: 2})
		w.to("2024-11-08 15:00")
		w.do(ann, id, Return{Damaged: true})
		w.do(desk, id, Check{})
		for _, e := range w.entries(loanRef(id)) {
			var names []string
			for _, f := range e.Changes {
				names = append(names, f.Name)
			}
			out = append(out, fmt.Sprintln(e.Version, e.AsOf, e.Verb, e.Rule, e.By.Post, names))
		}
		return out
	}
	east, west := asking(), asking()
	east.Room, west.Room = hill, meadow
	assert.Equal(t, story(east, dai, tang), story(west, mei, tong))
}
