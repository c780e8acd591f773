package bench

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// Ours: the same edges as rows of a governance.Table, each guarded by the role
// that its condition reads, run by the bare lifecycle: no storage, no entries.

// matter is the record as the law wants it.
type matter struct {
	governance.Head
	role    uint8
	version int
}

// One command a verb; they carry nothing, as the peers' events do.
type (
	verify    struct{}
	whistle   struct{}
	reportIn  struct{}
	triage    struct{}
	assign    struct{}
	accept    struct{}
	complete  struct{}
	feedBack  struct{}
	rate      struct{}
	shut      struct{}
	escalate  struct{}
	reject    struct{}
	sendAgain struct{}
)

func (verify) Verb() string    { return "verify" }
func (whistle) Verb() string   { return "whistle" }
func (reportIn) Verb() string  { return "report-in" }
func (triage) Verb() string    { return "triage" }
func (assign) Verb() string    { return "assign" }
func (accept) Verb() string    { return "accept" }
func (complete) Verb() string  { return "complete" }
func (feedBack) Verb() string  { return "feed-back" }
func (rate) Verb() string      { return "rate" }
func (shut) Verb() string      { return "close" }
func (escalate) Verb() string  { return "escalate" }
func (reject) Verb() string    { return "reject" }
func (sendAgain) Verb() string { return "return" }

// commands are those of the events, by number.
var commands = [...]governance.Command{
	verify{}, whistle{}, reportIn{}, triage{}, assign{}, accept{}, complete{}, feedBack{}, rate{}, shut{}, escalate{}, reject{}, sendAgain{},
}

// rowsOf are the rows of one command's edges.
func rowsOf[C governance.Command](cmd C) (rows []governance.Rule[matter]) {
	for i, e := range edges {
		if events[e.on] != cmd.Verb() {
			continue
		}
		by := func(m *matter, _ C, _ *governance.Moment) error {
			if m.role != e.role {
				return errRefused
			}
			return nil
		}
		rows = append(rows, governance.On(
			governance.Phases(governance.Phase(states[e.from])), governance.Phases(governance.Phase(states[e.to])), governance.ByAnyone[matter](),
			by, func(m *matter, _ C, _ *governance.Moment) { m.version++ }).
			As(fmt.Sprintf("matter.%s.%d", cmd.Verb(), i), "bench", cmd.Verb(), cmd.Verb()))
	}
	return rows
}

type open struct{}

func (open) Verb() string { return "open" }

// table is the lifecycle as data.
func table() governance.Table[matter] {
	t := governance.Table[matter]{Kind: "matter"}
	for _, s := range states {
		t.Phases = append(t.Phases, governance.PhaseLabel{Phase: governance.Phase(s), Label: governance.Text{Zh: s, En: s}})
	}
	for _, on := range append([]string{"open"}, events[:]...) {
		t.Verbs = append(t.Verbs, governance.VerbLabel{Verb: on, Label: governance.Text{Zh: on, En: on}})
	}
	t.Rules = append(t.Rules, governance.On(
		governance.Phases(governance.Unopened), governance.Phases(governance.Phase(states[0])), governance.ByAnyone[matter](), nil,
		func(*matter, open, *governance.Moment) {}).As("matter.open", "bench", "open", "open"))
	for _, rows := range [][]governance.Rule[matter]{
		rowsOf(verify{}), rowsOf(whistle{}), rowsOf(reportIn{}), rowsOf(triage{}), rowsOf(assign{}), rowsOf(accept{}), rowsOf(complete{}),
		rowsOf(feedBack{}), rowsOf(rate{}), rowsOf(shut{}), rowsOf(escalate{}), rowsOf(reject{}), rowsOf(sendAgain{}),
	} {
		t.Rules = append(t.Rules, rows...)
	}
	return t
}

// byJinlin runs a step of the record through the lifecycle: its phase is put
// where the record says it is, as the peers' state is.
func byJinlin(*record) func(*record, event) error {
	l, err := governance.NewLifecycle(table())
	if err != nil {
		panic(err)
	}
	moment := &governance.Moment{Actor: governance.Actor{Account: "a", Person: "a"}}
	var m matter
	return func(r *record, on event) error {
		m.Phase, m.role, m.version = governance.Phase(states[r.state]), r.role, r.version
		if err := l.Apply(&m, commands[on], moment); err != nil {
			return err
		}
		r.state, r.version = stateOf[string(m.Phase)], m.version
		return nil
	}
}

// BenchmarkLifecycleBare is the floor's question without the copying between
// two records that comparing answers needs: the law's own record throughout.
func BenchmarkLifecycleBare(b *testing.B) {
	b.Run(floorName, func(b *testing.B) {
		r := &record{}
		for b.Loop() {
			walk(b, r, byHand)
		}
	})
	b.Run("jinlin", func(b *testing.B) {
		l, err := governance.NewLifecycle(table())
		require.NoError(b, err)
		moment := &governance.Moment{Actor: governance.Actor{Account: "a", Person: "a"}}
		var m matter
		b.ReportAllocs()
		for b.Loop() {
			m.Phase = governance.Phase(states[0])
			for i, role := range roles {
				m.role = role
				if err := l.Apply(&m, commands[i], moment); err != nil {
					b.Fatal(err)
				}
			}
		}
		require.Equal(b, states[closed], string(m.Phase))
	})
}
