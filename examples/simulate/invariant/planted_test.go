package invariant_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/invariant"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A plant is a rule that is deliberately wrong, and the invariant that must catch it.
type plant struct {
	breaks string
	wrong  string // the wrong rule
	verb   string // the command after which it shows; empty: every one
	bend   func(b *bent, f *court.File, at time.Time)
	lie    func(*engine.Result)
	facts  func(*workday.Facts)
	stands func(by governance.Actor) governance.Actor // who is let do it
	set    func(*scenario.Scenario)
}

// bent is a court whose rules are bent.
type bent struct {
	court.Court
	plant
	before int // deadlines, before the command
}

func (b *bent) Open(kind string, id uuid.UUID, at time.Time, by *governance.Actor, cmd governance.Command) (*court.File, error) {
	f, err := b.Court.Open(kind, id, at, by, cmd)
	b.before = 0
	b.apply(f, cmd.Verb(), at)
	return f, err
}

func (b *bent) Do(f *court.File, at time.Time, by *governance.Actor, cmd governance.Command) error {
	b.before = len(f.Head().Deadlines)
	err := b.Court.Do(f, at, by, cmd)
	b.apply(f, cmd.Verb(), at)
	return err
}

func (b *bent) Tick(f *court.File, at time.Time) error {
	w, _ := f.Head().Wake()
	b.before = len(f.Head().Deadlines)
	err := b.Court.Tick(f, at)
	b.apply(f, w.Verb, at)
	return err
}

func (b *bent) apply(f *court.File, verb string, at time.Time) {
	if b.bend != nil && f != nil && (b.verb == verb || b.verb == "") {
		b.bend(b, f, at)
	}
}

// masked is a watcher that is shown somebody else as the one who acted.
type masked struct {
	engine.Watcher
	plant
}

func (m *masked) Saw(f *court.File, at time.Time, by *governance.Actor, verb string) error {
	if m.stands != nil && verb == m.verb {
		other := m.stands(*by)
		by = &other
	}
	return m.Watcher.Saw(f, at, by, verb)
}

// Left implements [engine.Leaver].
func (m *masked) Left(f *court.File, at time.Time) error {
	return m.Watcher.(engine.Leaver).Left(f, at)
}

// onCase bends matters.
func onCase(bend func(c *casework.Case)) func(*bent, *court.File, time.Time) {
	return func(_ *bent, f *court.File, _ time.Time) {
		if f.Case != nil {
			bend(f.Case)
		}
	}
}

// onClock bends the open clocks of a name.
func onClock(name string, bend func(d *governance.Deadline)) func(*bent, *court.File, time.Time) {
	return onCase(func(c *casework.Case) {
		for i := range c.Deadlines {
			if d := &c.Deadlines[i]; d.Name == name && d.End.IsZero() {
				bend(d)
			}
		}
	})
}

var china = workday.China()

// worked is the end of the nth working day after a day.
func worked(from time.Time, n int) time.Time {
	d, err := china.Deadline(from, n)
	if err != nil {
		panic(err)
	}
	return d.Due()
}

