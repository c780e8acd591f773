package annual_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/annual"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

const (
	district orgtree.Code = "350205"
	centre   orgtree.Code = "350205C00"
	town     orgtree.Code = "350205001"
	town2    orgtree.Code = "350205002"
	housing  orgtree.Code = "350205D01"

	cityMgmt  orgtree.Code = "350205D02"
	community orgtree.Code = "350205001001"
	remote    orgtree.Code = "350205002001"
)

var players = map[string]governance.Actor{
	"town": clerk(town), "town2": clerk(town2), "centre": clerk(centre), "housing": clerk(housing), "district": clerk(district),
	"citymgmt": clerk(cityMgmt), "community": clerk(community), "remote": clerk(remote), "resident": person("resident"),
	"li": person("li"), "wang": person("wang"), "zhao": person("zhao"), "qian": person("qian"), "sun": person("sun"), "zhou": person("zhou"), "wu": person("wu"),
}

// person is somebody without a post, such as a reviewer.
func person(id string) governance.Actor { return governance.Actor{Account: id, Person: id} }

func clerk(unit orgtree.Code) governance.Actor {
	return governance.Actor{Account: string(unit), Person: string(unit), Posts: []orgtree.Post{{ID: string(unit), Kind: orgtree.Secretary, Unit: unit, Person: string(unit)}}}
}

// directory is the organisation of a world, as it stands there.
type directory struct{ *world }

func (d directory) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	return d.org.On(day), nil, nil
}

func (directory) Refresh(context.Context) error { return nil }

// change changes the organisation.
func (w *world) change(changes ...orgtree.Change) {
	var err error
	w.org, err = w.org.Apply(changes...)
	require.NoError(w, err)
}

// A Deed is a toy whose records are scored: all that appraisal knows of matters is
// what they answer.
type Deed struct {
	governance.Head
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Step int          `json:"step" zh:"评价" en:"Rating"`
}

type deed struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Step int          `json:"step" zh:"评价" en:"Rating"`
}

func (deed) Verb() string { return "deed" }

func (d deed) Site() orgtree.Code { return d.Unit }

// observation is a deed done in time and rated by whoever whistled.
func (d *Deed) observation() *scoring.Observation {
	return &scoring.Observation{
		Matter: d.ID, Serial: "S", Unit: d.Unit, Group: scoring.Towns, Side: scoring.Responder, List: scoring.NoList, Role: scoring.Lead, Asked: d.Opened,
		Respond: scoring.Duty{Due: d.Opened.Add(time.Hour), Done: d.Opened}, Complete: scoring.Duty{Due: d.Opened.Add(time.Hour), Done: d.Opened},
		Outcome: scoring.Solved, Whistler: scoring.Rating{Answer: scoring.Given, Step: d.Step, Solved: scoring.Solved},
	}
}

func deeds(tb testing.TB) *governance.Book[Deed] {
	tb.Helper()
	text := func(zh, en string) governance.Text { return governance.Text{Zh: zh, En: en} }
	book, err := governance.NewBook(governance.Institution[Deed]{
		Kind: "deed", Schema: 1,
		File: func(d *Deed, h *governance.Header) { h.Unit = string(d.Unit) },
		Audience: func(d *Deed, to []governance.Address) []governance.Address {
			return append(to, governance.Unit(d.Unit), governance.Unit(district))
		},
		Table: governance.Table[Deed]{
			Phases: []governance.PhaseLabel{{Phase: "done", Label: text("办结", "done"), Final: true}},
			Verbs:  []governance.VerbLabel{{Verb: "deed", Label: text("办", "Deed")}},
			Rules: []governance.Rule[Deed]{governance.On(governance.Phases(governance.Unopened), governance.Phases("done"), governance.ByAnyone[Deed](), nil,
				func(d *Deed, cmd deed, m *governance.Moment) { d.Unit, d.Step = cmd.Unit, cmd.Step; d.Close(m, "done") }).As("deed.do", "toy", "办", "done")},
		},
		Asks: []governance.Question{
			governance.Ask(scoring.QuestionObservations, func(ctx context.Context, r *governance.Reader, w scoring.Want) (*scoring.Tally, error) {
				if w.From.IsZero() {
					return scoring.NewTally(), nil
				}
				period, err := w.Period()
				if err != nil {
					return nil, err
				}
				tally := scoring.NewTally(period)
				return tally, r.Each(ctx, governance.Query{Limit: 1000}, func(record any) bool { return tally.Add(record.(*Deed).observation()) == nil })
			}).As("toy", text("统计", "counts"), text("统计", "counts")).ToDecisions(),
			governance.Ask(scoring.QuestionParts, func(_ context.Context, _ *governance.Reader, w scoring.PartsWanted) ([]uuid.UUID, error) {
				return w.Matters, nil
			}).As("toy", text("事项", "matters"), text("事项", "matters")).ToDecisions(),
			governance.Ask(scoring.QuestionEvidence, func(context.Context, *governance.Reader, scoring.Evidence) ([]scoring.Matter, error) {
				return nil, nil
			}).As("toy", text("事项", "matters"), text("事项", "matters")).ToDecisions(),
		},
	})
	require.NoError(tb, err)
	return book
}

// A world is a year of deeds, the opinions on them and the assessments.
type world struct {
	testing.TB
	now       time.Time
	org       *orgtree.Org
	office    *governance.Office
	deeds     *governance.Book[Deed]
	appraisal appraisal.Books
	annual    annual.Books
}

