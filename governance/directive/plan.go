package directive

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The phases of a plan.
const (
	Drafted   governance.Phase = "drafted"   // 拟订中
	Proposed  governance.Phase = "proposed"  // 待审定
	Running   governance.Phase = "running"   // 实施中
	Closing   governance.Phase = "closing"   // 待总结
	Ended     governance.Phase = "ended"     // 已结束
	Abandoned governance.Phase = "abandoned" // 已放弃
)

// A Form is what a plan is for.
type Form string

// The forms of plans.
const (
	TownPlan      Form = "town-plan"      // 一镇街一案
	CampaignMonth Form = "campaign-month" // 攻坚月
)

// Choices lists the forms with their labels.
func (Form) Choices() []governance.Choice {
	return []governance.Choice{governance.ChoiceOf(TownPlan, "一镇街一案", "one town, one plan"), governance.ChoiceOf(CampaignMonth, "攻坚月", "campaign month")}
}

// longestCampaign is how many days a campaign month has at most.
const longestCampaign = 31

// A Plan is a town's own plan (一镇街一案), or that of a campaign month (攻坚月).
type Plan struct {
	governance.Head
	governance.Referrals
	Title    string       `json:"title" zh:"名称" en:"Title" personal:"content"`
	Text     string       `json:"text" zh:"方案" en:"Plan" personal:"content"`
	Form     Form         `json:"form" zh:"类型" en:"Form"`
	Unit     orgtree.Code `json:"unit" zh:"制定单位" en:"Whose plan it is"`
	Document uuid.UUID    `json:"document,omitzero" zh:"依据文件" en:"Guiding document"`
	From     civil.Date   `json:"from" zh:"开始" en:"From"`
	To       civil.Date   `json:"to" zh:"结束（含）" en:"To, included"`
	Account  string       `json:"account,omitempty" zh:"总结" en:"Account" personal:"content"`
}

