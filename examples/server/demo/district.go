package demo

import (
	"context"
	"errors"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// Root is the code of the district.
const Root orgtree.Code = "350205"

// Since is the first day of every demo post.
func Since() civil.Date { return civil.MustParse("2018-01-01") }

// District returns the organisation of the demonstration, with the holders of
// the demo accounts in their posts.
func District() (*orgtree.Org, error) {
	org, err := synth.Haicang()
	if err != nil {
		return nil, err
	}
	day := Since()
	tree := org.On(day)
	var changes []orgtree.Change
	for i := range levels {
		changes = append(changes, levels[i].hire(tree, day)...)
	}
	return org.Apply(changes...)
}

// Found founds the district in an office that has none. Founding it twice
// changes nothing.
func Found(ctx context.Context, organisations *governance.Shelf) error {
	org, err := District()
	if err != nil {
		return err
	}
	id := organisation.ID(Root)
	system := governance.Actor{System: true}
	_, err = organisations.Get(ctx, system, id)
	var missing *governance.NotFoundError
	if !errors.As(err, &missing) {
		return err
	}
	_, err = organisations.Do(ctx, governance.Request{Actor: system, ID: id, Command: organisation.Found{Root: Root, Org: org}})
	return err
}
