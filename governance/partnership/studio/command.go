package studio

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
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

// Decline says no to a studio (不同意).
type Decline struct {
	Reason governance.Reason `json:"reason"`
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
	Reason governance.Reason `json:"reason"`
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
	Reason governance.Reason `json:"reason"`
}

// Verb is "close".
func (CloseDown) Verb() string { return "close" }
