package casework_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

// mergeUnits merges a unit into another, and first its Party organisation.
func (w *world) mergeUnits(from, into orgtree.Code) {
	w.tb.Helper()
	if party, led := w.tree().PartyOf(from); led {
		heir, _ := w.tree().PartyOf(into)
		w.reorganise(organisation.Merge{Merge: orgtree.Merge{Codes: []orgtree.Code{party}, Into: heir, Day: civil.DateOf(w.now)}})
	}
	w.reorganise(organisation.Merge{Merge: orgtree.Merge{Codes: []orgtree.Code{from}, Into: into, Day: civil.DateOf(w.now)}})
}

// Domain 1: merging or dissolving a unit must never strand its open work: the
// successor inherits it. In whatever state a matter is, when the unit whose turn
// it is is merged away, whoever inherited it finds it on the desk and leads it to
// its end.
func TestEverySuccessorCanFinish(t *testing.T) {
	type merged struct{ from, into orgtree.Code }
	town, community, department := merged{townHaicang, townXinyang}, merged{haihong, haida}, merged{housing, water}
	for name, row := range map[string]struct {
		reach func(w *world) uuid.UUID
		merged
		heir string
		cmd  governance.Command
		then casework.Case // only the phase is looked at
	}{
		"verify":      {(*world).collected, community, "community2", casework.Verify{}, in(casework.PhaseVerified)},
		"whistle":     {(*world).collectedVerified, community, "community2", casework.Whistle{Reason: "x"}, in(casework.PhaseWhistled)},
		"handle":      {(*world).collectedVerified, community, "community2", casework.Handle{}, in(casework.PhaseHandling)},
		"handled":     {(*world).handling, community, "community2", completed(), in(casework.PhasePassed)},
		"report-in":   {(*world).whistled, town, "town2", casework.ReportIn{}, in(casework.PhaseAtTown)},
		"escalate":    {(*world).atTown, town, "town2", casework.Escalate{Reason: "x"}, in(casework.PhaseEscalated)},
		"complete":    {(*world).atTown, town, "town2", completed(), in(casework.PhaseChecking)},
		"take":        {toDispatch, department, "water", casework.Take{}, in(casework.PhaseInProgress)},
		"refuse":      {toDispatch, department, "water", casework.Refuse{Reason: "x"}, in(casework.PhaseDispatched)},
		"finish":      {toWork, department, "water", completed(), in(casework.PhaseChecking)},
		"stage":       {toPhased, department, "water", casework.FinishStage{Stage: 1}, in(casework.PhaseInProgress)},
		"extension":   {toWork, department, "water", casework.RequestExtension{Days: 1, Reason: "x"}, in(casework.PhaseInProgress)},
		"pause":       {toWork, department, "water", casework.Pause{Reason: "x"}, in(casework.PhaseInProgress)},
		"explain":     {toExplain, department, "water", casework.Explain{Text: "x"}, in(casework.PhaseExplaining)},
		"check":       {(*world).checkingByCommunity, community, "community2", casework.Pass{}, in(casework.PhasePassed)},
		"feedback":    {toPublish, community, "community2", casework.Feedback{Text: "x"}, in(casework.PhasePassed)},
		"publication": {toPublish, community, "community2", casework.Publish{Summary: "x"}, in(casework.PhasePassed)},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, nil)
			id := row.reach(w)
			w.mergeUnits(row.from, row.into)
			require.Contains(t, w.desks(id), row.heir)
			c := w.do(row.heir, id, row.cmd)
			require.Equal(t, row.then.Phase, c.Phase)
			overdue(t, w, c)
		})
	}
}

// overdue asks that no clock of a unit that is gone runs on once the phase that
// it belongs to has been left.
func overdue(t *testing.T, w *world, c *casework.Case) {
	phaseOf := map[string]governance.Phase{
		"verify": casework.PhaseReported, "decide": casework.PhaseVerified, "report-in": casework.PhaseWhistled, "community": casework.PhaseHandling,
		"triage": casework.PhaseEscalated, "check": casework.PhaseChecking, "feedback": casework.PhasePassed,
	}
	for i := range c.Deadlines {
		d := &c.Deadlines[i]
		if phase, bound := phaseOf[d.Name]; bound && d.Open() {
			require.Equal(t, phase, c.Phase, "%s of %s runs on", d.Name, d.Unit)
		}
		if d.Open() && (d.Name == "town" || d.Name == "immediate" || d.Name == "rework") {
			require.NotContains(t, []governance.Phase{casework.PhaseChecking, casework.PhasePassed, casework.PhaseRating}, c.Phase, "%s of %s runs on", d.Name, d.Unit)
		}
	}
}

