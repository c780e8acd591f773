package scoring_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// The opinions on a made-up quarter under the shipped rules are kept, so that a
// change of any number is seen as a change of a file.
func TestGoldenOpinions(t *testing.T) {
	all := someParts(seeded(2024), 400)
	for _, rs := range scoring.Shipped() {
		var b bytes.Buffer
		for _, o := range opine(t, rs, all) {
			require.NoError(t, json.Indent(&b, o.Canonical(), "", " "))
			fmt.Fprintf(&b, "\n%s\n", o.Digest())
			_, err := scoring.Verify(o.Canonical(), o.Digest())
			require.NoError(t, err, "rates without denominator included")
		}
		golden(t, "testdata/"+rs.ID+".json", b.Bytes())
	}
}

// What anybody can check offline: a byte changed is found, and what was not
// changed is read back as what it was.
func TestVerify(t *testing.T) {
	o := opine(t, scoring.ResponderRules(), someParts(seeded(1), 300))[0]
	data, digest := o.Canonical(), o.Digest()
	again, err := scoring.Verify(data, digest)
	require.NoError(t, err)
	require.Equal(t, data, again.Canonical())
	var read scoring.Digest
	require.NoError(t, read.UnmarshalText([]byte(digest.String())))
	require.Equal(t, digest, read)

	problem := func(err error) scoring.Forgery {
		var v *scoring.VerifyError
		require.ErrorAs(t, err, &v)
		require.NotEmpty(t, v.Explain().Zh)
		return v.Problem
	}
	for i := range data {
		forged := bytes.Clone(data)
		forged[i] ^= 1
		_, err := scoring.Verify(forged, digest)
		require.Equal(t, scoring.OtherBytes, problem(err))
	}
	for _, other := range [][]byte{append(bytes.Clone(data), '\n'), bytes.Replace(data, []byte(`"edition":1`), []byte(`"edition":1,"edition":1`), 1), []byte("{}"), nil} {
		_, err := scoring.Verify(other, scoring.DigestOf(other))
		require.Equal(t, scoring.NotCanonical, problem(err), "%.20s", other)
	}
	for _, text := range []string{"x", digest.String()[1:], digest.String() + "0", "A" + digest.String()[1:]} {
		require.Equal(t, scoring.NotDigest, problem(read.UnmarshalText([]byte(text))))
		require.Equal(t, digest, read)
	}
	require.NoError(t, read.UnmarshalText(nil))
	require.Empty(t, read.String())
}

// 3: towns rank among towns, departments among departments; ties share a rank.
func TestRanksAreSharedWithinAGroup(t *testing.T) {
	var all []scoring.Observation
	add := func(unit orgtree.Code, group scoring.Group, solved int) {
		for i := range 10 {
			o := part(len(all), unit, scoring.Immediate)
			o.Group = group
			if i >= solved {
				o.Whistler.Solved = scoring.Unsolved
			}
			all = append(all, o)
		}
	}
	add("T4", scoring.Towns, 5)
	add("T1", scoring.Towns, 9)
	add("T3", scoring.Towns, 7)
	add("T2", scoring.Towns, 7)
	add("D1", scoring.Departments, 1)
	few := part(len(all), "T0", scoring.Immediate)
	all = append(all, few)
	var got []string
	for _, o := range opine(t, scoring.ResponderRules(), all) {
		got = append(got, fmt.Sprint(o.Peer.Unit, " ", o.Rank, "/", o.Of, " ", o.Lack))
		require.Equal(t, o.Lack == "", o.Grade != "", "no rank, no grade")
		require.NotNil(t, o.Score, "below the minimum the score is shown all the same")
	}
	require.Equal(t, []string{"T1 1/4 ", "T2 2/4 ", "T3 2/4 ", "T4 4/4 ", "T0 0/4 small-sample", "D1 1/1 "}, got)
}

// 3: a rate without a denominator has no value (an option may say zero), and what
// then becomes of its weight is a named choice.
func TestRatesWithoutDenominator(t *testing.T) {
	unrated := part(1, "A", scoring.Immediate)
	unrated.Whistler, unrated.Sender = scoring.Rating{Answer: scoring.Silent}, scoring.Rating{Answer: scoring.Silent}
	rs := scoring.PracticeRules() // response 1, no rating, solved: 0.1 and 0.5 of 0.6
	for _, c := range []struct {
		absent scoring.Absent
		score  string
		lack   scoring.Lack
	}{
		{scoring.Absent{Rate: scoring.NoValue, Term: scoring.Redistribute}, "100", ""},
		{scoring.Absent{Rate: scoring.NoValue, Term: scoring.NoScore}, "", scoring.LackValue},
		{scoring.Absent{Rate: scoring.ZeroValue, Term: scoring.Redistribute}, "60", ""},
		{scoring.Absent{Rate: scoring.ZeroValue, Term: scoring.NoScore}, "60", ""},
	} {
		c.absent.Source = say("test")
		rs.Absent = c.absent
		o := one(t, opine(t, rs, []scoring.Observation{unrated}), "A")
		require.Equal(t, c.lack, o.Lack)
		require.Nil(t, o.Terms[1].Value, "nothing over nothing is neither 0 nor 100")
		require.Equal(t, int64(2), o.Terms[1].Unrated)
		if c.score == "" {
			require.Nil(t, o.Score)
			continue
		}
		require.Equal(t, c.score, o.Score.String())
	}
}

