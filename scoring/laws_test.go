package scoring_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// sameBytes wants two sets of opinions to be the same, byte for byte.
func sameBytes(tb testing.TB, a, b []scoring.Opinion, why string) {
	tb.Helper()
	require.Len(tb, b, len(a), why)
	for i := range a {
		require.Equal(tb, string(a[i].Canonical()), string(b[i].Canonical()), why)
		require.Equal(tb, a[i].Digest(), b[i].Digest(), why)
	}
}

// Issue 3: permuting observations changes nothing, the same input gives the same
// bytes.
func TestOrderOfObservationsDoesNotMatter(t *testing.T) {
	for seed := range uint64(60) {
		rng := seeded(seed)
		rs, all := anyRules(rng), someParts(rng, 200)
		before := opine(t, rs, all)
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		sameBytes(t, before, opine(t, rs, all), "permuted")
	}
}

// Counting in parts and merging, in any grouping and order, is counting at once.
func TestMergingIsAssociativeAndCommutative(t *testing.T) {
	for seed := range uint64(40) {
		rng := seeded(seed)
		s := must(scoring.NewScorer(anyRules(rng)))
		all := someParts(rng, 1500)
		i, j := rng.IntN(500), 500+rng.IntN(500)
		parts := func() (a, b, c *scoring.Tally) {
			return count(t, all[:i], q3), count(t, all[i:j], q3), count(t, all[j:], q3)
		}
		want := must(s.Opinions(count(t, all, q3), q3, 1))
		a, b, c := parts()
		require.NoError(t, a.Merge(b))
		require.NoError(t, a.Merge(c))
		sameBytes(t, want, must(s.Opinions(a, q3, 1)), "(a+b)+c")
		a, b, c = parts()
		require.NoError(t, b.Merge(c))
		require.NoError(t, b.Merge(a))
		sameBytes(t, want, must(s.Opinions(b, q3, 1)), "(b+c)+a")
	}
	err := count(t, nil, q3).Merge(scoring.NewTally())
	var wrong *scoring.PeriodError
	require.ErrorAs(t, err, &wrong, "tallies of other periods do not add up")
}

// Issue 3: splitting a period and joining it agrees for counters.
func TestSplitPeriodsJoin(t *testing.T) {
	for seed := range uint64(40) {
		rng := seeded(seed)
		s := must(scoring.NewScorer(anyRules(rng)))
		all := someParts(rng, 800)
		cut := at(1 + rng.IntN(92*24-1))
		first, second := must(scoring.Between(q3.From(), cut)), must(scoring.Between(cut, q3.To()))
		joined, err := count(t, all, second, q3, first).Join(q3)
		require.NoError(t, err)
		sameBytes(t, must(s.Opinions(count(t, all, q3), q3, 1)), must(s.Opinions(joined, q3, 1)), "split at an instant")
		_, err = count(t, all, first).Join(q3)
		require.Error(t, err, "half a period is not the whole")
	}
}

// Issue 3: periods that overlap may be kept beside each other; one that leads
// nowhere does not stand in the way of those that lead to the end, in any order.
func TestOverlappingPeriodsJoin(t *testing.T) {
	rng := seeded(7)
	all := someParts(rng, 400)
	s := must(scoring.NewScorer(anyRules(rng)))
	blind := must(scoring.ParsePeriod("2024-07-01/2024-08-15"))
	july, rest := must(scoring.ParsePeriod("2024-07-01/2024-08-01")), must(scoring.ParsePeriod("2024-08-01/2024-10-01"))
	for _, kept := range [][]scoring.Period{{blind, july, rest}, {rest, blind, july}, {july, rest, blind}} {
		joined, err := count(t, all, kept...).Join(q3)
		require.NoError(t, err, "%v", kept)
		sameBytes(t, must(s.Opinions(count(t, all, q3), q3, 1)), must(s.Opinions(joined, q3, 1)), "joined")
	}
	_, err := count(t, all, blind, rest).Join(q3)
	var parts *scoring.PeriodError
	require.ErrorAs(t, err, &parts)
	require.Equal(t, scoring.PeriodParts, parts.Problem)
	month := func(from, to int) scoring.Period { return must(scoring.Between(at(from), at(to))) }
	var many []scoring.Period // so many ways that trying each would not end
	for i := range 60 {
		many = append(many, month(i, i+1), month(i, i+2))
	}
	_, err = scoring.NewTally(many...).Join(must(scoring.Between(at(0), at(62))))
	require.Error(t, err)
}

// Live counters: what was counted can be taken back, and leaves nothing.
func TestRemovingUndoesAdding(t *testing.T) {
	for seed := range uint64(20) {
		rng := seeded(seed)
		s := must(scoring.NewScorer(anyRules(rng)))
		all := someParts(rng, 3000)
		live := count(t, all, q3)
		for i := 1000; i < len(all); i++ {
			require.NoError(t, live.Remove(&all[i]))
		}
		sameBytes(t, must(s.Opinions(count(t, all[:1000], q3), q3, 1)), must(s.Opinions(live, q3, 1)), "taken back")
	}
}

// 3: what a unit is called is nothing to its score.
func TestRenamingUnitsOnlyRenames(t *testing.T) {
	for seed := range uint64(30) {
		rng := seeded(seed)
		rs, all := anyRules(rng), someParts(rng, 300)
		names := map[orgtree.Code]orgtree.Code{}
		for i, n := range rng.Perm(100) {
			for _, kind := range []string{"U", "C"} {
				names[orgtree.Code(kind+string(rune('0'+i%10)))] = orgtree.Code("X" + kind + string(rune('A'+n%26)) + string(rune('A'+i%10)))
			}
		}
		before := opine(t, rs, all)
		for i := range all {
			all[i].Unit = names[all[i].Unit]
		}
		after := opine(t, rs, all)
		require.Len(t, after, len(before))
		for _, o := range before {
			o.Peer.Unit = names[o.Peer.Unit]
			i := slices.IndexFunc(after, func(a scoring.Opinion) bool { return a.Peer == o.Peer })
			require.Equal(t, string(o.Canonical()), string(after[i].Canonical()))
		}
	}
}

// change compares the opinion on the unit of one part before and after that part
// is changed.
func change(tb testing.TB, rs scoring.RuleSet, all []scoring.Observation, i int, changed scoring.Observation) (before, after scoring.Opinion) {
	tb.Helper()
	find := func(all []scoring.Observation) scoring.Opinion {
		for _, o := range opine(tb, rs, all) {
			if o.Peer == (scoring.Peer{Unit: changed.Unit, Group: changed.Group, Side: changed.Side}) {
				return o
			}
		}
		return scoring.Opinion{}
	}
	before = find(all)
	was := all[i]
	all[i] = changed
	after = find(all)
	all[i] = was
	return before, after
}

// Issue 3: raising any rating never lowers a score, nor a rank.
func TestRaisingARatingNeverLowersAScore(t *testing.T) {
	raised := 0
	for seed := range uint64(900) {
		rng := seeded(seed)
		rs, all := anyRules(rng), someParts(rng, 60)
		if rs.Side != scoring.Responder {
			continue
		}
		for range 8 {
			i := rng.IntN(len(all))
			o := all[i]
			r := pick(rng, &o.Whistler, &o.Sender)
			if r.Answer != scoring.Given {
				continue
			}
			r.Step = min(5, r.Step+rng.IntN(3))
			if better := map[scoring.Outcome]scoring.Outcome{scoring.Unsolved: scoring.Partly, scoring.Partly: scoring.Solved}[r.Solved]; better != "" && rng.IntN(2) == 0 {
				r.Solved = better
			}
			before, after := change(t, rs, all, i, o)
			require.Equal(t, before.Lack, after.Lack, "seed %d", seed)
			if before.Score == nil {
				continue
			}
			require.GreaterOrEqual(t, *after.Score, *before.Score, "seed %d: %+v became %+v", seed, all[i], o)
			require.LessOrEqual(t, after.Rank, before.Rank, "seed %d", seed)
			if *after.Score > *before.Score {
				raised++
			}
		}
	}
	require.Greater(t, raised, 50, "raising must raise")
}

