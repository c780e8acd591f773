package scoring_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// classesOf are the codes of the classes a part is counted in, as many times as
// it is.
func classesOf(tb testing.TB, o scoring.Observation) (out []string) {
	tb.Helper()
	counts := count(tb, []scoring.Observation{o}, q3).Counts(tallyPeer(&o), q3)
	for c := range scoring.Class(39) {
		for range counts.Of(c) {
			out = append(out, c.String())
		}
	}
	return out
}

// given is a rating of so many steps, with what it says of the solution.
func given(step int, solved scoring.Outcome) scoring.Rating {
	return scoring.Rating{Answer: scoring.Given, Step: step, Solved: solved}
}

func answered(a scoring.Answer) scoring.Rating { return scoring.Rating{Answer: a} }

// responderCases are every sentence of the responders' aspects, case by case: what
// a part is counted as where it differs from the plain part (in time, solved,
// satisfied by both).
var responderCases = []struct {
	name   string
	change func(*scoring.Observation)
	want   string // classes, without "counted"
}{
	{
		"the plain part", func(*scoring.Observation) {},
		"responded.in-time completed.in-time outcome.solved whistler.4 sender.4",
	},
	{
		"taken at the last instant", func(o *scoring.Observation) { o.Respond.Done = o.Respond.Due },
		"responded.in-time completed.in-time outcome.solved whistler.4 sender.4",
	},
	{
		"taken a second too late", func(o *scoring.Observation) { o.Respond.Done = o.Respond.Due.Add(time.Second) },
		"responded.late completed.in-time outcome.solved whistler.4 sender.4",
	},
	{
		"a stage was late, the whole in time", func(o *scoring.Observation) { o.Complete.Late = true },
		"responded.in-time completed.late outcome.solved whistler.4 sender.4",
	},
	{
		"escalated or explained in time, what comes of it still open", func(o *scoring.Observation) {
			o.Outcome, o.Whistler, o.Sender = "", answered(scoring.Pending), answered(scoring.Pending)
		},
		"responded.in-time completed.in-time whistler.unrated sender.unrated",
	},
	{
		"escalated late, what comes of it still open: the unit's doing", func(o *scoring.Observation) {
			o.Outcome, o.Complete.Late = "", true
			o.Whistler, o.Sender = answered(scoring.Pending), answered(scoring.Pending)
		},
		"responded.in-time completed.late outcome.unsolved whistler.withheld sender.withheld",
	},
	{
		"merged after it was taken late and before it was due", func(o *scoring.Observation) {
			o.Respond.Late, o.Ended, o.Complete, o.Outcome = true, o.Respond.Due, scoring.Duty{}, ""
			o.Whistler, o.Sender = scoring.Rating{}, scoring.Rating{}
		},
		"responded.late",
	},
	{
		"never taken", func(o *scoring.Observation) { o.Respond.Done = time.Time{} },
		"responded.late completed.in-time outcome.solved whistler.4 sender.4",
	},
	{
		"never to be taken: no response is asked of it", func(o *scoring.Observation) { o.Respond = scoring.Duty{} },
		"completed.in-time outcome.solved whistler.4 sender.4",
	},
	{
		"refused without a ruling against it, then taken in time", func(o *scoring.Observation) { o.Refused = 2 },
		"responded.in-time completed.in-time outcome.solved whistler.4 sender.4 refused",
	},
	{
		"refused, ruled unreasonable, then taken at once", func(o *scoring.Observation) { o.Refused, o.RefusedUnreasonably = 1, 1 },
		"responded.late completed.in-time outcome.solved whistler.4 sender.4 refused.unreasonably",
	},
	{
		"ruled unreasonable three times", func(o *scoring.Observation) { o.Refused, o.RefusedUnreasonably = 4, 3 },
		"responded.late completed.in-time outcome.solved whistler.4 sender.4 refused.unreasonably refused.again refused.again",
	},
	{
		"done late, rated all the same", func(o *scoring.Observation) { o.Complete.Done = o.Complete.Due.Add(time.Second) },
		"responded.in-time completed.late outcome.solved whistler.4 sender.4",
	},
	{
		"done late, the sender silent: the sender's choice", func(o *scoring.Observation) {
			o.Complete.Done, o.Sender = o.Complete.Due.Add(time.Second), answered(scoring.Silent)
		},
		"responded.in-time completed.late outcome.solved whistler.4 sender.unrated",
	},
	{
		"done late, the sender still being asked: the unit's doing", func(o *scoring.Observation) {
			o.Complete.Done, o.Sender = o.Complete.Due.Add(time.Second), answered(scoring.Pending)
		},
		"responded.in-time completed.late outcome.unsolved whistler.4 sender.withheld",
	},
	{
		"done in time, the sender still being asked", func(o *scoring.Observation) { o.Sender = answered(scoring.Pending) },
		"responded.in-time completed.in-time outcome.solved whistler.4 sender.unrated",
	},
	{
		"not done, both still to be asked", func(o *scoring.Observation) {
			o.Complete.Done, o.Outcome = time.Time{}, ""
			o.Whistler, o.Sender = answered(scoring.Pending), answered(scoring.Pending)
		},
		"responded.in-time completed.late outcome.unsolved whistler.withheld sender.withheld",
	},
	{
		"not done, said to be silent: nobody is silent on nothing", func(o *scoring.Observation) {
			o.Complete.Done, o.Outcome = time.Time{}, ""
			o.Whistler, o.Sender = answered(scoring.Silent), scoring.Rating{}
		},
		"responded.in-time completed.late outcome.unsolved whistler.withheld",
	},
	{
		"not done, yet rated", func(o *scoring.Observation) {
			o.Complete.Done, o.Outcome = time.Time{}, ""
			o.Whistler, o.Sender = given(2, ""), given(5, scoring.Solved)
		},
		"responded.in-time completed.late outcome.unsolved whistler.2 sender.5",
	},
	{
		"the unit refused to be rated by the whistler", func(o *scoring.Observation) { o.Whistler = answered(scoring.Withheld) },
		"responded.in-time completed.in-time outcome.unsolved whistler.withheld sender.4",
	},
	{
		"the unit refused to be rated, on the understanding list", func(o *scoring.Observation) {
			o.Outcome, o.Sender = scoring.Understood, answered(scoring.Withheld)
		},
		"responded.in-time completed.in-time outcome.unsolved whistler.4 sender.withheld",
	},
	{
		"an anonymous sender: nobody to ask", func(o *scoring.Observation) { o.Sender = scoring.Rating{} },
		"responded.in-time completed.in-time outcome.solved whistler.4",
	},
	{
		"the record says solved, the sender partly", func(o *scoring.Observation) { o.Sender = given(3, scoring.Partly) },
		"responded.in-time completed.in-time outcome.partly whistler.4 sender.3",
	},
	{
		"the record says solved, the whistler not, the sender partly", func(o *scoring.Observation) {
			o.Whistler, o.Sender = given(1, scoring.Unsolved), given(3, scoring.Partly)
		},
		"responded.in-time completed.in-time outcome.unsolved whistler.1 sender.3",
	},
	{
		"the record says partly, the raters solved: the record is the least", func(o *scoring.Observation) { o.Outcome = scoring.Partly },
		"responded.in-time completed.in-time outcome.partly whistler.4 sender.4",
	},
	{
		"rated without a word on the solution: the record holds", func(o *scoring.Observation) {
			o.Whistler, o.Sender = given(5, ""), given(1, "")
		},
		"responded.in-time completed.in-time outcome.solved whistler.5 sender.1",
	},
	{
		"understood: what raters say of a solution is nothing to it", func(o *scoring.Observation) {
			o.Outcome, o.Sender = scoring.Understood, given(2, scoring.Unsolved)
		},
		"responded.in-time completed.in-time outcome.understood whistler.4 sender.2",
	},
	{
		"done in time, rated, and the record says nothing yet", func(o *scoring.Observation) { o.Outcome = "" },
		"responded.in-time completed.in-time whistler.4 sender.4",
	},
	{
		"sent back twice and reopened once", func(o *scoring.Observation) { o.SentBack, o.Reopened = 2, 1 },
		"responded.in-time completed.in-time outcome.solved whistler.4 sender.4 sent-back reopened sent-back.again",
	},
	{
		"sent back once and reopened three times", func(o *scoring.Observation) { o.SentBack, o.Reopened = 1, 3 },
		"responded.in-time completed.in-time outcome.solved whistler.4 sender.4 sent-back reopened reopened.again reopened.again",
	},
}

