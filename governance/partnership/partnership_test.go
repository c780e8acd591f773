package partnership_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/partnership"
	"github.com/jinlin-project/jinlin/governance/partnership/service"
	"github.com/jinlin-project/jinlin/governance/partnership/studio"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

const (
	society orgtree.Code = "350205001001O01" // 海沧社区爱心志愿协会
	shop    orgtree.Code = "350205001001B01" // 海沧社区便民超市
	agency  orgtree.Code = "350205K01"       // 海沧区第1社会工作服务中心
)

// open is a district in which the society has a Party branch of its own, for which
// "neighbour" acts; the other partners have no account.
func open(tb testing.TB) *districttest.World {
	books, err := partnership.New(nil)
	require.NoError(tb, err)
	w := districttest.New(tb, memory.New(), books.Shelves()...)
	today := civil.DateOf(w.Now())
	w.Change(orgtree.AddUnit{Day: today, Unit: orgtree.Unit{
		Code: "P" + society, Name: "爱心志愿协会党支部", Kind: orgtree.AgencyCommittee, Form: orgtree.FormBranch, Parent: "P" + districttest.Community, At: society,
	}}, orgtree.Appoint{ID: "society-secretary", Post: orgtree.Post{Kind: orgtree.Secretary, Unit: "P" + society, Person: "neighbour", From: today}})
	return w
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, studio.KindStudio, studio.KindEvent, partnership.Kind, service.Kind)
}
