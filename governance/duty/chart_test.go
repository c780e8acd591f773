package duty_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/chart"
	"github.com/jinlin-project/jinlin/governance/duty/course"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// everywhere a task of the tests may come to.
var towns = []orgtree.Code{districttest.Town, districttest.Town2, districttest.Department1, districttest.Department2}

// actors are who acts for a unit in the tests.
var actors = map[orgtree.Code]string{
	districttest.District: "district", districttest.Town: "town", districttest.Town2: "town-2", districttest.Department1: "department-1",
	districttest.Department2: "department-2", districttest.Community: "community", districttest.Community2: "community-2", districttest.Compound: "compound",
}

// below is the next level in the tests.
var below = map[orgtree.Code][]orgtree.Code{
	districttest.Town: {districttest.Community}, districttest.Town2: {districttest.Community2}, districttest.Community: {districttest.Compound},
}

// standing tells how a task stands now, by its phase and its clock alone: the stupid
// answer, which knows no course.
func standing(t *task.Task, now time.Time) course.State {
	var clock *governance.Deadline
	for i := range t.Deadlines {
		if d := &t.Deadlines[i]; d.Name == duty.LimitDo && !d.Lifted {
			clock = d
		}
	}
	switch {
	case t.Phase == task.Done:
		return course.Finished
	case t.Phase == task.Submitted && clock.End.After(clock.Due):
		return course.Overdue
	case t.Phase == task.Submitted:
		return course.OnTrack
	case now.After(clock.Due):
		return course.Overdue
	case !now.Before(clock.Yellow):
		return course.AtRisk
	}
	return course.OnTrack
}

// judged is a task with how it stands.
type judged struct {
	owner orgtree.Code
	top   uuid.UUID
	state course.State
}

func judge(w *districttest.World) (out []judged) {
	for _, t := range districttest.Records[task.Task](w, duty.Kind) {
		if t.Phase != task.Dropped {
			out = append(out, judged{t.Owner, t.Top, standing(t, w.Now())})
		}
	}
	return out
}

// cells is a chart as a map, to compare.
type cells map[orgtree.Code]map[uuid.UUID]chart.Standings

// scan makes it by looking at every task for every cell.
func scan(all []judged) cells {
	var units []orgtree.Code
	var tops []uuid.UUID
	numbered := make([][2]int, len(all)) // numbers compare faster than codes
	for i, j := range all {
		if !slices.Contains(units, j.owner) {
			units = append(units, j.owner)
		}
		if !slices.Contains(tops, j.top) {
			tops = append(tops, j.top)
		}
		numbered[i] = [2]int{slices.Index(units, j.owner), slices.Index(tops, j.top)}
	}
	out := cells{}
	for u, unit := range units {
		out[unit] = map[uuid.UUID]chart.Standings{}
		for t, top := range tops {
			var s chart.Standings
			for i, at := range numbered {
				if at == [2]int{u, t} {
					*map[course.State]*int{course.Finished: &s.Done, course.OnTrack: &s.OnTrack, course.AtRisk: &s.AtRisk, course.Overdue: &s.Overdue}[all[i].state]++
				}
			}
			if s != (chart.Standings{}) {
				out[unit][top] = s
			}
		}
	}
	return out
}

// draw asks, and checks what must hold of every chart.
func draw(w *districttest.World, who, params string) *chart.Chart {
	got, err := w.Ask(who, duty.Kind, "chart", params)
	require.NoError(w, err)
	c := got.(*chart.Chart)
	total := chart.Standings{}
	for _, row := range c.Units {
		sum := chart.Standings{}
		for _, cell := range row.Cells {
			s := cell.Tasks
			sum = chart.Standings{Done: sum.Done + s.Done, OnTrack: sum.OnTrack + s.OnTrack, AtRisk: sum.AtRisk + s.AtRisk, Overdue: sum.Overdue + s.Overdue}
			worst := map[bool]course.State{true: course.Finished}[s.Done > 0]
			for _, of := range []struct {
				n int
				s course.State
			}{{s.OnTrack, course.OnTrack}, {s.AtRisk, course.AtRisk}, {s.Overdue, course.Overdue}} {
				if of.n > 0 {
					worst = of.s
				}
			}
			require.Equal(w, worst, cell.State, "a cell is as bad as the worst of it")
		}
		require.Equal(w, sum, row.Tasks)
		total = chart.Standings{Done: total.Done + sum.Done, OnTrack: total.OnTrack + sum.OnTrack, AtRisk: total.AtRisk + sum.AtRisk, Overdue: total.Overdue + sum.Overdue}
	}
	require.Equal(w, total, c.Total)
	return c
}

