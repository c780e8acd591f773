package entry

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// IDParams name a record: an alliance, or an entry.
type IDParams struct {
	ID uuid.UUID `json:"id" zh:"编号" en:"Id" rule:"required"`
}

// Offer is what a match has to know of a resource.
type Offer struct {
	Alliance uuid.UUID
	Phase    governance.Phase
	List     List
	Sort     Sort
	Owner    orgtree.Code
}

// Seated are the members of an alliance.
type Seated map[orgtree.Code]bool

// askOffer answers how an entry stands; of one that is not there, not at all.
func askOffer() governance.Question {
	return governance.Ask("offer", func(ctx context.Context, r *governance.Reader, p IDParams) (Offer, error) {
		record, err := r.Get(ctx, p.ID)
		if none := new(governance.NotFoundError); errors.As(err, &none) {
			return Offer{}, nil
		}
		if err != nil {
			return Offer{}, err
		}
		e := record.(*Entry)
		return Offer{e.Parent, e.Phase, e.List, e.Sort, e.Owner}, nil
	}).As("4 G6", governance.Text{Zh: "资源现状", En: "how a resource stands"},
		governance.Text{Zh: "某一清单项的现状", En: "how an entry stands"}).ToDecisions()
}

// askEntries answers what is on the lists of an alliance.
func askEntries() governance.Question {
	return governance.Ask("entries", func(ctx context.Context, r *governance.Reader, p IDParams) ([]*Entry, error) {
		var out []*Entry
		err := governance.EachOf(ctx, r, governance.Query{Parent: p.ID, Phases: governance.Phases(Open, Matched), Limit: 1000}, func(e *Entry) { out = append(out, e) })
		return out, err
	}).As("4 G6", governance.Text{Zh: "清单内容", En: "what is on the lists"},
		governance.Text{Zh: "某一联盟清单上的各项", En: "the entries on an alliance's lists"}).ToDecisions()
}
