package task

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Order sets a task to a unit of the next level without a document (交办).
type Order struct {
	Title    string       `json:"title" zh:"任务" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string       `json:"text" zh:"要求" en:"What is asked" rule:"required,max=5000" personal:"content"`
	Category string       `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	From     orgtree.Code `json:"from" zh:"交办单位" en:"Who sets it" rule:"required"`
	Owner    orgtree.Code `json:"owner" zh:"责任单位" en:"Whose it is" rule:"required"`
	Due      civil.Date   `json:"due,omitzero" zh:"完成期限" en:"By when"`
}

// Verb is "order".
func (Order) Verb() string { return "order" }

// Site is who sets it.
func (o Order) Site() orgtree.Code { return o.From }

// Entrust opens a task as a part of the one above.
type Entrust struct {
	Title    string            `json:"title" zh:"任务" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string            `json:"text" zh:"要求" en:"What is asked" rule:"required,max=5000" personal:"content"`
	Category string            `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	From     orgtree.Code      `json:"from" zh:"交办单位" en:"Who sets it" rule:"required"`
	Owner    orgtree.Code      `json:"owner" zh:"责任单位" en:"Whose it is" rule:"required"`
	Due      civil.Date        `json:"due,omitzero" zh:"完成期限" en:"By when"`
	Source   governance.Origin `json:"source,omitempty" zh:"来源" en:"What the chain came from"`
	Top      uuid.UUID         `json:"top" zh:"总任务" en:"Task at the head of the chain"`
}

// Verb is "entrust".
func (Entrust) Verb() string { return "entrust" }

// Site is the owner's.
func (e Entrust) Site() orgtree.Code { return e.Owner }

// Assign breaks a task down (分解任务): each of the units gets a part of its own.
type Assign struct {
	Title    string         `json:"title" zh:"任务" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string         `json:"text" zh:"要求" en:"What is asked" rule:"required,max=5000" personal:"content"`
	Owners   []orgtree.Code `json:"owners" zh:"责任单位" en:"Units whose it is" rule:"required,max=100"`
	Due      civil.Date     `json:"due,omitzero" zh:"完成期限" en:"By when"`
	Category string         `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
}

// Verb is "assign".
func (Assign) Verb() string { return "assign" }

// Report says how far a task has come that is not broken down (填报进度). What is
// wholly done is submitted.
type Report struct {
	Progress int    `json:"progress" zh:"进度（%）" en:"Progress, percent" rule:"max=99"`
	Text     string `json:"text" zh:"进展" en:"What has been done" rule:"required,max=2000" personal:"content"`
}

// Verb is "report".
func (Report) Verb() string { return "report" }

// Advance tells a task that one of its parts has come further, or less far.
type Advance struct {
	By int `json:"by" zh:"进度增减" en:"By how many percent"`
}

// Verb is "advance".
func (Advance) Verb() string { return "advance" }

// HandBack says that the task is not the unit's to do (退回).
type HandBack struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "hand-back".
func (HandBack) Verb() string { return "hand-back" }

// Reassign rules whose the task is (改派): another unit's, or its owner's after all,
// who then has to do it.
type Reassign struct {
	Owner  orgtree.Code      `json:"owner" zh:"责任单位" en:"Whose it is" rule:"required"`
	Due    civil.Date        `json:"due" zh:"完成期限" en:"By when" rule:"required"`
	Reason governance.Reason `json:"reason"`
}

// Verb is "reassign".
func (Reassign) Verb() string { return "reassign" }

// AskExtension asks for more time (申请延期).
type AskExtension struct {
	Due    civil.Date        `json:"due" zh:"延期至" en:"Until when" rule:"required"`
	Reason governance.Reason `json:"reason"`
}

// Verb is "ask-extension".
func (AskExtension) Verb() string { return "ask-extension" }

// AnswerExtension grants or denies it (答复延期).
type AnswerExtension struct {
	Granted *bool  `json:"granted" zh:"是否同意" en:"Granted" rule:"required"`
	Reason  string `json:"reason,omitempty" zh:"理由" en:"Reason" rule:"max=500" personal:"content"`
}

// Verb is "answer-extension".
func (AnswerExtension) Verb() string { return "answer-extension" }

// Submit says that the task is done (报完成).
type Submit struct {
	Text string `json:"text" zh:"完成情况" en:"Result" rule:"required,max=5000" personal:"content"`
}

// Verb is "submit".
func (Submit) Verb() string { return "submit" }

// Pass finds that it is (验收通过).
type Pass struct{}

// Verb is "pass".
func (Pass) Verb() string { return "pass" }

// SendBack finds that it is not, and sets a day by which it has to be (退回整改).
type SendBack struct {
	Due    civil.Date        `json:"due" zh:"整改期限" en:"By when" rule:"required"`
	Reason governance.Reason `json:"reason"`
}

// Verb is "send-back".
func (SendBack) Verb() string { return "send-back" }

// Drop takes the task back (撤销).
type Drop struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "drop".
func (Drop) Verb() string { return "drop" }
