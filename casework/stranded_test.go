package casework_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

var organisationID = organisation.ID(district)

// Domain 2.1 [R]: 件件有着落、事事有回音. Each test here is a way in which a
// matter could come to a place it cannot leave.

// A day to look again that comes while the result is checked, answered or
// rated must not stop the matter (case.review).
func TestReviewDayComesAfterCompletion(t *testing.T) {
	for _, until := range []string{"checking", "passed", "rating"} {
		t.Run(until, func(t *testing.T) {
			w := newWorld(t, nil)
			id := w.explained("2024-10-09")
			w.do("housing", id, casework.Complete{Outcome: casework.Understood, Result: "已取得谅解"})
			if until != "checking" {
				w.do("centre", id, casework.Pass{})
			}
			if until == "rating" {
				w.answer(id)
			}
			w.to(at(t, "2024-10-09 08:00"))
			require.Equal(t, until, string(w.get(id).Phase))
			w.do("centre", id, governance.Note{Text: "仍可操作"})
		})
	}
}

// case.whistle ends what the community had begun, its pause too.
func TestWhistleEndsThePause(t *testing.T) {
	w := newWorld(t, nil)
	id := w.handling()
	w.do("community", id, casework.RequestExtension{Days: 2, Reason: "等配件"})
	w.do("community", id, casework.Pause{Reason: "等居民补充"})
	c := w.do("community", id, casework.Whistle{Reason: "超出能力"})
	require.True(t, c.Paused.IsZero(), "nobody owes anything to a community that no longer handles")
	require.Nil(t, c.Extension)
	w.to(at(t, "2024-11-01 09:00")) // far beyond the ten working days
	w.do("town", id, casework.ReportIn{})
}

// case.escalate ends what the town had asked for.
func TestEscalateEndsTheExtensionAskedFor(t *testing.T) {
	w := newWorld(t, nil)
	id := w.atTown()
	w.do("town", id, casework.RequestExtension{Days: 2, Reason: "等配件"})
	c := w.do("town", id, casework.Escalate{Reason: "超出能力"})
	require.Nil(t, c.Extension)
}

// case.take after a ruling, when the lead before had finished every stage.
func TestTakeWhenAllStagesAreFinished(t *testing.T) {
	w := newWorld(t, nil)
	id := w.inProgress(casework.Phased, housing)
	w.do("housing", id, casework.FinishStage{Stage: 1})
	w.do("housing", id, casework.FinishStage{Stage: 2})
	w.do("centre", id, casework.Rule{Units: assign(water)})
	require.NotPanics(t, func() { w.do("water", id, casework.Take{}) })
	w.do("housing", id, completed()) // goes on as an assisting unit
	c := w.do("water", id, completed())
	require.Equal(t, casework.PhaseChecking, c.Phase)
}

// case.rule may make a unit lead whose part is already done; the matter must
// still end, and with an outcome.
func TestRulingMakesAFinishedUnitLead(t *testing.T) {
	w := newWorld(t, nil)
	id := w.inProgress(casework.Immediate, housing, cityMgmt)
	w.do("citymgmt", id, completed())
	w.do("centre", id, casework.Rule{Units: assign(cityMgmt, housing)})
	for _, who := range []string{"citymgmt", "housing", "citymgmt"} {
		for _, cmd := range []governance.Command{casework.Take{}, completed()} {
			_, _ = w.try(who, id, cmd)
		}
	}
	require.Equal(t, casework.PhaseChecking, w.get(id).Phase)
	w.do("centre", id, casework.Pass{})
	w.answer(id)
	w.rateAll(id, 5)
	require.Equal(t, "solved", w.get(id).Outcome)
}

// A child that is merged away no longer holds its parent (2.2: a parent closes
// after its children), and holds it again when the merge is undone.
func TestParentOfAMergedChild(t *testing.T) {
	w := newWorld(t, nil)
	id, other := w.atTown(), w.atTown()
	w.do("town", id, split())
	children := w.children(id)
	require.Len(t, children, 2)
	require.Equal(t, 2, w.get(id).Unclosed)
	w.do("town", children[0], casework.Merge{Into: other})
	require.Equal(t, 1, w.get(id).Unclosed)
	w.do("town", children[0], casework.Unmerge{})
	require.Equal(t, 2, w.get(id).Unclosed)
}

func split() casework.Split {
	return casework.Split{Parts: []casework.Part{{Title: "路灯", Text: "不亮"}, {Title: "路面", Text: "有坑"}}}
}

