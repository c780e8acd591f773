package bench

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The question is that of the lifecycle, ten guarded steps, asked of the real
// matter: rights found in the tree of units, eight deadlines on the mainland's
// calendar with their warnings, ratings, the notice. The peers still do nothing
// but step.

const (
	town      orgtree.Code = "350205001"
	community orgtree.Code = "350205001001"
)

// district is a town with one community.
func district(tb testing.TB) *orgtree.Tree {
	tb.Helper()
	since := civil.MustParse("2018-01-01")
	var changes []orgtree.Change
	for _, u := range []orgtree.Unit{
		{Code: "350205", Name: "海沧区", Kind: orgtree.District}, {Code: town, Name: "海沧街道", Kind: orgtree.Town, Parent: "350205"},
		{Code: community, Name: "海虹社区", Kind: orgtree.Community, Parent: town}, {Code: "350205C00", Name: "中心", Kind: orgtree.Centre, Parent: "350205"},
	} {
		changes = append(changes, orgtree.AddUnit{Unit: u, Day: since})
	}
	org, err := orgtree.New().Apply(changes...)
	require.NoError(tb, err)
	return org.On(civil.MustParse("2024-09-27"))
}

// step is one command of the path, and who gives it.
type step struct {
	by  governance.Actor
	cmd governance.Command
}

// townPath is a matter that the town handles.
func townPath() []step {
	resident := governance.Actor{Account: "li", Person: "li"}
	clerk := func(unit orgtree.Code, kind orgtree.PostKind) governance.Actor {
		return governance.Actor{Account: string(unit), Person: string(unit), Posts: []orgtree.Post{{Kind: kind, Unit: unit, Person: string(unit)}}}
	}
	worker, townClerk := clerk(community, orgtree.CommunityWorker), clerk(town, orgtree.TownClerk)
	rating := casework.Rate{Scores: []casework.Score{{Unit: town, Satisfaction: 5, Solved: casework.Solved}}}
	return []step{
		{resident, casework.Report{Title: "路灯不亮", Text: "三号楼前路灯坏了一周", Place: casework.Place{Unit: community}}},
		{worker, casework.Verify{Category: "A103"}}, {worker, casework.Whistle{Reason: "超出社区职能"}},
		{townClerk, casework.ReportIn{}}, {townClerk, casework.Complete{Outcome: "solved", Result: "已修好"}}, {worker, casework.Pass{}},
		{worker, casework.Feedback{Text: "已修好"}}, {worker, casework.Publish{Summary: "路灯已修复"}}, {worker, rating}, {resident, rating},
	}
}

// played gives all commands of a path to a new matter, at one moment.
func played(tb testing.TB, l *governance.Lifecycle[casework.Case], m *governance.Moment, path []step) *casework.Case {
	c := &casework.Case{Head: governance.Head{District: "350205", Deadlines: make([]governance.Deadline, 0, 8)}}
	for i := range path {
		m.Renew()
		m.Actor, m.Version = path[i].by, int64(i+1)
		if err := l.Apply(c, path[i].cmd, m); err != nil {
			tb.Fatalf("%s: %v", path[i].cmd.Verb(), err)
		}
	}
	return c
}

func BenchmarkMatter(b *testing.B) {
	for _, peer := range lifecycles[:2] {
		b.Run(peer.name, func(b *testing.B) {
			r := &record{}
			fire := peer.fire(r)
			for b.Loop() {
				walk(b, r, fire)
			}
		})
	}
	b.Run("jinlin", func(b *testing.B) {
		cases, err := casework.New(nil)
		require.NoError(b, err)
		now := time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)
		m := &governance.Moment{At: now, AsOf: now, Org: district(b), Calendar: workday.China(), Policy: casework.DefaultPolicy(),
			Ref: governance.Ref{Kind: casework.KindCase, ID: uuid.UUID{1}}}
		path := townPath()
		require.Equal(b, casework.PhaseClosed, played(b, cases.Lifecycle(), m, path).Phase)
		b.ReportAllocs()
		for b.Loop() {
			played(b, cases.Lifecycle(), m, path)
		}
	})
}