var plants = []plant{
	{breaks: "deadline.day-off", wrong: "a holiday counts as worked", facts: func(f *workday.Facts) {
		for i := range f.Notices {
			f.Notices[i].Off = slices.DeleteFunc(f.Notices[i].Off, func(d civil.Date) bool { return d == civil.MustParse("2021-02-15") })
		}
	}},
	{breaks: "deadline.count", wrong: "a make-up day counts as off", facts: func(f *workday.Facts) {
		for i := range f.Notices {
			f.Notices[i].Work = slices.DeleteFunc(f.Notices[i].Work, func(d civil.Date) bool { return d == civil.MustParse("2021-02-07") })
		}
	}},
	{breaks: "deadline.day-off", wrong: "a deadline may fall on a Sunday", verb: "verify", bend: onClock("decide", func(d *governance.Deadline) {
		for civil.DateOf(d.Due).Weekday() != time.Sunday {
			d.Due = d.Due.AddDate(0, 0, 1)
		}
	})},
	{breaks: "deadline.hours", wrong: "the town has an hour more to report in", verb: "whistle", bend: onClock("report-in", func(d *governance.Deadline) { d.Due = d.Due.Add(time.Hour) })},
	{breaks: "deadline.limit", wrong: "the town has a day more", verb: "whistle", bend: onClock("town", func(d *governance.Deadline) { d.Period.N, d.Due = 6, worked(d.Start, 6) })},
	{breaks: "deadline.order", wrong: "a deadline starts tomorrow", verb: "verify", bend: onClock("decide", func(d *governance.Deadline) {
		d.Start, d.Due = d.Start.AddDate(0, 0, 1), worked(d.Start.AddDate(0, 0, 1), d.Period.N)
	})},
	{breaks: "deadline.once", wrong: "the community is asked twice", verb: "verify", bend: onCase(func(c *casework.Case) { c.Deadlines = append(c.Deadlines, c.Deadlines[len(c.Deadlines)-1]) })},
	{breaks: "deadline.kept", wrong: "what was missed is taken out of the record", verb: "whistle", bend: onCase(func(c *casework.Case) { c.Deadlines = c.Deadlines[1:] })},
	{breaks: "deadline.provisional", wrong: "the mark of an unknown year is dropped", verb: "verify", bend: onClock("decide", func(d *governance.Deadline) { d.Provisional = false }), set: func(s *scenario.Scenario) {
		s.From = civil.MustParse("2027-01-01")
	}},
	{breaks: "deadline.red", wrong: "a red warning is taken back", verb: "urge", bend: onCase(func(c *casework.Case) {
		for i := range c.Deadlines {
			if d := &c.Deadlines[i]; d.Warned == governance.Red {
				d.Warned = governance.Yellow
			}
		}
	})},
	{breaks: "pause.ends", wrong: "a pause lasts a day longer", verb: "pause", bend: onCase(func(c *casework.Case) { c.Schedule(worked(c.Timers[0].At, 1), "resume") })},
	{breaks: "clock", wrong: "a matter is dated into the future", verb: "verify", bend: func(_ *bent, f *court.File, at time.Time) { f.Head().Opened = at.Add(time.Hour) }},
	{breaks: "outcome.end", wrong: "what is withdrawn is dropped without an outcome", verb: "withdraw", bend: onCase(func(c *casework.Case) { c.Outcome = "" })},
	{breaks: "outcome.kept", wrong: "a merge that is settled counts as solved", verb: "settle", bend: onCase(func(c *casework.Case) { c.Outcome = "solved" })},
	{breaks: "phase.path", wrong: "what is checked goes to the town without a whistle", verb: "verify", bend: onCase(func(c *casework.Case) { c.Phase = casework.PhaseAtTown })},
	{breaks: "matter.whose", wrong: "a whistle sets nobody a deadline", verb: "whistle", bend: func(b *bent, f *court.File, _ time.Time) { f.Case.Deadlines = f.Case.Deadlines[:b.before] }},
	{breaks: "matter.unit", wrong: "what is escalated has no lead", verb: "escalate", bend: onCase(func(c *casework.Case) { c.Units[0].Role = casework.Assist })},
	{breaks: "matter.answered", wrong: "what is rated closes without an answer", verb: "rate", bend: onCase(func(c *casework.Case) {
		if c.Outcome != "" {
			c.Answered = time.Time{}
		}
	})},
	{breaks: "matter.place", wrong: "another community checks what is sent", verb: "report", bend: onCase(func(c *casework.Case) {
		c.Checker = map[bool]orgtree.Code{true: "350205001002", false: "350205001001"}[c.Community == "350205001001"]
	})},
	{breaks: "merge.once", wrong: "what is merged does not say where", verb: "merge", bend: onCase(func(c *casework.Case) { c.Into = uuid.Nil })},
	{breaks: "rights", wrong: "any community may check a matter", verb: "verify", stands: elsewhere},
	{breaks: "rights", wrong: "a town may take a department's order", verb: "take", stands: elsewhere},
	{breaks: "rights", wrong: "a person may register ratings as lapsed", verb: "lapse", stands: elsewhere},
	{breaks: "units.once", wrong: "a department is ordered twice", verb: "triage", bend: onCase(func(c *casework.Case) {
		c.Units = append(c.Units, c.Units[len(c.Units)-1])
		c.Units[len(c.Units)-1].Role = casework.Assist
	})},
	{breaks: "units.town", wrong: "another town reports in", verb: "report-in", bend: onCase(func(c *casework.Case) { c.Units[0].Unit = "350205999" })},
	{breaks: "units.arrived", wrong: "an order counts as taken before it is", verb: "triage", bend: onCase(func(c *casework.Case) { c.Units[len(c.Units)-1].TakenAt = time.Time{}.Add(1) })},
	{breaks: "units.done", wrong: "a matter passes with a part that did not", verb: "pass", bend: onCase(func(c *casework.Case) { c.Units[0].State = casework.Done })},
	{breaks: "units.kind", wrong: "the centre dispatches to a community", verb: "triage", bend: onCase(func(c *casework.Case) { c.Units[len(c.Units)-1].Unit = c.Community })},
	{breaks: "part.clock", wrong: "of several units one has no time limit", verb: "take", bend: onCase(func(c *casework.Case) {
		runs := slices.DeleteFunc(slices.Clone(c.Deadlines), func(d governance.Deadline) bool { return !d.End.IsZero() })
		for i := range c.Deadlines {
			if d := &c.Deadlines[i]; len(runs) > 1 && d.End.IsZero() && d.Name == "immediate" && c.Units[len(c.Units)-1].Unit == d.Unit {
				d.End, d.Lifted = d.Start, true
			}
		}
	})},
	{breaks: "deadline.limit", wrong: "ratings may take six working days", verb: "pass", bend: onClock("rating", func(d *governance.Deadline) { d.Period.N, d.Due = 6, worked(d.Start, 6) })},
	{breaks: "rating.window", wrong: "the window for ratings begins an hour after completion", verb: "pass", bend: onCase(func(c *casework.Case) { // what is sent back has none
		if !c.Completed.IsZero() {
			c.Completed = c.Completed.Add(-time.Hour)
		}
	})},
	{breaks: "rating.registered", wrong: "ratings of yesterday are still wanted", verb: "feedback", bend: onCase(func(c *casework.Case) {
		c.Ratings = append(c.Ratings, casework.Rating{At: c.Answered.AddDate(0, 1, 0)})
	})},
	{breaks: "rating.silence", wrong: "silence is basic satisfaction", verb: "rate", bend: onCase(func(c *casework.Case) { c.Ratings[0].Given = false })},
	{breaks: "rating.lapsed", wrong: "what lapses is registered as satisfied", verb: "lapse", bend: onCase(func(c *casework.Case) {
		for i := range c.Ratings {
			c.Ratings[i].Given, c.Ratings[i].Satisfaction, c.Ratings[i].Solved = true, 5, casework.Solved
		}
	})},
	{breaks: "rating.own", wrong: "the whistler rates itself", verb: "rate", bend: onCase(func(c *casework.Case) {
		c.Ratings[0].By, c.Ratings[0].Unit, c.Whistler = casework.ByWhistler, c.Community, c.Community
	})},
	{breaks: "rating.all", wrong: "a unit that reported in is not rated", verb: "rate", bend: onCase(func(c *casework.Case) { c.Ratings = c.Ratings[1:] })},
	{breaks: "most.extensions", wrong: "a third extension is granted", verb: "grant-extension", bend: onCase(func(c *casework.Case) { c.Extensions = 3 })},
	{breaks: "most.pauses", wrong: "a fourth pause is allowed", verb: "pause", bend: onCase(func(c *casework.Case) { c.Pauses = 4 })},
	{breaks: "most.refusals", wrong: "a unit refuses twice", verb: "refuse", bend: onCase(func(c *casework.Case) { c.RefusedBy = append(c.RefusedBy, c.RefusedBy[0]) })},
	{breaks: "most.reopenings", wrong: "a matter is reopened a second time", verb: "reopen", bend: onCase(func(c *casework.Case) { c.Reopened++ })},
	{breaks: "most.merged", wrong: "a matter is split in eleven", verb: "split", bend: onCase(func(c *casework.Case) { c.Children = 11 })},
	{breaks: "inquiry.answer", wrong: "an inquiry may wait for ever", verb: "ask", bend: func(_ *bent, f *court.File, _ time.Time) { f.Inquiry.Deadlines = nil }},
	{breaks: "sample.round", wrong: "a sample is called a day late", verb: "accept", bend: func(_ *bent, f *court.File, _ time.Time) { f.Sample.Outcome = string(casework.TooLate) }},
	{breaks: "count.opened", wrong: "an open matter is forgotten", lie: func(out *engine.Result) { out.Matters.Open-- }},
	{breaks: "count.seen", wrong: "a merged matter counts twice", lie: func(out *engine.Result) {
		out.Matters.Outcomes["merged"]++
		out.Matters.Opened++
		out.Matters.Paths["none"]++
		out.Matters.InTime++
	}},
	{breaks: "count.merged", wrong: "who absorbs a matter forgets it", verb: "merge", bend: func(b *bent, f *court.File, _ time.Time) {
		into, _ := b.Find(casework.KindCase, f.Case.Into)
		into.Case.Merged = nil
	}},
	{breaks: "count.units", wrong: "a unit's missed deadline counts as met", lie: func(out *engine.Result) { out.Units[0].Met++ }},
	{breaks: "count.days", wrong: "a day's matters are counted the day after", lie: func(out *engine.Result) { out.Days[len(out.Days)-1].Opened-- }},
}