// children returns the matters split off from one.
func (w *world) children(parent uuid.UUID) []uuid.UUID {
	w.tb.Helper()
	page, err := w.ledger.Find(w.tb.Context(), governance.Query{Kind: casework.KindCase, Parent: parent})
	require.NoError(w.tb, err)
	ids := make([]uuid.UUID, 0, len(page.Items))
	for i := range page.Items {
		ids = append(ids, page.Items[i].Ref.ID)
	}
	return ids
}

// notice.retract is also the community's own: the matter can be sent back and
// reopened nevertheless (case.send-back, case.reopen).
func TestNoticeAlreadyOffTheBoard(t *testing.T) {
	for name, cmd := range map[string]governance.Command{"rating": casework.SendBack{Reason: "抽查不合格"}, "closed": casework.Reopen{Reason: "未解决"}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, nil)
			id := w.rating(housing)
			if name == "closed" {
				w.rateAll(id, 1)
			}
			_, err := w.board.Do(t.Context(), governance.Request{Actor: w.actor("community"), ID: w.get(id).Notice, Command: notice.Retract{Reason: "措辞有误"}})
			require.NoError(t, err)
			c := w.do("centre", id, cmd)
			require.Equal(t, casework.PhaseInProgress, c.Phase)
		})
	}
}

// Reopening when an understanding is due to be looked at again is the
// centre's, and only then: not the sender's for ever (case.reopen, 2.2 [D]).
func TestReviewDueDoesNotOpenTheDoorForEver(t *testing.T) {
	w := newWorld(t, nil)
	id := w.explained("2024-10-09")
	w.to(at(t, "2024-10-09 09:00"))
	require.True(t, w.get(id).ReviewDue)
	w.do("housing", id, casework.Complete{Outcome: casework.Understood, Result: "已取得谅解"})
	w.do("centre", id, casework.Pass{})
	w.answer(id)
	w.rateAll(id, 5)
	w.to(at(t, "2025-06-03 09:00"))
	_, err := w.try("resident", id, casework.Reopen{Reason: "半年后"})
	refused(t, err)
}

// After closing with an understanding, the day to look again comes to the
// centre (case.review.closed); the centre may reopen, the others may not.
func TestLookingAgainAtAClosedUnderstanding(t *testing.T) {
	w := newWorld(t, nil)
	id := w.explained("2025-03-03")
	w.do("housing", id, casework.Complete{Outcome: casework.Understood, Result: "已取得谅解"})
	w.do("centre", id, casework.Pass{})
	w.answer(id)
	w.rateAll(id, 5)
	w.to(at(t, "2025-03-03 09:00"))
	require.True(t, w.get(id).ReviewDue)
	require.Contains(t, w.desks(id), "centre")
	_, err := w.try("resident", id, casework.Reopen{Reason: "再看"})
	refused(t, err)
	c := w.do("centre", id, casework.Reopen{Reason: "政策已变"})
	require.Equal(t, casework.PhaseExplaining, c.Phase)
	require.False(t, c.ReviewDue)
}

// Whoever sent a matter that was merged is answered also when the other one
// ends without being handled (2.1 [R]: 事事有回音).
func TestMergedSendersAreAnswered(t *testing.T) {
	for name, end := range map[string]governance.Command{
		"declined":  casework.Decline{Reason: "属诉讼", Instead: "court"},
		"withdrawn": casework.Withdraw{},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, nil)
			first := w.reported()
			again := w.do("neighbour", uuid.Nil, report()).ID
			w.do("centre", again, casework.Merge{Into: first})
			who := "compound"
			if name == "withdrawn" {
				who = "resident"
			}
			_, err := w.try(who, first, end)
			c := w.get(again)
			answered := !c.Answered.IsZero() && c.Answer != ""
			require.True(t, err != nil || answered || c.Phase != casework.PhaseClosed,
				"closed as merged, never handled, never answered")
		})
	}
}

// Undoing a merge brings back everything that time had to do (case.unmerge).
func TestUnmergeKeepsTheTimers(t *testing.T) {
	w := newWorld(t, nil)
	id, other := w.explained("2024-12-02"), w.atTown()
	w.do("centre", id, casework.Merge{Into: other})
	c := w.do("centre", id, casework.Unmerge{})
	require.Equal(t, casework.PhaseExplaining, c.Phase)
	on, ok := c.Scheduled("review")
	require.True(t, ok, "nobody would ever look at it again")
	require.Equal(t, "2024-12-02", civil.DateOf(on).String())
}

// A pause keeps its end over a merge that is undone: ten working days in all
// (2.2 [D]).
func TestUnmergeKeepsTheEndOfThePause(t *testing.T) {
	w := newWorld(t, nil)
	id, other := w.inProgress(casework.Immediate, housing), w.atTown()
	c := w.do("housing", id, casework.Pause{Reason: "等居民"})
	until, _ := c.Scheduled("resume")
	w.now = w.now.Add(24 * time.Hour)
	w.do("centre", id, casework.Merge{Into: other})
	c = w.do("centre", id, casework.Unmerge{})
	if after, ok := c.Scheduled("resume"); ok {
		require.Equal(t, until, after)
	} else {
		require.True(t, c.Paused.IsZero())
	}
}

