package casework_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// examineAll holds every matter that changed since the last look against the
// laws, and what was written in the feed.
func (k *walker) examineAll() {
	changed := map[uuid.UUID]bool{}
	for _, e := range k.catchUp() {
		if e.Ref.Kind == casework.KindCase {
			changed[e.Ref.ID] = true
		}
		for _, f := range slices.Concat(e.Body, e.Changes) {
			k.holdsNothingPersonal(string(f.Value))
		}
	}
	for id := range changed {
		k.examine(k.get(id))
	}
	for _, id := range k.drawn {
		k.examineSample(k.sample(id))
	}
}

// examine holds one matter against the laws. Its failure names the law.
func (k *walker) examine(c *casework.Case) {
	k.tb.Helper()
	say := func(law string) string {
		var verbs []string
		for _, e := range k.entries(casework.KindCase, c.ID) {
			verbs = append(verbs, e.Verb)
		}
		return fmt.Sprintf("%s: %s in %s after %s", law, c.Serial, c.Phase, strings.Join(verbs, " "))
	}
	entries := k.entries(casework.KindCase, c.ID)
	k.endings(c, say)
	k.responsibility(c, say)
	k.standings(c, say)
	k.counters(c, entries, say)
	k.ratings(c, entries, say)
	k.warnings(c, entries, say)
	k.observations(c, say)
	for i := range c.Deadlines {
		d := &c.Deadlines[i]
		require.True(k.tb, k.calendar.IsWorkday(civil.DateOf(d.Due)), say("2.4: a deadline ends on a working day"))
		require.False(k.tb, d.Due.Before(d.Start), say("2.4: a deadline ends after it starts"))
	}
}

// endings: closed has an outcome, open has none (2.2).
func (k *walker) endings(c *casework.Case, say func(string) string) {
	closed := c.Phase == casework.PhaseClosed
	require.Equal(k.tb, closed, c.Outcome != "", say("2.2: closing needs an outcome"))
	require.Equal(k.tb, closed, !c.Closed.IsZero(), say("2.2: closed says when"))
	if !closed {
		return
	}
	require.Empty(k.tb, c.Owing, say("2.2: nobody owes a rating of a closed matter"))
	for i := range c.Deadlines {
		require.NotEqual(k.tb, governance.Running, c.Deadlines[i].State(k.now), say("2.2: nothing runs on a closed matter"))
	}
	for _, timer := range c.Timers {
		require.Contains(k.tb, []string{"settle", "review"}, timer.Verb, say("2.2: a closed matter changes only by reopening"))
	}
}

// responsibility: no matter is ever without a responsible unit, and each order
// has a time limit (2.1 [R]). The exceptions the domain leaves: while a parent
// waits for its children, these are responsible.
func (k *walker) responsibility(c *casework.Case, say func(string) string) {
	if c.Phase == casework.PhaseClosed || c.Unclosed > 0 {
		return
	}
	held := slices.ContainsFunc(c.Deadlines, func(d governance.Deadline) bool { return d.Open() })
	require.True(k.tb, held || len(c.Timers) > 0, say("2.1: each order with a time limit"))
	page, err := k.ledger.Find(k.tb.Context(), governance.Query{Kind: casework.KindCase, Keys: k.deskKeys(), Desk: true, Text: c.Serial})
	require.NoError(k.tb, err)
	require.NotEmpty(k.tb, page.Items, say("2.1: no matter is ever without somebody responsible"))
}

// deskKeys are the keys of everybody's desk.
func (k *walker) deskKeys() []string {
	keys := map[string]bool{}
	for _, p := range players {
		a := k.actor(p.name)
		own := governance.KeysOf(&a, k.tree())
		for _, key := range own.Desk {
			keys[key] = true
		}
	}
	return slices.Sorted(maps.Keys(keys))
}

// standings: how far the units are follows the phase (2.1, 2.2).
func (k *walker) standings(c *casework.Case, say func(string) string) {
	may := map[governance.Phase][]casework.Standing{
		casework.PhaseHandling:   {casework.Taken, casework.SentBack},
		casework.PhaseAtTown:     {casework.Taken, casework.SentBack},
		casework.PhaseEscalated:  {casework.Done, casework.Passed},
		casework.PhaseExplaining: {casework.Taken, casework.SentBack, casework.Done, casework.Passed},
		casework.PhaseChecking:   {casework.Done, casework.Passed},
		casework.PhasePassed:     {casework.Passed},
		casework.PhaseRating:     {casework.Passed},
	}
	leads := 0
	for _, u := range c.Units {
		if u.Role == casework.Lead {
			leads++
		}
		if allowed, bound := may[c.Phase]; bound {
			require.Contains(k.tb, allowed, u.State, say("2.2: the units' states follow the phase"))
		}
		if u.Role == casework.First {
			require.Equal(k.tb, casework.Passed, u.State, say("2.1: the town that reported in first has done its part"))
		}
	}
	if len(c.Units) > 0 {
		require.Equal(k.tb, 1, leads, say("2.1 [R]: one lead"))
		k.coordination(c, say)
	}
	if c.Phase == casework.PhaseDispatched {
		lead := c.Units[slices.IndexFunc(c.Units, func(u casework.Involved) bool { return u.Role == casework.Lead })]
		require.Contains(k.tb, []casework.Standing{casework.Offered, casework.Refused}, lead.State, say("the HTTP contract: the lead's take moves the phase"))
	}
	if c.List == "" {
		require.NotContains(k.tb, []governance.Phase{casework.PhaseDispatched, casework.PhaseInProgress, casework.PhaseExplaining}, c.Phase, say("2.1 [R]: sorted into a list"))
	}
}