func newWorld(tb testing.TB) *world {
	tb.Helper()
	return newWorldOn(tb, memory.New())
}

func newWorldOn(tb testing.TB, ledger governance.Ledger) *world {
	tb.Helper()
	var changes []orgtree.Change
	for _, u := range []orgtree.Unit{
		{Code: district, Name: "海沧区", Kind: orgtree.District}, {Code: centre, Name: "智慧管理服务中心", Kind: orgtree.Centre, Parent: district},
		{Code: town, Name: "海沧街道", Kind: orgtree.Town, Parent: district}, {Code: town2, Name: "新阳街道", Kind: orgtree.Town, Parent: district},
		{Code: housing, Name: "住建局", Kind: orgtree.Department, Parent: district},
		{Code: community, Name: "海虹社区", Kind: orgtree.Community, Parent: town}, {Code: remote, Name: "兴旺社区", Kind: orgtree.Community, Parent: town2},
		{Code: cityMgmt, Name: "城管局", Kind: orgtree.Department, Parent: district},
	} {
		changes = append(changes, orgtree.AddUnit{Unit: u, Day: civil.MustParse("2018-01-01")})
	}
	org, err := orgtree.New().Apply(changes...)
	require.NoError(tb, err)
	w := &world{TB: tb, deeds: deeds(tb), org: org}
	w.appraisal, err = appraisal.New(appraisal.DefaultSettings("deed"))
	require.NoError(tb, err)
	w.annual, err = annual.New(annual.DefaultSettings("deed"))
	require.NoError(tb, err)
	w.office, err = governance.Assemble(governance.Ports{
		Ledger: ledger, Now: func() time.Time { return w.now }, Entropy: scripttest.NewChance(1), Directory: directory{w},
	}, w.deeds.Shelf, w.appraisal.Rules.Shelf, w.appraisal.Rounds.Shelf, w.appraisal.Opinions.Shelf, w.annual.Assessments.Shelf, w.annual.Sheets.Shelf)
	require.NoError(tb, err)
	return w
}

func (w *world) to(text string) {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, civil.Zone)
	require.NoError(w, err)
	w.now = t
	_, err = w.office.Sweep(w.Context())
	require.NoError(w, err)
}

// deed is a thing done by a unit and rated with a step.
func (w *world) deed(unit orgtree.Code, step int) {
	_, err := w.deeds.Do(w.Context(), governance.Request{Actor: players["centre"], Command: deed{unit, step}})
	require.NoError(w, err)
}

// responders is the id of the shipped quarterly rules.
var responders = scoring.ResponderRules().ID

// round forms the opinions on a period, and issues them.
func (w *world) round(period, rules string) *appraisal.Round {
	r, err := w.appraisal.Rounds.Do(w.Context(), governance.Request{Actor: players["centre"], Command: appraisal.Compute{District: district, Period: period, Rules: rules}})
	require.NoError(w, err)
	r, err = w.appraisal.Rounds.Do(w.Context(), governance.Request{Actor: players["centre"], ID: r.ID, Command: appraisal.Issue{}})
	require.NoError(w, err)
	return r
}

// year has deeds in the first and third quarter, and the opinions on both.
func (w *world) year() {
	for _, q := range []struct{ during, after, period string }{
		{"2024-02-01 09:00", "2024-04-08 09:00", "2024-Q1"}, {"2024-08-01 09:00", "2024-10-08 09:00", "2024-Q3"},
	} {
		w.to(q.during)
		for range 6 {
			w.deed(town, 5)
			w.deed(town2, 3)
		}
		w.to(q.after)
		w.round(q.period, responders)
	}
	w.to("2025-01-06 09:00")
}

// give gives a command to an assessment.
func (w *world) give(who string, id uuid.UUID, cmd governance.Command) (*annual.Assessment, error) {
	return w.annual.Assessments.Do(w.Context(), governance.Request{Actor: players[who], ID: id, Command: cmd})
}

// must gives one that must be allowed.
func (w *world) must(who string, id uuid.UUID, cmd governance.Command) *annual.Assessment {
	w.Helper()
	a, err := w.give(who, id, cmd)
	require.NoError(w, err, "%s by %s", cmd.Verb(), who)
	return a
}

// sheet is the sheet that a reviewer has of an assessment for an indicator.
func (w *world) sheet(a *annual.Assessment, leaf, reviewer string) *annual.Sheet {
	w.Helper()
	for _, id := range a.Sheets {
		s, err := w.annual.Sheets.Get(w.Context(), players["district"], id)
		require.NoError(w, err)
		if s.Leaf == leaf && (s.Reviewer.Person == reviewer || s.Reviewer.Person == "" && string(s.Reviewer.Unit) == reviewer) {
			return s
		}
	}
	require.Fail(w, "no sheet", "%s of %s", leaf, reviewer)
	return nil
}

// handIn hands a sheet in.
func (w *world) handIn(who string, s *annual.Sheet, points string) error {
	var p scoring.Fixed
	require.NoError(w, p.UnmarshalText([]byte(points)))
	_, err := w.annual.Sheets.Do(w.Context(), governance.Request{Actor: players[who], ID: s.ID, Command: annual.HandIn{Points: &p, Text: "扎实"}})
	return err
}

func (w *world) tree() *orgtree.Tree {
	tree, err := w.office.Tree(w.Context(), civil.DateOf(w.now))
	require.NoError(w, err)
	return tree
}
