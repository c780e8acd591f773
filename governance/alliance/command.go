package alliance

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance/entry"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Propose asks for an alliance around a community (发起).
type Propose struct {
	Name     string           `json:"name" zh:"名称" en:"Name" rule:"required,max=60"`
	Core     orgtree.Code     `json:"core" zh:"核心社区" en:"Community it is around" rule:"required"`
	Reasons  []Reason         `json:"reasons" zh:"组建依据" en:"Why these units" rule:"required,max=3"`
	Founders []orgtree.Code   `json:"founders" zh:"发起单位" en:"Founding units" rule:"required,max=20"`
	Rotation governance.Cycle `json:"rotation" zh:"轮值周期" en:"How long the chair is held" rule:"required"`
	Body     orgtree.Code     `json:"body,omitempty" zh:"机构代码" en:"Its unit in the organisation, where it has one"`
}

// Verb is "propose".
func (Propose) Verb() string { return "propose" }

// Site is the community.
func (c Propose) Site() orgtree.Code { return c.Core }

// Approve forms the alliance (批准).
type Approve struct{}

// Verb is "approve".
func (Approve) Verb() string { return "approve" }

// Decline says no to an alliance (不同意).
type Decline struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Rotate is given by time when the chair's cycle ends.
type Rotate struct{}

// Verb is "rotate".
func (Rotate) Verb() string { return "rotate" }

// Invite asks a unit to join (邀请加入).
type Invite struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
}

// Verb is "invite".
func (Invite) Verb() string { return "invite" }

// Plan puts something on that members do together (计划联办).
type Plan struct {
	Together item.Together  `json:"together" zh:"六联类别" en:"Kind of the six together" rule:"required"`
	Title    string         `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string         `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
	Lead     orgtree.Code   `json:"lead" zh:"牵头单位" en:"In the lead" rule:"required"`
	With     []orgtree.Code `json:"with,omitempty" zh:"参与单位" en:"Taking part"`
	Day      civil.Date     `json:"day" zh:"计划日" en:"Planned for" rule:"required"`
}

// Verb is "plan".
func (Plan) Verb() string { return "plan" }

// Put puts something on the resource list or the need list (列入清单).
type Put struct {
	List  entry.List   `json:"list" zh:"清单" en:"List" rule:"required"`
	Sort  entry.Sort   `json:"sort" zh:"类别" en:"Sort" rule:"required"`
	Title string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text  string       `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
	Owner orgtree.Code `json:"owner,omitempty" zh:"成员单位（默认本单位）" en:"Whose it is, the caller's if none is given"`
}

// Verb is "put".
func (Put) Verb() string { return "put" }

// Dissolve ends the alliance (解散).
type Dissolve struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "dissolve".
func (Dissolve) Verb() string { return "dissolve" }
