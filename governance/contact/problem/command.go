package problem

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Pose opens the record of a problem; it is given by the tie.
type Pose struct {
	Tie    uuid.UUID    `json:"tie" zh:"挂钩关系" en:"Tie" rule:"required"`
	Leader string       `json:"leader" zh:"挂钩领导" en:"Leader" rule:"required,max=64"`
	Unit   orgtree.Code `json:"unit" zh:"联系点" en:"Unit" rule:"required"`
	Title  string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text   string       `json:"text" zh:"问题" en:"Problem" rule:"required,max=5000" personal:"content"`
}

// Verb is "pose".
func (Pose) Verb() string { return "pose" }

// Site is the unit that has the problem.
func (c Pose) Site() orgtree.Code { return c.Unit }

// Analyse finds where the difficulty lies, what is to be done, by whom and by when (破题).
type Analyse struct {
	Cause string       `json:"cause" zh:"症结" en:"Cause" rule:"required,max=2000" personal:"content"`
	Plan  string       `json:"plan" zh:"办法" en:"Plan" rule:"required,max=2000" personal:"content"`
	Owner orgtree.Code `json:"owner" zh:"责任单位" en:"Whose it is to do" rule:"required"`
	Due   civil.Date   `json:"due" zh:"完成期限" en:"By when" rule:"required"`
}

// Verb is "analyse".
func (Analyse) Verb() string { return "analyse" }

// PassOn has another institution bring the solution (转办).
type PassOn struct {
	Target   Target `json:"target" zh:"转往" en:"Passed on to" rule:"required"`
	Category string `json:"category,omitempty" zh:"类别" en:"Category there" rule:"max=32"`
}

// Verb is "pass-on".
func (PassOn) Verb() string { return "pass-on" }

// Report says that a problem has been dealt with (上报解决情况).
type Report struct {
	Text string `json:"text" zh:"解决情况" en:"Result" rule:"required,max=2000" personal:"content"`
}

// Verb is "report".
func (Report) Verb() string { return "report" }

// SendBack finds that it is not solved yet (退回).
type SendBack struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "return".
func (SendBack) Verb() string { return "return" }

// Solve finds that it is solved (解题).
type Solve struct {
	Text string `json:"text,omitempty" zh:"解决情况" en:"Result" rule:"max=2000" personal:"content"`
}

// Verb is "solve".
func (Solve) Verb() string { return "solve" }

// GiveUp ends a problem that cannot be solved (销号未解).
type GiveUp struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "give-up".
func (GiveUp) Verb() string { return "give-up" }

// Settle tells the tie that a problem is at its end.
type Settle struct {
	Solved bool `json:"solved" zh:"已解决" en:"Solved"`
}

// Verb is "settle".
func (Settle) Verb() string { return "settle" }

// Inherit puts a problem with the successor's term.
type Inherit struct {
	Leader string    `json:"leader" zh:"接任领导" en:"Successor" rule:"required,max=64"`
	Tie    uuid.UUID `json:"tie" zh:"挂钩关系" en:"Tie" rule:"required"`
}

// Verb is "inherit".
func (Inherit) Verb() string { return "inherit" }
