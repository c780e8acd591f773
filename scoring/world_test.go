package scoring_test

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// The third quarter of 2024 is the period of most tests.
var q3 = must(scoring.Quarter(2024, 3))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 3)) }

// at is an instant of the third quarter of 2024, by hours.
func at(hours int) time.Time { return q3.From().Add(time.Duration(hours) * time.Hour) }

// id makes the n-th matter's id.
func id(n int) (u uuid.UUID) {
	binary.BigEndian.PutUint64(u[8:], uint64(n)+1)
	return u
}

// part is a sound responder's part, done in time, solved and rated satisfied by
// both, to be changed by a test.
func part(n int, unit orgtree.Code, list scoring.List) scoring.Observation {
	return scoring.Observation{
		Matter: id(n), Serial: fmt.Sprintf("350205-2024-%07d", n), Unit: unit, Group: scoring.Towns,
		Side: scoring.Responder, List: list, Role: scoring.Lead,
		Asked: at(0), Respond: scoring.Duty{Due: at(4), Done: at(2)}, Complete: scoring.Duty{Due: at(100), Done: at(90)},
		Outcome:  scoring.Solved,
		Whistler: scoring.Rating{Answer: scoring.Given, Step: 4, Solved: scoring.Solved},
		Sender:   scoring.Rating{Answer: scoring.Given, Step: 4, Solved: scoring.Solved},
	}
}

// whistle is a sound whistler's part: checked in time, rated in time.
func whistle(n int, unit orgtree.Code) scoring.Observation {
	return scoring.Observation{
		Matter: id(n), Serial: fmt.Sprintf("350205-2024-%07d", n), Unit: unit, Group: scoring.Communities,
		Side: scoring.Whistler, List: scoring.Immediate,
		Asked: at(10), Respond: scoring.Duty{Due: at(8), Done: at(2)}, Complete: scoring.Duty{Due: at(100), Done: at(90)},
	}
}

// anyRating is some rating of a responder.
func anyRating(rng *rand.Rand) scoring.Rating {
	switch a := pick(rng, "", scoring.Given, scoring.Given, scoring.Given, scoring.Silent, scoring.Pending, scoring.Withheld); a {
	case scoring.Given:
		return scoring.Rating{Answer: a, Step: 1 + rng.IntN(5), Solved: pick(rng, "", scoring.Solved, scoring.Solved, scoring.Partly, scoring.Unsolved)}
	default:
		return scoring.Rating{Answer: a}
	}
}

// anyPart is some sound part of either side, in and around the quarter.
func anyPart(rng *rand.Rand, n int) scoring.Observation {
	asked := at(rng.IntN(92*24+600) - 300)
	soon := func(most int) time.Time { return asked.Add(time.Duration(rng.IntN(most*60)) * time.Minute) }
	maybe := func(t time.Time) time.Time { return pick(rng, t, t, t, time.Time{}) }
	if rng.IntN(3) == 0 {
		o := whistle(n, orgtree.Code(fmt.Sprintf("C%d", rng.IntN(6))))
		o.Group = pick(rng, scoring.Communities, scoring.Compounds)
		o.Asked, o.List = asked, pick(rng, scoring.NoList, scoring.Immediate)
		o.Respond = scoring.Duty{Due: maybe(asked), Done: maybe(asked.Add(time.Duration(rng.IntN(20)-10) * time.Hour))}
		o.Complete = scoring.Duty{Due: maybe(soon(200)), Done: maybe(soon(300))}
		o.SentBack, o.Overruled = max(0, rng.IntN(4)-2), rng.IntN(5) == 0
		o.Ended = maybe(soon(100))
		return o
	}
	o := part(n, orgtree.Code(fmt.Sprintf("U%d", rng.IntN(8))), pick(rng, scoring.NoList, scoring.Immediate, scoring.Phased, scoring.Understanding))
	o.Group = pick(rng, scoring.Towns, scoring.Departments)
	o.Role = pick(rng, scoring.Lead, scoring.Assist, scoring.First)
	o.Asked = asked
	o.Respond = scoring.Duty{Due: maybe(soon(10)), Done: maybe(soon(12))}
	o.Complete = scoring.Duty{Due: soon(200), Done: maybe(soon(300))}
	o.Complete.Late = n%20 == 7 // not by chance, so that all else stays as it was drawn
	if n%31 == 5 {              // it ended before it was due
		o.Complete, o.Ended = scoring.Duty{}, asked.Add(time.Hour)
	}
	o.Outcome = ""
	if !o.Complete.Done.IsZero() {
		o.Outcome = pick(rng, scoring.Solved, scoring.Solved, scoring.Solved, scoring.Partly, scoring.Unsolved, scoring.Understood, "")
	}
	o.Whistler, o.Sender = anyRating(rng), anyRating(rng)
	o.Refused = max(0, rng.IntN(8)-5)
	o.RefusedUnreasonably = rng.IntN(o.Refused + 1)
	o.SentBack, o.Reopened = max(0, rng.IntN(8)-5), max(0, rng.IntN(8)-6)
	if rng.IntN(12) == 0 {
		o.Excluded = scoring.Exclusion(pick(rng, scoring.Exclusion("").Choices()...).Code)
	}
	return o
}

