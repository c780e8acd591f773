package governance_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

// people of the toy district, with and without posts.
var people = []string{ann, bo, deng, dai, mei, tang, tong, zhong, shu}

// at reports whether a person is at an address on the tree's day.
func at(tree *orgtree.Tree, person string, to governance.Address) bool {
	m := governance.Moment{Actor: governance.ActorOf(tree, person, person), Org: tree}
	return m.IsAmong(those(to))
}

// whoIs lists the people at an address.
func whoIs(tree *orgtree.Tree, to governance.Address) (out []string) {
	for _, p := range people {
		if at(tree, p, to) {
			out = append(out, p)
		}
	}
	return out
}

func today(t testing.TB, changes ...orgtree.Change) *orgtree.Tree {
	org, err := orgtree.New().Apply(units()...)
	require.NoError(t, err)
	for _, c := range changes {
		org, err = org.Apply(c)
		require.NoError(t, err)
	}
	return org.On(civil.MustParse("2024-09-27"))
}

// An address is its unit, the town of that community, the centre of that
// district, that person, and nobody else.
func TestAddresses(t *testing.T) {
	tree := today(t)
	for _, c := range []struct {
		to   governance.Address
		want []string
		key  string
	}{
		{governance.Unit(harbour), []string{deng}, "350205001001"},
		{governance.Unit(towers), []string{shu}, "350205001001001"},
		{governance.Unit(gardens), nil, "350205001001002"},
		{governance.Unit(townEast), []string{tang}, "350205001"},
		{governance.Unit("350209"), nil, "350209"},
		{governance.Of(orgtree.Community, towers), []string{deng}, "community@350205001001001"},
		{governance.Of(orgtree.Community, harbour), []string{deng}, "community@350205001001"},
		{governance.Of(orgtree.Town, hill), []string{tang}, "town@350205001002"},
		{governance.Of(orgtree.Town, towers), []string{tang}, "town@350205001001001"},
		{governance.Of(orgtree.Town, meadow), []string{tong}, "town@350205002001"},
		{governance.Of(orgtree.Centre, district), []string{zhong}, "centre@350205"},
		{governance.Of(orgtree.Centre, towers), []string{zhong}, "centre@350205001001001"},
		{governance.Of(orgtree.Town, district), nil, "town@350205"},
		{governance.Of(orgtree.Town, ""), nil, "town@"},
		{governance.Person(ann), []string{ann}, "person:ann"},
		{governance.Person(""), nil, ""},
		{governance.Public, nil, "public"},
	} {
		assert.Equal(t, c.want, whoIs(tree, c.to), c.key)
		assert.Equal(t, c.key, c.to.Key())
	}
	assert.True(t, governance.Address{}.IsZero())
	assert.True(t, governance.Person("").IsZero())
	assert.False(t, governance.Public.IsZero())
	assert.False(t, governance.Unit(hill).IsZero())
}

// "The right to whistle belongs to communities and compounds": whoever holds an
// acting post in a Party organisation acts for where it stands and what it
// covers.
func TestActorActsForSeat(t *testing.T) {
	tree := today(t, orgtree.SetCovers{Code: branch, Covers: []orgtree.Code{gardens}, Day: civil.MustParse("2020-01-01")})
	for _, place := range []orgtree.Code{towers, gardens, branch} {
		assert.Equal(t, []string{shu}, whoIs(tree, governance.Unit(place)), place)
		keys := governance.KeysOf(ptr(governance.ActorOf(tree, shu, shu)), tree)
		assert.Contains(t, keys.Desk, string(place))
	}
}

func ptr[T any](v T) *T { return &v }

// Units moving to another town: the new town gets the desk, the record's key
// stays what it was.
func TestTownOfThatCommunityMoves(t *testing.T) {
	tree := today(t, orgtree.Move{Code: harbour, Parent: townWest, Day: civil.MustParse("2024-09-27")})
	assert.Equal(t, []string{tong}, whoIs(tree, governance.Of(orgtree.Town, harbour)))
	assert.Equal(t, []string{tong}, whoIs(tree, governance.Of(orgtree.Town, towers)))
	assert.Contains(t, governance.KeysOf(ptr(governance.ActorOf(tree, tong, tong)), tree).Desk, "town@"+string(harbour))
	assert.NotContains(t, governance.KeysOf(ptr(governance.ActorOf(tree, tang, tang)), tree).See, string(harbour))
}

