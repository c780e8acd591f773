package scoring_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// Each rate, term by term, on parts that anybody can count on their fingers.

// responders are six parts of one unit: plain; late; partly solved, taken late;
// refused unreasonably, unsolved and rated 1; sent back, reopened, the sender
// silent; not done at all. A seventh is excluded.
func responders() []scoring.Observation {
	var all []scoring.Observation
	for i := range 7 {
		all = append(all, part(i, "A", scoring.Immediate))
	}
	all[1].Complete.Done = at(101)
	all[1].Whistler.Step = 5
	all[2].Respond.Done, all[2].Outcome = at(5), scoring.Partly
	all[2].Sender.Step = 3
	all[3].Refused, all[3].RefusedUnreasonably = 2, 2
	all[3].Whistler = given(1, scoring.Unsolved)
	all[4].SentBack, all[4].Reopened = 2, 1
	all[4].Sender = answered(scoring.Silent)
	all[5].Complete.Done, all[5].Outcome = time.Time{}, ""
	all[5].Whistler, all[5].Sender = answered(scoring.Pending), answered(scoring.Pending)
	all[6].Excluded = scoring.Withdrawn
	return all
}

func TestEachResponderRateByHand(t *testing.T) {
	tally := count(t, responders(), q3)
	values := scoring.ResponderRules().Values // 1, 1, 0.6, 0, 0; partly 0.5
	for id, want := range map[string]scoring.Ratio{
		// not in time: the third was taken late, the fourth refused unreasonably
		"responded": {Num: 4 * scoring.One, Den: 6},
		// late: the second; not done: the sixth
		"on-time": {Num: 4 * scoring.One, Den: 6},
		// 1, 1, ½, 0, 1, 0
		"resolved": {Num: scoring.MustFixed("3.5"), Den: 6},
		// whistlers: 4, 5, 4, 1, 4, kept; senders: 4, 4, 3, 4, silent, kept
		"satisfied":          {Num: scoring.MustFixed("7.6"), Den: 11, Unrated: 1},
		"satisfied-whistler": {Num: 4 * scoring.One, Den: 6},
		"satisfied-sender":   {Num: scoring.MustFixed("3.6"), Den: 5, Unrated: 1},
		"sent-back":          {Num: scoring.One, Den: 6},
		"refused":            {Num: scoring.One, Den: 6},
		"reopened":           {Num: scoring.One, Den: 6},
	} {
		counts := tally.Counts(scoring.Peer{Unit: "A", Group: scoring.Towns, Side: scoring.Responder}, q3)
		got, ok := counts.Rate(id, values)
		require.True(t, ok, id)
		require.Equal(t, want, got, id)
	}
}

func TestEachWhistlerRateByHand(t *testing.T) {
	var all []scoring.Observation
	for i := range 5 {
		all = append(all, whistle(i, "C"))
	}
	all[1].Respond.Done = at(9)                   // checked late
	all[2].Complete.Done = time.Time{}            // never rated
	all[3].SentBack = 1                           // sent back
	all[4].Overruled, all[4].Ended = true, at(20) // ruled unreasonable, never asked to rate
	all[4].Complete = scoring.Duty{}
	tally := count(t, all, q3)
	for id, want := range map[string]scoring.Ratio{
		"justified": {Num: 3 * scoring.One, Den: 5},
		"verified":  {Num: 4 * scoring.One, Den: 5},
		"rated":     {Num: 3 * scoring.One, Den: 4},
	} {
		counts := tally.Counts(scoring.Peer{Unit: "C", Group: scoring.Communities, Side: scoring.Whistler}, q3)
		got, ok := counts.Rate(id, nil)
		require.True(t, ok, id)
		require.Equal(t, want, got, id)
	}
}

// bare is a rule set of one term, for looking at one thing at a time.
func bare(rate string) scoring.RuleSet {
	rs := scoring.PracticeRules()
	rs.Terms = rs.Terms[:1]
	rs.Terms[0].Rate, rs.Terms[0].Weight = rate, scoring.One
	if valued, _ := asks(&rs); !valued {
		rs.Values = nil
	}
	return rs
}

