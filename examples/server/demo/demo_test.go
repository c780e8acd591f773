package demo_test

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/examples/server/demo"
	"github.com/jinlin-project/jinlin/orgtree"
)

// http.md, Start: a small real district, 6 towns and 49 communities, then
// compounds, buildings, grids, departments, centre, Party organisations,
// people.
func TestDistrict(t *testing.T) {
	org, err := demo.District()
	require.NoError(t, err)
	tree := org.On(civil.MustParse("2024-09-27"))
	count := map[orgtree.Kind]int{}
	for u := range tree.Subtree(demo.Root) {
		count[u.Kind]++
	}
	require.Equal(t, 6, count[orgtree.Town])
	require.Equal(t, 49, count[orgtree.Community])
	require.Equal(t, 1, count[orgtree.Centre])
	for _, kind := range []orgtree.Kind{orgtree.Compound, orgtree.Building, orgtree.Grid, orgtree.Department, orgtree.CompoundBranch} {
		require.NotZero(t, count[kind], kind.String())
	}
	again, err := demo.District()
	require.NoError(t, err)
	one, two := map[string]string{}, map[string]string{}
	for name, value := range org.Fields() {
		one[name] = string(value)
	}
	for name, value := range again.Fields() {
		two[name] = string(value)
	}
	require.Equal(t, one, two, "the same at every start")
}

func TestAccountsHoldTheirPostsSince2018(t *testing.T) {
	org, err := demo.District()
	require.NoError(t, err)
	a, err := accounts.New(accounts.NewMemory(), accounts.Options{Wall: time.Now, Entropy: rand.Reader, Cost: accounts.DemoCost, Trusting: true})
	require.NoError(t, err)
	first := org.On(demo.Since())
	require.NoError(t, demo.Enrol(t.Context(), a, first))
	require.NoError(t, demo.Enrol(t.Context(), a, first), "twice does no harm")
	list, err := demo.List(t.Context(), a, first, org.On(civil.MustParse("2024-09-27")), "en")
	require.NoError(t, err)
	for _, one := range list {
		account, err := a.Account(t.Context(), one.Account)
		require.NoError(t, err)
		if len(one.Posts) == 0 {
			require.Contains(t, []string{"resident", "building"}, one.Level, one.Account)
			person, ok := first.Person(account.Person)
			require.True(t, ok)
			home, _ := first.Compound(one.Unit)
			require.Equal(t, home, person.Home)
			continue
		}
		for _, p := range first.PostsOf(account.Person) {
			require.Equal(t, demo.Since(), p.From)
		}
		require.Empty(t, org.On(demo.Since()-1).PostsOf(account.Person))
	}
	var table strings.Builder
	require.NoError(t, demo.Print(&table, list))
	require.Equal(t, len(list)+1, strings.Count(table.String(), "\n"))
}