// 3: where the rule set says that a rate without denominator is zero, it is zero in
// every use: nothing sent back of nothing is as good as can be, and a ceiling over
// nothing holds. The weights stay, and the page says just that.
func TestRatesThatCountAsZero(t *testing.T) {
	rs := scoring.ResponderRules()
	row := func(id, rate string, weight string) scoring.Term {
		return scoring.Term{ID: id, Sentence: say("s"), Source: say("test"), Rate: rate, Lists: []scoring.List{scoring.Phased}, Weight: scoring.MustFixed(weight)}
	}
	rs.Terms = []scoring.Term{row("back", "sent-back", "0.6"), row("done", "on-time", "0.4")}
	rs.Terms[1].Lists, rs.Terms[0].Full, rs.Terms[0].Pass = nil, scoring.MustFixed("0.9"), scoring.MustFixed("0.5")
	rs.Additions, rs.Deductions, rs.Values, rs.Minimum.Ratings = nil, nil, nil, 0
	rs.Absent.Rate = scoring.ZeroValue
	ceiling := func(rate string) []scoring.Ceiling {
		return []scoring.Ceiling{{ID: "top", Sentence: say("s"), Source: say("test"), Rate: rate, Lists: []scoring.List{scoring.Phased}, Below: scoring.MustFixed("0.8"), Most: 50 * scoring.One}}
	}
	for rate, want := range map[string]string{"": "100", "responded": "50", "reopened": "100"} {
		rs.Ceilings = nil
		if rate != "" {
			rs.Ceilings = ceiling(rate)
		}
		o := one(t, opine(t, rs, []scoring.Observation{part(1, "A", scoring.Immediate)}), "A")
		require.Equal(t, want, o.Score.String(), "ceiling over %q", rate)
		require.Equal(t, []string{"0.6", "60"}, []string{o.Terms[0].Share.String(), o.Terms[0].Points.String()})
		require.True(t, o.Terms[0].Full && !o.Terms[0].Failed)
		require.Nil(t, o.Terms[0].Value)
		require.NoError(t, must(scoring.NewScorer(rs)).Recheck(&o))
	}
	require.Contains(t, rs.Markdown("zh"), "没有分母的指标：计为零，权重不变（越少越好的即为满分，封顶照样判定）。")
	require.NotContains(t, rs.Markdown("zh"), "权重按比例分给其余各项")
	require.Contains(t, rs.Markdown("en"), "A rate without denominator: zero, its weight stays")
}

// Excluded parts are in no rate and in no sample; they are shown beside, by
// reason.
func TestExcludedStandsBeside(t *testing.T) {
	var all []scoring.Observation
	for i, c := range scoring.Exclusion("").Choices() {
		for range i + 1 {
			o := part(len(all), "A", scoring.Immediate)
			o.Excluded, o.Complete.Done, o.Outcome = scoring.Exclusion(c.Code), at(500), scoring.Unsolved
			all = append(all, o)
		}
	}
	all = append(all, part(len(all), "A", scoring.Immediate))
	o := one(t, opine(t, scoring.PracticeRules(), all), "A")
	require.Equal(t, int64(1), o.Parts)
	require.Equal(t, "100", o.Score.String())
	for i, c := range scoring.Exclusion("").Choices() {
		require.Equal(t, scoring.ExcludedCount{Reason: scoring.Exclusion(c.Code), Parts: int64(i + 1)}, o.Excluded[i])
	}
}

// The printed contributions and adjustments add up to the printed score.
func TestWhatIsPrintedAddsUp(t *testing.T) {
	for seed := range uint64(100) {
		rng := seeded(seed)
		rs := anyRules(rng)
		for _, o := range opine(t, rs, someParts(rng, 150)) {
			var sum scoring.Fixed
			for _, term := range o.Terms {
				sum += term.Points
				line := scoring.Fixed(0)
				for _, l := range term.Lines {
					line += l.Value * scoring.Fixed(l.Count)
				}
				require.Equal(t, term.Num, line, "the lines make the numerator")
			}
			require.Equal(t, o.Base, sum)
			for _, a := range o.Additions {
				sum += a.Points
			}
			for _, a := range o.Deductions {
				sum -= a.Points
			}
			require.Equal(t, o.Raw, max(0, min(100*scoring.One, sum)))
			if o.Score != nil && len(o.Ceilings) == 0 {
				diff := *o.Score - o.Raw
				require.Less(t, max(diff, -diff), scoring.One, "only rounding lies between")
			}
		}
	}
}

