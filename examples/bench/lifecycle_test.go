package bench

import (
	"context"
	"errors"
	"testing"

	"github.com/looplab/fsm"
	"github.com/qmuntal/stateless"
	"github.com/stretchr/testify/require"
)

// The question: one record through ten guarded steps, each guarded by the
// role of the actor, from reported to closed. Seven side edges keep the table
// from being a chain.

type state uint8

type event uint8

type edge struct {
	from state
	on   event
	to   state
	role uint8
}

const closed = state(10)

var (
	states = [...]string{"reported", "verified", "whistled", "reported-in", "triaged", "assigned", "accepted", "completed", "fed-back", "rated", "closed", "escalated", "rejected"}
	events = [...]string{"verify", "whistle", "report-in", "triage", "assign", "accept", "complete", "feed-back", "rate", "close", "escalate", "reject", "return"}
	roles  = [closed]uint8{1, 2, 3, 4, 4, 5, 5, 5, 6, 7}
	edges  = func() []edge {
		side := []edge{{2, 10, 11, 3}, {11, 3, 4, 4}, {0, 11, 12, 1}, {4, 12, 3, 4}, {5, 12, 4, 5}, {7, 12, 6, 5}, {8, 12, 6, 6}}
		for i, role := range roles {
			side = append(side, edge{state(i), event(i), state(i + 1), role})
		}
		return side
	}()
)

type record struct {
	state   state
	role    uint8
	version int
}

var errRefused = errors.New("refused")

// byHand is the floor: the switch one would write for these edges alone.
//
//go:noinline
func byHand(r *record, on event) error {
	var to state
	var role uint8
	switch r.state {
	case 0:
		switch on {
		case 0:
			to, role = 1, 1
		case 11:
			to, role = 12, 1
		default:
			return errRefused
		}
	case 1:
		if on != 1 {
			return errRefused
		}
		to, role = 2, 2
	case 2:
		switch on {
		case 2:
			to, role = 3, 3
		case 10:
			to, role = 11, 3
		default:
			return errRefused
		}
	case 3, 11:
		if on != 3 {
			return errRefused
		}
		to, role = 4, 4
	case 4:
		switch on {
		case 4:
			to, role = 5, 4
		case 12:
			to, role = 3, 4
		default:
			return errRefused
		}
	case 5:
		switch on {
		case 5:
			to, role = 6, 5
		case 12:
			to, role = 4, 5
		default:
			return errRefused
		}
	case 6:
		if on != 6 {
			return errRefused
		}
		to, role = 7, 5
	case 7:
		switch on {
		case 7:
			to, role = 8, 5
		case 12:
			to, role = 6, 5
		default:
			return errRefused
		}
	case 8:
		switch on {
		case 8:
			to, role = 9, 6
		case 12:
			to, role = 6, 6
		default:
			return errRefused
		}
	case 9:
		if on != 9 {
			return errRefused
		}
		to, role = closed, 7
	default:
		return errRefused
	}
	if r.role != role {
		return errRefused
	}
	r.state = to
	r.version++
	return nil
}

type recordKey struct{}

// byStateless is qmuntal/stateless at its best: one machine for all records,
// the state outside.
func byStateless(r *record) func(*record, event) error {
	of := func(ctx context.Context) *record { return ctx.Value(recordKey{}).(*record) }
	m := stateless.NewStateMachineWithExternalStorage(
		func(ctx context.Context) (stateless.State, error) { return of(ctx).state, nil },
		func(ctx context.Context, s stateless.State) error {
			of(ctx).state = s.(state)
			of(ctx).version++
			return nil
		}, stateless.FiringQueued)
	for _, e := range edges {
		m.Configure(e.from).Permit(e.on, e.to, func(_ context.Context, args ...any) bool {
			return args[0].(*record).role == e.role
		})
	}
	ctx := context.WithValue(context.Background(), recordKey{}, r)
	return func(r *record, on event) error { return m.FireCtx(ctx, on, r) }
}

// byLooplab is looplab/fsm with one machine for all records.
func byLooplab(*record) func(*record, event) error {
	may := map[string]map[string]uint8{}
	var descriptions fsm.Events
	callbacks := fsm.Callbacks{"enter_state": func(_ context.Context, x *fsm.Event) { x.Args[0].(*record).version++ }}
	for _, e := range edges {
		on, from := events[e.on], states[e.from]
		descriptions = append(descriptions, fsm.EventDesc{Name: on, Src: []string{from}, Dst: states[e.to]})
		if may[on] == nil {
			may[on] = map[string]uint8{}
		}
		may[on][from] = e.role
		callbacks["before_"+on] = func(_ context.Context, x *fsm.Event) {
			if x.Args[0].(*record).role != may[on][x.Src] {
				x.Cancel(errRefused)
			}
		}
	}
	m, ctx := fsm.NewFSM(states[0], descriptions, callbacks), context.Background()
	return func(r *record, on event) error {
		m.SetState(states[r.state])
		if err := m.Event(ctx, events[on], r); err != nil {
			return err
		}
		r.state = stateOf[m.Current()]
		return nil
	}
}

var stateOf = func() map[string]state {
	of := map[string]state{}
	for i, name := range states {
		of[name] = state(i)
	}
	return of
}()

var lifecycles = []struct {
	name string
	fire func(*record) func(*record, event) error
}{
	{floorName, func(*record) func(*record, event) error { return byHand }},
	{"stateless", byStateless},
	{"looplab", byLooplab},
	{"jinlin", byJinlin},
}

const floorName = "floor"

func walk(tb testing.TB, r *record, fire func(*record, event) error) {
	r.state = 0
	for i, role := range roles {
		r.role = role
		if err := fire(r, event(i)); err != nil {
			tb.Fatalf("step %d: %v", i, err)
		}
	}
}

func BenchmarkLifecycle(b *testing.B) {
	for _, l := range lifecycles {
		b.Run(l.name, func(b *testing.B) {
			r := &record{}
			fire := l.fire(r)
			for b.Loop() {
				walk(b, r, fire)
			}
		})
	}
}

// TestLifecyclesAgree: contestants that answer differently are not compared.
func TestLifecyclesAgree(t *testing.T) {
	for _, l := range lifecycles {
		r := &record{}
		fire := l.fire(r)
		walk(t, r, fire)
		require.Equal(t, closed, r.state, l.name)
		for s := range states {
			for on := range events {
				for role := range uint8(8) {
					*r = record{state: state(s), role: role}
					want := *r
					refused := byHand(&want, event(on)) != nil
					require.Equal(t, refused, fire(r, event(on)) != nil, "%s: %s in %s by %d", l.name, events[on], states[s], role)
					require.Equal(t, want, *r, "%s: %s in %s by %d", l.name, events[on], states[s], role)
				}
			}
		}
	}
}
