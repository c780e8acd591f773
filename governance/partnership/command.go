package partnership

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/partnership/service"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Propose drafts an agreement (拟定协议).
type Propose struct {
	Community orgtree.Code   `json:"community" zh:"社区" en:"Community" rule:"required"`
	Partner   orgtree.Code   `json:"partner" zh:"合作单位" en:"Partner" rule:"required"`
	Forms     []service.Form `json:"forms" zh:"共建类别" en:"Kinds of partnership" rule:"required,max=4"`
	Title     string         `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Terms     string         `json:"terms" zh:"协议内容" en:"Terms" rule:"required,max=5000" personal:"content"`
	From      civil.Date     `json:"from" zh:"自" en:"First day" rule:"required"`
	Until     civil.Date     `json:"until" zh:"至" en:"Last day" rule:"required"`
}

// Verb is "propose".
func (Propose) Verb() string { return "propose" }

// Site is the community.
func (c Propose) Site() orgtree.Code { return c.Community }

// Sign records that both have signed (签约).
type Sign struct{}

// Verb is "sign".
func (Sign) Verb() string { return "sign" }

// Decline does not sign (不签).
type Decline struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Deliver records a service under the agreement (落实服务).
type Deliver struct {
	Form   service.Form `json:"form" zh:"共建类别" en:"Kind" rule:"required"`
	Day    civil.Date   `json:"day" zh:"服务日" en:"Day" rule:"required"`
	Served int          `json:"served,omitempty" zh:"受益人次" en:"How many were served" rule:"min=1,max=100000"`
	Text   string       `json:"text,omitempty" zh:"情况" en:"Account" rule:"max=2000" personal:"content"`
}

// Verb is "deliver".
func (Deliver) Verb() string { return "deliver" }

// Assess reviews the term (评估).
type Assess struct {
	Rating Rating `json:"rating" zh:"评估" en:"Rating" rule:"required"`
	Text   string `json:"text" zh:"评估意见" en:"Opinion" rule:"required,max=2000" personal:"content"`
}

// Verb is "review".
func (Assess) Verb() string { return "review" }

// Renew lets the agreement go on (续签).
type Renew struct {
	Until     civil.Date     `json:"until" zh:"至" en:"Last day" rule:"required"`
	Forms     []service.Form `json:"forms,omitempty" zh:"共建类别（有调整时）" en:"Kinds, if they change" rule:"max=4"`
	BothAgree bool           `json:"bothAgree" zh:"双方同意" en:"Both agree"`
}

// Verb is "renew".
func (Renew) Verb() string { return "renew" }

// Terminate ends the agreement before its day (解除).
type Terminate struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "terminate".
func (Terminate) Verb() string { return "terminate" }

// Expire is given by time after the last day.
type Expire struct{}

// Verb is "expire".
func (Expire) Verb() string { return "expire" }
