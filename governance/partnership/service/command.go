package service

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

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
	Reason governance.Reason `json:"reason"`
}

// Verb is "void".
func (Void) Verb() string { return "void" }

// Discount tells the partnership that a service is void.
type Discount struct{}

// Verb is "discount".
func (Discount) Verb() string { return "discount" }