// Merging while paused stops every clock, those begun since the pause too: a
// closed matter has no running deadline and nothing warns of it.
func TestMergeWhilePausedStopsEveryClock(t *testing.T) {
	w := newWorld(t, nil)
	id, other := w.inProgress(casework.Immediate, housing), w.atTown()
	w.do("housing", id, casework.Pause{Reason: "等居民"})
	w.do("centre", id, casework.Rule{Units: assign(housing, water)})
	c := w.do("centre", id, casework.Merge{Into: other})
	for i := range c.Deadlines {
		require.NotEqual(t, governance.Running, c.Deadlines[i].State(w.now), c.Deadlines[i].Name)
	}
	w.to(at(t, "2024-10-31 09:00"))
}

// Domain 1: merging units must never strand their open work. Both parts of a
// matter come to one unit.
func TestTwoInvolvedUnitsBecomeOne(t *testing.T) {
	for _, from := range []string{"dispatched", "in-progress", "explaining"} {
		t.Run(from, func(t *testing.T) {
			w := newWorld(t, nil)
			var id uuid.UUID
			switch from {
			case "dispatched":
				id = w.dispatched(casework.Immediate, housing, cityMgmt)
			case "in-progress":
				id = w.inProgress(casework.Immediate, housing, cityMgmt)
			default:
				id = w.dispatched(casework.Understanding, housing, cityMgmt)
				w.do("housing", id, casework.Explain{Text: "说明"})
			}
			w.reorganise(organisation.Merge{Merge: orgtree.Merge{Codes: []orgtree.Code{cityMgmt}, Into: housing, Day: civil.DateOf(w.now)}})
			for range 2 {
				_, _ = w.try("housing", id, casework.Take{})
			}
			for range 2 {
				_, _ = w.try("housing", id, completed())
			}
			require.Equal(t, casework.PhaseChecking, w.get(id).Phase)
		})
	}
}

// A lead that stands refused does not come to the understanding list as a lead
// that can do nothing (case.reclassify).
func TestReclassifyWhileTheLeadHasRefused(t *testing.T) {
	w := newWorld(t, nil)
	id := w.dispatched(casework.Immediate, housing)
	w.do("housing", id, casework.Refuse{Reason: "不属本局职能"})
	if _, err := w.try("centre", id, casework.Reclassify{List: casework.Understanding, Reason: "现行政策不允许"}); err != nil {
		refused(t, err)
		return
	}
	w.do("housing", id, casework.Explain{Text: "说明"})
	w.do("housing", id, completed())
}

// 2.2: never across districts, also for somebody who may see both matters; nor
// in a circle, nor into itself, a closed or an unknown one.
func TestMergesThatAreRefused(t *testing.T) {
	w := newWorld(t, nil)
	here, other, closed := w.atTown(), w.atTown(), w.closed(housing)
	r := report()
	r.Place.Unit = huli
	there := w.do("stranger", uuid.Nil, r).ID
	before := w.get(there)
	for name, row := range map[string]struct {
		who  string
		from uuid.UUID
		into uuid.UUID
		want string
	}{
		"across districts":    {"both", here, there, "not-allowed"},
		"and back":            {"both", there, here, "not-allowed"},
		"into itself":         {"centre", here, here, "invalid"},
		"into a closed one":   {"centre", here, closed, "not-allowed"},
		"into an unknown one": {"centre", here, uuid.New(), "not-found"},
		"into an invisible":   {"centre", here, there, "not-found"},
		"of a closed one":     {"centre", closed, here, "not-allowed"},
		"by who has no part":  {"community2", here, other, "not-found"},
		"by who only sees it": {"resident", here, other, "forbidden"},
	} {
		_, err := w.try(row.who, row.from, casework.Merge{Into: row.into})
		require.Equal(t, row.want, kindOf(t, err), name)
	}
	w.do("centre", other, casework.Merge{Into: here})
	_, err := w.try("centre", here, casework.Merge{Into: other}) // a circle
	require.Equal(t, "not-allowed", kindOf(t, err))
	third := w.atTown()
	_, err = w.try("centre", here, casework.Merge{Into: third}) // a chain
	require.Equal(t, "not-allowed", kindOf(t, err))
	require.Equal(t, before, w.get(there))
	require.Equal(t, []uuid.UUID{other}, w.get(here).Merged)
}
