package item

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Set opens an item; it is given by the alliance, or by a need that is matched.
type Set struct {
	Alliance uuid.UUID      `json:"alliance" zh:"联盟" en:"Alliance" rule:"required"`
	Core     orgtree.Code   `json:"core" zh:"核心社区" en:"Community of the alliance" rule:"required"`
	Together Together       `json:"together" zh:"六联类别" en:"Kind of the six together" rule:"required"`
	Title    string         `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string         `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
	Lead     orgtree.Code   `json:"lead" zh:"牵头单位" en:"In the lead" rule:"required"`
	With     []orgtree.Code `json:"with,omitempty" zh:"参与单位" en:"Taking part"`
	Day      civil.Date     `json:"day" zh:"计划日" en:"Planned for" rule:"required"`
	Need     uuid.UUID      `json:"need,omitzero" zh:"对应需求" en:"Need it meets"`
	Resource uuid.UUID      `json:"resource,omitzero" zh:"对应资源" en:"Resource it uses"`
}

// Verb is "set".
func (Set) Verb() string { return "set" }

// Site is the community of the alliance.
func (c Set) Site() orgtree.Code { return c.Core }

// Postpone plans an item for another day (改期).
type Postpone struct {
	Day    civil.Date        `json:"day" zh:"计划日" en:"Planned for" rule:"required"`
	Reason governance.Reason `json:"reason"`
}

// Verb is "postpone".
func (Postpone) Verb() string { return "postpone" }

// Hold says that an item was carried out (实施).
type Hold struct {
	Day        civil.Date `json:"day" zh:"实施日" en:"Held on" rule:"required"`
	Attendance int        `json:"attendance,omitempty" zh:"参加人数" en:"How many came" rule:"min=1,max=100000"`
}

// Verb is "hold".
func (Hold) Verb() string { return "hold" }

// Render accounts for an item (了结).
type Render struct {
	Text string          `json:"text" zh:"成效" en:"Account" rule:"required,max=2000" personal:"content"`
	Cost governance.Yuan `json:"cost,omitzero" zh:"经费" en:"Cost"`
}

// Verb is "account".
func (Render) Verb() string { return "account" }

// Cancel ends an item that does not come about (取消).
type Cancel struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "cancel".
func (Cancel) Verb() string { return "cancel" }

// Count tells the alliance how its items have changed.
type Count struct {
	Open      int `json:"open,omitempty" zh:"未了结增减" en:"Open more or less" rule:"min=-1,max=1"`
	Accounted int `json:"accounted,omitempty" zh:"已了结增加" en:"Accounted for more" rule:"max=1"`
}

// Verb is "count".
func (Count) Verb() string { return "count" }

// Free tells need and resource that their project is at its end.
type Free struct {
	Met bool `json:"met" zh:"已落实" en:"It came about"`
}

// Verb is "free".
func (Free) Verb() string { return "free" }
