package conference

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The phases of a decision.
const (
	CarryingOut governance.Phase = "carrying-out" // 落实中
	CarriedOut  governance.Phase = "carried-out"  // 已落实
	Failed      governance.Phase = "failed"       // 未全部落实
)

// taskDone is the outcome of an action item that was done.
const taskDone = "done"

// maxActions bounds the action items of one decision.
const maxActions = 50

// A Decision is what a conference has decided (决定). What it has referred are its
// action items.
type Decision struct {
	governance.Head
	governance.Referrals
	Text    string         `json:"text" zh:"决定" en:"Decision" personal:"content"`
	Host    orgtree.Code   `json:"host" zh:"召集单位" en:"Who convened"`
	Problem uuid.UUID      `json:"problem,omitzero" zh:"所议问题" en:"Problem it is about"`
	Units   []orgtree.Code `json:"units,omitempty" zh:"参会单位" en:"Units that take part"`
}

// Resolve opens a decision with its action items.
type Resolve struct {
	Text    string         `json:"text" zh:"决定" en:"Decision" rule:"required,max=5000" personal:"content"`
	Host    orgtree.Code   `json:"host" zh:"召集单位" en:"Who convened" rule:"required"`
	Problem uuid.UUID      `json:"problem,omitzero" zh:"所议问题" en:"Problem it is about"`
	Actions []Action       `json:"actions,omitempty" zh:"行动项" en:"Action items" rule:"max=20" personal:"content"`
	Units   []orgtree.Code `json:"units,omitempty" zh:"参会单位" en:"Units that take part" rule:"max=60"`
}

// Verb is "resolve".
func (Resolve) Verb() string { return "resolve" }

// Site is who convened.
func (r Resolve) Site() orgtree.Code { return r.Host }

// AddAction adds an action item to a decision that is being carried out (增加行动项).
type AddAction struct {
	Title string       `json:"title" zh:"行动项" en:"What" rule:"required,max=100" personal:"content"`
	Owner orgtree.Code `json:"owner" zh:"责任单位" en:"Who" rule:"required"`
	Due   civil.Date   `json:"due" zh:"完成期限" en:"By when" rule:"required"`
}

// Verb is "add-action".
func (AddAction) Verb() string { return "add-action" }

// resolve opens the action items. A decision without any is carried out with being
// taken.
func (d *Decision) resolve(task string, cmd Resolve, m *governance.Moment) {
	d.Text, d.Host, d.Problem, d.Units = cmd.Text, cmd.Host, cmd.Problem, cmd.Units
	d.Parent, d.Origin, d.Phase = m.Cause.Ref.ID, m.Origin(), CarryingOut
	for _, a := range cmd.Actions {
		d.act(task, a, m)
	}
	d.rest(m)
}

// act refers an action item.
func (d *Decision) act(task string, a Action, m *governance.Moment) {
	m.Open(task, governance.Refer{Title: a.Title, Text: d.Text, Unit: a.Owner, Owner: a.Owner, Due: a.Due, From: d.Host})
	d.Given++
}

func (d *Decision) canAddAction(cmd AddAction, m *governance.Moment) error {
	if d.Given >= maxActions {
		return governance.Refuse("行动项过多，请另作决定", "it has as many action items as it may; decide anew")
	}
	var f governance.Faults
	Action(cmd).faults(&f, "", d.District, m)
	return f.Err()
}

func (d *Decision) hearEnd(cmd governance.Concluded, m *governance.Moment) {
	d.Hear(cmd, taskDone)
	d.rest(m)
}

// rest ends the decision when all its action items have, and tells the problem that
// waits for it.
func (d *Decision) rest(m *governance.Moment) {
	if d.Open() > 0 {
		return
	}
	d.Phase = CarriedOut
	if d.Done < d.Given {
		d.Phase = Failed
	}
	d.Close(m, string(d.Phase))
	if d.Problem != uuid.Nil && d.Given > 0 {
		m.Tell(governance.Ref{Kind: KindProblem, ID: d.Problem}, governance.Concluded{Outcome: string(d.Phase)})
	}
}

func (d *Decision) whoHosts(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(d.Host))
}

func decisionTable(task string) governance.Table[Decision] {
	phases, on := governance.Phases, governance.VerbOf
	cause := governance.ByConsequence[Decision]()
	host := governance.By("host", "召集单位", "who convened", (*Decision).whoHosts)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Decision).WhoIsCentre)
	resolve := func(d *Decision, cmd Resolve, m *governance.Moment) { d.resolve(task, cmd, m) }
	add := func(d *Decision, cmd AddAction, m *governance.Moment) { d.act(task, Action(cmd), m) }
	rules := []governance.Rule[Decision]{
		governance.On(phases(governance.Unopened), phases(CarryingOut, CarriedOut), cause, nil, resolve).
			As("conference-decision.resolve", "4 G1 [R]", "决定的行动项一次提交为任务，有责任单位和期限", "the action items become tasks in the same commit, each with an owner and a day"),
		governance.On(phases(CarryingOut), nil, host, (*Decision).canAddAction, add).
			As("conference-decision.add-action", "4 G1 [D]", "落实中可以增加行动项", "action items may be added while it is carried out"),
		governance.On(phases(CarryingOut), phases(CarryingOut, CarriedOut, Failed), cause, nil, (*Decision).hearEnd).
			As("conference-decision.concluded", "4 G1 [R]", "行动项跟踪到底，全部办结决定即办结", "every action item is followed to its end, and with the last the decision ends"),
	}
	rules = append(rules, governance.RecordRules(KindDecision, phases(CarryingOut, CarriedOut, Failed), host, host, centre)...)
	return governance.Table[Decision]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(CarryingOut, "落实中", "being carried out"), governance.FinalPhase(CarriedOut, "已落实", "carried out"), governance.FinalPhase(Failed, "未全部落实", "not carried out in full"),
		},
		Verbs: append([]governance.VerbLabel{on("resolve", "作出决定", "Resolve"), on("add-action", "增加行动项", "Add an action item"), governance.ReferVerbs()[1]}, governance.StandardVerbs()[2:]...),
		Rules: rules,
	}
}

func newDecisions(task string) (*governance.Book[Decision], error) {
	return governance.NewBook(governance.Institution[Decision]{
		Kind: KindDecision, Path: "conference-decisions", Source: "4 G1 [R]", Schema: 1, Serials: true,
		Label:    governance.Text{Zh: "会议决定", En: "decision of a conference"},
		Sentence: governance.Text{Zh: "联席会议的决定：行动项有责任单位和期限，跟踪到底", En: "a decision of a joint conference: its action items have owners and days, and are followed to the end"},
		Table:    decisionTable(task),
		File:     func(d *Decision, h *governance.Header) { h.Unit = string(d.Host) },
		Audience: func(d *Decision, to []governance.Address) []governance.Address {
			to = append(d.whoHosts(d.WhoIsCentre(to)), governance.Unit(d.District))
			for _, unit := range d.Units {
				to = append(to, governance.Unit(unit))
			}
			return to
		},
	})
}
