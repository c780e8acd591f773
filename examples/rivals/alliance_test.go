package rivals_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance"
	"github.com/jinlin-project/jinlin/governance/alliance/entry"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// G6: a resource serves one project at a time, however many needs are matched with it
// at once; need, resource and project always say the same, and the alliance counts
// what is open.
func TestAResourceServesOneProject(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := alliance.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, books.Shelves()...)
		a := w.Do("community", alliance.Kind, uuid.Nil, alliance.Propose{
			Name: "联盟", Core: districttest.Community, Reasons: []alliance.Reason{"adjacency"}, Founders: []orgtree.Code{districttest.Department1}, Rotation: governance.Yearly,
		})
		w.Do("town", alliance.Kind, a.ID, alliance.Approve{})
		for i := range 8 {
			list := []entry.List{entry.Resources, entry.Needs, entry.Needs, entry.Needs}[i%4]
			w.Do("community", alliance.Kind, a.ID, alliance.Put{List: list, Sort: "venue", Title: fmt.Sprint(i)})
		}
		var resources, needs []*entry.Entry
		for _, e := range districttest.Records[entry.Entry](w, entry.Kind) {
			if e.List == entry.Resources {
				resources = append(resources, e)
			} else {
				needs = append(needs, e)
			}
		}
		today := civil.DateOf(w.Now())
		for range 4 {
			require.Equal(t, 2, w.Rivals(12, func(i int) error {
				_, err := w.Try("community", entry.Kind, needs[i%6].ID, entry.Match{Resource: resources[i/6].ID, Together: "resources", Day: today})
				return err
			}), "each resource once")
			requireProjects(t, w)
			w.Rivals(8, func(i int) error {
				for _, it := range districttest.Records[item.Item](w, item.Kind) {
					if it.Phase == item.Planned && i%2 == 0 {
						_, err := w.Try("community", item.Kind, it.ID, item.Cancel{Reason: "x"})
						return err
					}
				}
				return nil
			})
			requireProjects(t, w)
			for _, it := range districttest.Records[item.Item](w, item.Kind) {
				_, _ = w.Try("community", item.Kind, it.ID, item.Cancel{Reason: "x"})
			}
		}
	})
}

func requireProjects(t *testing.T, w *districttest.World) {
	open, engaged := map[uuid.UUID]uuid.UUID{}, map[uuid.UUID]uuid.UUID{}
	items := 0
	for _, it := range districttest.Records[item.Item](w, item.Kind) {
		if it.Closed.IsZero() {
			items++
			require.NotContains(t, open, it.Resource)
			open[it.Need], open[it.Resource] = it.ID, it.ID
		}
	}
	for _, e := range districttest.Records[entry.Entry](w, entry.Kind) {
		if e.Phase == entry.Matched {
			engaged[e.ID] = e.Item
		}
	}
	require.Equal(t, open, engaged)
	require.Equal(t, items, districttest.Records[alliance.Alliance](w, alliance.Kind)[0].OpenItems)
}
