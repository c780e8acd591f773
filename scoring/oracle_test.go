package scoring_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// The oracle scores without cleverness: it walks over the observations for every
// term anew, keeps fractions as fractions, and states the rules of section 3 and
// of the package comment in its own words.

// oracle is one unit's result as the oracle sees it.
type oracle struct {
	points []*big.Rat // by term; nil where the term does not count
	bare   []bool     // by term: without denominator
	score  *big.Rat   // nil without a score
	grade  scoring.Grade
	lack   scoring.Lack
}

// ratio is above and below the line.
type ratio struct{ num, den *big.Rat }

func rat(f scoring.Fixed) *big.Rat { return big.NewRat(int64(f), 10_000) }

// duties of a part, restated.
func onTime(d scoring.Duty) bool { return !d.Late && !d.Done.IsZero() && d.Done.Unix() <= d.Due.Unix() }

// blamed restates when a missing rating is the unit's own doing.
func blamed(o *scoring.Observation, r scoring.Rating) bool {
	undone := o.Complete.Done.IsZero()
	late := !undone && !onTime(o.Complete)
	return r.Answer == scoring.Withheld ||
		undone && (r.Answer == scoring.Silent || r.Answer == scoring.Pending) ||
		late && r.Answer == scoring.Pending
}

// open restates when nothing can be said yet of what came of a part.
func open(o *scoring.Observation) bool {
	blame := blamed(o, o.Whistler) || blamed(o, o.Sender)
	return o.Complete.Due.IsZero() || onTime(o.Complete) && o.Outcome == "" && !blame
}

// solution restates what came of a part; nothing while that is open.
func solution(o *scoring.Observation) scoring.Outcome {
	switch {
	case open(o):
		return ""
	case o.Complete.Done.IsZero(), blamed(o, o.Whistler), blamed(o, o.Sender), o.Outcome == "":
		return scoring.Unsolved
	case o.Outcome == scoring.Understood:
		return scoring.Understood
	}
	said := []scoring.Outcome{o.Outcome, o.Whistler.Solved, o.Sender.Solved}
	for _, worst := range []scoring.Outcome{scoring.Unsolved, scoring.Partly} {
		if slices.Contains(said, worst) {
			return worst
		}
	}
	return scoring.Solved
}

// add adds one part to a rate.
func (r *ratio) add(rate string, o *scoring.Observation, v *scoring.Values) {
	count := func(value scoring.Fixed) { r.num.Add(r.num, rat(value)); r.den.Add(r.den, big.NewRat(1, 1)) }
	is := func(yes bool) {
		if yes {
			count(scoring.One)
		} else {
			count(0)
		}
	}
	rating := func(g scoring.Rating) {
		if g.Answer == scoring.Given {
			count([]scoring.Fixed{v.VeryDissatisfied, v.Dissatisfied, v.BasicallySatisfied, v.Satisfied, v.VerySatisfied}[g.Step-1])
		} else if blamed(o, g) {
			count(0)
		}
	}
	switch rate {
	case "responded", "verified":
		if !o.Respond.Due.IsZero() {
			is(onTime(o.Respond) && o.RefusedUnreasonably == 0)
		}
	case "on-time", "rated":
		if !o.Complete.Due.IsZero() {
			is(onTime(o.Complete))
		}
	case "resolved":
		if open(o) {
			return
		}
		count(map[scoring.Outcome]scoring.Fixed{scoring.Solved: scoring.One, scoring.Partly: v.PartlySolved, scoring.Understood: v.Understood}[solution(o)])
	case "satisfied":
		rating(o.Whistler)
		rating(o.Sender)
	case "satisfied-whistler":
		rating(o.Whistler)
	case "satisfied-sender":
		rating(o.Sender)
	case "sent-back":
		is(o.SentBack == 0)
	case "refused":
		is(o.Refused == 0)
	case "reopened":
		is(o.Reopened == 0)
	case "justified":
		is(!o.Overruled && o.SentBack == 0)
	default:
		panic("the oracle does not know the rate " + rate)
	}
}

