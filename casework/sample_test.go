package casework_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// drawing is a policy that draws so many of a thousand.
func drawing(share int) *casework.Policy {
	p := casework.DefaultPolicy()
	p.SampleShare = share
	return p
}

// judge gives a command about a sample.
func (w *world) judge(who string, id uuid.UUID, cmd governance.Command) (*casework.Sample, error) {
	return w.samples.Do(w.tb.Context(), governance.Request{Actor: w.actor(who), ID: id, Command: cmd})
}

// draws reports whether passing a matter at a moment draws a sample.
func (w *world) draws(c *casework.Case, m *governance.Moment) bool {
	w.tb.Helper()
	require.NoError(w.tb, w.cases.Lifecycle().Apply(c, casework.Pass{}, m))
	return drew(m)
}

func drew(m *governance.Moment) bool {
	return slices.ContainsFunc(m.Effects().Further, func(f governance.Further) bool { return f.Ref.Kind == casework.KindSample })
}

// 2.2 [D]: about the share that the policy sets is drawn, none of it at 0 and
// all of it at 1000; and the same moment always draws the same.
func TestAboutTheShareIsDrawn(t *testing.T) {
	const n = 4000
	w := newWorld(t, nil)
	checking := w.get(w.checking(housing))
	for _, share := range []int{0, 50, 500, 1000} {
		chance := rand.NewChaCha8([32]byte{byte(share)})
		drawn := 0
		for range n {
			c, m := clone(t, checking), w.moment("centre", checking)
			m.Policy = drawing(share)
			_, _ = chance.Read(m.Ref.ID[:])
			_, _ = chance.Read(c.Digest[:])
			again, same := clone(t, c), *m
			took := w.draws(c, m)
			require.Equal(t, took, w.draws(again, &same), "replay draws the same")
			if took {
				drawn++
			}
		}
		want, q := float64(n*share)/1000, float64(share)/1000
		require.InDelta(t, want, drawn, 4*math.Sqrt(n*q*(1-q)), "share %d", share)
	}
}

// What the draw depends on: which record, which version, its history and the
// instant. Whoever knows three of them knows nothing.
func TestWhatTheDrawDependsOn(t *testing.T) {
	w := newWorld(t, nil)
	checking := w.get(w.checking(housing))
	for name, vary := range map[string]func(c *casework.Case, m *governance.Moment, n byte){
		"record":  func(_ *casework.Case, m *governance.Moment, n byte) { m.Ref.ID[3] = n },
		"version": func(_ *casework.Case, m *governance.Moment, n byte) { m.Version = int64(n) },
		"history": func(c *casework.Case, _ *governance.Moment, n byte) { c.Digest[9] = n },
		"instant": func(_ *casework.Case, m *governance.Moment, n byte) {
			m.At = m.At.Add(time.Duration(n) * time.Microsecond)
		},
	} {
		seen := map[bool]int{}
		for n := range byte(64) {
			c, m := clone(t, checking), w.moment("centre", checking)
			m.Policy = drawing(500)
			vary(c, m, n)
			seen[w.draws(c, m)]++
		}
		require.Greater(t, min(seen[true], seen[false]), 15, name)
	}
}

// 2.2 [D]: whatever passes is drawn at a share of all, once for each time it
// passes; children, and what never passes a check, are not.
func TestWhatIsDrawn(t *testing.T) {
	w := newWorld(t, drawing(1000))
	for name, id := range map[string]uuid.UUID{
		"by departments": w.passed(housing, cityMgmt), "by a town": w.townPassed(), "by a community itself": w.selfPassed(),
		"on the understanding list": w.understood(),
	} {
		c := w.get(id)
		s := w.sample(c.Sample)
		require.Equal(t, casework.PhaseDrawn, s.Phase, name)
		require.Equal(t, []any{c.ID, c.Serial, c.Community, c.Category, c.Completed, c.District}, []any{s.Matter, s.Of, s.Community, s.Category, s.Completed, s.District})
		require.Equal(t, len(c.Units), len(s.Units))
		require.Equal(t, casework.Lead, involved(c, s.Unit).Role)
		w.answer(id) // it never stops the matter
		require.Equal(t, casework.PhaseRating, w.get(id).Phase)
	}
	parent := w.atTown()
	w.do("town", parent, split())
	for _, child := range w.children(parent) {
		w.do("town", child, completed())
		require.Zero(t, w.do("compound", child, casework.Pass{}).Sample, "a child")
	}
	w.do("compound", w.reported(), casework.Decline{Reason: "x", Instead: "court"})
	w.do("resident", w.reported(), casework.Withdraw{})
	w.do("centre", w.atTown(), casework.Merge{Into: w.atTown()})
	f, err := w.samples.Ask(t.Context(), w.actor("centre"), "figures", &governance.FigureParams{})
	require.NoError(t, err)
	require.EqualValues(t, 4, f.(*governance.Figures).Opened)
}

