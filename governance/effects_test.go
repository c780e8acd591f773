package governance_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
)

// A relay is an institution whose commands follow from one another: what is
// tested here is what may follow, not who may.
type Relay struct {
	governance.Head
	Hops int       `json:"hops,omitempty" zh:"次数" en:"Hops"`
	Peer uuid.UUID `json:"peer,omitzero" zh:"对方" en:"Peer"`
}

type (
	start struct {
		Peer uuid.UUID `json:"peer,omitzero" zh:"对方" en:"Peer"`
	}
	hop struct {
		Left  int       `json:"left" zh:"余" en:"Left"`
		Back  uuid.UUID `json:"back,omitzero" zh:"回" en:"Back"`
		Take  string    `json:"take,omitempty" zh:"占" en:"Take"`
		Free  string    `json:"free,omitempty" zh:"放" en:"Free"`
		Spawn int       `json:"spawn,omitempty" zh:"开" en:"Spawn"`
		Fail  bool      `json:"fail,omitempty" zh:"拒" en:"Fail"`
		Blank bool      `json:"blank,omitempty" zh:"无" en:"To nobody"`
	}
)

func (start) Verb() string { return "start" }
func (hop) Verb() string   { return "hop" }

func canHop(_ *Relay, cmd hop, _ *governance.Moment) error {
	if cmd.Fail {
		return governance.Refuse("不接", "it is not taken on")
	}
	return nil
}

// hop does what its command says and passes it on.
func (r *Relay) hop(cmd hop, m *governance.Moment) {
	r.Hops++
	for i := range cmd.Spawn {
		m.Open("relay", start{Peer: uuid.UUID{byte(i)}})
	}
	if cmd.Take != "" {
		m.Take(governance.Claim(cmd.Take))
	}
	if cmd.Free != "" {
		m.Release(governance.Claim(cmd.Free))
	}
	if cmd.Blank {
		m.Send(governance.Ref{Kind: "relay", ID: uuid.UUID{99}}, hop{})
	}
	if cmd.Left == 0 {
		return
	}
	next := hop{Left: cmd.Left - 1, Back: m.Ref.ID}
	if cmd.Left == 1 { // the last does in turn what the first was told
		next.Free, next.Take, next.Fail = cmd.Take, cmd.Free, cmd.Spawn < 0
	} else {
		next.Take, next.Free, next.Spawn = cmd.Take, cmd.Free, cmd.Spawn
	}
	to := r.Peer
	if to == uuid.Nil {
		to = cmd.Back
	}
	m.Send(governance.Ref{Kind: "relay", ID: to}, next)
}

type relays struct {
	*world
	book *governance.Book[Relay]
}

func newRelays(t testing.TB) *relays { return newRelaysOn(t, memory.New()) }

func newRelaysOn(t testing.TB, ledger governance.Ledger) *relays {
	phases, unopened := governance.Phases("on"), governance.Phases(governance.Unopened)
	anyone := governance.ByAnyone[Relay]().Or(governance.ByConsequence[Relay]())
	book, err := governance.NewBook(governance.Institution[Relay]{
		Kind: "relay", Schema: 1, Public: true,
		Audience: func(_ *Relay, to []governance.Address) []governance.Address { return append(to, governance.Public) },
		Table: governance.Table[Relay]{
			Phases: []governance.PhaseLabel{{Phase: "on", Label: label("在", "on")}},
			Verbs:  []governance.VerbLabel{{Verb: "start", Label: label("始", "Start")}, {Verb: "hop", Label: label("传", "Hop")}},
			Rules: []governance.Rule[Relay]{
				governance.On(unopened, phases, anyone, nil, func(r *Relay, cmd start, _ *governance.Moment) { r.Peer = cmd.Peer }).As("relay.start", "toy", "始", "start"),
				governance.On(phases, nil, anyone, canHop, (*Relay).hop).As("relay.hop", "toy", "传", "hop"),
			},
		},
	})
	require.NoError(t, err)
	r := &relays{newWorldOn(t, ledger, 1), book}
	_, err = governance.Assemble(governance.Ports{Ledger: r.ledger, Now: r.clock, Entropy: chance(1), Directory: r.dir}, book.Shelf)
	require.NoError(t, err)
	return r
}

func (r *relays) give(id uuid.UUID, cmd governance.Command) (*Relay, error) {
	return r.book.Do(context.WithoutCancel(r.Context()), governance.Request{Actor: r.actor(ann), ID: id, Command: cmd})
}

