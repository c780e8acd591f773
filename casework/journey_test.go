package casework_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/orgtree"
)

type still struct{ org *orgtree.Org }

func (s still) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	return s.org.On(day), nil, nil
}
func (s still) Refresh(context.Context) error { return nil }

func TestSmoke(t *testing.T) {
	from := civil.MustParse("2018-01-01")
	add := func(code, name string, kind orgtree.Kind, parent string) orgtree.Change {
		return orgtree.AddUnit{Unit: orgtree.Unit{Code: orgtree.Code(code), Name: name, Kind: kind, Parent: orgtree.Code(parent)}, Day: from}
	}
	post := func(id string, kind orgtree.PostKind, unit, person string) orgtree.Change {
		return orgtree.Appoint{ID: id, Post: orgtree.Post{Kind: kind, Unit: orgtree.Code(unit), Person: person, From: from}}
	}
	org, err := orgtree.New().Apply(
		add("350205", "海沧区", orgtree.District, ""),
		add("350205001", "海沧街道", orgtree.Town, "350205"),
		add("350205001001", "海沧社区", orgtree.Community, "350205001"),
		add("350205001001001", "小区", orgtree.Compound, "350205001001"),
		add("350205C00", "中心", orgtree.Centre, "350205"),
		add("350205D01", "住建局", orgtree.Department, "350205"),
		add("350205D02", "城管局", orgtree.Department, "350205"),
		post("1", orgtree.CommunityWorker, "350205001001", "cw"),
		post("2", orgtree.TownClerk, "350205001", "tc"),
		post("3", orgtree.CentreClerk, "350205C00", "cc"),
		post("4", orgtree.DepartmentClerk, "350205D01", "d1"),
		post("5", orgtree.DepartmentClerk, "350205D02", "d2"),
	)
	require.NoError(t, err)
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	cases, err := casework.New(nil)
	require.NoError(t, err)
	inquiries, err := casework.NewInquiries(nil)
	require.NoError(t, err)
	board, err := notice.New()
	require.NoError(t, err)
	office, err := governance.Assemble(governance.Ports{Ledger: memory.New(), Now: func() time.Time { return now }, Entropy: rand.Reader, Directory: still{org}},
		cases.Shelf, inquiries.Shelf, board.Shelf)
	require.NoError(t, err)
	tree, _ := office.Tree(t.Context(), civil.DateOf(now))
	actor := func(person string) governance.Actor {
		a := governance.Actor{Account: person, Person: person}
		for _, p := range tree.PostsOf(person) {
			a.Posts = append(a.Posts, p)
		}
		return a
	}
	do := func(who string, id uuid.UUID, cmd governance.Command) *casework.Case {
		t.Helper()
		now = now.Add(time.Minute)
		c, err := cases.Do(t.Context(), governance.Request{Actor: actor(who), ID: id, Command: cmd})
		require.NoError(t, err, cmd.Verb())
		return c
	}
	c := do("resident", uuid.Nil, casework.Report{Title: "路灯坏了", Text: "三号楼前", Place: casework.Place{Unit: "350205001001001", Address: "三号楼"}, Sender: casework.Sender{Name: "张三", Phone: "13800138000"}})
	id := c.ID
	do("cw", id, casework.Verify{})
	c = do("cw", id, casework.Whistle{Reason: "超出能力"})
	for _, d := range c.Deadlines {
		t.Log(d.Name, d.Unit, d.Due, d.Yellow)
	}
	do("tc", id, casework.ReportIn{})
	do("tc", id, casework.Escalate{Reason: "x"})
	do("cc", id, casework.Triage{List: casework.Immediate, Units: []casework.Assignment{{Unit: "350205D01", Role: "lead"}, {Unit: "350205D02", Role: "assist"}}})
	do("d1", id, casework.Take{})
	do("d2", id, casework.Refuse{Reason: "no"})
	do("cc", id, casework.Rule{Units: []casework.Assignment{{Unit: "350205D01", Role: "lead"}, {Unit: "350205D02", Role: "assist"}}})
	do("d2", id, casework.Take{})
	do("d2", id, casework.Complete{Outcome: "solved", Result: "修好"})
	do("d1", id, casework.Complete{Outcome: "solved", Result: "修好"})
	do("cc", id, casework.Pass{})
	do("cw", id, casework.Feedback{Text: "已修好"})
	c = do("cw", id, casework.Publish{Summary: "路灯已修"})
	require.Equal(t, casework.PhaseRating, c.Phase)
	var all []casework.Score
	for _, u := range c.Units {
		all = append(all, casework.Score{Unit: u.Unit, Satisfaction: 5, Solved: "solved"})
	}
	do("cw", id, casework.Rate{Scores: all})
	c = do("resident", id, casework.Rate{Scores: all[:1]})
	require.Equal(t, casework.PhaseClosed, c.Phase)
	require.NoError(t, cases.Verify(t.Context(), id))
	v, err := cases.Shelf.Get(t.Context(), actor("cc"), id)
	require.NoError(t, err)
	js, err := v.JSON("zh")
	require.NoError(t, err)
	t.Log(string(js))
	require.NotContains(t, string(js), "13800138000")
}