func (w *world) townPassed() uuid.UUID {
	w.tb.Helper()
	id := w.atTownDone()
	w.do("compound", id, casework.Pass{})
	return id
}

func (w *world) selfPassed() uuid.UUID {
	w.tb.Helper()
	id := w.handling()
	w.do("community", id, completed())
	return id
}

func (w *world) understood() uuid.UUID {
	w.tb.Helper()
	id := w.explained("")
	w.do("housing", id, casework.Complete{Outcome: casework.Understood, Result: "x"})
	w.do("centre", id, casework.Pass{})
	return id
}

// 2.2: "at regular intervals": what was drawn waits for the next round, whose
// first day the policy's rhythm sets, and is then the centre's to do, in time.
func TestRoundsOfSamples(t *testing.T) {
	for _, row := range []struct {
		rhythm governance.Cycle
		drawn  string
		round  string
		due    string
	}{
		{governance.Daily, "2024-10-22 10:00", "2024-10-23", "2024-10-30"},
		{governance.Weekly, "2024-10-22 10:00", "2024-10-28", "2024-11-04"},
		{governance.Weekly, "2024-10-27 10:00", "2024-10-28", "2024-11-04"}, // a Sunday
		{governance.Weekly, "2024-10-28 10:00", "2024-11-04", "2024-11-11"}, // a Monday
		{governance.Weekly, "2024-09-27 10:00", "2024-09-30", "2024-10-12"}, // over the National Day, with a make-up Saturday
		{governance.Monthly, "2024-12-31 10:00", "2025-01-01", "2025-01-08"},
		{governance.Monthly, "2024-10-22 10:00", "2024-11-01", "2024-11-08"},
	} {
		p := drawing(1000)
		p.SampleRound = row.rhythm
		w := newWorld(t, p)
		w.now = at(t, row.drawn)
		s := w.sample(w.get(w.selfPassed()).Sample)
		require.Equal(t, row.round, s.Round.String(), row)
		require.Empty(t, w.desksAt(w.samples.Shelf, s.ID), "nobody's yet")
		w.to(s.Round.Start().Add(time.Second))
		s = w.sample(s.ID)
		require.Equal(t, casework.PhaseCalled, s.Phase)
		require.Equal(t, row.due, civil.DateOf(s.Deadline(casework.LimitSample, centre).Due).String(), row)
		require.Equal(t, []string{"centre"}, w.desksAt(w.samples.Shelf, s.ID))
	}
}

// A calendar that does not know when the round would end must not leave a
// sample with nobody: the centre has it on its desk all the same.
func TestAStrictCalendarStrandsNoSample(t *testing.T) {
	w := newWorld(t, drawing(1000))
	w.now = at(t, "2026-12-23 09:00")
	id := w.get(w.selfPassed()).Sample
	strict, err := workday.China().With(workday.Strict(true))
	require.NoError(t, err)
	w.calendar = strict
	w.to(at(t, "2026-12-29 09:00"))
	require.Equal(t, []string{"centre"}, w.desksAt(w.samples.Shelf, id))
	_, err = w.judge("centre", id, casework.Accept{})
	require.NoError(t, err)
}

