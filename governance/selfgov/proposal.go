package selfgov

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindProposal is the kind under which proposals are kept.
const KindProposal = "proposal"

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
	Title         string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text          string       `json:"text" zh:"内容" en:"Text" personal:"content"`
	About         Subject      `json:"about" zh:"议题类型" en:"What it is about"`
	Place         orgtree.Code `json:"place" zh:"所在" en:"Place"`
	Community     orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Compound      orgtree.Code `json:"compound,omitempty" zh:"小区" en:"Compound"`
	Convener      string       `json:"convener,omitempty" zh:"召集人" en:"Convener"`
	Deliberations int          `json:"deliberations,omitempty" zh:"议事次数" en:"Deliberations held"`
	Vote          *Poll        `json:"vote,omitempty" zh:"表决" en:"Vote"`
	HandedTo      string       `json:"handedTo,omitempty" zh:"转办" en:"Record it was handed on to"`
	Came          string       `json:"came,omitempty" zh:"转办结果" en:"What came of that"`
}

// A Poll is a vote: the rule as it stood when the vote was opened, the roll frozen
// then, and the count.
type Poll struct {
	Rule    Rule      `json:"rule" zh:"表决规则" en:"Majority rule"`
	Roll    Weight    `json:"roll" zh:"应参加" en:"The roll"`
	Changes int       `json:"changes" zh:"名册变更号" en:"Number of the roll's last change"`
	Until   time.Time `json:"until" zh:"截止时间" en:"Until"`
	Count   Count     `json:"count" zh:"计票" en:"Count"`
	Result  string    `json:"result,omitempty" zh:"结果" en:"Result"`
}

func (g *Group) canPropose(cmd Propose, m *governance.Moment) error {
	standing, asked := governance.Answered[Weight](m, KindMembership, "standing")
	if !m.IsAmong(g.whoConvenes) && !livesAt(m, m.Actor.Person, g.Place) && (!asked || standing.Persons == 0) {
		return governance.Refuse("由住在这里的居民或成员提出", "proposals are made by those who live here and by members")
	}
	var f governance.Faults
	if cmd.Subject == OnRepeal && g.Covenant == uuid.Nil {
		f.Add("about", "no-covenant", "没有现行公约", "there is no covenant to repeal")
	}
	return f.Err()
}

func (g *Group) propose(cmd Propose, m *governance.Moment) {
	g.Proposals++
	g.Going++
	m.Open(KindProposal, Put{Propose: cmd, Group: g.ID, Place: g.Place, Community: g.Community, Compound: g.Compound, Convener: g.Convener})
}

func (g *Group) ownStanding(_ Propose, m *governance.Moment) StandingParams {
	return StandingParams{g.ID, m.Actor.Person, g.Changes}
}

func (d *Proposal) put(cmd Put, m *governance.Moment) {
	d.Title, d.Text, d.About = strings.TrimSpace(cmd.Title), cmd.Text, cmd.Subject
	d.Place, d.Community, d.Compound, d.Convener = cmd.Place, cmd.Community, cmd.Compound, cmd.Convener
	d.Parent, d.Origin, d.Subject = cmd.Group, m.Origin(), m.Actor.Person
	d.Start(m, LimitTakeUp, d.Community)
}

func (d *Proposal) takeUp(_ TakeUp, m *governance.Moment) { d.MeetAll(m, LimitTakeUp) }

func (d *Proposal) turnDown(_ TurnDown, m *governance.Moment) {
	d.MeetAll(m, LimitTakeUp)
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
		if d.handed() {
			return governance.Refuse("已转办，尚无结果", "it was handed on and has not come to an end there")
		}
		var f governance.Faults
		if !slices.Contains(kinds, cmd.To) {
			f.Add("to", "unknown-kind", "不能转至该处", "is not where it can be handed on to")
		}
		if cmd.Owner != "" && !m.Org.Has(cmd.Owner) {
			f.Add("owner", "unknown-unit", "没有这个单位", "is not a unit")
		}
		return f.Err()
	}
}

// handed reports whether it is being seen to elsewhere.
func (d *Proposal) handed() bool { return d.HandedTo != "" && d.Came == "" }

func (d *Proposal) handOn(cmd HandOn, m *governance.Moment) {
	to := m.Open(cmd.To, governance.Refer{
		Title: d.Title, Text: d.Text, Category: cmd.Category, Unit: d.Place, Owner: cmd.Owner, Due: cmd.Due, Subject: d.Subject, From: d.Community,
	})
	d.HandedTo, d.Came = string(governance.OriginOf(to)), ""
	d.MeetAll(m, LimitCarryOut)
}

func (d *Proposal) concluded(cmd governance.Concluded, m *governance.Moment) {
	if governance.OriginOf(m.Cause.Ref) != governance.Origin(d.HandedTo) {
		return // an earlier one, done again
	}
	d.Came = cmd.Outcome
	d.Start(m, LimitCarryOut, d.Community)
}

func (d *Proposal) canCarryOut(CarryOut, *governance.Moment) error {
	if d.handed() {
		return governance.Refuse("已转办，尚无结果", "it was handed on and has not come to an end there")
	}
	return nil
}

func (d *Proposal) canGiveUp(GiveUp, *governance.Moment) error { return d.canCarryOut(CarryOut{}, nil) }

func (d *Proposal) giveUp(_ GiveUp, m *governance.Moment) {
	d.MeetAll(m, LimitCarryOut)
	d.Close(m, string(Unfulfilled))
}

func (d *Proposal) carryOut(_ CarryOut, m *governance.Moment) {
	d.MeetAll(m, LimitCarryOut)
	d.Close(m, CarriedOut)
}