func asCells(c *chart.Chart) cells {
	out := cells{}
	for _, row := range c.Units {
		out[row.Unit] = map[uuid.UUID]chart.Standings{}
		for _, cell := range row.Cells {
			out[row.Unit][cell.Top] = cell.Tasks
		}
	}
	return out
}

// 4 G3 [R]: what the chart says of a day gone by is what it was on that day, whatever
// has happened since: handed over, extended, sent back, done, dropped.
func TestChartOfEveryDayGoneBy(t *testing.T) {
	w, r := open(t), rand.New(rand.NewPCG(4, 3))
	var was []cells
	var days []civil.Date
	seen := map[course.State]int{}
	for day := civil.DateOf(districttest.Start); len(days) < 60; day = day.AddDays(1) {
		w.To(day.Start().Add(10 * time.Hour))
		for range 4 {
			turn(w, r, day)
		}
		w.To(day.AddDays(1).Start().Add(-time.Second))
		all := judge(w)
		for _, j := range all {
			seen[j.state]++
		}
		days, was = append(days, day), append(was, scan(all))
		require.Equal(t, was[len(was)-1], asCells(draw(w, "district", "{}")), "as the day ends")
	}
	for i, day := range days {
		require.Equal(t, was[i], asCells(draw(w, "district", fmt.Sprintf(`{"on":%q}`, day))), "%s", day)
	}
	for _, c := range course.State("").Choices() {
		require.Greater(t, seen[course.State(c.Code)], 50, "the history comes to %s often enough", c.Code)
	}
}

// turn has something happen that may well be refused.
func turn(w *districttest.World, r *rand.Rand, day civil.Date) {
	all := districttest.Records[task.Task](w, duty.Kind)
	if len(all) < 40 && r.IntN(2) == 0 {
		_, err := w.Try("district", duty.Kind, uuid.Nil, task.Order{Title: "任务", Text: "任务", From: districttest.District, Owner: towns[r.IntN(len(towns))], Due: day.AddDays(r.IntN(25))})
		require.NoError(w, err)
		return
	}
	if len(all) == 0 {
		return
	}
	t := all[r.IntN(len(all))]
	due := day.AddDays(1 + r.IntN(20))
	setter, owner := actors[t.From], actors[t.Owner]
	for _, give := range []struct {
		who string
		cmd governance.Command
	}{
		{owner, task.Assign{Title: "分任务", Text: "分任务", Owners: below[t.Owner]}}, {owner, task.HandBack{Reason: "退回"}},
		{setter, task.Reassign{Owner: towns[r.IntN(len(towns))], Due: due, Reason: "改派"}}, {owner, task.AskExtension{Due: t.Due.AddDays(1 + r.IntN(9)), Reason: "延期"}},
		{setter, task.AnswerExtension{Granted: new(r.IntN(3) > 0)}}, {owner, task.Submit{Text: "完成"}}, {owner, task.Submit{Text: "完成"}},
		{setter, task.Pass{}}, {setter, task.SendBack{Due: due, Reason: "整改"}}, {setter, task.Drop{Reason: "撤销"}},
	}[r.IntN(10):] {
		if _, err := w.Try(give.who, duty.Kind, t.ID, give.cmd); err == nil {
			return
		}
	}
}

// many fills a district: orders to the towns, broken down to every community and
// compound, until there are n tasks at least.
func many(w *districttest.World, n int) {
	tree := w.Tree()
	var all []orgtree.Unit
	for u := range tree.Subtree(districttest.District, orgtree.Town) {
		all = append(all, u)
	}
	start := civil.DateOf(w.Now())
	for made := 0; made < n; {
		town := all[made%len(all)]
		due := start.AddDays(10 + made%90)
		w.To(w.Now().Add(time.Second))
		top, err := w.Try("district", duty.Kind, uuid.Nil, task.Order{Title: "任务", Text: "任务", From: districttest.District, Owner: town.Code, Due: due})
		require.NoError(w, err)
		made += 1 + breakDown(w, top, tree, due)
	}
}