// Draft drafts a plan (拟订).
type Draft struct {
	Title    string       `json:"title" zh:"名称" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string       `json:"text" zh:"方案" en:"Plan" rule:"required,max=5000" personal:"content"`
	Form     Form         `json:"form" zh:"类型" en:"Form" rule:"required"`
	Unit     orgtree.Code `json:"unit" zh:"制定单位" en:"Whose plan it is" rule:"required"`
	Document uuid.UUID    `json:"document,omitzero" zh:"依据文件" en:"Guiding document"`
	From     civil.Date   `json:"from" zh:"开始" en:"From" rule:"required"`
	To       civil.Date   `json:"to" zh:"结束（含）" en:"To, included" rule:"required"`
}

// Verb is "draft".
func (Draft) Verb() string { return "draft" }

// Site is whose plan it is.
func (d Draft) Site() orgtree.Code { return d.Unit }

// Revise writes the plan anew (修改).
type Revise struct {
	Text string `json:"text" zh:"方案" en:"Plan" rule:"required,max=5000" personal:"content"`
}

// Verb is "revise".
func (Revise) Verb() string { return "revise" }

// Propose sends it up to be approved (报审).
type Propose struct{}

// Verb is "propose".
func (Propose) Verb() string { return "propose" }

// Approve has it carried out (审定).
type Approve struct{}

// Verb is "approve".
func (Approve) Verb() string { return "approve" }

// GiveBack sends it back to be revised (退回修改).
type GiveBack struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "give-back".
func (GiveBack) Verb() string { return "give-back" }

// Finish is given by time when the last day of a plan has passed.
type Finish struct{}

// Verb is "finish".
func (Finish) Verb() string { return "finish" }

// GiveAccount says what was achieved (总结).
type GiveAccount struct {
	Text string `json:"text" zh:"总结" en:"Account" rule:"required,max=5000" personal:"content"`
}

// Verb is "give-account".
func (GiveAccount) Verb() string { return "give-account" }

// Abandon gives it up before it is carried out (放弃).
type Abandon struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "abandon".
func (Abandon) Verb() string { return "abandon" }

func (p *Plan) canDraft(cmd Draft, m *governance.Moment) error {
	var f governance.Faults
	switch {
	case cmd.Form == TownPlan && m.Org.Kind(cmd.Unit) != orgtree.Town:
		f.Add("unit", "no-town", "一镇街一案由镇街制定", "is not a town")
	case cmd.Form == CampaignMonth && cmd.To.Sub(cmd.From) >= longestCampaign:
		f.Add("to", "too-long", "攻坚月不超过一个月", "lies more than a month after the beginning")
	}
	if cmd.To < cmd.From || cmd.To < m.Today() {
		f.Add("to", "before-from", "应不早于开始日期和当日", "lies before the beginning, or has passed")
	}
	return f.Err()
}

func (p *Plan) draft(cmd Draft, m *governance.Moment) {
	p.Title, p.Text, p.Form, p.Unit = strings.TrimSpace(cmd.Title), cmd.Text, cmd.Form, cmd.Unit
	p.Document, p.From, p.To = cmd.Document, cmd.From, cmd.To
	if only, ok := p.only(); ok {
		m.Take(only)
	}
	if p.Document != uuid.Nil {
		document := governance.Ref{Kind: KindDocument, ID: p.Document}
		p.Origin = governance.OriginOf(document)
		m.Send(document, Follow{})
	}
}

// only is the claim by which a town has one plan: for each guiding document, or for
// each year where none is named.
func (p *Plan) only() (governance.Claim, bool) {
	if p.Form != TownPlan {
		return "", false
	}
	about := fmt.Sprint(p.From.Year())
	if p.Document != uuid.Nil {
		about = p.Document.String()
	}
	return governance.Claim("town-plan:" + string(p.Unit) + ":" + about), true
}

func (p *Plan) revise(cmd Revise, _ *governance.Moment) { p.Text = cmd.Text }

func (p *Plan) propose(_ Propose, m *governance.Moment) { p.Start(m, LimitApprove, p.District) }

// approve has the plan run. One whose last day has passed meanwhile goes on to the
// account.
func (p *Plan) approve(_ Approve, m *governance.Moment) {
	p.MeetAll(m, LimitApprove)
	p.Schedule(p.To.AddDays(1).Start(), "finish")
}

func (p *Plan) giveBack(_ GiveBack, m *governance.Moment) { p.MeetAll(m, LimitApprove) }

func (p *Plan) canAssign(cmd Assign, m *governance.Moment) error {
	return cmd.check(p.Unit, m)
}

// assign gives the plan's tasks out, by default to be done by its end.
func (p *Plan) assign(task string, cmd Assign, m *governance.Moment) {
	cmd.Due = cmp.Or(cmd.Due, max(p.To, m.Today()))
	cmd.give(task, p.Unit, &p.Referrals, m)
}

func (p *Plan) hearEnd(cmd governance.Concluded, _ *governance.Moment) { p.Hear(cmd, taskDone) }

func (p *Plan) finish(_ Finish, m *governance.Moment) { p.Start(m, LimitAccount, p.Unit) }

// giveAccount ends the plan. Its tasks go on to their own ends.
func (p *Plan) giveAccount(cmd GiveAccount, m *governance.Moment) {
	p.Account = cmd.Text
	p.MeetAll(m, LimitAccount)
	p.Close(m, string(Ended))
}

func (p *Plan) abandon(_ Abandon, m *governance.Moment) {
	if only, ok := p.only(); ok {
		m.Release(only)
	}
	p.Close(m, string(Abandoned))
}

func planTable(planner governance.Authority[Plan], task string) governance.Table[Plan] {
	phases, on := governance.Phases, governance.VerbOf
	district := governance.ByUnitOf("district", "区", "the district", func(p *Plan) orgtree.Code { return p.District })
	every := phases(Drafted, Proposed, Running, Closing, Ended, Abandoned)
	return governance.Table[Plan]{
		Kind: KindPlan,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Drafted, "拟订中", "drafted"), governance.PhaseOf(Proposed, "待审定", "sent up"), governance.PhaseOf(Running, "实施中", "carried out"),
			governance.PhaseOf(Closing, "待总结", "account due"), governance.FinalPhase(Ended, "已结束", "ended"), governance.FinalPhase(Abandoned, "已放弃", "given up"),
		},
		Verbs: []governance.VerbLabel{
			on("draft", "拟订方案", "Draft"), on("revise", "修改方案", "Revise"), on("propose", "报审", "Send up"), on("approve", "审定", "Approve"), on("give-back", "退回修改", "Send back"),
			on("assign", "分解任务", "Break down"), governance.ReferVerbs()[1], on("finish", "期满", "Finish"), on("give-account", "总结", "Give an account"), on("abandon", "放弃", "Give up"),
		},
		Rules: []governance.Rule[Plan]{
			governance.On(phases(governance.Unopened), phases(Drafted), planner, (*Plan).canDraft, (*Plan).draft).
				As("plan.draft", "4 G2 [R]", "一镇街一案：每个镇街就每份文件（或每年）有且只有一案；攻坚月按月制定", "one town, one plan: for each document, or each year, exactly one; a campaign has its month"),
			governance.On(phases(Drafted), nil, planner, nil, (*Plan).revise).
				As("plan.revise", "4 G2 [D]", "报审前可以修改", "it may be revised before it is sent up"),
			governance.On(phases(Drafted), phases(Proposed), planner, nil, (*Plan).propose).
				As("plan.propose", "4 G2 [D]", "方案报区审定", "the plan is sent up to the district").MustAct().Starting(LimitApprove),
			governance.On(phases(Proposed), phases(Running), district, nil, (*Plan).approve).
				As("plan.approve", "4 G2 [D]", "区审定后实施", "it is carried out when the district approves").MustAct().Ending(LimitApprove),
			governance.On(phases(Proposed), phases(Drafted), district, nil, (*Plan).giveBack).
				As("plan.give-back", "4 G2 [D]", "不符合实际的退回修改", "or sent back to be revised").Ending(LimitApprove),
			governance.On(phases(Running), nil, planner, (*Plan).canAssign, func(p *Plan, cmd Assign, m *governance.Moment) { p.assign(task, cmd, m) }).
				As("plan.assign", "4 G2 [R]", "方案任务分解到本级和下一级单位", "its tasks are broken down to the planner itself and the next level"),
			governance.On(every, nil, governance.ByConsequence[Plan](), nil, (*Plan).hearEnd).
				As("plan.concluded", "4 G2 [R]", "任务办结相应计数，方案结束后也如此", "tasks that end are counted, also after the plan has"),
			governance.On(phases(Running), phases(Closing), governance.BySystem[Plan](), nil, (*Plan).finish).
				As("plan.finish", "4 G2 [D]", "期满转入总结", "after the last day it remains to give an account").Starting(LimitAccount),
			governance.On(phases(Closing), phases(Ended), planner, nil, (*Plan).giveAccount).
				As("plan.give-account", "4 G2 [D]", "期满报送总结", "what was achieved is told").MustAct().Ending(LimitAccount),
			governance.On(phases(Drafted), phases(Abandoned), planner, nil, (*Plan).abandon).
				As("plan.abandon", "4 G2 [D]", "报审前可以放弃，放弃后可另拟", "before it is sent up it may be given up, for another"),
		},
	}.Timed(Proposed, Closing).Kept(planner.Or(district), planner)
}

func newPlans(limits governance.Limits, task string) (*governance.Book[Plan], error) {
	planner := governance.ByUnitOf("planner", "制定单位", "whose plan it is", func(p *Plan) orgtree.Code { return p.Unit })
	return governance.NewBook(governance.Institution[Plan]{
		Kind: KindPlan, Path: "plans", Source: "4 G2 [R]", Schema: 1, Serials: true, Policy: limits, Class: "form", Uncounted: []string{string(Abandoned)},
		Label:    governance.Text{Zh: "方案", En: "plan"},
		Sentence: governance.Text{Zh: "一镇街一案和攻坚月：拟订、审定、实施、总结", En: "one town, one plan, and campaign months: drafted, approved, carried out, accounted for"},
		Table:    planTable(planner, task),
		File: func(p *Plan, h *governance.Header) {
			h.Unit, h.Class, h.Title = string(p.Unit), string(p.Form), p.Title
		},
		Audience: governance.Seen(planner),
	})
}