// someParts are n sound parts.
func someParts(rng *rand.Rand, n int) []scoring.Observation {
	out := make([]scoring.Observation, n)
	for i := range out {
		out[i] = anyPart(rng, i)
	}
	return out
}

// stream passes over observations by pointer, as sources hand them in.
func stream(all []scoring.Observation) iter.Seq[*scoring.Observation] {
	return func(yield func(*scoring.Observation) bool) {
		for i := range all {
			if !yield(&all[i]) {
				return
			}
		}
	}
}

// count tallies observations.
func count(tb testing.TB, all []scoring.Observation, periods ...scoring.Period) *scoring.Tally {
	tb.Helper()
	t := scoring.NewTally(periods...)
	for i := range all {
		require.NoError(tb, t.Add(&all[i]), "observation %d", i)
	}
	return t
}

// opine forms the opinions on the quarter.
func opine(tb testing.TB, rs scoring.RuleSet, all []scoring.Observation) []scoring.Opinion {
	tb.Helper()
	s, err := scoring.NewScorer(rs)
	require.NoError(tb, err)
	out, err := s.Opinions(count(tb, all, q3), q3, 1)
	require.NoError(tb, err)
	return out
}

// one is the opinion on a unit.
func one(tb testing.TB, all []scoring.Opinion, unit orgtree.Code) scoring.Opinion {
	tb.Helper()
	i := slices.IndexFunc(all, func(o scoring.Opinion) bool { return o.Peer.Unit == unit })
	require.GreaterOrEqual(tb, i, 0, "no opinion on %s", unit)
	return all[i]
}

func fixed(rng *rand.Rand, low, high scoring.Fixed) scoring.Fixed {
	return low + scoring.Fixed(rng.Int64N(int64(high-low)+1))
}

func say(s string) governance.Text { return governance.Text{Zh: s, En: s} }

func someLists(rng *rand.Rand) (out []scoring.List) {
	for _, l := range []scoring.List{scoring.NoList, scoring.Immediate, scoring.Phased, scoring.Understanding} {
		if rng.IntN(3) == 0 {
			out = append(out, l)
		}
	}
	return out
}