func in(p governance.Phase) casework.Case { return casework.Case{Head: governance.Head{Phase: p}} }

func toExplain(w *world) uuid.UUID { return w.dispatched(casework.Understanding, housing) }

// collected is a matter that the community collected itself, in a lane.
func (w *world) collected() uuid.UUID {
	w.tb.Helper()
	r := report()
	r.Place.Unit = lane
	return w.do("community", uuid.Nil, r).ID
}

func (w *world) collectedVerified() uuid.UUID {
	w.tb.Helper()
	id := w.collected()
	w.do("community", id, casework.Verify{})
	return id
}

func (w *world) checkingByCommunity() uuid.UUID {
	w.tb.Helper()
	id := w.collectedVerified()
	w.do("community", id, casework.Whistle{Reason: "x"})
	w.do("town", id, casework.ReportIn{})
	w.do("town", id, completed())
	return id
}

// 2.1 [R]: the town that the place belongs to reports in first, as the place
// belongs on that day; the clock is that of the town that reported in.
func TestTheClockGoesWithThePlace(t *testing.T) {
	w := newWorld(t, nil)
	id := w.whistled()
	due := ended(w.get(id), "town").Due
	w.reorganise(organisation.Move{Move: orgtree.Move{Code: haihong, Parent: townXinyang, Day: civil.DateOf(w.now)}})
	require.Equal(t, []string{"town2"}, w.desks(id))
	_, err := w.cases.Get(t.Context(), w.actor("town"), id)
	require.Equal(t, "not-found", kindOf(t, err))
	c := w.do("town2", id, casework.ReportIn{})
	d := running(c, "town", townXinyang)
	require.NotNil(t, d, "the town that reported in is on the clock")
	require.Equal(t, due, d.Due, "counted from the whistle")
	w.do("town2", id, casework.RequestExtension{Days: 1, Reason: "新接手"})
	c = w.do("town2", id, completed())
	overdue(t, w, c)
}

// A whistler that was merged away still rates, through its successor, and the
// successor once for both.
func TestSuccessorOfTheWhistlerRates(t *testing.T) {
	w := newWorld(t, nil)
	id := w.checkingByCommunity()
	w.do("community", id, casework.Pass{})
	w.answer(id)
	w.mergeUnits(haihong, haida)
	require.Equal(t, []string{"community2"}, w.desks(id))
	c := w.do("community2", id, casework.Rate{Scores: scores(w.get(id), 4)})
	require.Equal(t, casework.PhaseClosed, c.Phase)
	require.Equal(t, "4", rated(c, casework.ByWhistler, townHaicang))
}

// Somebody who left a post cannot act in it any more, from that day.
func TestPostsEnd(t *testing.T) {
	w := newWorld(t, nil)
	id := w.whistled()
	w.reorganise(organisation.EndPost{EndPost: orgtree.EndPost{ID: "post-town", Day: civil.DateOf(w.now)}})
	_, err := w.try("town", id, casework.ReportIn{})
	require.Equal(t, "not-found", kindOf(t, err))
}

// A stale directory decides nothing: the commit finds that the organisation has
// changed, and decides anew.
func TestDecisionsAreBoundToTheOrganisation(t *testing.T) {
	w := newWorld(t, nil)
	id := w.whistled()
	stale := w.actor("town") // as of before the change
	_, err := w.orgs.Do(t.Context(), governance.Request{
		Actor: w.actor("centre"), ID: organisationID,
		Command: organisation.Move{Move: orgtree.Move{Code: haihong, Parent: townXinyang, Day: civil.DateOf(w.now)}},
	})
	require.NoError(t, err) // and nobody refreshed
	_, err = w.cases.Do(t.Context(), governance.Request{Actor: stale, ID: id, Command: casework.ReportIn{}})
	require.Equal(t, "not-found", kindOf(t, err))
	require.Equal(t, casework.PhaseWhistled, w.get(id).Phase)
}
