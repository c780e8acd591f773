package item

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance/member"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which joint items are kept.
const Kind = "alliance-item"

// KindEntry is the kind of the need and the resource of which an item may have come.
const KindEntry = "alliance-entry"

// The phases of an item.
const (
	Planned   governance.Phase = "planned"   // 已计划
	Held      governance.Phase = "held"      // 已实施
	Accounted governance.Phase = "accounted" // 已了结
	Cancelled governance.Phase = "cancelled" // 已取消
)

// when is the day that an item counts for: on which it was held, or is to be.
func (t *Item) when() civil.Date {
	if t.HeldOn != 0 {
		return t.HeldOn
	}
	return t.Day
}

// An Item is one thing that members do together (联办事项). One that came of a match is
// on the project list.
type Item struct {
	governance.Head
	Core       orgtree.Code    `json:"core" zh:"核心社区" en:"Community of the alliance"`
	Together   Together        `json:"together" zh:"六联类别" en:"Kind of the six together"`
	Title      string          `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text       string          `json:"text,omitempty" zh:"内容" en:"Text" personal:"content"`
	Lead       orgtree.Code    `json:"lead" zh:"牵头单位" en:"In the lead"`
	With       []orgtree.Code  `json:"with,omitempty" zh:"参与单位" en:"Taking part"`
	Day        civil.Date      `json:"day" zh:"计划日" en:"Planned for"`
	HeldOn     civil.Date      `json:"heldOn,omitzero" zh:"实施日" en:"Held on"`
	Attendance int             `json:"attendance,omitempty" zh:"参加人数" en:"How many came"`
	Account    string          `json:"account,omitempty" zh:"成效" en:"Account" personal:"content"`
	Cost       governance.Yuan `json:"cost,omitzero" zh:"经费" en:"Cost"`
	Need       uuid.UUID       `json:"need,omitzero" zh:"对应需求" en:"Need it meets"`
	Resource   uuid.UUID       `json:"resource,omitzero" zh:"对应资源" en:"Resource it uses"`
}

func (t *Item) set(cmd Set, m *governance.Moment) {
	t.Parent, t.Core, t.Together, t.Title, t.Text = cmd.Alliance, cmd.Core, cmd.Together, cmd.Title, cmd.Text
	t.Lead, t.With, t.Need, t.Resource = cmd.Lead, cmd.With, cmd.Need, cmd.Resource
	t.schedule(cmd.Day, m)
}

// schedule plans the item for a day, by whose end it is to be held.
func (t *Item) schedule(day civil.Date, m *governance.Moment) {
	t.Day = day
	t.LiftAll(m, LimitHold)
	t.StartFor(m, LimitHold, t.Lead, m.DaysTo(max(day, m.Today().AddDays(1))))
}

func (t *Item) canPostpone(cmd Postpone, m *governance.Moment) error {
	var f governance.Faults
	f.FromToday("day", cmd.Day, m)
	return f.Err()
}

func (t *Item) postpone(cmd Postpone, m *governance.Moment) { t.schedule(cmd.Day, m) }

func (t *Item) canHold(cmd Hold, m *governance.Moment) error {
	var f governance.Faults
	f.UpToToday("day", cmd.Day, m)
	return f.Err()
}

func (t *Item) hold(cmd Hold, m *governance.Moment) {
	t.HeldOn, t.Attendance = cmd.Day, cmd.Attendance
	t.MeetAll(m, LimitHold)
	t.Start(m, LimitAccount, t.Lead)
}

func (t *Item) canAccount(cmd Render, _ *governance.Moment) error {
	var f governance.Faults
	if cmd.Cost < 0 {
		f.Add("cost", "negative", "不能为负", "is negative")
	}
	return f.Err()
}

func (t *Item) render(cmd Render, m *governance.Moment) {
	t.Account, t.Cost = cmd.Text, cmd.Cost
	t.MeetAll(m, LimitAccount)
	t.conclude(m, Accounted, Free{Met: true}, Count{Open: -1, Accounted: 1})
}

func (t *Item) cancel(_ Cancel, m *governance.Moment) {
	t.conclude(m, Cancelled, Free{}, Count{Open: -1})
}

// conclude ends the item, and frees what it was matched from.
func (t *Item) conclude(m *governance.Moment, how governance.Phase, free Free, count Count) {
	for _, id := range []uuid.UUID{t.Need, t.Resource} {
		if id != uuid.Nil {
			m.Send(governance.Ref{Kind: KindEntry, ID: id}, free)
		}
	}
	m.Send(governance.Ref{Kind: member.KindAlliance, ID: t.Parent}, count)
	t.Close(m, string(how))
}

// Together is one of the six kinds of what members do together (六联).
type Together string

// Choices lists the six with their labels.
func (Together) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("branches", "支部联建", "branches built together"), governance.ChoiceOf("affairs", "事务联议", "affairs discussed together"),
		governance.ChoiceOf("resources", "资源联享", "resources shared"), governance.ChoiceOf("services", "服务联抓", "services run together"),
		governance.ChoiceOf("activities", "活动联办", "activities held together"), governance.ChoiceOf("safety", "治安联防", "safety kept together"),
	}
}