func TestHowRespondersPartsAreJudged(t *testing.T) {
	for _, c := range responderCases {
		o := part(1, "A", scoring.Immediate)
		c.change(&o)
		require.Equal(t, append([]string{"counted"}, strings.Fields(c.want)...), classesOf(t, o), c.name)
	}
}

// 3 [R] 双考核: a whistler's part, case by case.
func TestHowWhistlersPartsAreJudged(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*scoring.Observation)
		want   string
	}{
		{
			"the plain whistle", func(*scoring.Observation) {},
			"responded.in-time completed.in-time whistle.justified",
		},
		{
			"checked late", func(o *scoring.Observation) { o.Respond.Done = at(9) },
			"responded.late completed.in-time whistle.justified",
		},
		{
			"never checked", func(o *scoring.Observation) { o.Respond.Done = time.Time{} },
			"responded.late completed.in-time whistle.justified",
		},
		{
			"rated late", func(o *scoring.Observation) { o.Complete.Done = at(101) },
			"responded.in-time completed.late whistle.justified",
		},
		{
			"asked for its rating and gave none", func(o *scoring.Observation) { o.Complete.Done = time.Time{} },
			"responded.in-time completed.late whistle.justified",
		},
		{
			"sent back", func(o *scoring.Observation) { o.SentBack = 1 },
			"responded.in-time completed.in-time whistle.sent-back",
		},
		{
			"sent back twice", func(o *scoring.Observation) { o.SentBack = 2 },
			"responded.in-time completed.in-time whistle.sent-back sent-back.again",
		},
		{
			"sent back and ruled unreasonable: the ruling counts", func(o *scoring.Observation) { o.SentBack, o.Overruled = 1, true },
			"responded.in-time completed.in-time whistle.overruled",
		},
		{
			"ruled unreasonable and ended: no rating was ever due", func(o *scoring.Observation) {
				o.Overruled, o.Ended, o.Complete = true, at(30), scoring.Duty{}
			},
			"responded.in-time whistle.overruled",
		},
	} {
		o := whistle(1, "C")
		c.change(&o)
		require.Equal(t, append([]string{"counted"}, strings.Fields(c.want)...), classesOf(t, o), c.name)
	}
}