// "Merging or dissolving a unit must never strand its open work: the successor
// inherits it", also where the address is read through the dissolved one.
func TestWorkOfDissolvedUnits(t *testing.T) {
	day := civil.MustParse("2024-09-20")
	tree := today(t,
		orgtree.Dissolve{Code: branch, Successor: "P350205002001", Day: day},
		orgtree.Dissolve{Code: "P350205001001", Successor: "P350205002001", Day: day},
		orgtree.Dissolve{Code: towers, Successor: gardens, Day: day},
		orgtree.Dissolve{Code: harbour, Successor: meadow, Day: day})
	for _, c := range []struct {
		to   governance.Address
		want []string
	}{
		{governance.Unit(harbour), []string{mei}}, {governance.Of(orgtree.Community, towers), []string{mei}},
		{governance.Of(orgtree.Community, gardens), []string{mei}}, {governance.Of(orgtree.Community, harbour), []string{mei}},
		{governance.Of(orgtree.Town, harbour), []string{tong}}, {governance.Of(orgtree.Centre, harbour), []string{zhong}},
	} {
		assert.Equal(t, c.want, whoIs(tree, c.to), c.to.Key())
	}
}

// The keys by which lists are found give exactly what the rights admit: for
// every address that desks are kept under, whoever reaches it holds its key and
// nobody else does, on a hundred organisations of random changes.
func TestReachAgreesWithKeys(t *testing.T) {
	for seed := range uint64(100) {
		org, places, said := randomOrganisation(t, rand.New(rand.NewPCG(seed, 3)))
		tree := org.On(civil.MustParse("2024-09-27"))
		addresses := []governance.Address{governance.Of(orgtree.Centre, district), governance.Person(ann)}
		for code, kind := range places {
			addresses = append(addresses, governance.Unit(code))
			switch kind {
			case orgtree.Community:
				addresses = append(addresses, governance.Of(orgtree.Town, code), governance.Of(orgtree.Community, code))
			case orgtree.Compound:
				addresses = append(addresses, governance.Of(orgtree.Community, code))
			}
		}
		for _, person := range people {
			keys := governance.KeysOf(ptr(governance.ActorOf(tree, person, person)), tree)
			for _, to := range addresses {
				require.Equal(t, at(tree, person, to), slices.Contains(keys.Desk, to.Key()), "seed %d: %s at %s; changes %v", seed, person, to.Key(), said)
			}
			for _, key := range keys.Desk {
				require.Contains(t, keys.See, key, "what lies on a desk may be seen")
			}
			require.True(t, slices.IsSorted(keys.See) && slices.IsSorted(keys.Desk))
			require.Contains(t, keys.See, "public")
			require.NotContains(t, keys.Desk, "public")
		}
	}
}