// coordination: a lead that has its part in hand coordinates, and somebody who
// takes part always does (2.2, first responsible).
func (k *walker) coordination(c *casework.Case, say func(string) string) {
	require.NotNil(k.tb, involved(c, c.Coordinator), say("2.2: who coordinates takes part"))
	for _, u := range c.Units {
		if u.Role == casework.Lead && u.State != casework.Offered && u.State != casework.Refused {
			require.Equal(k.tb, u.Unit, c.Coordinator, say("2.2: the lead coordinates once it has taken"))
		}
	}
}

// counters say what the history says.
func (k *walker) counters(c *casework.Case, entries []governance.Entry, say func(string) string) {
	n := map[string]int{}
	for _, e := range entries {
		n[e.Verb]++
	}
	require.Equal(k.tb, n["refuse"], len(c.RefusedBy), say("refusals"))
	recalls := map[string]int{}
	for _, e := range entries {
		recalls[e.Rule]++
	}
	require.Equal(k.tb, n["send-back"]+recalls["case.recall"], c.Returns, say("returns"))
	require.Equal(k.tb, n["reopen"]+recalls["case.recall.closed"], c.Reopened, say("reopenings"))
	require.Equal(k.tb, n["grant-extension"], c.Extensions, say("extensions"))
	require.LessOrEqual(k.tb, c.Extensions, 2, say("2.2 [D]: at most 2 extensions"))
	require.Equal(k.tb, n["urge"], c.Urged, say("urged"))
	require.Equal(k.tb, n["supervise"], c.Supervised, say("supervised"))
	require.Equal(k.tb, n["absorb"]-n["give-up"], len(c.Merged), say("merged"))
	require.LessOrEqual(k.tb, c.Children, 10, say("2.2 [D]: at most 10 children"))
	children := k.children(c.ID)
	require.Len(k.tb, children, c.Children, say("children"))
	open := 0
	for _, child := range children {
		if k.get(child).Phase != casework.PhaseClosed {
			open++
		}
	}
	require.Equal(k.tb, open, c.Unclosed, say("open children"))
}

// ratings: of each rater and unit at most one, and one that was not given says
// nothing (2.2 [D]: never as satisfied).
func (k *walker) ratings(c *casework.Case, entries []governance.Entry, say func(string) string) {
	type who struct {
		by   casework.Rater
		unit string
	}
	seen := map[who]bool{}
	for _, r := range c.Ratings {
		key := who{r.By, string(r.Unit)}
		require.False(k.tb, seen[key], say("a rater rates a unit once"))
		seen[key] = true
		require.Equal(k.tb, r.Given, r.Satisfaction > 0, say("2.2 [D]: not given is never satisfied"))
		require.Equal(k.tb, r.Given, r.Solved != "", say("2.2 [D]: not given is never solved"))
		if r.Given { // then somebody gave a rating at that instant
			require.True(k.tb, slices.ContainsFunc(entries, func(e governance.Entry) bool {
				return e.Verb == "rate" && e.AsOf.Equal(r.At) && !e.By.System
			}), say("2.2: a rating is somebody's word"))
		}
	}
}

// warnings: yellow and red once for each deadline (2.4). An extension is a new
// length of the same deadline; its warnings begin anew only before it is missed.
func (k *walker) warnings(c *casework.Case, entries []governance.Entry, say func(string) string) {
	given, begun := map[string]int{}, map[string]int{}
	for i := range c.Deadlines {
		d := &c.Deadlines[i]
		begun[d.Name+string(d.Unit)]++
	}
	for _, e := range entries {
		if e.Verb == "warn" {
			var name, unit, colour string
			for _, f := range e.Body {
				_ = json.Unmarshal(f.Value, map[string]*string{"deadline": &name, "unit": &unit, "colour": &colour}[f.Name])
			}
			given[name+unit+" "+colour]++
			require.True(k.tb, e.By.System, say("only time warns"))
		}
	}
	for key, n := range given {
		deadline, colour, _ := strings.Cut(key, " ")
		limit := begun[deadline]
		if colour == "yellow" {
			limit += c.Extensions
		}
		require.LessOrEqual(k.tb, n, limit, say("2.4: a rung fires once per deadline: "+key))
	}
}

