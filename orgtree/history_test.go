package orgtree_test

import (
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// history is an organisation that grew by random batches, and how it grew.
type history struct {
	versions []*orgtree.Org // the small organisation, then one after each batch
	batches  [][]orgtree.Change
	oracle   *oracle
}

// last is the organisation as it is known at the end.
func (h *history) last() *orgtree.Org { return h.versions[len(h.versions)-1] }

// live makes n batches and keeps those that are accepted. Where inOrder is set,
// every batch is of one day, none earlier than the one before: an organisation
// whose news is entered as it happens.
func live(t *testing.T, seed uint64, n int, inOrder bool) *history {
	t.Helper()
	h := &history{versions: []*orgtree.Org{smallOrg(t)}, oracle: newOracle()}
	for _, c := range small() {
		require.True(t, h.oracle.apply(c))
	}
	g := &guesser{Rand: rand.New(rand.NewPCG(seed, 11)), o: h.oracle}
	for i := range n {
		if inOrder {
			g.today = 1 + civil.Date(i*(horizon-1)/n)
		}
		batch := g.batch()
		next, err := h.last().Apply(batch...)
		if err != nil {
			continue
		}
		for _, c := range batch {
			h.oracle.apply(c)
		}
		h.versions, h.batches = append(h.versions, next), append(h.batches, batch)
	}
	require.Greater(t, len(h.batches), n/8, "seed %d: hardly anything was accepted", seed)
	return h
}

// dayOfChange is the first day on which a change makes a difference.
func dayOfChange(change orgtree.Change) civil.Date {
	switch c := change.(type) {
	case orgtree.AddUnit:
		return c.Day
	case orgtree.Rename:
		return c.Day
	case orgtree.Move:
		return c.Day
	case orgtree.Restation:
		return c.Day
	case orgtree.SetForm:
		return c.Day
	case orgtree.SetCovers:
		return c.Day
	case orgtree.Merge:
		return c.Day
	case orgtree.Split:
		return c.Day
	case orgtree.Dissolve:
		return c.Day
	case orgtree.Appoint:
		return c.Post.From
	case orgtree.EndPost:
		return c.Day
	}
	panic("no such change")
}

// firstDay is the first day on which a batch makes a difference.
func firstDay(batch []orgtree.Change) civil.Date {
	first := civil.Forever
	for _, c := range batch {
		first = min(first, dayOfChange(c))
	}
	return first
}

// domain.md §1: "the tree on day D" is always answerable, and what is entered
// later for later days does not change it: the days before a batch look the same
// after it as before it.
func TestDaysBeforeAChangeStayAsTheyWere(t *testing.T) {
	for seed := range uint64(15) {
		h := live(t, seed, 60, false)
		for i, batch := range h.batches {
			for d := range min(firstDay(batch), horizon) {
				require.Equal(t, describe(h.versions[i].On(d)), describe(h.versions[i+1].On(d)), "seed %d, day %d: %+v", seed, d, batch)
			}
		}
	}
}

// domain.md §1: the tree of a day is that of the part of the history which
// happened by then, where news is entered as it happens.
func TestADayIsThePartOfTheHistoryUpToIt(t *testing.T) {
	for seed := range uint64(15) {
		h := live(t, seed, 80, true)
		for d := range civil.Date(horizon) {
			known := 0
			for known < len(h.batches) && firstDay(h.batches[known]) <= d {
				known++
			}
			require.Equal(t, describe(h.versions[known].On(d)), describe(h.last().On(d)), "seed %d, day %d", seed, d)
		}
	}
}

// joined is the fields of several deltas in one, the later ones counting: how a
// replica catches up that was away for a while.
func joined(versions []*orgtree.Org) iter.Seq2[string, []byte] {
	all := map[string][]byte{}
	for _, o := range versions {
		for key, value := range o.Delta() {
			all[key] = value
		}
	}
	return func(yield func(string, []byte) bool) {
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if !yield(key, all[key]) {
				return
			}
		}
	}
}

// A replica that takes in the entries one by one, one that takes in all at once
// and one that reads the whole document arrive at the same.
func TestReplicasArriveAtTheSame(t *testing.T) {
	for seed := range uint64(15) {
		h := live(t, seed, 80, false)
		want := dump(h.last())
		oneByOne, err := h.versions[0], error(nil)
		for _, o := range h.versions[1:] {
			oneByOne, err = oneByOne.Fold(o.Delta())
			require.NoError(t, err)
		}
		require.Equal(t, want, dump(oneByOne))
		atOnce, err := h.versions[0].Fold(joined(h.versions[1:]))
		require.NoError(t, err)
		require.Equal(t, want, dump(atOnce))
		whole, err := orgtree.FromFields(h.last().Fields())
		require.NoError(t, err)
		require.Equal(t, want, dump(whole))
		again, err := atOnce.Fold(joined(h.versions[1:]))
		require.NoError(t, err)
		require.Equal(t, want, dump(again), "taking in an entry twice does no harm")
	}
}

// Ways to the same organisation may be different, but what it accepts from then
// on is not: a replica refuses what the original refuses, with the same faults.
func TestReplicasRefuseTheSame(t *testing.T) {
	for seed := range uint64(10) {
		h := live(t, seed, 60, false)
		replica, err := orgtree.FromFields(h.last().Fields())
		require.NoError(t, err)
		g := &guesser{Rand: rand.New(rand.NewPCG(seed, 12)), o: h.oracle, n: 10_000}
		for range 60 {
			batch := g.batch()
			a, errA := h.last().Apply(batch...)
			b, errB := replica.Apply(batch...)
			if errA != nil {
				require.Error(t, errB)
				require.ElementsMatch(t, faultsOf(t, errA), faultsOf(t, errB), "%+v", batch)
				continue
			}
			require.NoError(t, errB)
			require.Equal(t, dump(a), dump(b))
		}
	}
}

// Changes of one day about different facts may be entered in any order, in one
// batch or in several.
func TestOrderOfChangesOfOneDay(t *testing.T) {
	changes := []orgtree.Change{
		orgtree.Rename{Code: "1a1", Name: "甲社区", Day: day},
		orgtree.Move{Code: "1a2", Parent: "1b", Day: day},
		orgtree.Move{Code: "1D2", Parent: "1", Day: day},
		orgtree.SetForm{Code: "P1a1", Form: orgtree.FormBranch, Day: day},
		orgtree.SetCovers{Code: "P1b1x", Covers: []orgtree.Code{"1b1y"}, Day: day},
		orgtree.SetCovers{Code: "1b2G", Covers: []orgtree.Code{"1b2L"}, Day: day},
		orgtree.Dissolve{Code: "1b1x1", Successor: "1b1x", Day: day},
		orgtree.AddUnit{Unit: orgtree.Unit{Code: "1a1z", Name: "新小区", Kind: orgtree.Compound, Parent: "1a1"}, Day: day},
		appoint("post-x", orgtree.Secretary, "P1a", "li", day, 0),
		orgtree.SetPerson{Person: orgtree.Person{ID: "li", Member: true, Home: "P1a"}, Day: day},
	}
	want := dump(mustApply(t, smallOrg(t), changes...))
	r := rand.New(rand.NewPCG(1, 13))
	for range 40 {
		r.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
		require.Equal(t, want, dump(mustApply(t, smallOrg(t), changes...)))
		o := mustApply(t, smallOrg(t), changes[:4]...)
		for _, c := range changes[4:] {
			o = mustApply(t, o, c)
		}
		require.Equal(t, want, dump(o), "one after the other")
	}
}
