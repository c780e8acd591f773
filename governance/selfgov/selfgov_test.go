package selfgov_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/selfgov"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/covenant"
	"github.com/jinlin-project/jinlin/governance/selfgov/group"
	"github.com/jinlin-project/jinlin/governance/selfgov/membership"
	"github.com/jinlin-project/jinlin/governance/selfgov/proposal"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	books, err := selfgov.New(nil, casework.KindCase)
	require.NoError(tb, err)
	cases, err := casework.New(nil)
	require.NoError(tb, err)
	board, err := notice.New()
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), append(books.Shelves(), cases.Shelf, board.Shelf)...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, group.Kind, membership.Kind, proposal.Kind, voting.KindBallot, covenant.Kind)
}

// founded is a group with the demonstration's residents on its roll.
func founded(w *districttest.World, voters ...string) governance.Ref {
	g := w.Do("community", group.Kind, uuid.Nil, group.Found{Title: "议事会", Form: "council", Place: districttest.Compound})
	for i, who := range voters {
		w.Do("compound", group.Kind, g.ID, group.Enrol{Person: w.Person(who), Join: group.Join{Name: "张三", Area: 100 * (i + 1)}})
	}
	return g
}

// underVote is a proposal of the group that is voted on.
func underVote(w *districttest.World, g governance.Ref, rule string, secret bool) governance.Ref {
	before := len(districttest.Records[proposal.Proposal](w, proposal.Kind))
	w.Do("resident", group.Kind, g.ID, proposal.Propose{Title: "凉亭", Text: "修缮凉亭", Subject: "facility"})
	all := districttest.Records[proposal.Proposal](w, proposal.Kind)
	ref := governance.Ref{Kind: proposal.Kind, ID: all[before].ID}
	w.Do("community", ref.Kind, ref.ID, proposal.TakeUp{})
	w.Do("compound", ref.Kind, ref.ID, proposal.Deliberate{Venue: "hall", Present: 9, Minutes: "同意"})
	w.Do("community", ref.Kind, ref.ID, voting.OpenVote{Majority: rule, Secret: secret, Until: w.Now().Add(48 * time.Hour)})
	return ref
}

// 4 G8: of a secret ballot nothing that is kept says who voted, and nobody but the
// count says what; an open one leaves a ballot for each.
func TestASecretBallotSaysNobody(t *testing.T) {
	w := open(t)
	g := founded(w, "resident", "resident-2")
	for _, secret := range []bool{true, false} {
		ref := underVote(w, g, "simple", secret)
		before := len(districttest.Records[voting.Ballot](w, voting.KindBallot))
		w.Do("resident", ref.Kind, ref.ID, proposal.Vote{Choice: voting.No})
		ballots := districttest.Records[voting.Ballot](w, voting.KindBallot)[before:]
		entries, err := w.Ledger.Entries(t.Context(), governance.Span{Ref: ref, Limit: 1000})
		require.NoError(t, err)
		last := entries[len(entries)-1]
		require.Equal(t, "vote", last.Verb)
		if !secret {
			assert.Equal(t, "resident", last.By.Person)
			require.Len(t, ballots, 1)
			assert.Equal(t, voting.No, ballots[0].Choice)
			continue
		}
		assert.Zero(t, last.By)
		assert.NotContains(t, string(governance.Join(last.Body))+string(governance.Join(last.Changes)), "resident\"")
		assert.Empty(t, ballots)
		assert.Equal(t, voting.Weight{Persons: 1}, districttest.Record[proposal.Proposal](w, ref).Vote.Count.No, "no area says whose it was")
	}
}

// 4 G8: the roll is frozen at the opening, whatever becomes of it afterwards: over
// random comings and goings exactly those vote who were on it then.
func TestTheRollIsFrozen(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	w := open(t)
	names := w.Move("voter", 8, districttest.Compound)
	g := founded(w)
	on := map[string]uuid.UUID{}
	churn := func() {
		who := names[r.IntN(len(names))]
		if id, ok := on[who]; ok {
			w.Do(who, membership.Kind, id, membership.Leave{})
			delete(on, who)
			return
		}
		w.Do("compound", group.Kind, g.ID, group.Enrol{Person: who, Join: group.Join{Name: who, Area: 1 + r.IntN(9)}})
		all := districttest.Records[membership.Membership](w, membership.Kind)
		on[who] = all[len(all)-1].ID
	}
	for range 12 {
		churn()
	}
	for round := range 6 {
		for len(on) == 0 {
			churn()
		}
		area, then := int64(0), map[string]bool{}
		for who, id := range on {
			area += int64(districttest.Record[membership.Membership](w, governance.Ref{Kind: membership.Kind, ID: id}).Area)
			then[who] = true
		}
		rule := []string{"simple", "owners"}[round%2]
		if rule == "simple" { // by number alone
			area = 0
		}
		ref := underVote(w, g, rule, rule == "simple")
		require.Equal(t, voting.Weight{Persons: int64(len(on)), Area: area}, districttest.Record[proposal.Proposal](w, ref).Vote.Roll)
		for range 4 {
			churn()
		}
		for _, who := range names {
			_, err := w.Try(who, ref.Kind, ref.ID, proposal.Vote{Choice: voting.Yes})
			require.Equal(t, then[who], err == nil, "%s: %v", who, err)
		}
		vote := districttest.Record[proposal.Proposal](w, ref).Vote
		require.Equal(t, vote.Roll, vote.Count.Yes)
	}
}