// events counts how often something happened in one part.
func events(id string, o *scoring.Observation) (n int) {
	ratings := func(yes func(scoring.Rating) bool) (n int) {
		for _, r := range []scoring.Rating{o.Whistler, o.Sender} {
			if yes(r) {
				n++
			}
		}
		return n
	}
	is := func(yes bool) int { return map[bool]int{true: 1}[yes] }
	switch id {
	case "very-satisfied":
		return ratings(func(r scoring.Rating) bool { return r.Step == 5 })
	case "solved":
		return is(solution(o) == scoring.Solved)
	case "completed-in-time":
		return is(onTime(o.Complete))
	case "dissatisfied":
		return ratings(func(r scoring.Rating) bool { return r.Step == 1 || r.Step == 2 || blamed(o, r) })
	case "very-dissatisfied":
		return ratings(func(r scoring.Rating) bool { return r.Step == 1 || blamed(o, r) })
	case "late", "rated-late":
		return is(!o.Complete.Due.IsZero() && !onTime(o.Complete))
	case "not-responded", "verified-late":
		return is(!o.Respond.Due.IsZero() && (!onTime(o.Respond) || o.RefusedUnreasonably > 0))
	case "unsolved":
		return is(solution(o) == scoring.Unsolved)
	case "refused-unreasonably":
		return o.RefusedUnreasonably
	case "sent-back":
		return o.SentBack
	case "reopened":
		return o.Reopened
	case "whistle-overruled":
		return is(o.Overruled)
	case "whistle-sent-back":
		return is(o.Overruled || o.SentBack > 0)
	}
	panic("the oracle does not know the event " + id)
}

// nearest rounds a fraction that is not negative.
func nearest(x *big.Rat, places int, mode scoring.Mode) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	y := new(big.Rat).Mul(x, scale)
	q, rest := new(big.Int).QuoRem(y.Num(), y.Denom(), new(big.Int))
	twice := rest.Lsh(rest, 1).Cmp(y.Denom())
	if mode != scoring.Down && (twice > 0 || twice == 0 && (mode == scoring.HalfUp || q.Bit(0) == 1)) {
		q.Add(q, big.NewInt(1))
	}
	return new(big.Rat).Quo(new(big.Rat).SetInt(q), scale)
}

// value is what a rate counts for, or nil. One without denominator that the rules
// call zero is zero in every use: nothing where more is better, all where fewer is.
func (r ratio) value(id string, absent scoring.AbsentRate) *big.Rat {
	if r.den.Sign() > 0 {
		return new(big.Rat).Quo(r.num, r.den)
	}
	if absent == scoring.NoValue {
		return nil
	}
	if id == "sent-back" || id == "refused" || id == "reopened" {
		return big.NewRat(1, 1)
	}
	return new(big.Rat)
}

// scoreOf scores the parts of one unit.
func scoreOf(rs *scoring.RuleSet, parts []*scoring.Observation) oracle {
	over := func(lists []scoring.List, f func(*scoring.Observation)) {
		for _, o := range parts {
			if o.Excluded == "" && (len(lists) == 0 || slices.Contains(lists, o.List)) {
				f(o)
			}
		}
	}
	rate := func(id string, lists []scoring.List) ratio {
		r := ratio{new(big.Rat), new(big.Rat)}
		over(lists, func(o *scoring.Observation) { r.add(id, o, rs.Values) })
		return r
	}
	var out oracle
	weight := new(big.Rat)
	rates := make([]ratio, len(rs.Terms))
	for i, t := range rs.Terms {
		rates[i] = rate(t.Rate, t.Lists)
		if rates[i].den.Sign() > 0 || rs.Absent.Rate == scoring.ZeroValue {
			weight.Add(weight, rat(t.Weight))
		} else if rs.Absent.Term == scoring.NoScore {
			out.lack = scoring.LackValue
		}
	}
	if weight.Sign() == 0 {
		out.lack = scoring.LackValue
	}
	sum := new(big.Rat)
	for i, t := range rs.Terms {
		out.bare = append(out.bare, rates[i].den.Sign() == 0)
		v := rates[i].value(t.Rate, rs.Absent.Rate)
		if v == nil {
			out.points = append(out.points, nil)
			continue
		}
		if t.Full > 0 && v.Cmp(rat(t.Full)) >= 0 {
			v.SetInt64(1)
		} else if v.Cmp(rat(t.Pass)) < 0 {
			v.SetInt64(0)
		}
		v.Mul(v, rat(t.Weight)).Quo(v, weight).Mul(v, big.NewRat(100, 1))
		v = nearest(v, 4, rs.Rounding.Mode)
		out.points = append(out.points, v)
		sum.Add(sum, v)
	}
	adjust := func(rows []scoring.Adjustment, sign int64) {
		for _, a := range rows {
			n := 0
			over(a.Lists, func(o *scoring.Observation) { n += events(a.Event, o) })
			p := new(big.Rat).Mul(rat(a.Each), big.NewRat(int64(n), 1))
			if p.Cmp(rat(a.Cap)) > 0 {
				p = rat(a.Cap)
			}
			sum.Add(sum, p.Mul(p, big.NewRat(sign, 1)))
		}
	}
	adjust(rs.Additions, 1)
	adjust(rs.Deductions, -1)
	if sum.Sign() < 0 {
		sum.SetInt64(0)
	}
	if sum.Cmp(big.NewRat(100, 1)) > 0 {
		sum.SetInt64(100)
	}
	for _, c := range rs.Ceilings {
		r := rate(c.Rate, c.Lists)
		if v := r.value(c.Rate, rs.Absent.Rate); v != nil && v.Cmp(rat(c.Below)) < 0 && sum.Cmp(rat(c.Most)) > 0 {
			sum = rat(c.Most)
		}
	}
	if out.lack != "" {
		return out
	}
	out.score = nearest(sum, rs.Rounding.Places, rs.Rounding.Mode)
	n, ratings := 0, 0
	over(nil, func(o *scoring.Observation) { n++; ratings += sampled(rs, o) })
	if n < rs.Minimum.Parts || ratings < rs.Minimum.Ratings {
		out.lack = scoring.LackSample
		return out
	}
	for _, g := range slices.Backward(rs.Grades) {
		if out.score.Cmp(rat(g.From)) >= 0 {
			out.grade = g.Grade
		}
	}
	return out
}