// anyRules is some sound rule set.
func anyRules(rng *rand.Rand) scoring.RuleSet {
	rs := scoring.RuleSet{
		ID: "random", Version: 1, Title: say("t"), Source: say("test"), Side: pick(rng, scoring.Responder, scoring.Responder, scoring.Whistler),
		Minimum:  scoring.Minimum{Parts: 1 + rng.IntN(12), Source: say("test")},
		Absent:   scoring.Absent{Rate: pick(rng, scoring.NoValue, scoring.NoValue, scoring.ZeroValue), Term: pick(rng, scoring.Redistribute, scoring.NoScore), Source: say("test")},
		Grades:   []scoring.Threshold{{Grade: scoring.Excellent, From: fixed(rng, 800_000, 950_000), Source: say("test")}, {Grade: scoring.Poor, From: 0, Source: say("test")}},
		Rounding: scoring.Rounding{Mode: pick(rng, scoring.HalfUp, scoring.HalfEven, scoring.Down), Places: rng.IntN(5), Source: say("test")},
	}
	var rates []scoring.RateSpec
	for _, r := range scoring.Rates() {
		if r.Side == rs.Side {
			rates = append(rates, r)
		}
	}
	rs.Groups = []scoring.Group{scoring.Towns, scoring.Departments}
	if rs.Side == scoring.Whistler {
		rs.Groups = []scoring.Group{scoring.Communities, scoring.Compounds}
	}
	row := 0
	next := func() string { row++; return fmt.Sprintf("row-%d", row) }
	left := scoring.One
	for n := 1 + rng.IntN(8); n > 0; n-- {
		w := left
		if n > 1 {
			w = fixed(rng, 1, left-scoring.Fixed(n)+1)
		}
		left -= w
		r := pick(rng, rates...)
		t := scoring.Term{ID: next(), Sentence: say("s"), Source: say("test"), Rate: r.ID, Lists: someLists(rng), Weight: w}
		if rng.IntN(3) == 0 {
			t.Full = fixed(rng, 5_000, scoring.One)
			t.Pass = fixed(rng, 0, t.Full)
		}
		rs.Terms = append(rs.Terms, t)
	}
	for range rng.IntN(3) {
		r := pick(rng, rates...)
		rs.Ceilings = append(rs.Ceilings, scoring.Ceiling{ID: next(), Sentence: say("s"), Source: say("test"), Rate: r.ID, Lists: someLists(rng),
			Below: fixed(rng, 1, scoring.One), Most: fixed(rng, 0, 100) * scoring.One})
	}
	for _, e := range scoring.Events() {
		if e.Side != rs.Side || rng.IntN(3) > 0 {
			continue
		}
		a := scoring.Adjustment{ID: next(), Sentence: say("s"), Source: say("test"), Event: e.ID, Lists: someLists(rng), Each: fixed(rng, 1, 30_000)}
		a.Cap = fixed(rng, a.Each, 100_000)
		if e.Good {
			rs.Additions = append(rs.Additions, a)
		} else {
			rs.Deductions = append(rs.Deductions, a)
		}
	}
	valued, rated := asks(&rs)
	if valued {
		v := &scoring.Values{PartlySolved: fixed(rng, 0, scoring.One), Understood: fixed(rng, 0, scoring.One), Source: say("test")}
		v.VerySatisfied = fixed(rng, 0, scoring.One)
		v.Satisfied = fixed(rng, 0, v.VerySatisfied)
		v.BasicallySatisfied = fixed(rng, 0, v.Satisfied)
		v.Dissatisfied = fixed(rng, 0, v.BasicallySatisfied)
		v.VeryDissatisfied = fixed(rng, 0, v.Dissatisfied)
		rs.Values = v
	}
	if rated {
		rs.Minimum.Ratings = rng.IntN(8)
	}
	return rs
}

// asks reports whether the rates of a rule set ask for values, and whether they
// count ratings.
func asks(rs *scoring.RuleSet) (valued, rated bool) {
	var ids []string
	for _, t := range rs.Terms {
		ids = append(ids, t.Rate)
	}
	for _, c := range rs.Ceilings {
		ids = append(ids, c.Rate)
	}
	for _, r := range scoring.Rates() {
		if slices.Contains(ids, r.ID) {
			rated = rated || len(r.Beside) > 0
			for _, n := range r.Num {
				valued = valued || n.Value != ""
			}
		}
	}
	return valued, rated
}
