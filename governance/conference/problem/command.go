package problem

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

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
	Reason governance.Reason `json:"reason"`
}

// Verb is "refuse".
func (Refuse) Verb() string { return "refuse" }

// GiveUp says that it cannot be solved, and why (说明未解决).
type GiveUp struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "give-up".
func (GiveUp) Verb() string { return "give-up" }

// Withdraw takes the problem back (撤回).
type Withdraw struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }
