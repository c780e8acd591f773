package main

import (
	"context"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The two who act: somebody without a post, and a community worker.
var (
	resident = governance.Actor{Account: "li", Person: "li"}
	worker   = governance.Actor{Account: "wang", Person: "wang", Posts: []orgtree.Post{
		{Kind: orgtree.CommunityWorker, Unit: "350205001001", Person: "wang"},
	}}
)

// district is an organisation that never changes: one town with one community.
type district struct{}

// Tree implements [governance.Directory].
func (district) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	since := civil.MustParse("2018-01-01")
	add := func(code, name, parent string, kind orgtree.Kind) orgtree.Change {
		return orgtree.AddUnit{Unit: orgtree.Unit{Code: orgtree.Code(code), Name: name, Kind: kind, Parent: orgtree.Code(parent)}, Day: since}
	}
	org, err := orgtree.New().Apply(
		add("350205", "海沧区", "", orgtree.District), add("350205001", "海沧街道", "350205", orgtree.Town),
		add("350205001001", "海沧社区", "350205001", orgtree.Community))
	if err != nil {
		return nil, nil, err
	}
	return org.On(day), nil, nil
}

// Refresh implements [governance.Directory].
func (district) Refresh(context.Context) error { return nil }
