package casework_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// 2.2 首接负责: whoever takes first coordinates until the centre rules otherwise;
// the lead, once it has taken its order.
func TestWhoCoordinates(t *testing.T) {
	w := newWorld(t, nil)
	id := w.verified()
	for _, step := range []struct {
		who  string
		cmd  governance.Command
		then orgtree.Code
	}{
		{"community", casework.Handle{}, haihong},
		{"community", casework.Whistle{Reason: "x"}, haihong}, // until somebody else takes
		{"town", casework.ReportIn{}, townHaicang},
		{"town", casework.Escalate{Reason: "x"}, townHaicang},
		{"centre", casework.Triage{List: casework.Immediate, Units: assign(housing, cityMgmt)}, townHaicang},
		{"citymgmt", casework.Take{}, townHaicang}, // assisting
		{"housing", casework.Take{}, housing},      // the lead
		{"centre", casework.Rule{Units: assign(cityMgmt)}, cityMgmt},
		{"centre", casework.Rule{Units: assign(water)}, water}, // not taken yet
		{"centre", casework.Reclassify{List: casework.Understanding, Reason: "x"}, water},
		{"centre", casework.Reclassify{List: casework.Immediate, Reason: "x"}, water},
	} {
		require.Equal(t, step.then, w.do(step.who, id, step.cmd).Coordinator, step.cmd.Verb())
	}
	require.Equal(t, housing, w.get(w.dispatched(casework.Understanding, housing)).Coordinator, "nothing to take there: the lead has it in hand")
	town := w.atTown()
	w.do("town", town, split())
	for _, child := range w.children(town) {
		require.Equal(t, townHaicang, w.get(child).Coordinator)
	}
}

// case.urge.coordinator: the others, and nobody when there are none.
func TestTheCoordinatorReminds(t *testing.T) {
	w := newWorld(t, nil)
	id := w.inProgress(casework.Immediate, housing, cityMgmt)
	c := w.do("housing", id, casework.Urge{})
	require.Equal(t, 1, c.Urged)
	require.False(t, c.Prompted, "it does not prompt itself")
	_, err := w.try("citymgmt", id, casework.Urge{})
	require.Equal(t, "forbidden", kindOf(t, err))
	w.do("citymgmt", id, completed())
	_, err = w.try("housing", id, casework.Urge{})
	require.Equal(t, "not-allowed", kindOf(t, err))
}

// case.progress.coordinator: who is reminded reports how the whole stands, also
// without a part in hand; what another reports does not answer for it.
func TestTheCoordinatorOwesProgress(t *testing.T) {
	w := newWorld(t, nil)
	id := w.dispatched(casework.Immediate, housing, cityMgmt)
	require.Equal(t, []string{"housing", "citymgmt"}, w.desks(id))
	w.do("centre", id, casework.Urge{})
	require.Equal(t, []string{"town", "housing", "citymgmt"}, w.desks(id))
	w.do("citymgmt", id, casework.Take{})
	w.do("citymgmt", id, casework.Progress{Text: "x"})
	require.True(t, w.get(id).Prompted)
	w.do("town", id, casework.Progress{Text: "x"})
	w.do("town", id, casework.Urge{}) // as the town of the place, it asks the others
	require.False(t, w.get(id).Prompted)
	require.NotContains(t, w.desks(id), "town")

	for name, leave := range map[string]func() uuid.UUID{ // and nobody owes it for work that is over
		"whistle": func() uuid.UUID {
			id := w.handling()
			w.do("centre", id, casework.Urge{})
			w.do("community", id, casework.Whistle{Reason: "x"})
			return id
		},
		"escalate": func() uuid.UUID {
			id := w.atTown()
			w.do("centre", id, casework.Urge{})
			w.do("town", id, casework.Escalate{Reason: "x"})
			return id
		},
		"complete": func() uuid.UUID {
			id := w.atTown()
			w.do("centre", id, casework.Urge{})
			w.do("town", id, completed())
			return id
		},
		"early": func() uuid.UUID { id := w.verified(); w.do("centre", id, casework.Urge{}); return id },
	} {
		require.False(t, w.get(leave()).Prompted, name)
	}
}

// case.escalate.coordinator: while no lead has taken, the coordinator may ask
// for a ruling; the centre is on the clock until it rules, or the lead takes.
func TestTheCoordinatorAsksForARuling(t *testing.T) {
	asked := func(w *world) uuid.UUID {
		id := w.dispatched(casework.Immediate, housing, cityMgmt)
		c := w.do("town", id, casework.Escalate{Reason: "无人接单"})
		require.Equal(t, casework.PhaseDispatched, c.Phase)
		require.NotNil(t, running(c, "ruling", centre))
		require.Contains(t, w.desks(id), "centre")
		_, err := w.try("town", id, casework.Escalate{Reason: "再催"})
		require.Equal(t, "not-allowed", kindOf(t, err), "once is enough")
		return id
	}
	w := newWorld(t, nil)
	id := asked(w)
	c := w.do("centre", id, casework.Rule{Units: assign(water)})
	require.Nil(t, running(c, "ruling", centre))
	_, err := w.try("water", id, casework.Escalate{Reason: "x"})
	require.Equal(t, "not-allowed", kindOf(t, err), "the lead takes or refuses")
	_, err = w.try("town", id, casework.Escalate{Reason: "x"})
	require.Equal(t, "forbidden", kindOf(t, err), "the centre has ruled otherwise")

	id = asked(w) // the lead takes after all
	c = w.do("housing", id, casework.Take{})
	require.Nil(t, running(c, "ruling", centre))
	require.NotContains(t, w.desks(id), "centre")

	id = asked(w) // but one that stands refused is still ruled upon
	w.do("citymgmt", id, casework.Refuse{Reason: "x"})
	c = w.do("housing", id, casework.Take{})
	require.NotNil(t, running(c, "ruling", centre))
	require.Contains(t, w.desks(id), "centre")
	_, err = w.try("housing", id, casework.Escalate{Reason: "x"})
	refused(t, err)
}