// forgeries are changes of one number each that do not follow from the rules.
var forgeries = map[string]func(*scoring.Opinion){
	"score":    func(o *scoring.Opinion) { better := *o.Score + 1; o.Score = &better },
	"no score": func(o *scoring.Opinion) { o.Score = nil },
	"grade":    func(o *scoring.Opinion) { o.Grade = scoring.Good },
	"lack":     func(o *scoring.Opinion) { o.Lack = scoring.LackSample },
	"no rank":  func(o *scoring.Opinion) { o.Rank = 0 },
	"parts":    func(o *scoring.Opinion) { o.Parts = 1 },
	"ratings":  func(o *scoring.Opinion) { o.Ratings = 0 },
	"base":     func(o *scoring.Opinion) { o.Base++ },
	"raw":      func(o *scoring.Opinion) { o.Raw-- },
	"places":   func(o *scoring.Opinion) { o.Rounding.Places = 1 },
	"minimum":  func(o *scoring.Opinion) { o.Minimum.Parts = 1 },

	"numerator":           func(o *scoring.Opinion) { o.Terms[1].Num++ },
	"denominator":         func(o *scoring.Opinion) { o.Terms[1].Den-- },
	"unrated":             func(o *scoring.Opinion) { o.Terms[7].Unrated++ },
	"rate":                func(o *scoring.Opinion) { v := *o.Terms[1].Value + 1; o.Terms[1].Value = &v },
	"weight":              func(o *scoring.Opinion) { o.Terms[1].Weight++ },
	"share":               func(o *scoring.Opinion) { o.Terms[1].Share++ },
	"points":              func(o *scoring.Opinion) { o.Terms[1].Points++ },
	"sentence":            func(o *scoring.Opinion) { o.Terms[1].Sentence.Zh += "。" },
	"count of a class":    func(o *scoring.Opinion) { o.Terms[1].Lines[0].Count++ },
	"value of a class":    func(o *scoring.Opinion) { o.Terms[1].Lines[0].Value-- },
	"another class":       func(o *scoring.Opinion) { o.Terms[1].Lines[0].Class = 0 },
	"a class of nothing":  func(o *scoring.Opinion) { o.Terms[1].Lines[0].Count = 0 },
	"a missing term":      func(o *scoring.Opinion) { o.Terms = o.Terms[1:] },
	"a missing deduction": func(o *scoring.Opinion) { o.Deductions = nil },
	"times":               func(o *scoring.Opinion) { o.Additions[0].Count++ },
	"points added":        func(o *scoring.Opinion) { o.Additions[0].Points++ },
	"points deducted":     func(o *scoring.Opinion) { o.Deductions[0].Points-- },
	"cap":                 func(o *scoring.Opinion) { o.Deductions[0].Cap++ },
	"held":                func(o *scoring.Opinion) { o.Ceilings[0].Holds = !o.Ceilings[0].Holds },
	"rate of a ceiling":   func(o *scoring.Opinion) { o.Ceilings[0].Den++ },
}

// Whoever has the opinion and the rules can check its arithmetic: any number that
// was changed, be it with a digest to match, is found.
func TestRecheckFindsEveryForgedNumber(t *testing.T) {
	var wrong *scoring.VerifyError
	for seed := range uint64(60) {
		rng := seeded(seed)
		rs := anyRules(rng)
		s := must(scoring.NewScorer(rs))
		for _, o := range opine(t, rs, someParts(rng, 120)) {
			require.NoError(t, s.Recheck(&o), "seed %d", seed)
		}
	}
	s := must(scoring.NewScorer(scoring.ResponderRules()))
	for name, forge := range forgeries {
		var all []scoring.Observation
		for i := range 20 {
			o := part(i, "A", []scoring.List{scoring.Immediate, scoring.Phased}[i%2])
			o.Whistler.Step = 3 + i%3
			o.Refused, o.RefusedUnreasonably = i/19, i/19
			all = append(all, o)
		}
		o := opine(t, scoring.ResponderRules(), all)[0]
		require.NoError(t, s.Recheck(&o))
		forge(&o)
		require.ErrorAs(t, s.Recheck(&o), &wrong, name)
		require.Equal(t, scoring.OtherSum, wrong.Problem, name)
	}
	o := opine(t, scoring.PracticeRules(), []scoring.Observation{part(1, "A", scoring.Immediate)})[0]
	require.ErrorAs(t, s.Recheck(&o), &wrong)
	require.Equal(t, scoring.OtherRules, wrong.Problem)
}