// Each event is counted as often as it happened.
func TestEachEventByHand(t *testing.T) {
	rs := bare("on-time")
	row := func(event string) scoring.Adjustment {
		return scoring.Adjustment{ID: "row." + event, Sentence: say("s"), Source: say("s"), Event: event, Each: 1, Cap: 100 * scoring.One}
	}
	want := map[string]int64{
		"very-satisfied": 1, "solved": 3, "completed-in-time": 4,
		"dissatisfied": 3, "very-dissatisfied": 3, // one rated 1, two kept from rating
		"late": 2, "not-responded": 2, "unsolved": 2,
		"refused-unreasonably": 2, "sent-back": 2, "reopened": 1,
	}
	for _, e := range scoring.Events() {
		switch {
		case e.Side != scoring.Responder:
		case e.Good:
			rs.Additions = append(rs.Additions, row(e.ID))
		default:
			rs.Deductions = append(rs.Deductions, row(e.ID))
		}
	}
	o := one(t, opine(t, rs, responders()), "A")
	seen := 0
	for _, rows := range [][]scoring.AdjustmentResult{o.Additions, o.Deductions} {
		for _, a := range rows {
			require.Equal(t, want[a.Event], a.Count, a.Event)
			require.Equal(t, scoring.Fixed(a.Count), a.Points, "each is worth a ten-thousandth here")
			seen++
		}
	}
	require.Equal(t, len(want), seen)
}

// solvedOf are parts of a unit of which so many were solved.
func solvedOf(solved, all int) (out []scoring.Observation) {
	for i := range all {
		o := part(i, "A", scoring.Immediate)
		if i >= solved {
			o.Outcome = scoring.Unsolved
		}
		out = append(out, o)
	}
	return out
}

// 满分线 and 起评线: at the threshold a term counts in full; below the pass it
// counts for nothing; between them it counts as it is.
func TestThresholdsOfATerm(t *testing.T) {
	for _, c := range []struct {
		solved, all  int
		score        string
		full, failed bool
	}{
		{20, 20, "100", true, false},
		{19, 20, "100", true, false}, // 0.95, the threshold itself
		{18, 20, "90", false, false},
		{12, 20, "60", false, false}, // 0.6, the pass itself
		{11, 20, "0", false, true},
		{0, 20, "0", false, true},
		{949, 1000, "94.9", false, false},
		{599, 1000, "0", false, true},
	} {
		rs := bare("resolved")
		rs.Terms[0].Full, rs.Terms[0].Pass = scoring.MustFixed("0.95"), scoring.MustFixed("0.6")
		o := one(t, opine(t, rs, solvedOf(c.solved, c.all)), "A")
		require.Equal(t, c.score, o.Score.String(), "%d of %d", c.solved, c.all)
		require.Equal(t, [2]bool{c.full, c.failed}, [2]bool{o.Terms[0].Full, o.Terms[0].Failed}, "%d of %d", c.solved, c.all)
		value, _ := scoring.Ratio{Num: scoring.Fixed(c.solved) * scoring.One, Den: int64(c.all)}.Value(scoring.HalfUp)
		require.Equal(t, value, *o.Terms[0].Value, "the rate is shown as it is")
	}
}

// Where fewer is better a term counts what the rate leaves to 1, thresholds
// included.
func TestFewerIsBetter(t *testing.T) {
	all := solvedOf(10, 10)
	all[0].SentBack = 3 // one of ten was sent back, however often
	rs := bare("sent-back")
	o := one(t, opine(t, rs, all), "A")
	require.Equal(t, "90", o.Score.String())
	require.Equal(t, "0.1", o.Terms[0].Value.String())
	rs.Terms[0].Full = scoring.MustFixed("0.9")
	require.Equal(t, "100", one(t, opine(t, rs, all), "A").Score.String())
	rs.Terms[0].Full, rs.Terms[0].Pass = 0, scoring.MustFixed("0.95")
	require.Equal(t, "0", one(t, opine(t, rs, all), "A").Score.String())
	rs = bare("on-time")
	rs.Ceilings = []scoring.Ceiling{{ID: "c", Sentence: say("s"), Source: say("s"), Rate: "sent-back", Below: scoring.MustFixed("0.95"), Most: 50 * scoring.One}}
	o = one(t, opine(t, rs, all), "A")
	require.Equal(t, "50", o.Score.String(), "nine tenths were not sent back: too few")
	require.True(t, o.Ceilings[0].Holds)
}

