package partnership

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Suggest asks for a studio (申请设立).
type Suggest struct {
	Name      string       `json:"name" zh:"名称" en:"Name" rule:"required,max=60"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community" rule:"required"`
	Lead      string       `json:"lead" zh:"领办人" en:"Person id of who leads it" rule:"required,max=64"`
	Purpose   string       `json:"purpose,omitempty" zh:"服务方向" en:"What it is for" rule:"max=500"`
}

// Verb is "suggest".
func (Suggest) Verb() string { return "suggest" }

// Site is the community.
func (c Suggest) Site() orgtree.Code { return c.Community }

// Approve founds the studio (授牌).
type Approve struct{}

// Verb is "approve".
func (Approve) Verb() string { return "approve" }

// Decline says no: the town to a studio, a party to an agreement (不同意).
type Decline struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Succeed puts the studio in other hands (更换领办人).
type Succeed struct {
	Lead string `json:"lead" zh:"领办人" en:"Person id of who leads it" rule:"required,max=64"`
}

// Verb is "succeed".
func (Succeed) Verb() string { return "succeed" }

// Plan puts an event of the studio on (计划活动).
type Plan struct {
	Series Series     `json:"series" zh:"系列" en:"Series" rule:"required"`
	Title  string     `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text   string     `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
	Day    civil.Date `json:"day" zh:"计划日" en:"Planned for" rule:"required"`
}

// Verb is "plan".
func (Plan) Verb() string { return "plan" }

// Arrange opens an event; it is given by the studio.
type Arrange struct {
	Studio    uuid.UUID    `json:"studio" zh:"工作室" en:"Studio" rule:"required"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community" rule:"required"`
	Lead      string       `json:"lead" zh:"领办人" en:"Who leads it" rule:"required,max=64"`
	Series    Series       `json:"series" zh:"系列" en:"Series" rule:"required"`
	Title     string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text      string       `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
	Day       civil.Date   `json:"day" zh:"计划日" en:"Planned for" rule:"required"`
}

// Verb is "arrange".
func (Arrange) Verb() string { return "arrange" }

// Site is the community.
func (c Arrange) Site() orgtree.Code { return c.Community }

// Hold says that an event was held, and what came of it (举办).
type Hold struct {
	Day        civil.Date `json:"day" zh:"举办日" en:"Held on" rule:"required"`
	Attendance int        `json:"attendance" zh:"参加人数" en:"How many came" rule:"required,min=1,max=100000"`
	Text       string     `json:"text" zh:"成效" en:"Account" rule:"required,max=2000" personal:"content"`
}

// Verb is "hold".
func (Hold) Verb() string { return "hold" }

// CallOff ends an event that does not come about (取消).
type CallOff struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "call-off".
func (CallOff) Verb() string { return "call-off" }

// Tally tells the studio how an event ended.
type Tally struct {
	Held bool `json:"held" zh:"已举办" en:"It was held"`
}

// Verb is "tally".
func (Tally) Verb() string { return "tally" }

// CloseDown ends a studio (撤销).
type CloseDown struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "close".
func (CloseDown) Verb() string { return "close" }

// Propose drafts an agreement (拟定协议).
type Propose struct {
	Community orgtree.Code `json:"community" zh:"社区" en:"Community" rule:"required"`
	Partner   orgtree.Code `json:"partner" zh:"合作单位" en:"Partner" rule:"required"`
	Forms     []Form       `json:"forms" zh:"共建类别" en:"Kinds of partnership" rule:"required,max=4"`
	Title     string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Terms     string       `json:"terms" zh:"协议内容" en:"Terms" rule:"required,max=5000" personal:"content"`
	From      civil.Date   `json:"from" zh:"自" en:"First day" rule:"required"`
	Until     civil.Date   `json:"until" zh:"至" en:"Last day" rule:"required"`
}

// Verb is "propose".
func (Propose) Verb() string { return "propose" }

// Site is the community.
func (c Propose) Site() orgtree.Code { return c.Community }

// Sign records that both have signed (签约).
type Sign struct{}

// Verb is "sign".
func (Sign) Verb() string { return "sign" }

// Deliver records a service under the agreement (落实服务).
type Deliver struct {
	Form   Form       `json:"form" zh:"共建类别" en:"Kind" rule:"required"`
	Day    civil.Date `json:"day" zh:"服务日" en:"Day" rule:"required"`
	Served int        `json:"served,omitempty" zh:"受益人次" en:"How many were served" rule:"min=1,max=100000"`
	Text   string     `json:"text,omitempty" zh:"情况" en:"Account" rule:"max=2000" personal:"content"`
}

// Verb is "deliver".
func (Deliver) Verb() string { return "deliver" }

// Record opens the record of a service; it is given by the partnership.
type Record struct {
	Partnership uuid.UUID    `json:"partnership" zh:"共建协议" en:"Partnership" rule:"required"`
	Community   orgtree.Code `json:"community" zh:"社区" en:"Community" rule:"required"`
	Partner     orgtree.Code `json:"partner" zh:"合作单位" en:"Partner" rule:"required"`
	Form        Form         `json:"form" zh:"共建类别" en:"Kind" rule:"required"`
	Day         civil.Date   `json:"day" zh:"服务日" en:"Day" rule:"required"`
	Served      int          `json:"served,omitempty" zh:"受益人次" en:"How many were served" rule:"min=1,max=100000"`
	Text        string       `json:"text,omitempty" zh:"情况" en:"Account" rule:"max=2000" personal:"content"`
}

// Verb is "record".
func (Record) Verb() string { return "record" }

// Site is the community.
func (c Record) Site() orgtree.Code { return c.Community }

// Void takes back a service that was recorded by mistake (作废).
type Void struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "void".
func (Void) Verb() string { return "void" }

// Discount tells the partnership that a service is void.
type Discount struct{}

// Verb is "discount".
func (Discount) Verb() string { return "discount" }

// Assess reviews the term (评估).
type Assess struct {
	Rating Rating `json:"rating" zh:"评估" en:"Rating" rule:"required"`
	Text   string `json:"text" zh:"评估意见" en:"Opinion" rule:"required,max=2000" personal:"content"`
}

// Verb is "review".
func (Assess) Verb() string { return "review" }

// Renew lets the agreement go on (续签).
type Renew struct {
	Until     civil.Date `json:"until" zh:"至" en:"Last day" rule:"required"`
	Forms     []Form     `json:"forms,omitempty" zh:"共建类别（有调整时）" en:"Kinds, if they change" rule:"max=4"`
	BothAgree bool       `json:"bothAgree" zh:"双方同意" en:"Both agree"`
}

// Verb is "renew".
func (Renew) Verb() string { return "renew" }

// Terminate ends the agreement before its day (解除).
type Terminate struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "terminate".
func (Terminate) Verb() string { return "terminate" }

// Expire is given by time after the last day.
type Expire struct{}

// Verb is "expire".
func (Expire) Verb() string { return "expire" }