// pair are two relays that pass on to one another.
func (r *relays) pair() (a, b uuid.UUID) {
	one, err := r.give(uuid.Nil, start{})
	require.NoError(r, err)
	other, err := r.give(uuid.Nil, start{Peer: one.ID})
	require.NoError(r, err)
	return one.ID, other.ID
}

// Commands that follow are applied each under its own lifecycle, in one commit,
// each with its cause.
func TestConsequencesInOneCommit(t *testing.T) {
	r := newRelays(t)
	a, b := r.pair()
	_, err := r.give(b, hop{Left: 5})
	require.NoError(t, err)
	for id, want := range map[uuid.UUID]int64{a: 1 + 3, b: 1 + 3} {
		entries := r.entries(governance.Ref{Kind: "relay", ID: id})
		require.EqualValues(t, want, len(entries))
		for _, e := range entries[2:] {
			require.False(t, e.Cause.IsZero())
			require.Equal(t, e.Cause.Ref.ID == a, id == b, "each because of the other")
			require.Equal(t, ann, e.By.Person, "in the name of whoever began")
		}
		require.NoError(t, r.book.Verify(t.Context(), id))
	}
}

// "More is a circle": two records that never stop handing on to one another are
// a defect, not the end of the process; and nothing of it is kept.
func TestCircleIsADefect(t *testing.T) {
	r := newRelays(t)
	_, b := r.pair()
	feed := r.feed()
	_, err := r.give(b, hop{Left: 1_000_000_000})
	var defect *governance.Defect
	require.ErrorAs(t, err, &defect)
	assert.Equal(t, feed, r.feed())
	_, err = r.give(b, hop{Spawn: 3000})
	require.ErrorAs(t, err, &defect, "so is opening without end")
	assert.Equal(t, feed, r.feed())
}

// "Or nothing happens at all": what the last in a chain refuses, none has done.
func TestRefusalOfAConsequence(t *testing.T) {
	r := newRelays(t)
	_, b := r.pair()
	feed := r.feed()
	_, err := r.give(b, hop{Left: 1, Spawn: -1})
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "hop", refused.Verb)
	assert.Equal(t, feed, r.feed())
	_, err = r.give(b, hop{Blank: true})
	var missing *governance.NotFoundError
	require.ErrorAs(t, err, &missing, "a command for nobody finds nobody")
	assert.Equal(t, feed, r.feed())
}

// "Ids of further records derive from (record, version, ordinal), so a retry
// makes the same ones."
func TestFurtherIDsDerive(t *testing.T) {
	opened := func(w *world) []uuid.UUID {
		l := w.ask(ann)
		m := governance.Moment{Ref: loanRef(l.ID), Version: l.Version}
		return []uuid.UUID{l.Slip, m.Open("tag", Hang{}).ID, m.Open("tag", Hang{}).ID}
	}
	ids := opened(newWorld(t))
	assert.Equal(t, ids[0], ids[1], "the same record, version and ordinal")
	assert.NotEqual(t, ids[1], ids[2])
	assert.Equal(t, uuid.Version(8), ids[0].Version())
	seen := map[uuid.UUID]bool{}
	for version := range int64(20) {
		for n := range byte(20) {
			m := governance.Moment{Ref: governance.Ref{Kind: "loan", ID: uuid.UUID{n}}, Version: version}
			for range 5 {
				id := m.Open("tag", Hang{}).ID
				require.False(t, seen[id])
				seen[id] = true
			}
			require.Len(t, m.Effects().Further, 5)
		}
	}
	retried := newWorld(t)
	ledger := &interrupting{Ledger: retried.ledger, times: 3, first: func() { retried.change(renameHill()) }}
	slow := &world{TB: t, now: retried.now, cal: retried.cal, ledger: ledger}
	slow.assemble(1)
	slow.ask(ann)
	assert.Zero(t, ledger.times, "the organisation changed under it, three times")
}

// Claims: unique keys that at most one record holds, taken and released within
// the commit.
func TestClaims(t *testing.T) {
	r := newRelays(t)
	a, b := r.pair()
	_, err := r.give(a, hop{Take: "seat"})
	require.NoError(t, err)
	_, err = r.give(b, hop{Take: "seat"})
	require.Equal(t, governance.Claimed, reason(err))
	_, err = r.give(a, hop{Take: "seat"})
	require.Equal(t, governance.Claimed, reason(err), "a claim held by the taking record itself is held nevertheless")
	_, err = r.give(b, hop{Free: "seat"})
	require.NoError(t, err, "releasing what is not held does nothing")
	_, err = r.give(b, hop{Take: "seat"})
	require.Equal(t, governance.Claimed, reason(err))
	_, err = r.give(a, hop{Free: "seat"})
	require.NoError(t, err)
	_, err = r.give(b, hop{Take: "seat"})
	require.NoError(t, err)
}

