package appraisal_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

const (
	district  orgtree.Code = "350205"
	centre    orgtree.Code = "350205C00"
	town      orgtree.Code = "350205001"
	town2     orgtree.Code = "350205002"
	community orgtree.Code = "350205001001"
	remote    orgtree.Code = "350205002001"
	housing   orgtree.Code = "350205D01"
	cityMgmt  orgtree.Code = "350205D02"
	elsewhere orgtree.Code = "350206"
)

// players are who acts, by the unit they act for.
var players = map[string]governance.Actor{
	"resident":  {Account: "resident", Person: "resident"},
	"community": clerk(orgtree.CommunityWorker, community), "remote": clerk(orgtree.CommunityWorker, remote),
	"town": clerk(orgtree.TownClerk, town), "town2": clerk(orgtree.TownClerk, town2), "centre": clerk(orgtree.CentreClerk, centre),
	"housing": clerk(orgtree.DepartmentClerk, housing), "citymgmt": clerk(orgtree.DepartmentClerk, cityMgmt),
	"district": clerk(orgtree.Secretary, district), "stranger": clerk(orgtree.CentreClerk, "350206C00"),
	"far": clerk(orgtree.CommunityWorker, "350206001001"), "fartown": clerk(orgtree.TownClerk, "350206001"),
}