// 封顶: a rate below its threshold holds the score; at the threshold, or without
// a value, it does not; of several the lowest holds.
func TestCeilings(t *testing.T) {
	ceiling := func(id, rate, below, most string) scoring.Ceiling {
		return scoring.Ceiling{ID: id, Sentence: say("s"), Source: say("s"), Rate: rate, Below: scoring.MustFixed(below), Most: scoring.MustFixed(most)}
	}
	late := func(n int) []scoring.Observation {
		all := solvedOf(10, 10)
		for i := range n {
			all[i].Respond.Done = at(5)
		}
		return all
	}
	for _, c := range []struct {
		late  int
		score string
	}{{0, "100"}, {2, "100"}, {3, "89.99"}, {5, "89.99"}, {6, "59.99"}, {10, "59.99"}} {
		rs := bare("resolved")
		rs.Ceilings = []scoring.Ceiling{ceiling("lower", "responded", "0.5", "59.99"), ceiling("upper", "responded", "0.8", "89.99")}
		o := one(t, opine(t, rs, late(c.late)), "A")
		require.Equal(t, c.score, o.Score.String(), "%d of 10 late", c.late)
		require.Equal(t, "100", o.Raw.String(), "what it would have been is shown")
	}
	rs := bare("resolved")
	rs.Ceilings = []scoring.Ceiling{ceiling("nothing", "satisfied", "1", "0")}
	all := solvedOf(3, 3)
	for i := range all {
		all[i].Whistler, all[i].Sender = answered(scoring.Silent), scoring.Rating{}
	}
	o := one(t, opine(t, rs, all), "A")
	require.Equal(t, "100", o.Score.String(), "no rating, no value, no ceiling")
	require.Nil(t, o.Ceilings[0].Value)
	require.False(t, o.Ceilings[0].Holds)
}

// 加分、扣分: per event, up to the cap; the score stays within 0 and 100.
func TestAdditionsAndDeductionsStayWithinBounds(t *testing.T) {
	adjust := func(event, each, most string) []scoring.Adjustment {
		return []scoring.Adjustment{{ID: "a." + event, Sentence: say("s"), Source: say("s"), Event: event, Each: scoring.MustFixed(each), Cap: scoring.MustFixed(most)}}
	}
	rs := bare("resolved")
	rs.Deductions = adjust("sent-back", "2.5", "6")
	for times, want := range map[int]string{0: "100", 1: "97.5", 2: "95", 3: "94", 100: "94"} {
		all := solvedOf(4, 4)
		all[0].SentBack = times
		require.Equal(t, want, one(t, opine(t, rs, all), "A").Score.String(), "sent back %d times", times)
	}
	rs.Additions = adjust("solved", "1", "10")
	rs.Deductions = nil
	require.Equal(t, "100", one(t, opine(t, rs, solvedOf(4, 4)), "A").Score.String(), "a hundred is the most")
	require.Equal(t, "52", one(t, opine(t, rs, solvedOf(2, 4)), "A").Score.String())
	rs.Additions = nil
	rs.Deductions = adjust("unsolved", "30", "100")
	o := one(t, opine(t, rs, solvedOf(1, 4)), "A")
	require.Equal(t, "0", o.Score.String(), "25 − 90 is nothing, not less")
	require.Equal(t, "90", o.Deductions[0].Points.String())
	rs.Deductions[0].Lists = []scoring.List{scoring.Phased}
	require.Equal(t, "25", one(t, opine(t, rs, solvedOf(1, 4)), "A").Score.String(), "nothing happened on that list")
}

