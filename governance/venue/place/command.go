package place

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Register enters a venue of a unit (登记).
type Register struct {
	Unit orgtree.Code `json:"unit" zh:"所属单位" en:"Unit" rule:"required"`
	About
}

// Verb is "register".
func (Register) Verb() string { return "register" }

// Site is the unit whose venue it is.
func (r Register) Site() orgtree.Code { return r.Unit }

// Amend says anew what a venue is and offers (变更).
type Amend struct{ About }

// Verb is "amend".
func (Amend) Verb() string { return "amend" }

// Attain ticks one of the six haves (达到).
type Attain struct {
	Item Item       `json:"item" zh:"项目" en:"Item" rule:"required"`
	On   civil.Date `json:"on" zh:"达到日" en:"Since" rule:"required"`
}

// Verb is "attain".
func (Attain) Verb() string { return "attain" }

// Lose takes the tick away (不再具备).
type Lose struct {
	Item   Item   `json:"item" zh:"项目" en:"Item" rule:"required"`
	Reason string `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "lose".
func (Lose) Verb() string { return "lose" }

// Suspend shuts the venue for a while (暂停开放). Bookings already made stand until
// they are cancelled one by one, so that everybody is told.
type Suspend struct {
	Reason string `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "suspend".
func (Suspend) Verb() string { return "suspend" }

// Reopen opens it again (恢复开放).
type Reopen struct{}

// Verb is "reopen".
func (Reopen) Verb() string { return "reopen" }

// Retire gives the venue up (停用).
type Retire struct {
	Reason string `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "retire".
func (Retire) Verb() string { return "retire" }

// Plan plans an upgrade of the venue (申报改造).
type Plan struct {
	Title   string          `json:"title" zh:"项目名称" en:"Title" rule:"required,max=100"`
	Text    string          `json:"text" zh:"改造内容" en:"What is to be done" rule:"required,max=5000"`
	Items   []Item          `json:"items,omitempty" zh:"拟达到" en:"Haves it is to bring" rule:"max=6"`
	Planned governance.Yuan `json:"planned" zh:"预算（元）" en:"Planned, in yuan" rule:"required"`
}

// Verb is "plan".
func (Plan) Verb() string { return "plan" }

// EndProject tells the venue that a project has ended; it follows from that.
type EndProject struct {
	Accepted bool   `json:"accepted,omitempty" zh:"通过验收" en:"Accepted"`
	Items    []Item `json:"items,omitempty" zh:"达到" en:"Haves it brought" rule:"max=6"`
}

// Verb is "end-project".
func (EndProject) Verb() string { return "end-project" }

// Begin opens the project that was planned; it follows from that.
type Begin struct {
	Plan
	Venue uuid.UUID    `json:"venue" zh:"场所" en:"Venue" rule:"required"`
	Unit  orgtree.Code `json:"unit" zh:"所属单位" en:"Unit" rule:"required"`
	Name  string       `json:"name" zh:"场所名称" en:"Name of the venue" rule:"required,max=100"`
}

// Verb is "begin".
func (Begin) Verb() string { return "begin" }

// Site is the unit whose venue it is.
func (b Begin) Site() orgtree.Code { return b.Unit }

// KindUpgrade is the kind under which upgrades are kept.
const KindUpgrade = "upgrade"
