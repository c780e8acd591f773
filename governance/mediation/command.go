package mediation

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Apply asks for mediation (申请调解): a party, or whoever brings the two together.
type Apply struct {
	Title      string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text       string       `json:"text" zh:"纠纷情况" en:"Dispute" rule:"required,max=5000" personal:"content"`
	Dispute    Dispute      `json:"dispute" zh:"纠纷类型" en:"Kind of dispute" rule:"required"`
	Place      orgtree.Code `json:"place" zh:"地点" en:"Place" rule:"required"`
	Applicant  Party        `json:"applicant" zh:"申请人" en:"Applicant" rule:"required"`
	Respondent Party        `json:"respondent" zh:"被申请人" en:"Respondent" rule:"required"`
}

// Verb is "apply".
func (Apply) Verb() string { return "apply" }

// Site is where the dispute is.
func (a Apply) Site() orgtree.Code { return a.Place }

// Accept takes the dispute on and names the mediator (受理).
type Accept struct {
	Mediator string `json:"mediator" zh:"调解员" en:"Mediator's person id" rule:"required,max=64"`
}

// Verb is "accept".
func (Accept) Verb() string { return "accept" }

// Decline does not take it on (不予受理).
type Decline struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Withdraw ends it because a party does not want it any more (撤回).
type Withdraw struct {
	Reason governance.Reason `json:"reason,omitempty" rule:"max=500"`
}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }

// HoldSession records a session that was held (调解).
type HoldSession struct {
	Text string `json:"text" zh:"调解笔录" en:"Minutes" rule:"required,max=5000" personal:"content"`
}

// Verb is "hold-session".
func (HoldSession) Verb() string { return "hold-session" }

// Extend gives it more time, which both parties agree to (延期).
type Extend struct {
	Months    int  `json:"months" zh:"月数" en:"Months" rule:"required,min=1,max=6"`
	BothAgree bool `json:"bothAgree" zh:"双方同意" en:"Both parties agree"`
}

// Verb is "extend".
func (Extend) Verb() string { return "extend" }

// Agree records the agreement, which is in force with that (达成协议).
type Agree struct {
	Form  Form   `json:"form" zh:"形式" en:"Form" rule:"required"`
	Terms string `json:"terms" zh:"协议内容" en:"Terms" rule:"required,max=5000" personal:"content"`
}

// Verb is "agree".
func (Agree) Verb() string { return "agree" }

// Fail ends it without an agreement (调解不成).
type Fail struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "fail".
func (Fail) Verb() string { return "fail" }

// Expire is given by time when the month ends.
type Expire struct{}

// Verb is "expire".
func (Expire) Verb() string { return "expire" }

// AskCourt records that both have asked a court to confirm (申请司法确认).
type AskCourt struct{}

// Verb is "ask-court".
func (AskCourt) Verb() string { return "ask-court" }

// RecordCourt records what the court has said.
type RecordCourt struct {
	Confirmed *bool `json:"confirmed" zh:"是否确认" en:"Confirmed" rule:"required"`
}

// Verb is "record-court".
func (RecordCourt) Verb() string { return "record-court" }

// FollowUp records a visit afterwards (回访).
type FollowUp struct {
	Performance Performance `json:"performance" zh:"履行情况" en:"How it is performed" rule:"required"`
	Text        string      `json:"text,omitempty" zh:"情况" en:"Remark" rule:"max=2000" personal:"content"`
}

// Verb is "follow-up".
func (FollowUp) Verb() string { return "follow-up" }

// A Dispute is a kind of dispute, as the Ministry of Justice counts them.
type Dispute string

// Choices lists the kinds with their labels.
func (Dispute) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("neighbours", "邻里纠纷", "between neighbours"), governance.ChoiceOf("family", "婚姻家庭纠纷", "marriage and family"),
		governance.ChoiceOf("property", "物业纠纷", "with property management"), governance.ChoiceOf("housing", "房屋宅基地纠纷", "housing and homesteads"),
		governance.ChoiceOf("damage", "损害赔偿纠纷", "damages"), governance.ChoiceOf("labour", "劳动争议纠纷", "labour"),
		governance.ChoiceOf("contract", "合同纠纷", "contracts"), governance.ChoiceOf("other", "其他纠纷", "other"),
	}
}

// A Form is how an agreement is kept.
type Form string

// Choices lists the forms with their labels.
func (Form) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("written", "书面协议", "written and signed"), governance.ChoiceOf("oral", "口头协议（已记录）", "oral, and recorded"),
	}
}

// Performance is how far an agreement has been performed.
type Performance string

// Choices lists how far.
func (Performance) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("performed", "已履行", "performed"), governance.ChoiceOf("performing", "履行中", "being performed"), governance.ChoiceOf("not-performed", "未履行", "not performed"),
	}
}