// breakDown gives parts of a task to every unit below, level by level.
func breakDown(w *districttest.World, ref governance.Ref, tree *orgtree.Tree, due civil.Date) (made int) {
	t := districttest.Record[task.Task](w, ref)
	var owners []orgtree.Code
	for _, u := range tree.Children(t.Owner, orgtree.Community, orgtree.Compound) {
		owners = append(owners, u.Code)
	}
	if len(owners) == 0 {
		return 0
	}
	give(w, ref, t.Owner, task.Assign{Title: "分任务", Text: "分任务", Owners: owners, Due: due})
	for _, part := range partsOf(w, ref.ID) {
		made += 1 + breakDown(w, part, tree, due)
	}
	return made
}

// give has whoever acts for a unit give a command.
func give(w *districttest.World, ref governance.Ref, unit orgtree.Code, cmd governance.Command) {
	shelf, _ := w.Office.Shelf(ref.Kind)
	actor := governance.Actor{Account: "clerk", Person: "clerk", Posts: []orgtree.Post{{Kind: orgtree.TownClerk, Unit: unit, Person: "clerk"}}}
	_, err := shelf.Do(w.Context(), governance.Request{Actor: actor, ID: ref.ID, Command: cmd})
	require.NoError(w, err)
}

// partsOf are the parts of a task.
func partsOf(w *districttest.World, id uuid.UUID) (out []governance.Ref) {
	page, err := w.Ledger.Find(w.Context(), governance.Query{Kind: duty.Kind, Parent: id, Limit: 1000})
	require.NoError(w, err)
	for _, item := range page.Items {
		out = append(out, item.Ref)
	}
	return out
}

// 4 G3 [R], issue 5: the chart of 10,000 tasks is that of scanning them for every
// cell, now and on any day to come, whole and of a part.
func TestChartOfTenThousandTasks(t *testing.T) {
	w := open(t)
	many(w, 10_000)
	all := districttest.Records[task.Task](w, duty.Kind)
	require.GreaterOrEqual(t, len(all), 10_000)
	for i, one := range all { // some are done, some handed in
		if one.Level == governance.CommunityLevel && i%9 == 0 && one.Given == 0 {
			ref := governance.Ref{Kind: duty.Kind, ID: one.ID}
			give(w, ref, one.Owner, task.Submit{Text: "完成"})
			if i%2 == 0 {
				give(w, ref, one.From, task.Pass{})
			}
		}
	}
	for _, days := range []int{14, 60} {
		w.To(civil.DateOf(w.Now()).AddDays(days + 1).Start().Add(-time.Second))
		want := scan(judge(w))
		require.Equal(t, want, asCells(draw(w, "district", "{}")))
		for unit := range want { // of a town: its own rows and no others
			if tree := w.Tree(); !tree.Within(unit, districttest.Town) {
				delete(want, unit)
			}
		}
		require.Equal(t, want, asCells(draw(w, "district", fmt.Sprintf(`{"unit":%q}`, districttest.Town))))
		require.Equal(t, want, asCells(draw(w, "town", "{}")), "a town sees what is below it")
		gathered := draw(w, "district", fmt.Sprintf(`{"level":"town","unit":%q}`, districttest.Town))
		require.Len(t, gathered.Units, 1)
		require.Equal(t, draw(w, "town", "{}").Total, gathered.Units[0].Tasks, "gathered at the town nothing is lost")
	}
}

// BenchmarkWallChart draws the chart of 10,000 tasks; the floor is the same pass over
// the same records of which none is wanted.
func BenchmarkWallChart(b *testing.B) {
	w := open(b)
	many(w, 10_000)
	for _, c := range []struct{ name, params string }{{"floor", `{"source":"` + uuid.NewSHA1(uuid.Nil, []byte("none")).String() + `"}`}, {"jinlin", "{}"}} {
		b.Run("tasks=10000/"+c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := w.Ask("district", duty.Kind, "chart", c.params); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
