package participation

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Credit tells the member what counts, or no longer.
type Credit struct {
	Times   int `json:"times" zh:"次数" en:"Times" rule:"min=-1,max=1"`
	Minutes int `json:"minutes" zh:"分钟" en:"Minutes" rule:"min=-720,max=720"`
}

// Verb is "credit".
func (Credit) Verb() string { return "credit" }

// Record opens a participation; it is given by the member's record.
type Record struct {
	Member       uuid.UUID    `json:"member" zh:"党员登记" en:"Member's record" rule:"required"`
	Person       string       `json:"person" zh:"党员" en:"Person id" rule:"required,max=64"`
	Organisation orgtree.Code `json:"organisation" zh:"单位" en:"Organisation" rule:"required"`
	Community    orgtree.Code `json:"community" zh:"社区" en:"Community" rule:"required"`
	Start        time.Time    `json:"start" zh:"开始时间" en:"Start" rule:"required"`
	Minutes      int          `json:"minutes" zh:"分钟" en:"Minutes" rule:"required,min=30,max=720"`
	Kind         roll.Work    `json:"kind" zh:"服务类别" en:"Kind" rule:"required"`
	Campaign     Campaign     `json:"campaign,omitempty" zh:"主题活动" en:"Campaign"`
	Text         string       `json:"text,omitempty" zh:"情况" en:"Account" rule:"max=500" personal:"content"`
	Confirmed    bool         `json:"confirmed,omitempty" zh:"社区登记" en:"Entered by the community"`
}

// Verb is "record".
func (Record) Verb() string { return "record" }

// Site is the community.
func (c Record) Site() orgtree.Code { return c.Community }

// Confirm lets a participation count (确认).
type Confirm struct{}

// Verb is "confirm".
func (Confirm) Verb() string { return "confirm" }

// Reject does not let it count, or no longer (不予计入).
type Reject struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "reject".
func (Reject) Verb() string { return "reject" }
