package alliance

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
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

// Decline says no: the town to an alliance, a unit to an invitation (不同意).
type Decline struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
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

// Ask opens the membership of a unit that is invited; it is given by the alliance.
type Ask struct {
	Alliance uuid.UUID    `json:"alliance" zh:"联盟" en:"Alliance" rule:"required"`
	Core     orgtree.Code `json:"core" zh:"核心社区" en:"Community of the alliance" rule:"required"`
	Unit     orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
}

// Verb is "ask".
func (Ask) Verb() string { return "ask" }

// Site is the community of the alliance.
func (c Ask) Site() orgtree.Code { return c.Core }

// Found opens the membership of a founder; it is given by the alliance.
type Found struct {
	Alliance uuid.UUID    `json:"alliance" zh:"联盟" en:"Alliance" rule:"required"`
	Core     orgtree.Code `json:"core" zh:"核心社区" en:"Community of the alliance" rule:"required"`
	Unit     orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
}

// Verb is "found".
func (Found) Verb() string { return "found" }

// Site is the community of the alliance.
func (c Found) Site() orgtree.Code { return c.Core }

// Join accepts the invitation (加入).
type Join struct{}

// Verb is "join".
func (Join) Verb() string { return "join" }

// Admit gives the alliance a member more.
type Admit struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
}

// Verb is "admit".
func (Admit) Verb() string { return "admit" }

// Leave ends a membership (退出).
type Leave struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "leave".
func (Leave) Verb() string { return "leave" }

// Unseat tells the alliance that a member has left.
type Unseat struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
}

// Verb is "unseat".
func (Unseat) Verb() string { return "unseat" }

// End ends a membership with its alliance.
type End struct{}

// Verb is "end".
func (End) Verb() string { return "end" }

// Plan puts something on that members do together (计划联办).
type Plan struct {
	Together Together       `json:"together" zh:"六联类别" en:"Kind of the six together" rule:"required"`
	Title    string         `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string         `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
	Lead     orgtree.Code   `json:"lead" zh:"牵头单位" en:"In the lead" rule:"required"`
	With     []orgtree.Code `json:"with,omitempty" zh:"参与单位" en:"Taking part"`
	Day      civil.Date     `json:"day" zh:"计划日" en:"Planned for" rule:"required"`
}

// Verb is "plan".
func (Plan) Verb() string { return "plan" }

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
	Day    civil.Date `json:"day" zh:"计划日" en:"Planned for" rule:"required"`
	Reason string     `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
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
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
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

// Put puts something on the resource list or the need list (列入清单).
type Put struct {
	List  List         `json:"list" zh:"清单" en:"List" rule:"required"`
	Sort  Sort         `json:"sort" zh:"类别" en:"Sort" rule:"required"`
	Title string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text  string       `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
	Owner orgtree.Code `json:"owner,omitempty" zh:"成员单位（默认本单位）" en:"Whose it is, the caller's if none is given"`
}

// Verb is "put".
func (Put) Verb() string { return "put" }

// Enter opens an entry of a list; it is given by the alliance.
type Enter struct {
	Alliance uuid.UUID    `json:"alliance" zh:"联盟" en:"Alliance" rule:"required"`
	Core     orgtree.Code `json:"core" zh:"核心社区" en:"Community of the alliance" rule:"required"`
	Owner    orgtree.Code `json:"owner" zh:"成员单位" en:"Whose it is" rule:"required"`
	List     List         `json:"list" zh:"清单" en:"List" rule:"required"`
	Sort     Sort         `json:"sort" zh:"类别" en:"Sort" rule:"required"`
	Title    string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string       `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
}

// Verb is "enter".
func (Enter) Verb() string { return "enter" }

// Site is the community of the alliance.
func (c Enter) Site() orgtree.Code { return c.Core }

// Match makes a need and a resource a project (对接).
type Match struct {
	Resource uuid.UUID  `json:"resource" zh:"资源" en:"Resource" rule:"required"`
	Together Together   `json:"together" zh:"六联类别" en:"Kind of the six together" rule:"required"`
	Day      civil.Date `json:"day" zh:"计划日" en:"Planned for" rule:"required"`
}

// Verb is "match".
func (Match) Verb() string { return "match" }

// Engage tells a resource which project it is used in.
type Engage struct {
	Item uuid.UUID `json:"item" zh:"项目" en:"Project" rule:"required"`
}

// Verb is "engage".
func (Engage) Verb() string { return "engage" }

// Free tells need and resource that their project is at its end.
type Free struct {
	Met bool `json:"met" zh:"已落实" en:"It came about"`
}

// Verb is "free".
func (Free) Verb() string { return "free" }

// Withdraw takes an entry off its list (撤回).
type Withdraw struct{}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }

// Dissolve ends the alliance (解散).
type Dissolve struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "dissolve".
func (Dissolve) Verb() string { return "dissolve" }
