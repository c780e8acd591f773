package rivals_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov"
	"github.com/jinlin-project/jinlin/governance/selfgov/group"
	"github.com/jinlin-project/jinlin/governance/selfgov/membership"
	"github.com/jinlin-project/jinlin/governance/selfgov/proposal"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// electorate is a group that votes, and its members' records by name.
type electorate struct {
	*districttest.World
	group   governance.Ref
	members map[string]uuid.UUID
}

func newElectorate(t *testing.T, ledger governance.Ledger, voters []string) *electorate {
	books, err := selfgov.New(nil)
	require.NoError(t, err)
	h := &electorate{World: districttest.New(t, ledger, books.Shelves()...), members: map[string]uuid.UUID{}}
	h.group = h.Do("community", group.Kind, uuid.Nil, group.Found{Title: "议事会", Form: "council", Place: districttest.Compound})
	for _, who := range voters {
		h.Do("compound", group.Kind, h.group.ID, enrol(who))
	}
	for _, d := range districttest.Records[membership.Membership](h.World, membership.Kind) {
		h.members[d.Person] = d.ID
	}
	return h
}

func enrol(who string) group.Enrol {
	return group.Enrol{Person: who, Join: group.Join{Name: who, Area: 7}}
}

// deliberated is a proposal that may be voted on.
func (h *electorate) deliberated() governance.Ref {
	h.Do("compound", group.Kind, h.group.ID, proposal.Propose{Title: "凉亭", Text: "修缮", Subject: "facility"})
	all := districttest.Records[proposal.Proposal](h.World, proposal.Kind)
	ref := governance.Ref{Kind: proposal.Kind, ID: all[len(all)-1].ID}
	h.Do("community", ref.Kind, ref.ID, proposal.TakeUp{})
	h.Do("compound", ref.Kind, ref.ID, proposal.Deliberate{Venue: "hall", Present: 9, Minutes: "同意"})
	return ref
}

// G8: one person, one vote, however many votes are cast at the same moment; the roll
// is frozen at the opening, also when people come and go in that very instant; and
// the count is that of the votes that were admitted.
func TestOnePersonHasOneVote(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		voters := []string{"a", "b", "c", "d", "e"}
		h := newElectorate(t, ledger, voters)
		everybody := slices.Concat(voters, []string{"late-1", "late-2"})
		for round, secret := range []bool{false, true, false, true} {
			ref := h.deliberated()
			h.Rivals(5, func(i int) error {
				switch i {
				case 0:
					return h.give("community", ref, voting.OpenVote{Majority: map[bool]string{true: "simple", false: "owners"}[secret], Secret: secret, Until: h.Now().Add(time.Hour)})
				case 1, 2:
					return h.give("compound", h.group, enrol(everybody[4+i]))
				}
				leaver := voters[(2*round+i)%5]
				return h.give(leaver, governance.Ref{Kind: membership.Kind, ID: h.members[leaver]}, membership.Leave{})
			})
			if districttest.Record[proposal.Proposal](h.World, ref).Vote == nil { // it lost to all the others
				require.NoError(t, h.give("community", ref, voting.OpenVote{Majority: map[bool]string{true: "simple", false: "owners"}[secret], Secret: secret, Until: h.Now().Add(time.Hour)}))
			}
			h.vote(ref, everybody)
		}
	})
}

func (h *electorate) give(who string, to governance.Ref, cmd governance.Command) error {
	_, err := h.Try(who, to.Kind, to.ID, cmd)
	return err
}

// vote has everybody vote three times at once, and then again whoever was crowded
// out.
func (h *electorate) vote(ref governance.Ref, everybody []string) {
	h.Helper()
	choices := []voting.Choice{voting.Yes, voting.No, voting.Abstain}
	votes := 0
	for pass := range 2 {
		admitted := make([]bool, 3*len(everybody))
		votes += h.Rivals(len(admitted), func(i int) error {
			err := h.give(everybody[i/3], ref, proposal.Vote{Choice: choices[(i+pass)%3]})
			admitted[i] = err == nil
			return err
		})
		for i := 0; i < len(admitted); i += 3 {
			once := 0
			for _, in := range admitted[i : i+3] {
				if in {
					once++
				}
			}
			require.LessOrEqual(h, once, 1, "%s votes once", everybody[i/3])
		}
	}
	for _, who := range everybody {
		if h.give(who, ref, proposal.Vote{Choice: voting.Yes}) == nil {
			votes++
		}
	}
	vote := districttest.Record[proposal.Proposal](h.World, ref).Vote
	require.EqualValues(h, votes, vote.Count.Cast().Persons)
	require.Equal(h, vote.Roll, vote.Count.Cast(), "all of the frozen roll have voted, and nobody else")
	require.Equal(h, h.onRoll(vote.Changes), vote.Roll.Persons)
}

// onRoll counts who was on the roll after a change of it.
func (h *electorate) onRoll(change int) (n int64) {
	for _, d := range districttest.Records[membership.Membership](h.World, membership.Kind) {
		if d.From > 0 && d.From <= change && (d.Until == 0 || d.Until > change) {
			n++
		}
	}
	return n
}
