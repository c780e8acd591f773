package stored

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Actor is a person as they act today, in all their posts.
func (s *Stage) Actor(ctx context.Context, person string) (governance.Actor, error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return governance.Actor{}, err
	}
	return governance.ActorOf(tree, person, person), nil
}

// Holder is who holds a post at a unit today, the n-th of several, counted from 0
// and around; it is an error when nobody does.
func (s *Stage) Holder(ctx context.Context, post orgtree.PostKind, unit orgtree.Code, n int) (governance.Actor, error) {
	tree, err := s.Tree(ctx)
	if err != nil {
		return governance.Actor{}, err
	}
	holders := tree.Holders(post, unit)
	if len(holders) == 0 {
		return governance.Actor{}, fmt.Errorf("stored: nobody is %s of %s", post, unit)
	}
	person := holders[n%len(holders)].Person
	return governance.ActorOf(tree, person, person), nil
}
