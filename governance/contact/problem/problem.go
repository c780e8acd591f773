package problem

import (
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact/leader"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which problems are kept.
const Kind = "contact-problem"

// The phases of a problem.
const (
	Posed    governance.Phase = "posed"    // 已点题
	Analysed governance.Phase = "analysed" // 已破题
	Passed   governance.Phase = "passed"   // 已转办
	Reported governance.Phase = "reported" // 待确认
	Solved   governance.Phase = "solved"   // 已解题
	GivenUp  governance.Phase = "given-up" // 未能解决
)

// A Problem is something that a leader follows until it is solved (点题、破题、解题).
type Problem struct {
	governance.Head
	Title     string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text      string       `json:"text" zh:"问题" en:"Problem" personal:"content"`
	Leader    string       `json:"leader" zh:"挂钩领导" en:"Leader"`
	Unit      orgtree.Code `json:"unit" zh:"联系点" en:"Unit"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Cause     string       `json:"cause,omitempty" zh:"症结" en:"Cause" personal:"content"`
	Plan      string       `json:"plan,omitempty" zh:"办法" en:"Plan" personal:"content"`
	Owner     orgtree.Code `json:"owner,omitempty" zh:"责任单位" en:"Whose it is to do"`
	Target    Target       `json:"target,omitempty" zh:"转往" en:"Passed on to"`
	Follows   uuid.UUID    `json:"follows,omitzero" zh:"关联事项" en:"Record that it was passed on as"`
	Reply     string       `json:"reply,omitempty" zh:"关联事项结果" en:"How that ended"`
	Result    string       `json:"result,omitempty" zh:"解决情况" en:"Result" personal:"content"`
	Returned  int          `json:"returned,omitempty" zh:"退回次数" en:"Times returned"`
}

func (p *Problem) pose(cmd Pose, m *governance.Moment) {
	p.Parent, p.Leader, p.Unit, p.Title, p.Text = cmd.Tie, cmd.Leader, cmd.Unit, strings.TrimSpace(cmd.Title), cmd.Text
	p.Community = m.UnitAt(governance.Of(orgtree.Community, p.Unit))
	p.Start(m, LimitAnalyse, p.Unit)
}

func (p *Problem) canAnalyse(cmd Analyse, m *governance.Moment) error {
	var f governance.Faults
	f.Unit("owner", cmd.Owner, m)
	f.AfterToday("due", cmd.Due, m)
	return f.ErrBy(cmd.Due, m)
}

func (p *Problem) analyse(cmd Analyse, m *governance.Moment) {
	p.Cause, p.Plan, p.Owner = cmd.Cause, cmd.Plan, cmd.Owner
	p.MeetAll(m, LimitAnalyse)
	p.LiftAll(m, LimitSolve)
	p.StartFor(m, LimitSolve, p.Owner, m.DaysTo(cmd.Due))
}

func (p *Problem) report(cmd Report, _ *governance.Moment) { p.Result = cmd.Text }

func (p *Problem) concluded(cmd governance.Concluded, m *governance.Moment) {
	if m.Cause.Ref.ID == p.Follows {
		p.Reply = cmd.Outcome
	}
}

func (p *Problem) giveBack(SendBack, *governance.Moment) { p.Returned++ }

func (p *Problem) canSolve(cmd Solve, _ *governance.Moment) error {
	var f governance.Faults
	if cmd.Text == "" && p.Result == "" && p.Reply == "" {
		f.Add("text", "required", "须说明解决情况", "has to say how it was solved")
	}
	return f.Err()
}

func (p *Problem) solve(cmd Solve, m *governance.Moment) {
	if cmd.Text != "" {
		p.Result = cmd.Text
	}
	p.MeetAll(m, LimitSolve)
	p.conclude(m, Solved)
}

func (p *Problem) giveUp(cmd GiveUp, m *governance.Moment) {
	p.Result = string(cmd.Reason)
	p.conclude(m, GivenUp)
}

// conclude ends the problem and takes it off its tie.
func (p *Problem) conclude(m *governance.Moment, how governance.Phase) {
	p.Close(m, string(how))
	m.Send(governance.Ref{Kind: leader.KindTie, ID: p.Parent}, Settle{Solved: how == Solved})
}

// inherit puts the problem with the successor's term.
func (p *Problem) inherit(cmd Inherit, _ *governance.Moment) {
	p.Leader, p.Parent = cmd.Leader, cmd.Tie
}

// whoJudges is on whose desk a problem lies that is said to be solved.
func (p *Problem) whoJudges(to []governance.Address) []governance.Address {
	if p.Phase == Reported {
		to = append(to, governance.Person(p.Leader))
	}
	return to
}

// A Target is what a problem is passed on as.
type Target string

// Choices lists the targets with their labels.
func (Target) Choices() []governance.Choice {
	return []governance.Choice{governance.ChoiceOf(ToCase, "居民事项", "a resident's matter"), governance.ChoiceOf(ToTask, "工作任务", "a task")}
}

// The targets.
const (
	ToCase Target = "case" // 事项
	ToTask Target = "task" // 任务
)

// Kinds are the institutions that problems are passed on to; "" is none.
type Kinds struct{ Case, Task string }

func (k Kinds) of(t Target) string { return map[Target]string{ToCase: k.Case, ToTask: k.Task}[t] }

func (k Kinds) canPass(_ *Problem, cmd PassOn, _ *governance.Moment) error {
	var f governance.Faults
	if k.of(cmd.Target) == "" {
		f.Add("target", "not-here", "本区未设该渠道", "is nothing that this district keeps")
	}
	return f.Err()
}

// passOn opens the record that is to bring the solution. The clock runs on: it is
// still the leader's problem.
func (k Kinds) passOn(p *Problem, cmd PassOn, m *governance.Moment) {
	refer := governance.Refer{
		Title: p.Title, Text: p.Text, Category: cmd.Category, Unit: p.Unit, Owner: p.Owner, From: p.Unit,
	}
	if d := p.Deadline(LimitSolve, p.Owner); d != nil && d.Due.After(m.Now()) {
		refer.Due = civil.DateOf(d.Due)
	}
	p.Target, p.Reply = cmd.Target, ""
	p.Follows = m.Open(k.of(cmd.Target), refer).ID
}