// What is taken and given back within one commit is free at its end; what is
// given back and taken again is held.
func TestTakenAndReleasedInOneCommit(t *testing.T) {
	r := newRelays(t)
	a, b := r.pair()
	_, err := r.give(b, hop{Take: "seat", Left: 1})
	require.NoError(t, err)
	assert.False(t, r.free("seat"), "b took it, and that a released it means nothing")
	_, err = r.give(a, hop{Take: "chair", Left: 1, Back: a})
	require.NoError(t, err)
	assert.True(t, r.free("chair"), "taken, then released")
	_, err = r.give(a, hop{Take: "bench"})
	require.NoError(t, err)
	_, err = r.give(a, hop{Free: "bench", Left: 1, Back: a})
	require.NoError(t, err)
	assert.False(t, r.free("bench"), "released, then taken")
}

// free reports whether another record could take a claim now.
func (r *relays) free(claim string) bool {
	other, err := r.give(uuid.Nil, start{})
	require.NoError(r, err)
	_, err = r.give(other.ID, hop{Take: claim})
	return err == nil
}

// A consequence of time is time's: decided for the instant due, in nobody's
// name, although a person's command let time act.
func TestConsequenceOfTimeIsTimes(t *testing.T) {
	w := newWorld(t)
	l := w.ask(bo)
	w.to("2024-12-01 10:00")
	w.do(bo, l.ID, governance.Note{Text: "晚了"})
	slip := w.entries(governance.Ref{Kind: "tag", ID: l.Slip})
	last := slip[len(slip)-1]
	assert.Equal(t, "take-down", last.Verb)
	assert.True(t, last.By.System)
	assert.Empty(t, last.By.Person)
	assert.Equal(t, instant("2024-10-27 09:00"), last.AsOf.In(w.clock().Location()))
	assert.Equal(t, w.clock(), last.At.In(w.clock().Location()))
	tag, err := w.tags.Get(t.Context(), governance.Actor{System: true}, l.Slip)
	require.NoError(t, err)
	assert.True(t, tag.Closed.Equal(last.AsOf), "and that is when the tag was closed")
}

// An appointment of time whose command is refused is forgone, on record:
// nothing may block a record for ever.
func TestRefusedAppointmentIsForgone(t *testing.T) {
	w := newWorld(t)
	book, err := governance.NewBook(governance.Institution[Relay]{
		Kind: "relay", Schema: 1, Public: true,
		Audience: func(_ *Relay, to []governance.Address) []governance.Address { return append(to, governance.Public) },
		Table: governance.Table[Relay]{
			Phases: []governance.PhaseLabel{{Phase: "on", Label: label("在", "on")}},
			Verbs:  []governance.VerbLabel{{Verb: "start", Label: label("始", "Start")}, {Verb: "hop", Label: label("传", "Hop")}},
			Rules: []governance.Rule[Relay]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases("on"), governance.ByAnyone[Relay](), nil,
					func(r *Relay, _ start, m *governance.Moment) { r.Schedule(m.Now().AddDate(0, 0, 1), "hop") }).As("relay.start", "toy", "始", "start"),
				governance.On(governance.Phases("on"), nil, governance.ByAnyone[Relay](), nil, (*Relay).hop).As("relay.hop", "toy", "传", "hop"),
			},
		},
	})
	require.NoError(t, err)
	office, err := governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(1), Directory: w.dir}, book.Shelf)
	require.NoError(t, err)
	r, err := book.Do(t.Context(), governance.Request{Actor: w.actor(ann), Command: start{}})
	require.NoError(t, err)
	w.to("2024-10-01 09:00")
	_, err = office.Sweep(t.Context())
	assert.NoError(t, err, "time may not hop: the row is not the system's")
	_, err = book.Do(t.Context(), governance.Request{Actor: w.actor(ann), ID: r.ID, Command: hop{}})
	require.NoError(t, err)
	_, some, err := office.NextWake(t.Context())
	require.NoError(t, err)
	assert.False(t, some)
	entries := w.entries(governance.Ref{Kind: "relay", ID: r.ID})
	require.Len(t, entries, 3, "%v", fmt.Sprint(entries))
	assert.True(t, entries[1].By.System)
	assert.Empty(t, entries[1].Changes[0].Value, "the appointment is gone")
}