func (k *walker) holdsNothingPersonal(text string) {
	for _, secret := range []string{plantedName, plantedPhone, plantedAddress} {
		require.NotContains(k.tb, text, secret, "personal data in history, feed or board")
	}
}

// finish checks what can be seen only at the end: histories, serials, figures,
// and the board.
func (k *walker) finish() {
	var serials []string
	for _, id := range k.ids {
		require.NoError(k.tb, k.cases.Verify(k.tb.Context(), id))
		k.rebuilds(id)
		serials = append(serials, k.get(id).Serial)
	}
	k.serials(serials)
	k.figures()
	notices, err := k.ledger.Find(k.tb.Context(), governance.Query{Kind: "notice", Limit: 1000})
	require.NoError(k.tb, err)
	for _, n := range notices.Items {
		k.holdsNothingPersonal(string(n.Document) + n.Ref.Kind)
		for _, p := range n.Personal {
			k.holdsNothingPersonal(string(p.Value))
		}
	}
}

// rebuilds: the entries alone give the record as it stands (2.5).
func (k *walker) rebuilds(id uuid.UUID) {
	ref := governance.Ref{Kind: casework.KindCase, ID: id}
	stored, err := k.ledger.Load(k.tb.Context(), ref)
	require.NoError(k.tb, err)
	var kept, built map[string]any
	require.NoError(k.tb, json.Unmarshal(stored[0].Document, &kept))
	require.NoError(k.tb, json.Unmarshal(governance.Rebuild(k.entries(ref.Kind, id)), &built))
	require.Equal(k.tb, kept, built)
}

var serialForm = regexp.MustCompile(`^\d{6}-\d{4}-\d{7}$`)

// serials are unique, and sort by district, year and count (2.5).
func (k *walker) serials(all []string) {
	slices.Sort(all)
	require.Equal(k.tb, slices.Compact(slices.Clone(all)), all, "2.5: a serial is given once")
	for _, s := range all {
		require.Regexp(k.tb, serialForm, s)
	}
}

// figures are what a stupid count gives, over what the centre may see.
func (k *walker) figures() {
	got, err := k.cases.Ask(k.tb.Context(), k.actor("centre"), "figures", &governance.FigureParams{})
	require.NoError(k.tb, err)
	f := got.(*governance.Figures)
	var opened, closed, inTime int64
	phases, outcomes, lists := map[string]int64{}, map[string]int64{}, map[string]int64{}
	for _, id := range k.ids {
		c := k.get(id)
		if c.District != district {
			continue
		}
		if c.Outcome != "" {
			outcomes[c.Outcome]++
		}
		if c.Outcome == string(casework.Merged) {
			continue // counted once, with the one it was merged into
		}
		phases[string(c.Phase)]++
		if c.List != "" {
			lists[string(c.List)]++
		}
		opened++
		if c.Phase == casework.PhaseClosed {
			closed++
			if !slices.ContainsFunc(c.Deadlines, func(d governance.Deadline) bool { return d.State(k.now) == governance.Missed }) {
				inTime++
			}
		}
	}
	require.Equal(k.tb, opened, f.Opened, "opened")
	require.Equal(k.tb, closed, f.Closed, "closed")
	require.Equal(k.tb, opened-closed, f.Open, "open")
	require.Equal(k.tb, governance.Ratio{Num: inTime, Den: closed}, f.OnTime, "on time")
	require.Equal(k.tb, outcomes, f.ByOutcome)
	require.Equal(k.tb, phases, f.ByPhase)
	require.Equal(k.tb, lists, f.ByClass)
}

// Time decides as of the instant due, however late it runs: a clock that stops
// at every instant on the way and one that jumps lead to the same matters.
func TestJumpingAndSteppingAgree(t *testing.T) {
	until := at(t, "2025-03-01 09:00")
	documents := func(move func(w *world)) map[string]string {
		w := newWorld(t, nil)
		all := stands(w)
		w.now = at(t, "2024-10-08 09:00")
		move(w)
		out := map[string]string{}
		for _, s := range all {
			c := w.get(s.matter.ID)
			out[s.name] = fmt.Sprintf("%s %s %v %v %v", c.Phase, c.Outcome, c.Deadlines, c.Timers, c.Ratings)
		}
		return out
	}
	jumping := documents(func(w *world) { w.to(until) })
	stepping := documents(func(w *world) {
		for {
			next, ok, err := w.office.NextWake(t.Context())
			require.NoError(t, err)
			if !ok || next.After(until) {
				break
			}
			w.now = next
			w.sweep()
		}
		w.to(until)
	})
	require.Equal(t, stepping, jumping)
}
