package problem

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which problems are kept.
const Kind = "conference-problem"

// The phases of a problem.
const (
	Raised    governance.Phase = "raised"    // 待研究
	InHand    governance.Phase = "in-hand"   // 办理中
	Reported  governance.Phase = "reported"  // 待销号
	Solved    governance.Phase = "solved"    // 已解决
	Unsolved  governance.Phase = "unsolved"  // 未解决
	Withdrawn governance.Phase = "withdrawn" // 已撤回
)

// A Problem is one that was raised in a conference, and is followed until it is solved
// (问题). It waits for the decisions taken on it, and for the matter that it was handed
// over as.
type Problem struct {
	governance.Head
	Title    string       `json:"title" zh:"问题" en:"Problem" personal:"content"`
	Text     string       `json:"text" zh:"情况" en:"What it is" personal:"content"`
	Place    orgtree.Code `json:"place" zh:"地点" en:"Where it is"`
	From     orgtree.Code `json:"from" zh:"提出单位" en:"Who raised it"`
	Host     orgtree.Code `json:"host" zh:"召集单位" en:"Who convened"`
	Decision uuid.UUID    `json:"decision,omitzero" zh:"决定" en:"Decision last taken on it"`
	Deciding bool         `json:"deciding,omitempty" zh:"决定落实中" en:"That is being carried out"`
	Matter   uuid.UUID    `json:"matter,omitzero" zh:"转为事项" en:"Matter that it was handed over as"`
	Handling bool         `json:"handling,omitempty" zh:"事项办理中" en:"That is being handled"`
	Result   string       `json:"result,omitempty" zh:"解决情况" en:"What was done" personal:"content"`
	Heard    string       `json:"heard,omitempty" zh:"办理结果" en:"How decision or matter ended"`
	Refused  int          `json:"refused,omitempty" zh:"不予销号次数" en:"Times it was not confirmed"`
}

func (p *Problem) lodge(cmd Lodge, m *governance.Moment) {
	p.Title, p.Text, p.Place, p.From, p.Host = cmd.Title, cmd.Text, cmd.Place, cmd.From, cmd.Host
	p.Parent, p.Origin = m.Cause.Ref.ID, m.Origin()
}

func (p *Problem) canTake(_ Take, m *governance.Moment) error {
	if p.Parent != m.Cause.Ref.ID {
		return governance.Refuse("不是本次会议提出的问题", "was not raised in this conference")
	}
	return nil
}

// take waits for a decision, if that has somebody do something; else the decision
// itself is the answer.
func (p *Problem) take(cmd Take, m *governance.Moment) {
	p.LiftAll(m, LimitConfirm)
	p.Decision, p.Deciding, p.Phase = cmd.Decision, cmd.Acts, InHand
	p.rest(m)
}

// canHandOver refuses a second matter while the first is open.
func (p *Problem) canHandOver(HandOver, *governance.Moment) error {
	if p.Handling {
		return governance.Refuse("已转为事项，正在办理", "it is being handled as a matter already")
	}
	return nil
}

func (p *Problem) handOver(matter string, cmd HandOver, m *governance.Moment) {
	p.Matter = m.Open(matter, governance.Refer{Title: p.Title, Text: p.Text, Category: cmd.Category, Unit: p.Place, From: p.From}).ID
	p.Handling = true
}

// hearEnd notes how what it waits for has ended. A decision that another has taken the
// place of, and a matter that was taken up again, change nothing.
func (p *Problem) hearEnd(cmd governance.Concluded, m *governance.Moment) {
	switch m.Cause.Ref.ID {
	case p.Decision:
		p.Deciding, p.Heard = false, cmd.Outcome
	case p.Matter:
		p.Handling, p.Heard = false, cmd.Outcome
	}
	if p.Phase == InHand {
		p.rest(m)
	}
}

// rest has whoever raised the problem say whether it is solved, once it waits for
// nothing more.
func (p *Problem) rest(m *governance.Moment) {
	if p.Deciding || p.Handling {
		return
	}
	p.Phase = Reported
	p.Start(m, LimitConfirm, p.From)
}

func (p *Problem) answer(cmd Answer, m *governance.Moment) {
	p.Result = cmd.Text
	p.rest(m)
}

func (p *Problem) confirm(_ Confirm, m *governance.Moment) {
	p.MeetAll(m, LimitConfirm)
	p.Close(m, string(Solved))
}

func (p *Problem) refuse(_ Refuse, m *governance.Moment) {
	p.MeetAll(m, LimitConfirm)
	p.Refused++
}

func (p *Problem) giveUp(_ GiveUp, m *governance.Moment) { p.Close(m, string(Unsolved)) }

func (p *Problem) withdraw(_ Withdraw, m *governance.Moment) { p.Close(m, string(Withdrawn)) }
