package conference

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/conference/decision"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Convene calls a conference (召集).
type Convene struct {
	Host    orgtree.Code   `json:"host" zh:"召集单位" en:"Who convenes" rule:"required"`
	Title   string         `json:"title" zh:"会议名称" en:"Title" rule:"required,max=100"`
	At      time.Time      `json:"at" zh:"时间" en:"When" rule:"required"`
	Venue   string         `json:"venue" zh:"地点" en:"Where" rule:"required,max=100"`
	Agenda  []string       `json:"agenda" zh:"议程" en:"Agenda" rule:"required,max=20" personal:"content"`
	Invited []orgtree.Code `json:"invited" zh:"参会单位" en:"Units invited" rule:"required,max=60"`
}

// Verb is "convene".
func (Convene) Verb() string { return "convene" }

// Site is who convenes.
func (c Convene) Site() orgtree.Code { return c.Host }

// SetAgenda sets the agenda anew (调整议程).
type SetAgenda struct {
	Agenda []string `json:"agenda" zh:"议程" en:"Agenda" rule:"required,max=20" personal:"content"`
}

// Verb is "set-agenda".
func (SetAgenda) Verb() string { return "set-agenda" }

// Reply says whether an invited unit will come (回执).
type Reply struct {
	Unit   orgtree.Code `json:"unit" zh:"参会单位" en:"Unit" rule:"required"`
	Comes  *bool        `json:"comes" zh:"是否参会" en:"Whether it comes" rule:"required"`
	Reason string       `json:"reason,omitempty" zh:"请假理由" en:"Why not" rule:"max=500" personal:"content"`
}

// Verb is "reply".
func (Reply) Verb() string { return "reply" }

// Postpone sets another time; everybody is asked again (改期).
type Postpone struct {
	At     time.Time         `json:"at" zh:"时间" en:"When" rule:"required"`
	Reason governance.Reason `json:"reason"`
}

// Verb is "postpone".
func (Postpone) Verb() string { return "postpone" }

// Cancel calls it off (取消).
type Cancel struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "cancel".
func (Cancel) Verb() string { return "cancel" }

// Begin opens the session (开会).
type Begin struct{}

// Verb is "begin".
func (Begin) Verb() string { return "begin" }

// TakeRoll notes who is there (签到).
type TakeRoll struct {
	Present []orgtree.Code `json:"present,omitempty" zh:"出席" en:"Present" rule:"max=60"`
	Deputy  []orgtree.Code `json:"deputy,omitempty" zh:"委托代会" en:"Sent a deputy" rule:"max=60"`
}

// Verb is "take-roll".
func (TakeRoll) Verb() string { return "take-roll" }

// Raise raises a problem (提出问题).
type Raise struct {
	From  orgtree.Code `json:"from" zh:"提出单位" en:"Who raises it" rule:"required"`
	Title string       `json:"title" zh:"问题" en:"Problem" rule:"required,max=100" personal:"content"`
	Text  string       `json:"text" zh:"情况" en:"What it is" rule:"required,max=5000" personal:"content"`
	Place orgtree.Code `json:"place" zh:"地点" en:"Where it is" rule:"required"`
}

// Verb is "raise".
func (Raise) Verb() string { return "raise" }

// Decide decides, on a problem or not, and says who does what by when (决定).
type Decide struct {
	Text    string            `json:"text" zh:"决定" en:"Decision" rule:"required,max=5000" personal:"content"`
	Problem uuid.UUID         `json:"problem,omitzero" zh:"所议问题" en:"Problem it is about"`
	Actions []decision.Action `json:"actions,omitempty" zh:"行动项" en:"Action items" rule:"max=20" personal:"content"`
}

// Verb is "decide".
func (Decide) Verb() string { return "decide" }

// Adjourn closes the session with its minutes (散会).
type Adjourn struct {
	Minutes string `json:"minutes" zh:"会议纪要" en:"Minutes" rule:"required,max=5000" personal:"content"`
}

// Verb is "adjourn".
func (Adjourn) Verb() string { return "adjourn" }
