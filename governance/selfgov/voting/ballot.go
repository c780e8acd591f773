package voting

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindBallot is the kind under which the ballots of open votes are kept.
const KindBallot = "ballot"

// CastPhase is the only phase of a ballot.
const CastPhase governance.Phase = "cast" // 已投

// A Ballot is what one person voted in an open ballot (记名表决票).
type Ballot struct {
	governance.Head
	Person    string       `json:"person" zh:"表决人" en:"Voter"`
	Choice    Choice       `json:"choice" zh:"意见" en:"Choice"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
}

// Cast puts a ballot in (投票).
type Cast struct {
	Person    string       `json:"person" zh:"表决人" en:"Voter"`
	Choice    Choice       `json:"choice" zh:"意见" en:"Choice"`
	Proposal  uuid.UUID    `json:"proposal" zh:"提案" en:"Proposal"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
}

// Verb is "cast".
func (Cast) Verb() string { return "cast" }

// Site is the community in which it is voted.
func (c Cast) Site() orgtree.Code { return c.Community }

func (b *Ballot) cast(cmd Cast, m *governance.Moment) {
	b.Parent, b.Person, b.Subject, b.Choice, b.Community = cmd.Proposal, cmd.Person, cmd.Person, cmd.Choice, cmd.Community
	b.Closed, b.Outcome = m.Now(), string(cmd.Choice)
}

// NewBallots returns the book of ballots.
func NewBallots() (*governance.Book[Ballot], error) {
	return governance.NewBook(governance.Institution[Ballot]{
		Kind: KindBallot, Path: "ballots", Source: "4 G8", Schema: 1,
		Label:    governance.Text{Zh: "记名表决票", En: "ballot"},
		Sentence: governance.Text{Zh: "记名表决中每人的意见，人人可查", En: "what each person voted in an open ballot, for all to read"},
		Table: governance.Table[Ballot]{
			Phases: []governance.PhaseLabel{governance.FinalPhase(CastPhase, "已投", "cast")},
			Verbs:  []governance.VerbLabel{governance.VerbOf("cast", "投票", "Cast")},
			Rules: []governance.Rule[Ballot]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases(CastPhase), governance.ByConsequence[Ballot](), nil, (*Ballot).cast).
					As("ballot.cast", "4 G8", "记名表决的每一票单独留存，不得更改", "each vote of an open ballot is kept by itself and never changed"),
			},
		},
		File: func(b *Ballot, h *governance.Header) {
			h.Unit, h.Class, h.Person = string(b.Community), string(b.Choice), b.Person
		},
		Audience: func(b *Ballot, to []governance.Address) []governance.Address {
			return append(to, governance.Public, governance.Unit(b.Community), governance.Unit(b.District))
		},
	})
}