// A policy names every rule at fault.
func TestPolicyFaults(t *testing.T) {
	p := charter.DefaultPolicy()
	require.NoError(t, p.Validate())
	p.Limits = append(p.Limits, p.Limits[0])
	p.Majorities[1].Code = p.Majorities[0].Code
	p.Majorities[2].Pass = voting.Part{Num: 4, Den: 3}
	p.Majorities[3].Pass = voting.Part{}
	p.Majorities[4].Quorum = voting.Part{Num: 1, Den: 1, Over: true}
	_, err := selfgov.New(p)
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid)
	var paths []string
	for _, f := range invalid.Faults {
		paths = append(paths, f.Path)
	}
	assert.Equal(t, "limits[4].name majorities[1].code majorities[2] majorities[3] majorities[4]", strings.Join(paths, " "))
}

// Decisions against counting by hand over random votes.
func TestDecisionsAgainstCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	w := open(t)
	g := founded(w, "resident", "resident-2", "resident-3")
	for i := range 8 {
		ref := underVote(w, g, []string{"simple", "two-thirds"}[i%2], i%3 == 0)
		for _, who := range []string{"resident", "resident-2", "resident-3"} {
			if r.IntN(4) > 0 {
				w.Do(who, ref.Kind, ref.ID, proposal.Vote{Choice: []voting.Choice{voting.Yes, voting.Yes, voting.No, voting.Abstain}[r.IntN(4)]})
			}
		}
		w.To(w.Now().Add(time.Duration(r.IntN(4)) * 24 * time.Hour))
	}
	middle := districttest.Records[proposal.Proposal](w, proposal.Kind)[4].Opened
	for _, from := range []time.Time{{}, middle} {
		var want proposal.Decisions
		for _, d := range districttest.Records[proposal.Proposal](w, proposal.Kind) {
			if d.Vote == nil || d.Vote.Result == "" || d.Opened.Before(from) {
				continue
			}
			want.Voted++
			want.Passed.Den++
			want.Turnout.Den += d.Vote.Roll.Persons
			want.Turnout.Num += d.Vote.Count.Yes.Persons + d.Vote.Count.No.Persons + d.Vote.Count.Abstain.Persons
			if d.Vote.Result == voting.Passed {
				want.Passed.Num++
			}
		}
		want.Rate = want.Passed.Percent(2)
		require.Greater(t, want.Voted, int64(2))
		params := "{}"
		if !from.IsZero() {
			params = fmt.Sprintf(`{"from":%q}`, from.Format(time.RFC3339))
		}
		got, err := w.Ask("district", proposal.Kind, "decisions", params)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

// What was handed on may end more than once, since it may be taken up again: before
// the proposal has ended the last end counts, of what it was handed on to last;
// afterwards none does, and none is refused.
func TestHandedOnEndsAgain(t *testing.T) {
	books, err := selfgov.New(nil, "task")
	require.NoError(t, err)
	w := districttest.New(t, memory.New(), append(books.Shelves(), districttest.Errands(t, "task"))...)
	ref := underVote(w, founded(w, "resident"), "simple", true)
	w.Do("resident", ref.Kind, ref.ID, proposal.Vote{Choice: voting.Yes})
	w.Do("community", ref.Kind, ref.ID, proposal.CountOut{})
	var tasks []governance.Ref
	for range 2 {
		w.Do("community", ref.Kind, ref.ID, proposal.HandOn{To: "task"})
		to, _ := governance.Origin(districttest.Record[proposal.Proposal](w, ref).HandedTo).Ref()
		tasks = append(tasks, to)
		w.Do("town", to.Kind, to.ID, districttest.Finish{Outcome: "done"})
	}
	again := func(to governance.Ref, outcome string) {
		w.Do("town", to.Kind, to.ID, districttest.Resume{})
		w.Do("town", to.Kind, to.ID, districttest.Finish{Outcome: outcome})
	}
	again(tasks[0], "first")
	assert.Equal(t, "done", districttest.Record[proposal.Proposal](w, ref).Came)
	again(tasks[1], "second")
	assert.Equal(t, "second", districttest.Record[proposal.Proposal](w, ref).Came)
	w.Do("community", ref.Kind, ref.ID, proposal.CarryOut{Text: "已办"})
	again(tasks[1], "third")
	assert.Equal(t, "second", districttest.Record[proposal.Proposal](w, ref).Came)
}