// randomOrganisation is the toy district after random moves, merges and
// dissolutions, with every unit it ever
// had and the changes made.
func randomOrganisation(t testing.TB, r *rand.Rand) (_ *orgtree.Org, _ map[orgtree.Code]orgtree.Kind, made []orgtree.Change) {
	org, err := orgtree.New().Apply(units()...)
	require.NoError(t, err)
	places := map[orgtree.Code]orgtree.Kind{
		townEast: orgtree.Town, townWest: orgtree.Town, harbour: orgtree.Community, hill: orgtree.Community, meadow: orgtree.Community,
		towers: orgtree.Compound, gardens: orgtree.Compound,
	}
	codes := make([]orgtree.Code, 0, len(places))
	for code := range places {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	day := civil.MustParse("2024-01-01")
	for range r.IntN(8) {
		day += civil.Date(r.IntN(20))
		a, b := codes[r.IntN(len(codes))], codes[r.IntN(len(codes))]
		change := []orgtree.Change{
			orgtree.Move{Code: a, Parent: b, Day: day}, orgtree.Dissolve{Code: a, Successor: b, Day: day},
			orgtree.Merge{Codes: []orgtree.Code{a}, Into: b, Day: day},
		}[r.IntN(3)]
		if next, err := org.Apply(change); err == nil {
			org, made = next, append(made, change)
		}
	}
	return org, places, made
}

// A community and its town see what concerns the community; the centre and the
// district what concerns the district; others do not.
func TestWhoSees(t *testing.T) {
	w := newWorld(t)
	l := w.ask(ann)
	for _, person := range people {
		_, err := w.loans.Get(t.Context(), w.actor(person), l.ID)
		sees := slices.Contains([]string{ann, deng, tang, zhong, shu}, person)
		assert.Equal(t, sees, err == nil, "%s: %v", person, err)
		if !sees {
			var missing *governance.NotFoundError
			require.ErrorAs(t, err, &missing)
		}
	}
	_, err := w.loans.Get(t.Context(), governance.Actor{}, l.ID)
	require.Error(t, err, "nobody without an account sees it")
	_, err = w.tags.Get(t.Context(), governance.Actor{}, l.Slip)
	require.NoError(t, err, "but everybody sees the public tag")
}

// "ByAnyone is the authority of everyone with an account": and of nobody else.
func TestAnyoneNeedsAnAccount(t *testing.T) {
	w := newWorld(t)
	_, err := w.loans.Do(t.Context(), governance.Request{Command: asking()})
	var forbidden *governance.ForbiddenError
	require.ErrorAs(t, err, &forbidden)
	assert.Equal(t, "任何登录者", forbidden.Who[0].Zh)
}

// Holding several posts, a person acts in the one that gives the right.
func TestActsInThePostThatGivesTheRight(t *testing.T) {
	w := newWorld(t)
	w.change(organisation.Appoint{Appoint: orgtree.Appoint{ID: "8", Post: orgtree.Post{
		Kind: orgtree.TownClerk, Unit: townEast, Person: deng, From: civil.MustParse("2024-09-01")}}})
	l := w.ask(ann)
	w.do(deng, l.ID, PassUp{})
	w.do(deng, l.ID, Lend{Key: "7"})
	history := w.entries(loanRef(l.ID))
	assert.Equal(t, "community-worker", history[1].By.Post)
	assert.Equal(t, governance.Stamp{Person: deng, Post: "town-clerk", Unit: string(townEast)}, history[2].By)
}

// "Rights follow posts": with the post goes the right, on the very day.
func TestRightEndsWithThePost(t *testing.T) {
	w := newWorld(t)
	l := w.ask(ann)
	w.change(organisation.EndPost{EndPost: orgtree.EndPost{ID: "1", Day: civil.MustParse("2024-09-28")}})
	_, err := w.loans.Get(t.Context(), w.actor(deng), l.ID)
	require.NoError(t, err, "held to the end of the 27th")
	w.to("2024-09-28 00:00")
	_, err = w.try(deng, l.ID, Lend{Key: "7"})
	var missing *governance.NotFoundError
	require.ErrorAs(t, err, &missing)
}

// The audience and the desks of a record are exactly what its rows say.
func TestSharesFollowFromTheRows(t *testing.T) {
	w := newWorld(t)
	l := w.ask(ann)
	desks := func() (out []string) {
		for _, person := range people {
			views, _, err := w.loans.List(t.Context(), w.actor(person), governance.Query{Desk: true})
			require.NoError(t, err)
			for range views {
				out = append(out, person)
			}
		}
		return out
	}
	for _, step := range []struct {
		by   string
		cmd  governance.Command
		want string
	}{
		{deng, PassUp{}, "tang"}, {tang, Lend{Key: "7"}, "ann"}, {deng, Hold{Days: 1}, "ann"}, {ann, Return{Damaged: true}, "deng"}, {deng, Check{}, ""},
	} {
		w.do(step.by, l.ID, step.cmd)
		assert.Equal(t, step.want, strings.Join(desks(), " "), "after %s", step.cmd.Verb())
	}
}

// KeysWithin: what concerns a unit, for figures of that unit.
func TestKeysWithin(t *testing.T) {
	tree := today(t)
	assert.Equal(t, []string{"350205001001", "community@350205001001", "community@350205001001001", "community@350205001001002"}, governance.KeysWithin(harbour, tree))
	assert.Contains(t, governance.KeysWithin(townEast, tree), string(hill))
	assert.NotContains(t, governance.KeysWithin(townEast, tree), string(meadow))
	assert.Contains(t, governance.KeysWithin(centreUnit, tree), string(district))
	keys := governance.Keys{See: []string{"a", "b"}}
	assert.True(t, keys.Sees([]governance.Share{{Key: "x"}, {Key: "b"}}))
	assert.False(t, keys.Sees([]governance.Share{{Key: "x", Desk: true}}))
	assert.False(t, keys.Sees(nil))
}

// those is an authority over some addresses, whatever the record.
func those(where ...governance.Address) func([]governance.Address) []governance.Address {
	return func(to []governance.Address) []governance.Address { return append(to, where...) }
}

// What is addressed to the district as a level is the district's alone; what is
// addressed to its code the centre sees too, since it concerns the district.
func TestTheDistrictAsALevel(t *testing.T) {
	w := newWorld(t)
	tree := w.tree()
	of := func(unit orgtree.Code) governance.Actor {
		return governance.Actor{Account: "x", Person: "x", Posts: []orgtree.Post{{Kind: orgtree.Secretary, Unit: unit, Person: "x"}}}
	}
	level, own := governance.Of(orgtree.District, district), governance.Unit(district)
	centre, ok := tree.Centre(towers)
	require.True(t, ok)
	for unit, want := range map[orgtree.Code][2]bool{district: {true, true}, centre: {false, true}, towers: {false, false}} {
		actor := of(unit)
		keys := governance.KeysOf(&actor, tree)
		assert.Equal(t, want, [2]bool{keys.Sees([]governance.Share{{Key: level.Key()}}), keys.Sees([]governance.Share{{Key: own.Key()}})}, unit)
		m := governance.Moment{Actor: actor, Org: tree}
		assert.Equal(t, want[0], m.IsAmong(those(level)), "and it is a right of theirs alone: %s", unit)
	}
}