func clerk(kind orgtree.PostKind, unit orgtree.Code) governance.Actor {
	return governance.Actor{Account: string(unit), Person: string(unit), Posts: []orgtree.Post{{ID: string(unit), Kind: kind, Unit: unit, Person: string(unit)}}}
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

func organisation(tb testing.TB) *orgtree.Org {
	tb.Helper()
	var changes []orgtree.Change
	for _, u := range []orgtree.Unit{
		{Code: district, Name: "海沧区", Kind: orgtree.District}, {Code: centre, Name: "智慧管理服务中心", Kind: orgtree.Centre, Parent: district},
		{Code: town, Name: "海沧街道", Kind: orgtree.Town, Parent: district}, {Code: town2, Name: "新阳街道", Kind: orgtree.Town, Parent: district},
		{Code: community, Name: "海虹社区", Kind: orgtree.Community, Parent: town}, {Code: remote, Name: "兴旺社区", Kind: orgtree.Community, Parent: town2},
		{Code: housing, Name: "住建局", Kind: orgtree.Department, Parent: district}, {Code: cityMgmt, Name: "城管局", Kind: orgtree.Department, Parent: district},
		{Code: elsewhere, Name: "湖里区", Kind: orgtree.District}, {Code: "350206C00", Name: "湖里区中心", Kind: orgtree.Centre, Parent: elsewhere},
		{Code: "350206001", Name: "湖里街道", Kind: orgtree.Town, Parent: elsewhere}, {Code: "350206001001", Name: "湖里社区", Kind: orgtree.Community, Parent: "350206001"},
	} {
		changes = append(changes, orgtree.AddUnit{Unit: u, Day: civil.MustParse("2018-01-01")})
	}
	org, err := orgtree.New().Apply(changes...)
	require.NoError(tb, err)
	return org
}

// A world is matters and their appraisal on one ledger, with a clock that moves
// when it is told to.
type world struct {
	testing.TB
	now    time.Time
	org    *orgtree.Org
	office *governance.Office
	cases  *governance.Book[casework.Case]
	books  appraisal.Books
}

func newWorld(tb testing.TB, ledger governance.Ledger) *world {
	tb.Helper()
	w := &world{TB: tb, now: instant("2024-07-01 09:00"), org: organisation(tb)}
	policy := casework.DefaultPolicy()
	policy.SampleShare = 0
	var err error
	w.cases, err = casework.New(policy)
	require.NoError(tb, err)
	board, err := notice.New()
	require.NoError(tb, err)
	w.books, err = appraisal.New(appraisal.DefaultSettings(casework.KindCase))
	require.NoError(tb, err)
	w.office, err = governance.Assemble(governance.Ports{
		Ledger: ledger, Now: func() time.Time { return w.now }, Entropy: scripttest.NewChance(1), Directory: directory{w},
	}, w.cases.Shelf, board.Shelf, w.books.Rules.Shelf, w.books.Rounds.Shelf, w.books.Opinions.Shelf)
	require.NoError(tb, err)
	return w
}

func memoryWorld(tb testing.TB) *world { return newWorld(tb, memory.New()) }

func instant(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, civil.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

// to moves the clock and has time act.
func (w *world) to(text string) {
	w.now = instant(text)
	_, err := w.office.Sweep(w.Context())
	require.NoError(w, err)
}

// do gives a command to a matter, which must be allowed.
func (w *world) do(who string, id uuid.UUID, cmd governance.Command) *casework.Case {
	w.Helper()
	w.now = w.now.Add(time.Minute)
	c, err := w.cases.Do(w.Context(), governance.Request{Actor: players[who], ID: id, Command: cmd})
	require.NoError(w, err, "%s by %s", cmd.Verb(), who)
	return c
}

// whistled is a matter of a community that its town has to report in to.
func (w *world) whistled(where orgtree.Code, community string) uuid.UUID {
	id := w.do("resident", uuid.Nil, casework.Report{Title: "路灯不亮", Text: "坏了", Place: casework.Place{Unit: where}}).ID
	w.do(community, id, casework.Verify{Category: "A103"})
	return w.do(community, id, casework.Whistle{Reason: "超出职能"}).ID
}

// townMatter is a matter that a town handles, rated by both with a step.
func (w *world) townMatter(where orgtree.Code, community, town string, step int) uuid.UUID {
	id := w.whistled(where, community)
	w.do(town, id, casework.ReportIn{})
	w.do(town, id, casework.Complete{Outcome: "solved", Result: "已修"})
	w.do(community, id, casework.Pass{})
	w.finish(id, community, step, w.cases.Lifecycle)
	return id
}

// finish answers, posts and rates a matter that has passed.
func (w *world) finish(id uuid.UUID, community string, step int, _ any) {
	w.do(community, id, casework.Feedback{Text: "已修好"})
	c := w.do(community, id, casework.Publish{Summary: "已修复"})
	if step == 0 {
		return
	}
	var scores []casework.Score
	for _, u := range c.Units {
		solved := casework.Solved
		if step < 3 {
			solved = casework.Unsolved
		}
		scores = append(scores, casework.Score{Unit: u.Unit, Satisfaction: step, Solved: solved})
	}
	w.do(community, id, casework.Rate{Scores: scores})
	w.do("resident", id, casework.Rate{Scores: scores})
}

// departmentMatter goes over the centre to two departments.
func (w *world) departmentMatter(step int) uuid.UUID {
	id := w.whistled(community, "community")
	w.do("town", id, casework.ReportIn{})
	w.do("town", id, casework.Escalate{Reason: "需部门"})
	w.do("centre", id, casework.Triage{List: casework.Immediate, Units: []casework.Assignment{{Unit: housing, Role: "lead"}, {Unit: cityMgmt, Role: "assist"}}})
	w.do("housing", id, casework.Take{})
	w.do("citymgmt", id, casework.Take{})
	w.do("citymgmt", id, casework.Complete{Outcome: "solved", Result: "已协助"})
	w.do("housing", id, casework.Complete{Outcome: "solved", Result: "已修"})
	w.do("centre", id, casework.Pass{})
	w.finish(id, "community", step, nil)
	return id
}

// quarter is a third quarter of 2024 with enough matters for scores: towns of
// different worth, departments, and some that nobody rated.
func (w *world) quarter() (ids []uuid.UUID) {
	for i := range 12 {
		w.to(fmt.Sprintf("2024-07-%02d 09:00", 2+2*i))
		ids = append(ids, w.townMatter(community, "community", "town", 5-i%2), w.townMatter(remote, "remote", "town2", 4-i%3), w.departmentMatter(5-i%4))
	}
	w.to("2024-08-05 09:00")
	ids = append(ids, w.townMatter(community, "community", "town", 0))
	w.to("2024-09-20 09:00")
	ids = append(ids, w.departmentMatter(2)) // which may still be reopened when the opinions are formed
	w.to("2024-10-08 09:00")
	return ids
}

// compute forms the opinions on the third quarter by a rule set.
func (w *world) compute(rules string) (*appraisal.Round, error) {
	return w.books.Rounds.Do(w.Context(), governance.Request{Actor: players["centre"], Command: appraisal.Compute{District: district, Period: "2024-Q3", Rules: rules}})
}

// computed is a round that must succeed.
func (w *world) computed(rules string) *appraisal.Round {
	w.Helper()
	r, err := w.compute(rules)
	require.NoError(w, err)
	return r
}

// issued is a round that was computed and issued.
func (w *world) issued(rules string) *appraisal.Round {
	w.Helper()
	r := w.computed(rules)
	r, err := w.books.Rounds.Do(w.Context(), governance.Request{Actor: players["centre"], ID: r.ID, Command: appraisal.Issue{}})
	require.NoError(w, err)
	return r
}

// opinion is the opinion on a unit in a round, as the centre sees it.
func (w *world) opinion(r *appraisal.Round, unit orgtree.Code) *appraisal.Opinion {
	w.Helper()
	for _, id := range r.Opinions {
		o, err := w.books.Opinions.Get(w.Context(), players["centre"], id)
		require.NoError(w, err)
		if o.Unit == unit {
			return o
		}
	}
	require.Fail(w, "no opinion", "on %s", unit)
	return nil
}

// give gives a command to an opinion.
func (w *world) give(who string, id uuid.UUID, cmd governance.Command) (*appraisal.Opinion, error) {
	return w.books.Opinions.Do(w.Context(), governance.Request{Actor: players[who], ID: id, Command: cmd})
}

// responders is the id of the shipped quarterly rules.
var responders = scoring.ResponderRules().ID

func (w *world) tree() *orgtree.Tree {
	tree, err := w.office.Tree(w.Context(), civil.DateOf(w.now))
	require.NoError(w, err)
	return tree
}