// selfish changes a part as only its unit could bring about: refusing, dragging,
// keeping others from rating, doing bad work.
func selfish(rng *rand.Rand, o scoring.Observation) scoring.Observation {
	later := func(done time.Time) time.Time {
		if done.IsZero() || rng.IntN(2) == 0 {
			return time.Time{}
		}
		return done.Add(time.Duration(rng.IntN(400)) * time.Hour)
	}
	if rng.IntN(3) == 0 {
		o.Respond.Done = later(o.Respond.Done)
	}
	if rng.IntN(3) == 0 {
		o.Complete.Done = later(o.Complete.Done)
		if o.Complete.Done.IsZero() {
			o.Outcome = ""
		}
		late := !onTime(o.Complete)
		for _, r := range []*scoring.Rating{&o.Whistler, &o.Sender} { // too late to be rated in time for this edition
			if r.Answer != "" && r.Answer != scoring.Withheld && late && rng.IntN(2) == 0 {
				*r = scoring.Rating{Answer: scoring.Pending}
			}
		}
	}
	if o.Side == scoring.Whistler {
		return o
	}
	if rng.IntN(4) == 0 {
		o.Refused, o.RefusedUnreasonably = o.Refused+1, o.RefusedUnreasonably+1
	}
	for _, r := range []*scoring.Rating{&o.Whistler, &o.Sender} {
		if r.Answer != "" && rng.IntN(4) == 0 {
			*r = scoring.Rating{Answer: scoring.Withheld}
		}
	}
	o.SentBack += max(0, rng.IntN(6)-4)
	o.Reopened += max(0, rng.IntN(6)-4)
	return o
}

// Issue 3: no unit gains by refusing to be rated, by refusing orders, by
// dragging, or by doing any of it to several parts at once; not in score, not in
// rank, and not by slipping under the minimum sample.
func TestNoUnitGainsByItsOwnActs(t *testing.T) {
	worse := 0
	for seed := range uint64(500) {
		rng := seeded(seed)
		rs, all := anyRules(rng), someParts(rng, 60)
		for range 6 {
			i := rng.IntN(len(all))
			o := selfish(rng, all[i])
			require.NoError(t, o.Validate(), "the changed part must be a part")
			require.Equal(t, all[i].At(), o.At(), "no act moves a part to another period")
			before, after := change(t, rs, all, i, o)
			require.Equal(t, before.Parts, after.Parts)
			require.GreaterOrEqual(t, after.Ratings, before.Ratings, "seed %d: ratings refused still count to the minimum", seed)
			if before.Score == nil { // an act can give a rate its first denominator, with nothing above it
				continue
			}
			require.NotNil(t, after.Score, "seed %d: nobody escapes a score", seed)
			require.LessOrEqual(t, *after.Score, *before.Score, "seed %d: %+v became %+v", seed, all[i], o)
			if before.Lack == "" {
				require.Empty(t, after.Lack, "seed %d: nobody slips under the minimum", seed)
				require.GreaterOrEqual(t, after.Rank, before.Rank, "seed %d", seed)
			}
			if *after.Score < *before.Score {
				worse++
			}
			all[i] = o
		}
	}
	require.Greater(t, worse, 200, "the acts must be acts")
}

// 3: an unrated part leaves the denominator and is shown beside; one that its
// unit kept from being rated stays in it.
func TestUnratedLeavesKeptStays(t *testing.T) {
	rs := scoring.PracticeRules()
	for _, c := range []struct {
		name         string
		change       func(*scoring.Observation)
		den, unrated int64
	}{
		{"rated by both", func(*scoring.Observation) {}, 4, 0},
		{"the sender is silent", func(o *scoring.Observation) { o.Sender = scoring.Rating{Answer: scoring.Silent} }, 3, 1},
		{"done in time, still being asked", func(o *scoring.Observation) { o.Sender = scoring.Rating{Answer: scoring.Pending} }, 3, 1},
		{"done late, therefore still being asked", func(o *scoring.Observation) {
			o.Complete.Done = at(101)
			o.Sender = scoring.Rating{Answer: scoring.Pending}
		}, 4, 0},
		{"not done", func(o *scoring.Observation) {
			o.Complete.Done, o.Outcome = time.Time{}, ""
			o.Sender, o.Whistler = scoring.Rating{Answer: scoring.Pending}, scoring.Rating{Answer: scoring.Pending}
		}, 4, 0},
		{"withheld", func(o *scoring.Observation) { o.Sender = scoring.Rating{Answer: scoring.Withheld} }, 4, 0},
		{"an anonymous sender", func(o *scoring.Observation) { o.Sender = scoring.Rating{} }, 3, 0},
	} {
		all := []scoring.Observation{part(1, "A", scoring.Immediate), part(2, "A", scoring.Immediate)}
		c.change(&all[1])
		o := one(t, opine(t, rs, all), "A")
		require.Equal(t, "satisfied", o.Terms[1].Rate)
		require.Equal(t, [2]int64{c.den, c.unrated}, [2]int64{o.Terms[1].Den, o.Terms[1].Unrated}, c.name)
	}
}