// sampled counts the ratings of a part that a rule set looks at.
func sampled(rs *scoring.RuleSet, o *scoring.Observation) (n int) {
	used := map[string]bool{}
	for _, t := range rs.Terms {
		used[t.Rate] = true
	}
	for _, c := range rs.Ceilings {
		used[c.Rate] = true
	}
	counts := func(r scoring.Rating) int { return map[bool]int{true: 1}[r.Answer == scoring.Given || blamed(o, r)] }
	if used["satisfied"] || used["satisfied-whistler"] {
		n += counts(o.Whistler)
	}
	if used["satisfied"] || used["satisfied-sender"] {
		n += counts(o.Sender)
	}
	return n
}

// Issue 3 ("exact decimals"): under random rules the fast path says what the
// stupid one says, to the last digit, and ranks as sorting by it does.
func TestScoresAgainstTheOracle(t *testing.T) {
	ranked, lacking := 0, map[scoring.Lack]int{}
	for seed := range uint64(400) {
		rng := seeded(seed)
		rs, all := anyRules(rng), someParts(rng, 20+rng.IntN(200))
		if seed%100 == 0 { // enough for the small counters to be emptied many times
			all = someParts(rng, 20_000)
		}
		got := opine(t, rs, all)
		want := map[scoring.Peer][]*scoring.Observation{}
		for i := range all {
			o := &all[i]
			if q3.Contains(o.At()) && !o.At().IsZero() && o.Side == rs.Side {
				key := scoring.Peer{Unit: o.Unit, Group: o.Group, Side: o.Side}
				want[key] = append(want[key], o)
			}
		}
		require.Len(t, got, len(want), "seed %d", seed)
		results := map[scoring.Peer]oracle{}
		for key, parts := range want {
			results[key] = scoreOf(&rs, parts)
		}
		for _, o := range got {
			w := results[o.Peer]
			require.Equal(t, w.lack, o.Lack, "seed %d, %s", seed, o.Peer.Unit)
			require.Equal(t, w.grade, o.Grade, "seed %d, %s", seed, o.Peer.Unit)
			for i, term := range o.Terms {
				require.Equal(t, w.bare[i], term.Value == nil, "seed %d: a rate without denominator has no value", seed)
				if w.points[i] != nil {
					require.Zero(t, w.points[i].Cmp(rat(term.Points)), "seed %d, %s, term %d: %s, oracle %s", seed, o.Peer.Unit, i, term.Points, w.points[i])
				}
			}
			require.Equal(t, w.score == nil, o.Score == nil)
			if w.score != nil {
				require.Zero(t, w.score.Cmp(rat(*o.Score)), "seed %d, %s: %s, oracle %s", seed, o.Peer.Unit, *o.Score, w.score)
			}
			better := 0
			for key, other := range results {
				if key.Group == o.Peer.Group && other.lack == "" && w.score != nil && other.score.Cmp(w.score) > 0 {
					better++
				}
			}
			if o.Lack == "" {
				require.Equal(t, better+1, o.Rank, "seed %d: shared ranks, 1 2 2 4", seed)
				ranked++
			} else {
				require.Zero(t, o.Rank, "seed %d", seed)
				lacking[o.Lack]++
			}
		}
	}
	require.Greater(t, ranked, 1000, "the random rules must rank somebody")
	require.Greater(t, lacking[scoring.LackSample], 100)
	require.Greater(t, lacking[scoring.LackValue], 100)
}
