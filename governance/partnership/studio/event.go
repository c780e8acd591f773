package studio

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindEvent is the kind under which the events of studios are kept.
const KindEvent = "studio-event"

// The phases of an event.
const (
	Arranged  governance.Phase = "arranged"   // 待举办
	Held      governance.Phase = "held"       // 已举办
	CalledOff governance.Phase = "called-off" // 已取消
)

// An Event is one event of a studio's series.
type Event struct {
	governance.Head
	Community  orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Lead       string       `json:"lead" zh:"领办人" en:"Who leads it"`
	Series     Series       `json:"series" zh:"系列" en:"Series"`
	Title      string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text       string       `json:"text,omitempty" zh:"内容" en:"Text" personal:"content"`
	Day        civil.Date   `json:"day" zh:"计划日" en:"Planned for"`
	HeldOn     civil.Date   `json:"heldOn,omitzero" zh:"举办日" en:"Held on"`
	Attendance int          `json:"attendance,omitempty" zh:"参加人数" en:"How many came"`
	Account    string       `json:"account,omitempty" zh:"成效" en:"Account" personal:"content"`
}

func (e *Event) arrange(cmd Arrange, m *governance.Moment) {
	e.Parent, e.Community, e.Lead, e.Series, e.Title, e.Text, e.Day = cmd.Studio, cmd.Community, cmd.Lead, cmd.Series, cmd.Title, cmd.Text, cmd.Day
	e.StartFor(m, LimitHold, e.Community, m.DaysTo(max(e.Day, m.Today().AddDays(1))))
}

func (e *Event) canHold(cmd Hold, m *governance.Moment) error {
	var f governance.Faults
	f.UpToToday("day", cmd.Day, m)
	return f.Err()
}

func (e *Event) hold(cmd Hold, m *governance.Moment) {
	e.HeldOn, e.Attendance, e.Account = cmd.Day, cmd.Attendance, cmd.Text
	e.MeetAll(m, LimitHold)
	e.conclude(m, Held)
}

func (e *Event) callOff(_ CallOff, m *governance.Moment) { e.conclude(m, CalledOff) }

func (e *Event) conclude(m *governance.Moment, how governance.Phase) {
	m.Send(governance.Ref{Kind: KindStudio, ID: e.Parent}, Tally{Held: how == Held})
	e.Close(m, string(how))
}

// A Series is what an event is part of.
type Series string

// Choices lists the series with their labels.
func (Series) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("silver-help", "红色领航 银发助邻", "led by the Party, the silver-haired help the neighbours"), governance.ChoiceOf("other", "其他活动", "other"),
	}
}
