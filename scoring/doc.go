// Package scoring computes how well units did (考核评价): exact, explained, and
// the same for everybody who computes it. It knows nothing of matters; whoever
// has them hands in observations.
//
// # The model
//
// An [Observation] is one unit's part in one matter. Aspects sort it into classes
// (taken in time, solved, very satisfied by the whistler …). A [Tally] counts
// classes per unit, list and [Period], in one pass. Rates ([Rates]) divide
// classes by classes. A [RuleSet] weighs rates into points, adds, deducts, caps,
// rounds, grades; it is data, and a [Scorer] applies it. What comes out is an
// [Opinion] per unit, with its rank among its like and every number that led
// there, as canonical bytes with a [Digest]. [Scorer.Explain] runs over the
// observations again and names the matters behind any of the numbers, by the
// same sorting that counted them. [Compare] says what changed between two
// editions; [Scorer.Recheck] reckons an opinion again from its own counts. The
// year's assessments stand above, in package assessment.
//
//	tally := scoring.NewTally(quarter)
//	for o := range observations {
//		if err := tally.Add(o); err != nil { … }
//	}
//	scorer, err := scoring.NewScorer(scoring.ResponderRules())
//	opinions, err := scorer.Opinions(tally, quarter, 1)
//
// # Numbers
//
// No number is ever a binary fraction. Counters are whole numbers; weights,
// values and points are [Fixed], whole ten-thousandths. A rate is kept as two
// numbers and divided once, when its contribution is rounded to four places; the
// score is rounded to the places of the rule set. The printed contributions add
// up to the printed score. A rate with nothing below the line has no value: it
// is neither 0 nor 100 and is never printed as a number.
//
// # Nobody gains by it
//
// No unit gains by refusing orders, by dragging, or by refusing to be rated; and
// a rating that is raised never lowers a score. This holds because:
//
//  1. What a unit does itself never takes a part out of the count. Only others
//     exclude (the centre, the sender); a unit may merge a duplicate, but what it
//     had missed before stays counted; and a part belongs to the period in which
//     it was due, however late it is done ([Observation.At]). So the minimum
//     sample cannot be undercut either.
//  2. Within each aspect the unit's own acts only move a part towards the bad
//     classes, all of which stay in the denominator. In particular an unrated
//     part leaves the satisfied rate's denominator only where the raters were
//     silent, or are still being asked about a part done in time; and a part has no outcome
//     yet only where it was done in time and others have not concluded it. Where the unit
//     itself is the reason (it refused to be rated; it has not finished; it
//     finished late and the rating is therefore still out) the rating counts as
//     kept from being given: in the denominator with nothing above it, in the
//     minimum sample of ratings, and the part as not solved.
//  3. Values of steps do not rise towards the worse step, additions go to events
//     at the good end of an aspect and deductions to events at its bad end; a
//     rule set that has it otherwise is refused.
//  4. Weighing, thresholds, caps and rounding never turn a larger number into a
//     smaller one.
//
// What is not claimed: that the silence of raters cannot favour a unit. Somebody
// who would have rated badly and does not answer leaves the denominator, because
// the domain says so; the unit has no part in it, the centre must ask within
// five working days, the unrated are shown beside the rate, and a rule set can
// want a minimum of ratings. For the same reason an edition is formed when the
// rating windows of its period have ended: before, a rating of what was done in
// time, but at the last moment, is merely still out.
//
// # Cost
//
// A tally holds some forty bytes for each unit, period and list, and three
// hundred more once more than 255 parts were counted there; how many matters
// there are is nothing to it. Counting a part that was made a [Row] costs a few
// additions, checking and sorting an [Observation] some fifty times that.
//
// # Purity
//
// The package does no I/O, reads no clock and keeps no state.
package scoring
