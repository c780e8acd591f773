package feed_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
	"github.com/jinlin-project/jinlin/orgtree"
)

// outbox is a feed that tests write to. Positions have gaps, as a database may
// leave them.
type outbox struct {
	mu      sync.Mutex
	entries []governance.Entry
	away    error
	most    int // the longest page asked for
}

const gap = 3

func (o *outbox) write(n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for range n {
		i := len(o.entries) + 1
		o.entries = append(o.entries, governance.Entry{
			Ref: governance.Ref{Kind: "wish", ID: uuid.UUID{15: 7}}, Version: int64(i), At: opening, AsOf: opening, Verb: "grant", Position: int64(i * gap),
		})
	}
}

func (o *outbox) Feed(_ context.Context, after int64, limit int) ([]governance.Entry, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.most = max(o.most, limit)
	from := min(int(after/gap), len(o.entries))
	return o.entries[from:min(from+limit, len(o.entries))], o.away
}

func (o *outbox) Districts(_ context.Context, refs ...governance.Ref) ([]orgtree.Code, error) {
	return make([]orgtree.Code, len(refs)), nil
}

// inbox is a sink that tells what it got. Its fault, if set, is asked before
// each event.
type inbox struct {
	mu    sync.Mutex
	got   []string
	calls []time.Time
	most  int
	fault func(ctx context.Context, n int, e *feed.Event) error
}

func (s *inbox) Deliver(ctx context.Context, events []feed.Event) (int, error) {
	s.mu.Lock()
	s.calls, s.most = append(s.calls, time.Now()), max(s.most, len(events))
	fault := s.fault
	s.mu.Unlock()
	for i := range events {
		if fault != nil {
			if err := fault(ctx, i, &events[i]); err != nil {
				return i, err
			}
		}
		s.mu.Lock()
		s.got = append(s.got, events[i].ID)
		s.mu.Unlock()
	}
	return len(events), nil
}

func (s *inbox) ids() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.got...)
}

func (s *inbox) mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = nil
}

// named are the ids of the events from one to another, both included.
func named(from, to int) []string {
	out := []string{}
	for i := from; i <= to; i++ {
		out = append(out, fmt.Sprintf("wish/%s/%d", uuid.UUID{15: 7}, i))
	}
	return out
}

// numbered is the inverse.
func numbered(id string) (n int) {
	n, _ = strconv.Atoi(id[strings.LastIndexByte(id, '/')+1:])
	return n
}

// keeping is a sound keeper that can be cut off.
type keeping struct {
	*memory.Keeper
	mu   sync.Mutex
	away error
}

func (k *keeping) cut(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.away = err
}

func (k *keeping) Advance(ctx context.Context, l feed.Lease, to feed.Position, until time.Time) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.away != nil {
		return k.away
	}
	return k.Keeper.Advance(ctx, l, to, until)
}

func (k *keeping) Release(ctx context.Context, l feed.Lease) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.away != nil {
		return k.away
	}
	return k.Keeper.Release(ctx, l)
}

var errAway = errors.New("away")

// A world is one outbox and one keeper, and relays on them. Time is the
// bubble's: it moves when everybody waits.
type world struct {
	t      *testing.T
	box    *outbox
	keeper *keeping
}

// inWorld runs a test in a bubble of its own.
func inWorld(t *testing.T, test func(w *world)) {
	synctest.Test(t, func(t *testing.T) {
		test(&world{t: t, box: &outbox{}, keeper: &keeping{Keeper: memory.NewKeeper()}})
	})
}

// relay runs a relay to a sink until the test ends, or stop is called.
func (w *world) relay(sink feed.Sink, edit ...func(*feed.Ports, *feed.Settings)) (r *feed.Relay, stop func()) {
	p := feed.Ports{
		Reader: feed.NewReader(w.box, feed.NewForm("")), Keeper: w.keeper, Sink: sink,
		Time: feed.Time{Now: time.Now, After: time.After, Within: context.WithTimeout}, Letters: w.keeper.Keeper,
	}
	s := feed.Settings{Reader: "test", Holder: "one"}
	for _, e := range edit {
		e(&p, &s)
	}
	r, err := feed.NewRelay(p, s)
	require.NoError(w.t, err)
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan struct{})
	go func() { defer close(done); r.Run(ctx) }()
	stop = sync.OnceFunc(func() { cancel(); <-done })
	w.t.Cleanup(stop)
	return r, stop
}

// pass lets time pass, and all that is to happen in it.
func pass(d time.Duration) {
	time.Sleep(d) // the bubble's time: nobody waits for it
	synctest.Wait()
}

func (w *world) position() feed.Position {
	s, err := w.keeper.Standing(w.t.Context(), "test")
	require.NoError(w.t, err)
	return s.Position
}
