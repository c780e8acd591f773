package conference

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

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

// Lodge opens a problem that was raised.
type Lodge struct {
	Title string       `json:"title" zh:"问题" en:"Problem" rule:"required,max=100" personal:"content"`
	Text  string       `json:"text" zh:"情况" en:"What it is" rule:"required,max=5000" personal:"content"`
	Place orgtree.Code `json:"place" zh:"地点" en:"Where it is" rule:"required"`
	From  orgtree.Code `json:"from" zh:"提出单位" en:"Who raised it" rule:"required"`
	Host  orgtree.Code `json:"host" zh:"召集单位" en:"Who convened" rule:"required"`
}

// Verb is "lodge".
func (Lodge) Verb() string { return "lodge" }

// Site is who convened.
func (l Lodge) Site() orgtree.Code { return l.Host }

// Take tells a problem that it was decided upon.
type Take struct {
	Decision uuid.UUID `json:"decision" zh:"决定" en:"Decision"`
	Acts     bool      `json:"acts" zh:"有行动项" en:"Whether somebody has something to do"`
}

// Verb is "take".
func (Take) Verb() string { return "take" }

// HandOver has the problem handled as a matter (转为事项).
type HandOver struct {
	Category string `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
}

// Verb is "hand-over".
func (HandOver) Verb() string { return "hand-over" }

// Answer says that the problem was solved on the spot, and how (现场解决).
type Answer struct {
	Text string `json:"text" zh:"解决情况" en:"What was done" rule:"required,max=2000" personal:"content"`
}

// Verb is "answer".
func (Answer) Verb() string { return "answer" }

// Confirm says that it is solved (销号).
type Confirm struct{}

// Verb is "confirm".
func (Confirm) Verb() string { return "confirm" }

// Refuse says that it is not (不予销号).
type Refuse struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "refuse".
func (Refuse) Verb() string { return "refuse" }

// GiveUp says that it cannot be solved, and why (说明未解决).
type GiveUp struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "give-up".
func (GiveUp) Verb() string { return "give-up" }

// Withdraw takes the problem back (撤回).
type Withdraw struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }

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

func (p *Problem) whoRaised(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(p.From))
}

func (p *Problem) whoHosts(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(p.Host))
}

func problemTable(matter string) governance.Table[Problem] {
	phases, on := governance.Phases, governance.VerbOf
	cause := governance.ByConsequence[Problem]()
	raiser := governance.By("raiser", "提出单位", "who raised it", (*Problem).whoRaised)
	host := governance.By("host", "召集单位", "who convened", (*Problem).whoHosts)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Problem).WhoIsCentre)
	every := phases(Raised, InHand, Reported, Solved, Unsolved, Withdrawn)
	handOver := func(p *Problem, cmd HandOver, m *governance.Moment) { p.handOver(matter, cmd, m) }
	rules := []governance.Rule[Problem]{
		governance.On(phases(governance.Unopened), phases(Raised), cause, nil, (*Problem).lodge).
			As("conference-problem.lodge", "4 G1 [R]", "会上会前提出的问题逐件登记", "each problem that is raised is on record"),
		governance.On(phases(Raised, InHand, Reported), phases(InHand, Reported), cause, (*Problem).canTake, (*Problem).take).
			As("conference-problem.take", "4 G1 [R]", "会议对问题作出决定，转入办理", "the conference decides on it, and it waits for what is done").Starting(LimitConfirm).Ending(LimitConfirm),
		governance.On(phases(Raised, InHand), phases(InHand), host, (*Problem).canHandOver, handOver).
			As("conference-problem.hand-over", "4 G1 [R]", "可以转为事项办理，一次提交、互相关联", "it may be handled as a matter, in one commit, linked both ways"),
		governance.On(phases(InHand), phases(InHand, Reported), cause, nil, (*Problem).hearEnd).
			As("conference-problem.concluded", "4 G1 [R]", "决定落实、事项办结，转提出单位销号", "what it waits for has ended; whoever raised it is asked").Starting(LimitConfirm),
		governance.On(phases(Raised, Reported, Solved, Unsolved, Withdrawn), nil, cause, nil, (*Problem).hearEnd).
			As("conference-problem.concluded.late", "4 G1 [D]", "不在办理中的，只记结果", "how it ends is noted, also when nobody waits for it"),
		governance.On(phases(Raised), phases(Reported), host, nil, (*Problem).answer).
			As("conference-problem.answer", "4 G1 [D]", "现场解决的说明情况，转提出单位销号", "what is solved on the spot is told, and whoever raised it is asked").Starting(LimitConfirm),
		governance.On(phases(Reported), phases(Solved), raiser, nil, (*Problem).confirm).
			As("conference-problem.confirm", "4 G1 [R]", "提出单位确认已解决，销号", "whoever raised it confirms that it is solved").MustAct().Ending(LimitConfirm),
		governance.On(phases(Reported), phases(Raised), raiser, nil, (*Problem).refuse).
			As("conference-problem.refuse", "4 G1 [D]", "未解决的不予销号，重新研究", "or that it is not, and it is looked at again").Ending(LimitConfirm),
		governance.On(phases(Raised, Reported), phases(Unsolved), host, nil, (*Problem).giveUp).
			As("conference-problem.give-up", "4 G1 [D]", "确实不能解决的说明理由", "what cannot be solved is said to be so, with the reason").Ending(LimitConfirm),
		governance.On(phases(Raised), phases(Withdrawn), raiser, nil, (*Problem).withdraw).
			As("conference-problem.withdraw", "4 G1 [D]", "研究前可以撤回", "it may be taken back before it is decided upon"),
	}
	rules = append(rules, governance.TimeRules[Problem](KindProblem, phases(Reported))...)
	rules = append(rules, governance.RecordRules(KindProblem, every, raiser.Or(host), host, centre)...)
	return governance.Table[Problem]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Raised, "待研究", "raised"), governance.PhaseOf(InHand, "办理中", "being handled"), governance.PhaseOf(Reported, "待销号", "to be confirmed"),
			governance.FinalPhase(Solved, "已解决", "solved"), governance.FinalPhase(Unsolved, "未解决", "not solved"), governance.FinalPhase(Withdrawn, "已撤回", "withdrawn"),
		},
		Verbs: append([]governance.VerbLabel{
			on("lodge", "登记问题", "Lodge"), on("take", "研究决定", "Decide upon"), on("hand-over", "转为事项", "Turn into a matter"), governance.ReferVerbs()[1], on("answer", "现场解决", "Answer"),
			on("confirm", "销号", "Confirm"), on("refuse", "不予销号", "Do not confirm"), on("give-up", "说明未解决", "Give up"), on("withdraw", "撤回", "Withdraw"),
		}, governance.StandardVerbs()...),
		Rules: rules,
	}
}

func newProblems(limits governance.Limits, matter string) (*governance.Book[Problem], error) {
	return governance.NewBook(governance.Institution[Problem]{
		Kind: KindProblem, Path: "conference-problems", Source: "4 G1 [R]", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{string(Withdrawn)},
		Label:    governance.Text{Zh: "会议问题", En: "problem of a conference"},
		Sentence: governance.Text{Zh: "联席会议提出的问题：决定、办理、销号，跟踪到解决", En: "a problem raised in a joint conference: decided upon, handled, confirmed; followed until it is solved"},
		Table:    problemTable(matter),
		File: func(p *Problem, h *governance.Header) {
			h.Unit, h.Title = string(p.From), p.Title
		},
		Audience: func(p *Problem, to []governance.Address) []governance.Address {
			return append(p.whoHosts(p.whoRaised(p.WhoIsCentre(to))), governance.Unit(p.District))
		},
	})
}
