package scoring_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// What no part can be is refused, and counts nothing.
func TestUnsoundObservationsAreRefused(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*scoring.Observation)
	}{
		{"matter required", func(o *scoring.Observation) { o.Matter = uuid.Nil }},
		{"serial required", func(o *scoring.Observation) { o.Serial = "" }},
		{"serial required", func(o *scoring.Observation) { o.Serial = strings.Repeat("9", 65) }},
		{"unit bad-code", func(o *scoring.Observation) { o.Unit = "" }},
		{"unit bad-code", func(o *scoring.Observation) { o.Unit = "海沧" }},
		{"group unknown-code", func(o *scoring.Observation) { o.Group = "" }},
		{"side unknown-code", func(o *scoring.Observation) { o.Side = "" }},
		{"list unknown-code", func(o *scoring.Observation) { o.List = "" }},
		{"role unknown-code", func(o *scoring.Observation) { o.Role = "" }},
		{"role unknown-code", func(o *scoring.Observation) { *o = whistle(1, "C"); o.Role = scoring.Lead }},
		{"complete.due required", func(o *scoring.Observation) { o.Complete.Due = time.Time{} }},
		{"complete.done out-of-range", func(o *scoring.Observation) { o.Complete.Done = o.Asked.Add(-1) }},
		{"respond.done out-of-range", func(o *scoring.Observation) { o.Respond.Done = o.Asked.Add(-1) }},
		{"outcome unknown-code", func(o *scoring.Observation) { o.Outcome = "merged" }},
		{"outcome unknown-code", func(o *scoring.Observation) { o.Complete.Done = time.Time{} }},
		{"outcome unknown-code", func(o *scoring.Observation) { *o = whistle(1, "C"); o.Outcome = scoring.Solved }},
		{"whistler bad-rating", func(o *scoring.Observation) { o.Whistler.Step = 0 }},
		{"whistler bad-rating", func(o *scoring.Observation) { o.Whistler.Step = 6 }},
		{"whistler bad-rating", func(o *scoring.Observation) { o.Whistler.Solved = scoring.Understood }},
		{"sender bad-rating", func(o *scoring.Observation) { o.Sender.Answer = scoring.Silent }},
		{"sender bad-rating", func(o *scoring.Observation) { o.Sender.Answer = "loud" }},
		{"sender bad-rating", func(o *scoring.Observation) { *o = whistle(1, "C"); o.Sender.Answer = scoring.Silent }},
		{"refused out-of-range", func(o *scoring.Observation) { o.Refused = -1 }},
		{"refused out-of-range", func(o *scoring.Observation) { o.Refused = 1001 }},
		{"refusedUnreasonably out-of-range", func(o *scoring.Observation) { o.Refused, o.RefusedUnreasonably = 1, 2 }},
		{"sentBack out-of-range", func(o *scoring.Observation) { o.SentBack = -1 }},
		{"reopened out-of-range", func(o *scoring.Observation) { o.Reopened = -1 }},
		{"overruled not-allowed", func(o *scoring.Observation) { o.Overruled = true }},
		{"excluded unknown-code", func(o *scoring.Observation) { o.Excluded = "lost" }},
	} {
		o := part(1, "A", scoring.Immediate)
		c.change(&o)
		tally := scoring.NewTally(q3)
		err := tally.Add(&o)
		require.Error(t, err, c.want)
		require.Contains(t, named(t, err), c.want)
		require.Empty(t, tally.Peers(), "nothing was counted")
		require.Error(t, tally.Remove(&o))
	}
}

// Whatever the generator of the other tests makes is sound.
func TestSoundObservationsAreNot(t *testing.T) {
	rng := seeded(9)
	for i := range 2000 {
		o := anyPart(rng, i)
		require.NoError(t, o.Validate())
	}
}

// A part belongs to the period in which it was due, however late or early it is
// done; without a due instant to the one in which it ended; else to none.
func TestWhichPeriodAPartBelongsTo(t *testing.T) {
	o := part(1, "A", scoring.Immediate)
	due := o.Complete.Due
	for _, done := range []time.Time{{}, due.Add(-99 * time.Hour), due, due.AddDate(0, 6, 0)} {
		o.Complete.Done = done
		require.Equal(t, due, o.At())
	}
	o.Complete, o.Ended, o.Outcome = scoring.Duty{}, at(5), ""
	require.NoError(t, o.Validate())
	require.Equal(t, at(5), o.At(), "merged before it was due")
	w := whistle(1, "C")
	w.Complete = scoring.Duty{}
	require.True(t, w.At().IsZero(), "still running")
	require.Empty(t, count(t, []scoring.Observation{w}, q3).Peers(), "and counts nowhere")
	w.Overruled, w.Ended = true, at(7)
	require.Equal(t, at(7), w.At())
}

// A part counts in every period of a tally that it lies in, in none besides.
func TestOverlappingPeriods(t *testing.T) {
	july := must(scoring.Between(at(0), at(31*24)))
	year := must(scoring.Between(at(-182*24), at(184*24)))
	tally := count(t, []scoring.Observation{part(1, "A", scoring.Phased)}, july, year, must(scoring.Quarter(2024, 4)))
	peer := scoring.Peer{Unit: "A", Group: scoring.Towns, Side: scoring.Responder}
	for i, want := range []uint64{1, 1, 0} {
		c := tally.Counts(peer, tally.Periods()[i])
		require.Equal(t, want, c.Of(0), "period %d", i)
	}
	c := tally.Counts(peer, july, scoring.Immediate)
	require.Zero(t, c.Of(0), "nothing on the other list")
	c = tally.Counts(peer, q3)
	require.Zero(t, c.Of(0), "a period that was not counted")
	_, err := must(scoring.NewScorer(scoring.PracticeRules())).Rank(tally, q3)
	require.Error(t, err)
}

// The due second is still in time, whole: deadlines are kept to the second (2.4).
func TestTheDueInstantIsInTime(t *testing.T) {
	late := part(2, "A", scoring.Immediate)
	late.Complete.Done = late.Complete.Due.Add(time.Second)
	edge := part(1, "A", scoring.Immediate)
	edge.Complete.Done, edge.Respond.Done = edge.Complete.Due.Add(time.Second-1), edge.Respond.Due
	rs := scoring.PracticeRules()
	rs.Terms[0].Rate = "on-time"
	o := one(t, opine(t, rs, []scoring.Observation{edge, late}), "A")
	require.Equal(t, scoring.One, o.Terms[0].Num)
	require.Equal(t, int64(2), o.Terms[0].Den)
}
