package casework_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// usualPath is "The usual path (fixed)" of the HTTP contract, a line for each of its
// sentences: in which phases, which command, whose it is, where it leads. It is
// written by hand from that page, not read from the table under test.
const usualPath = `
reported                                   verify            checker            verified
reported                                   return            checker            returned
reported                                   decline           checker            closed
returned                                   amend             sender             reported
verified                                   handle            base               handling
verified                                   whistle           base               whistled
whistled                                   report-in         town               at-town
at-town                                    complete          lead               checking
at-town                                    escalate          lead               escalated
escalated                                  triage            centre             dispatched,in-progress,explaining
dispatched                                 take              units              dispatched,in-progress
in-progress                                take              units              in-progress
dispatched                                 refuse            units              dispatched
dispatched                                 rule              centre             dispatched,in-progress
in-progress                                complete          units              in-progress,checking
explaining                                 explain           lead               explaining
explaining                                 acknowledge       lead|sender        explaining
checking                                   pass              part-checkers      checking,passed
handling                                   complete          units              passed
passed                                     feedback          community|centre   passed,rating,closed
passed                                     publish           community|centre   passed,rating,closed
rating                                     rate              raters             rating,closed
rating                                     lapse             system             rating,closed
closed                                     reopen            reopeners          handling,at-town,in-progress,explaining
`

func TestTableHoldsTheUsualPath(t *testing.T) {
	w := newWorld(t, nil)
	for line := range strings.SplitSeq(strings.TrimSpace(usualPath), "\n") {
		f := strings.Fields(line)
		phase, verb, by, to := f[0], f[1], f[2], f[3]
		found := false
		for _, r := range w.cases.Describe().Rules {
			if r.Verb != verb || !has(r.From, phase) {
				continue
			}
			leads := make([]string, 0, len(r.To))
			for _, p := range r.To {
				leads = append(leads, string(p))
			}
			if len(leads) == 0 {
				leads = []string{phase}
			}
			found = found || strings.HasPrefix(r.By, by) && strings.Join(leads, ",") == to
		}
		require.True(t, found, "no row says: %s", line)
	}
}

func has(phases []governance.Phase, one string) bool {
	for _, p := range phases {
		if string(p) == one {
			return true
		}
	}
	return false
}

// Whistling is the communities' and compounds' right alone, the first report-in
// the town's, the three lists the centre's [R]: no other row gives them away.
func TestRightsThatAreNotNegotiable(t *testing.T) {
	w := newWorld(t, nil)
	only := map[string]string{"verify": "checker", "whistle": "base", "report-in": "town", "triage": "centre", "rule": "centre", "grant-extension": "centre", "reclassify": "centre", "supervise": "centre"}
	for _, r := range w.cases.Describe().Rules {
		if by, bound := only[r.Verb]; bound {
			require.Equal(t, by, r.By, r.ID)
		}
	}
}

// Row ids are API: stable, unique, never reused. A row that is gone or renamed
// shows here; add new ones at the end.
func TestRowIDsAreStable(t *testing.T) {
	w := newWorld(t, nil)
	have := map[string]bool{}
	for _, r := range w.cases.Describe().Rules {
		require.False(t, have[r.ID], r.ID)
		have[r.ID] = true
	}
	for id := range strings.FieldsSeq(`case.report case.adopt case.branch case.amend case.amend.community case.verify case.return case.decline
		case.decline.centre case.withdraw case.handle case.whistle case.report-in case.escalate case.triage case.take case.take.assisting case.refuse case.rule
		case.progress case.finish-stage case.request-extension case.grant-extension case.deny-extension case.pause case.resume case.explain
		case.acknowledge case.review case.review.later case.reclassify case.reclassify.closed case.complete.self case.complete.town case.complete.part
		case.complete.understanding case.pass case.send-back case.feedback case.publish case.rate case.lapse case.lapse.unasked case.reopen case.merge case.absorb
		case.unmerge case.give-up case.answer case.settle case.split case.split.town case.split.centre case.child-closed case.child-closed.late
		case.child-reopened case.urge case.supervise case.warn case.recompute case.note case.attach case.reveal case.erase
		case.escalate.coordinator case.progress.coordinator case.urge.coordinator case.recall case.recall.closed case.recall.late
		case.amend.town case.amend.centre case.merge.town case.merge.centre case.refer`) {
		require.True(t, have[id], "row %s is gone", id)
		delete(have, id)
	}
	require.Empty(t, have, "rows without a line here")
}

// What a row says it starts and ends, it may; what it does not say it does not.
// Over all that the matrix admits, the limits that begin are those of the rows.
func TestRowsSayWhatTheyStart(t *testing.T) {
	w := newWorld(t, nil)
	other := w.atTown()
	begins := map[string]bool{"finish-stage": true, "take": true, "rule": true, "triage": true, "reclassify": true} // a stage's own days
	for _, s := range stands(w) {
		for _, r := range w.cases.Describe().Rules {
			if !has(r.From, string(s.matter.Phase)) {
				continue
			}
			for _, who := range everybody() {
				c := clone(t, s.matter)
				if w.cases.Lifecycle().Apply(c, fitting(t, r.Verb, c, other), w.moment(who, c)) != nil {
					continue
				}
				for _, d := range c.Deadlines[min(len(s.matter.Deadlines), len(c.Deadlines)):] {
					if (d.Name == "stage" || d.Name == "assist") && begins[r.Verb] {
						continue
					}
					require.True(t, mayStart(w, r.Verb, d.Name), "%s by %s in %s began %s", r.Verb, who, s.name, d.Name)
				}
			}
		}
	}
}

// mayStart reports whether some row of a verb says that it starts a limit.
func mayStart(w *world, verb, limit string) bool {
	for _, r := range w.cases.Describe().Rules {
		for _, name := range r.Starts {
			if r.Verb == verb && name == limit {
				return true
			}
		}
	}
	return false
}