// 2.2: "and can send any of it back": from every phase a sampled matter can be
// in when the centre finds it wanting, it comes back or the sample says why not,
// and nobody is left with an open sample.
func TestEverySampleEnds(t *testing.T) {
	for name, row := range map[string]struct {
		reach func(w *world) uuid.UUID
		want  casework.Verdict
		phase governance.Phase
	}{
		"passed":           {func(w *world) uuid.UUID { return w.passed(housing) }, casework.ReturnedToUnits, casework.PhaseInProgress},
		"passed, a town's": {(*world).townPassed, casework.ReturnedToUnits, casework.PhaseAtTown},
		"passed, its own":  {(*world).selfPassed, casework.ReturnedToUnits, casework.PhaseHandling},
		"understood":       {(*world).understood, casework.ReturnedToUnits, casework.PhaseExplaining},
		"rating":           {func(w *world) uuid.UUID { return w.rating(housing) }, casework.ReturnedToUnits, casework.PhaseInProgress},
		"closed":           {func(w *world) uuid.UUID { return w.closed(housing) }, casework.ReopenedByCentre, casework.PhaseInProgress},
		"closed long ago": {func(w *world) uuid.UUID {
			id := w.closed(housing)
			w.to(w.now.AddDate(0, 0, 40))
			return id
		}, casework.TooLate, casework.PhaseClosed},
		"erased": {func(w *world) uuid.UUID {
			id := w.rating(housing)
			w.do("centre", id, governance.Erase{Reason: "x"})
			return id
		}, casework.ReturnedToUnits, casework.PhaseInProgress},
		"the notice is off the board": {func(w *world) uuid.UUID {
			id := w.rating(housing)
			_, err := w.board.Do(w.tb.Context(), governance.Request{Actor: w.actor("community"), ID: w.get(id).Notice, Command: notice.Retract{Reason: "x"}})
			require.NoError(w.tb, err)
			return id
		}, casework.ReturnedToUnits, casework.PhaseInProgress},
		"the centre's time has run out": {func(w *world) uuid.UUID {
			id := w.rating(housing)
			w.to(w.now.AddDate(0, 0, 21)) // closed by time on the way, the sample overdue
			return id
		}, casework.ReopenedByCentre, casework.PhaseInProgress},
		"the unit was merged away": {func(w *world) uuid.UUID {
			id := w.passed(housing)
			w.mergeUnits(housing, water)
			return id
		}, casework.ReturnedToUnits, casework.PhaseInProgress},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, drawing(1000))
			id := row.reach(w)
			before := w.get(id)
			s, err := w.judge("centre", before.Sample, casework.Reject{Reason: "仍不亮"})
			require.NoError(t, err)
			require.Equal(t, []any{string(row.want), casework.PhaseRejected}, []any{s.Outcome, s.Phase})
			after := w.get(id)
			require.Equal(t, row.phase, after.Phase)
			switch row.want {
			case casework.TooLate:
				require.Equal(t, before.Closed, after.Closed)
			case casework.ReopenedByCentre:
				require.Equal(t, 1, after.Reopened)
				require.Zero(t, after.Sample)
			default:
				require.Equal(t, 1, after.Returns)
				require.Zero(t, after.Sample)
			}
			_, err = w.judge("centre", before.Sample, casework.Accept{})
			require.Equal(t, "not-allowed", kindOf(t, err))
		})
	}
}

// Work that is done anew ends the sample that was drawn of it; once it was
// looked at, its verdict stands (sample.overtake, sample.overtake.judged).
func TestWorkDoneAnewOvertakesTheSample(t *testing.T) {
	for name, again := range map[string]func(w *world, id uuid.UUID){
		"sent back": func(w *world, id uuid.UUID) { w.do("centre", id, casework.SendBack{Reason: "x"}) },
		"reopened":  func(w *world, id uuid.UUID) { w.rateAll(id, 2); w.do("resident", id, casework.Reopen{Reason: "x"}) },
	} {
		w := newWorld(t, drawing(1000))
		id := w.rating(housing)
		first := w.get(id).Sample
		again(w, id)
		require.Equal(t, "overtaken", w.sample(first).Outcome, name)
		require.Zero(t, w.get(id).Sample)
		w.do("housing", id, completed())
		second := w.do("centre", id, casework.Pass{}).Sample
		require.NotEqual(t, first, second, "drawn again, since it passed again")

		other := w.rating(housing)
		judged := w.get(other).Sample
		_, err := w.judge("centre", judged, casework.Accept{Text: "合格"})
		require.NoError(t, err)
		again(w, other)
		require.Equal(t, "accepted", w.sample(judged).Outcome, name)
	}
}

