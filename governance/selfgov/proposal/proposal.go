package proposal

import (
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

// Kind is the kind under which proposals are kept.
const Kind = "proposal"

// The phases of a proposal.
const (
	Proposed     governance.Phase = "proposed"      // 待受理
	Deliberating governance.Phase = "deliberating"  // 协商中
	VotingOpenly governance.Phase = "voting-open"   // 表决中（记名）
	VotingSecret governance.Phase = "voting-secret" // 表决中（无记名）
	Adopted      governance.Phase = "adopted"       // 已通过，待落实
	Done         governance.Phase = "done"          // 已落实
	Unfulfilled  governance.Phase = "unfulfilled"   // 未能落实
	Rejected     governance.Phase = "rejected"      // 未通过
	Dropped      governance.Phase = "dropped"       // 未表决
)

// The outcomes of a proposal that came to no vote, or was carried out after one.
const (
	CarriedOut = "carried-out" // 已落实
	TurnedDown = "turned-down" // 不付表决
	TakenBack  = "withdrawn"   // 撤回
)

// A Proposal is what somebody proposes to a group, and what becomes of it.
type Proposal struct {
	governance.Head
	Title string  `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text  string  `json:"text" zh:"内容" en:"Text" personal:"content"`
	About Subject `json:"about" zh:"议题类型" en:"What it is about"`
	charter.Seat
	Convener      string       `json:"convener,omitempty" zh:"召集人" en:"Convener"`
	Deliberations int          `json:"deliberations,omitempty" zh:"议事次数" en:"Deliberations held"`
	Vote          *voting.Poll `json:"vote,omitempty" zh:"表决" en:"Vote"`
	HandedTo      string       `json:"handedTo,omitempty" zh:"转办" en:"Record it was handed on to"`
	Came          string       `json:"came,omitempty" zh:"转办结果" en:"What came of that"`
}

func (d *Proposal) put(cmd Put, m *governance.Moment) {
	d.Title, d.Text, d.About = strings.TrimSpace(cmd.Title), cmd.Text, cmd.Subject
	d.Seat, d.Convener = cmd.Seat, cmd.Convener
	d.Parent, d.Origin, d.Subject = cmd.Group, m.Origin(), m.Actor.Person
	d.Start(m, charter.LimitTakeUp, d.Community)
}

func (d *Proposal) takeUp(_ TakeUp, m *governance.Moment) { d.MeetAll(m, charter.LimitTakeUp) }

func (d *Proposal) turnDown(_ TurnDown, m *governance.Moment) {
	d.MeetAll(m, charter.LimitTakeUp)
	d.Close(m, TurnedDown)
}

func (d *Proposal) withdraw(_ Withdraw, m *governance.Moment) { d.Close(m, TakenBack) }

func (d *Proposal) deliberate(cmd Deliberate, _ *governance.Moment) {
	d.Deliberations++
	if cmd.Draft != "" {
		d.Text = cmd.Draft
	}
}

// canHandOn judges where it goes, of the kinds the assembler allows.
func canHandOn(kinds []string) func(*Proposal, HandOn, *governance.Moment) error {
	return func(d *Proposal, cmd HandOn, m *governance.Moment) error {
		if err := atHome(d, cmd, m); err != nil {
			return err
		}
		var f governance.Faults
		if !slices.Contains(kinds, cmd.To) {
			f.Add("to", "unknown-kind", "不能转至该处", "is not where it can be handed on to")
		}
		f.Unit("owner", cmd.Owner, m)
		return f.Err()
	}
}

// atHome refuses while it is being seen to elsewhere.
func atHome[C governance.Command](d *Proposal, _ C, _ *governance.Moment) error {
	if d.HandedTo != "" && d.Came == "" {
		return governance.Refuse("已转办，尚无结果", "it was handed on and has not come to an end there")
	}
	return nil
}

func (d *Proposal) handOn(cmd HandOn, m *governance.Moment) {
	to := m.Open(cmd.To, governance.Refer{
		Title: d.Title, Text: d.Text, Category: cmd.Category, Unit: d.Place, Owner: cmd.Owner, Due: cmd.Due, Subject: d.Subject, From: d.Community,
	})
	d.HandedTo, d.Came = string(governance.OriginOf(to)), ""
	d.MeetAll(m, charter.LimitCarryOut)
}

func (d *Proposal) concluded(cmd governance.Concluded, m *governance.Moment) {
	if governance.OriginOf(m.Cause.Ref) != governance.Origin(d.HandedTo) {
		return // an earlier one, done again
	}
	d.Came = cmd.Outcome
	d.Start(m, charter.LimitCarryOut, d.Community)
}

func (d *Proposal) giveUp(_ GiveUp, m *governance.Moment) {
	d.MeetAll(m, charter.LimitCarryOut)
	d.Close(m, string(Unfulfilled))
}

func (d *Proposal) carryOut(_ CarryOut, m *governance.Moment) {
	d.MeetAll(m, charter.LimitCarryOut)
	d.Close(m, CarriedOut)
}
