package pay_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/pay"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

func open(tb testing.TB) *districttest.World {
	books, err := pay.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), books.Standards.Shelf, books.Cadres.Shelf, books.Payments.Shelf)
}

// staffed is a district in which some residents are members of their community's
// residents' committee since 2024, and resident-2 directs that of 海沧社区.
func staffed(tb testing.TB) *districttest.World {
	w := open(tb)
	since := civil.MustParse("2024-01-01")
	appoint := func(person string, kind orgtree.PostKind, unit orgtree.Code) orgtree.Change {
		return orgtree.Appoint{ID: "post-" + person, Post: orgtree.Post{Kind: kind, Unit: unit, Person: person, From: since}}
	}
	committee, committee2 := districttest.Community+"R", districttest.Community2+"R"
	before, _ := w.Tree().Holder(orgtree.CommitteeDirector, committee)
	w.Change(orgtree.EndPost{ID: before.ID, Day: since},
		appoint("resident", orgtree.CommitteeMember, committee), appoint("resident-2", orgtree.CommitteeDirector, committee),
		appoint("resident-3", orgtree.CommitteeMember, committee), appoint("neighbour", orgtree.CommitteeMember, committee2))
	return w
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, standard.Kind, payment.KindCadre, payment.Kind)
}
