package decision

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/conference/problem"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which decisions are kept.
const Kind = "conference-decision"

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
	Action(cmd).Faults(&f, "", d.District, m)
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
		m.Tell(governance.Ref{Kind: problem.Kind, ID: d.Problem}, governance.Concluded{Outcome: string(d.Phase)})
	}
}