// Rights over samples: in every phase, whoever is not the centre may give no
// command, and no person any that follows from the matter.
func TestRightsOverSamples(t *testing.T) {
	w := newWorld(t, drawing(1000))
	sampled := func() uuid.UUID { return w.get(w.passed(housing)).Sample }
	drawn, rejected, overtaken := sampled(), sampled(), w.rating(housing)
	_, err := w.judge("centre", rejected, casework.Reject{Reason: "x"})
	require.NoError(t, err)
	gone := w.get(overtaken).Sample
	w.do("centre", overtaken, casework.SendBack{Reason: "x"})
	called := sampled()
	w.to(w.sample(called).Round.Start().Add(time.Minute))
	accepted := sampled()
	_, err = w.judge("centre", accepted, casework.Accept{})
	require.NoError(t, err)
	late := sampled()
	for name, id := range map[string]uuid.UUID{"drawn": late, "called": called, "called too": drawn, "accepted": accepted, "rejected": rejected, "overtaken": gone} {
		before := w.sample(id)
		open := before.Outcome == ""
		for _, who := range everybody() {
			for verb, cmd := range map[string]governance.Command{
				"accept": casework.Accept{}, "reject": casework.Reject{Reason: "x"}, "call": casework.Call{}, "recalled": casework.Recalled{Verdict: casework.TooLate},
				"overtake": casework.Overtake{}, "draw": casework.Draw{Units: []orgtree.Code{housing}}, "note": governance.Note{Text: "x"},
			} {
				m := w.moment(who, w.get(before.Matter))
				m.Ref = governance.Ref{Kind: casework.KindSample, ID: id}
				raw, err := json.Marshal(before)
				require.NoError(t, err)
				s := new(casework.Sample)
				require.NoError(t, json.Unmarshal(raw, s))
				want := who == "centre" && (verb == "note" || open && (verb == "accept" || verb == "reject")) ||
					who == "system" && verb == "call" && before.Phase == casework.PhaseDrawn
				err = w.samples.Lifecycle().Apply(s, cmd, m)
				require.Equal(t, want, err == nil, "%s %s %s: %v", name, who, verb, err)
				kindOf(t, err)
			}
			_, err := w.samples.Get(t.Context(), w.actor(who), id)
			sees := slices.Contains([]string{"system", "centre", "community", "town", "housing"}, who)
			require.Equal(t, sees, err == nil, "%s: %s", name, who)
		}
	}
}

// Row ids are API: add new ones at the end.
func TestRowIDsOfSamplesAreStable(t *testing.T) {
	w := newWorld(t, nil)
	var have []string
	for _, r := range w.samples.Describe().Rules {
		have = append(have, r.ID)
		require.True(t, hasHan(r.Sentence.Zh) && !hasHan(r.Sentence.En), r.ID)
	}
	require.ElementsMatch(t, []string{
		"sample.draw", "sample.call", "sample.accept", "sample.reject", "sample.recalled", "sample.overtake", "sample.overtake.judged",
		"sample.warn", "sample.recompute", "sample.note", "sample.attach", "sample.erase",
	}, have)
}

// An office that keeps no samples does without: what would be drawn is dropped,
// and the matter goes on, also when it is sent back (governance: Optional).
func TestAnOfficeWithoutSamples(t *testing.T) {
	w := newWorldOf(t, drawing(1000), false)
	id := w.passed(housing)
	w.do("centre", id, casework.SendBack{Reason: "x"})
	w.do("housing", id, completed())
	w.do("centre", id, casework.Pass{})
}

// 2.2 and G18: how many samples were drawn, in order and sent back, of each unit
// that led, and of what concerns one unit, as the asker may see them.
func TestFiguresOfSamples(t *testing.T) {
	w := newWorld(t, drawing(1000))
	for _, cmd := range []governance.Command{casework.Accept{}, casework.Reject{Reason: "x"}, nil} {
		for _, lead := range []orgtree.Code{housing, water} {
			id := w.passed(lead, cityMgmt)
			if cmd != nil {
				_, err := w.judge("centre", w.get(id).Sample, cmd)
				require.NoError(t, err)
			}
		}
	}
	w.selfPassed()
	ask := func(who string, unit orgtree.Code) *governance.Figures {
		got, err := w.samples.Ask(t.Context(), w.actor(who), "figures", &governance.FigureParams{Unit: unit})
		require.NoError(t, err)
		return got.(*governance.Figures)
	}
	each := map[string]int64{"accepted": 1, "sent-back": 1, "open": 1}
	require.Equal(t, map[string]map[string]int64{string(housing): each, string(water): each, string(haihong): {"open": 1}}, ask("centre", "").ByUnit)
	require.Equal(t, map[string]map[string]int64{string(housing): each}, ask("centre", housing).ByUnit)
	require.Equal(t, map[string]map[string]int64{string(water): each}, ask("water", "").ByUnit)
	require.Equal(t, map[string]int64{"accepted": 2, "sent-back": 2}, ask("centre", cityMgmt).ByOutcome, "what it assisted in concerns it too")
	got, err := w.cases.Ask(t.Context(), w.actor("centre"), "figures", &governance.FigureParams{})
	require.NoError(t, err)
	require.Nil(t, got.(*governance.Figures).ByUnit, "only where the unit is who did the work")
}