// 最低样本: below the minimum of parts, or of ratings, there is neither grade nor
// rank; at the minimum there are both.
func TestMinimumSample(t *testing.T) {
	for _, c := range []struct {
		parts, silent, minParts, minRatings int
		lack                                scoring.Lack
	}{
		{5, 0, 5, 10, ""},
		{5, 0, 6, 0, scoring.LackSample},
		{5, 0, 5, 11, scoring.LackSample},
		{5, 2, 5, 6, ""},
		{5, 2, 5, 7, scoring.LackSample},
		{5, 5, 5, 0, ""},
	} {
		rs := scoring.PracticeRules()
		rs.Minimum.Parts, rs.Minimum.Ratings = c.minParts, c.minRatings
		all := solvedOf(c.parts, c.parts)
		for i := range c.silent {
			all[i].Whistler, all[i].Sender = answered(scoring.Silent), answered(scoring.Silent)
		}
		o := one(t, opine(t, rs, all), "A")
		require.Equal(t, c.lack, o.Lack, "%+v", c)
		require.Equal(t, c.lack == "", o.Grade != "" && o.Rank == 1 && o.Of == 1)
		require.Equal(t, "100", o.Score.String(), "the score is shown all the same")
	}
}

// 等次: from its threshold on, by the rounded score, so that what is printed as 90
// is graded as 90.
func TestGradesGoByThePrintedScore(t *testing.T) {
	for _, c := range []struct {
		solved, all int
		grade       scoring.Grade
	}{
		{90, 100, scoring.Excellent},
		{89999, 100_000, scoring.Excellent}, // 89.999 is printed 90.00
		{8999, 10_000, scoring.Good},        // 89.99
		{80, 100, scoring.Good},
		{79, 100, scoring.Fair},
		{60, 100, scoring.Fair},
		{59, 100, scoring.Poor},
		{0, 100, scoring.Poor},
	} {
		grades := scoring.PracticeRules().Grades
		mean, ok := scoring.Weigh([]scoring.Fixed{100 * scoring.One, 0}, []scoring.Fixed{scoring.Fixed(c.solved), scoring.Fixed(c.all - c.solved)},
			scoring.Rounding{Mode: scoring.HalfUp, Places: 2})
		require.True(t, ok)
		require.Equal(t, c.grade, grades.Of(mean), "%d of %d is %s", c.solved, c.all, mean)
	}
	require.Empty(t, scoring.Grades(nil).Of(1), "no thresholds, no grade")
}

// 3: terms are over lists; what is on another list is nothing to them.
func TestTermsAreOverTheirLists(t *testing.T) {
	all := solvedOf(1, 4)
	all[0].List, all[1].List, all[2].List, all[3].List = scoring.NoList, scoring.Immediate, scoring.Phased, scoring.Understanding
	for _, c := range []struct {
		lists []scoring.List
		num   int
		den   int64
	}{
		{nil, 1, 4},
		{[]scoring.List{scoring.NoList}, 1, 1},
		{[]scoring.List{scoring.Immediate}, 0, 1},
		{[]scoring.List{scoring.NoList, scoring.Understanding}, 1, 2},
		{[]scoring.List{scoring.Immediate, scoring.Phased, scoring.Understanding}, 0, 3},
	} {
		rs := bare("resolved")
		rs.Terms[0].Lists = c.lists
		o := one(t, opine(t, rs, all), "A")
		require.Equal(t, scoring.Fixed(c.num)*scoring.One, o.Terms[0].Num, "%v", c.lists)
		require.Equal(t, c.den, o.Terms[0].Den, "%v", c.lists)
	}
}

// The three modes of rounding, on a score that lies between: 2 of 3 and the exact
// half 1 of 8.
func TestRoundingOfScores(t *testing.T) {
	for _, c := range []struct {
		solved, all, places int
		mode                scoring.Mode
		want                string
	}{
		{2, 3, 2, scoring.HalfUp, "66.67"},
		{2, 3, 2, scoring.HalfEven, "66.67"},
		{2, 3, 2, scoring.Down, "66.66"},
		{2, 3, 4, scoring.HalfUp, "66.6667"},
		{1, 8, 0, scoring.HalfUp, "13"}, // 12.5
		{1, 8, 0, scoring.HalfEven, "12"},
		{1, 8, 0, scoring.Down, "12"},
		{3, 8, 0, scoring.HalfEven, "38"}, // 37.5
		{3, 8, 1, scoring.HalfEven, "37.5"},
		{1, 3, 1, scoring.HalfUp, "33.3"},
	} {
		rs := bare("resolved")
		rs.Rounding.Mode, rs.Rounding.Places = c.mode, c.places
		o := one(t, opine(t, rs, solvedOf(c.solved, c.all)), "A")
		require.Equal(t, c.want, o.Score.String(), "%+v", c)
	}
}