// elsewhere is somebody of no unit of the matter.
func elsewhere(by governance.Actor) governance.Actor {
	by.System, by.Person, by.Posts = false, "another", []orgtree.Post{{Unit: "350205009"}, {Unit: "350205009001"}}
	return by
}

// Every rule that is bent is caught by the invariant that speaks of it, and every
// invariant catches something.
func TestPlantedRulesAreCaught(t *testing.T) {
	s, p := founding(t)
	caught := map[string]bool{}
	for _, one := range plants {
		t.Run(one.breaks+" "+one.wrong, func(t *testing.T) {
			err := planted(t, *s, p, one)
			var broken *invariant.BrokenError
			require.True(t, errors.As(err, &broken), "%v", err)
			require.Equal(t, one.breaks, broken.Row.ID, "%v", err)
			caught[broken.Row.ID] = true
		})
	}
	for _, r := range invariant.Rows() {
		require.True(t, caught[r.ID] || strings.HasPrefix(r.ID, "books."), "no plant breaks %s", r.ID) // those of books: TestBooksSayTheSame
	}
}

func founding(t testing.TB) (*scenario.Scenario, place.Place) {
	t.Helper()
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	places, _, err := place.Grow(s, nil)
	require.NoError(t, err)
	return s, places[0]
}

// planted runs a twentieth of the founding district's year under a bent rule.
func planted(t *testing.T, s scenario.Scenario, p place.Place, bad plant) error {
	if bad.set != nil {
		bad.set(&s)
	}
	policy, err := s.Rules()
	require.NoError(t, err)
	rules, err := court.NewRules(policy)
	require.NoError(t, err)
	facts := workday.ChinaFacts()
	if bad.facts != nil {
		bad.facts(&facts)
	}
	calendar, err := workday.New(facts)
	require.NoError(t, err)
	set, err := invariant.New(&s)
	require.NoError(t, err)
	w, err := set.Watch(p)
	require.NoError(t, err)
	out, err := engine.Run(engine.Options{
		Scenario: &s, Place: p, Seed: 7, Scale: 50, Watch: &masked{w, bad},
		Court: &bent{Court: court.NewPure(rules, p.District, p.Org.On(s.From), calendar, policy), plant: bad},
	})
	if err != nil {
		return err
	}
	if bad.lie != nil {
		bad.lie(out)
	}
	return set.Settle(out)
}