// An excluded part is excluded, for its reason, and nothing else, whatever else
// may be said of it.
func TestExcludedPartsAreNothingElse(t *testing.T) {
	for _, choice := range scoring.Exclusion("").Choices() {
		for i, o := range []scoring.Observation{part(1, "A", scoring.Phased), whistle(1, "C")} {
			o.Excluded = scoring.Exclusion(choice.Code)
			o.SentBack = 3
			if i == 0 {
				o.Refused, o.RefusedUnreasonably, o.Reopened = 5, 5, 5
			}
			require.Equal(t, []string{"excluded." + choice.Code}, classesOf(t, o))
		}
	}
}

// every passes over all states that one responder's part can be in, as far as
// judging it can tell them apart.
func every(yield func(scoring.Observation)) {
	ratings := []scoring.Rating{{}, answered(scoring.Silent), answered(scoring.Pending), answered(scoring.Withheld)}
	for step := 1; step <= 5; step++ {
		for _, solved := range []scoring.Outcome{"", scoring.Solved, scoring.Partly, scoring.Unsolved} {
			ratings = append(ratings, given(step, solved))
		}
	}
	for _, taken := range []time.Time{{}, at(2), at(6)} {
		for _, done := range []time.Time{{}, at(90), at(110)} {
			for _, outcome := range []scoring.Outcome{"", scoring.Solved, scoring.Partly, scoring.Unsolved, scoring.Understood} {
				if done.IsZero() && outcome != "" {
					continue
				}
				for _, whistler := range ratings {
					for _, sender := range ratings {
						o := part(1, "A", scoring.Immediate)
						o.Respond.Done, o.Complete.Done, o.Outcome = taken, done, outcome
						o.Whistler, o.Sender = whistler, sender
						yield(o)
					}
				}
			}
		}
	}
}

// rank orders the classes within each aspect from bad to good. What is in no
// aspect has no rank.
var rank = map[string]int{
	"responded.late": 0, "responded.in-time": 1,
	"completed.late": 0, "completed.in-time": 1,
	"outcome.unsolved": 0, "outcome.partly": 1, "outcome.understood": 2, "outcome.solved": 2,
	"whistler.withheld": 0, "whistler.1": 1, "whistler.2": 2, "whistler.3": 3, "whistler.4": 4, "whistler.5": 5,
	"sender.withheld": 0, "sender.1": 1, "sender.2": 2, "sender.3": 3, "sender.4": 4, "sender.5": 5,
}

// byAspect is the class of each aspect that a part is in.
func byAspect(classes []string) map[string]string {
	out := map[string]string{}
	for _, c := range classes {
		name, _, _ := strings.Cut(c, ".")
		out[name] = c
	}
	return out
}

// judge is classesOf without a tally of its own for every part.
func judge(tb testing.TB, s *scoring.Tally, o *scoring.Observation, codes []string) []string {
	tb.Helper()
	rows, err := s.Rows(nil, o)
	require.NoError(tb, err)
	var out []string
	for c, code := range codes {
		if rows[0]>>c&1 == 1 {
			out = append(out, code)
		}
	}
	return out
}

func allCodes() (out []string) {
	for c := range scoring.Class(39) {
		out = append(out, c.String())
	}
	return out
}

// The no-gain rule at its root, without chance: for every state a part can be in
// and everything its unit can do to it, no aspect loses its class and none gets a
// better one; and a rating that is raised gives none a worse one. "Unrated" is
// beside the order: no act leads there.
func TestNoActLeadsUpwards(t *testing.T) {
	acts := map[string]func(*scoring.Observation){
		"refuse the order":               func(o *scoring.Observation) { o.Refused, o.RefusedUnreasonably = 1, 1 },
		"take it late":                   func(o *scoring.Observation) { o.Respond.Done = at(6) },
		"never take it":                  func(o *scoring.Observation) { o.Respond.Done = time.Time{} },
		"refuse the whistler's rating":   func(o *scoring.Observation) { withhold(&o.Whistler) },
		"refuse the sender's rating":     func(o *scoring.Observation) { withhold(&o.Sender) },
		"drag":                           func(o *scoring.Observation) { drag(o, at(110)) },
		"drag till it cannot be rated":   func(o *scoring.Observation) { drag(o, at(110)); unask(&o.Whistler); unask(&o.Sender) },
		"never do it":                    func(o *scoring.Observation) { drag(o, time.Time{}) },
		"never do it, nor let it rate":   func(o *scoring.Observation) { drag(o, time.Time{}); unask(&o.Whistler); unask(&o.Sender) },
		"do it badly and have it back":   func(o *scoring.Observation) { o.SentBack++ },
		"do it so badly that it reopens": func(o *scoring.Observation) { o.Reopened++ },
	}
	tally, codes := scoring.NewTally(q3), allCodes()
	states := 0
	every(func(o scoring.Observation) {
		states++
		before := byAspect(judge(t, tally, &o, codes))
		for name, act := range acts {
			changed := o
			act(&changed)
			if changed == o {
				continue
			}
			after := byAspect(judge(t, tally, &changed, codes))
			for aspect, was := range before {
				is, still := after[aspect]
				if !still {
					t.Fatalf("%s: %s is lost\n%+v", name, was, o)
				}
				if strings.HasSuffix(is, "unrated") && is != was || rank[is] > rank[was] && !strings.HasSuffix(was, "unrated") {
					t.Fatalf("%s: %s became %s\n%+v", name, was, is, o)
				}
			}
		}
	})
	require.Greater(t, states, 5000)
}

func withhold(r *scoring.Rating) {
	if r.Answer != "" {
		*r = answered(scoring.Withheld)
	}
}

// unask puts a rating off until after the edition is formed.
func unask(r *scoring.Rating) {
	if r.Answer != "" && r.Answer != scoring.Withheld {
		*r = answered(scoring.Pending)
	}
}

// drag puts the result off; what was done later than that, or not at all, stays.
func drag(o *scoring.Observation, done time.Time) {
	if o.Complete.Done.IsZero() || !done.IsZero() && o.Complete.Done.After(done) {
		return
	}
	o.Complete.Done = done
	if done.IsZero() {
		o.Outcome = ""
	}
}

// Raising a rating, its step or what it says of the solution, worsens no class.
func TestNoRaiseLeadsDownwards(t *testing.T) {
	tally, codes := scoring.NewTally(q3), allCodes()
	better := map[scoring.Outcome]scoring.Outcome{scoring.Unsolved: scoring.Partly, scoring.Partly: scoring.Solved}
	raises := 0
	every(func(o scoring.Observation) {
		if o.Whistler.Answer != scoring.Given {
			return
		}
		before := byAspect(judge(t, tally, &o, codes))
		for _, r := range []scoring.Rating{
			given(min(5, o.Whistler.Step+1), o.Whistler.Solved),
			given(o.Whistler.Step, better[o.Whistler.Solved]),
		} {
			if r == o.Whistler || o.Whistler.Solved != "" && r.Solved == "" {
				continue
			}
			raises++
			changed := o
			changed.Whistler = r
			after := byAspect(judge(t, tally, &changed, codes))
			for aspect, was := range before {
				if rank[after[aspect]] < rank[was] || after[aspect] == "" {
					t.Fatalf("%s became %s\n%+v", was, after[aspect], o)
				}
			}
		}
	})
	require.Greater(t, raises, 5000)
}

// Every event is a good end or a bad end of its aspects: no class outside it is
// better than one inside a good event, or worse than one inside a bad event.
func TestEventsAreEndsOfTheirAspects(t *testing.T) {
	for _, e := range scoring.Events() {
		if e.Side != scoring.Responder {
			continue
		}
		var inside []string
		for _, c := range e.Classes {
			inside = append(inside, c.String())
		}
		for code, r := range rank {
			if slices.Contains(inside, code) {
				continue
			}
			for _, in := range inside {
				if name, _, _ := strings.Cut(code, "."); !strings.HasPrefix(in, name+".") || rank[in] == r {
					continue
				}
				require.Equal(t, e.Good, rank[in] > r, "%s: %s is inside, %s is not", e.ID, in, code)
			}
		}
	}
}
