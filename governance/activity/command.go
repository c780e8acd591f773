package activity

import (
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity/plan"
)

// Announce announces an activity (发布活动) or, by somebody who does not act for the
// place, proposes one (提议活动).
type Announce struct {
	plan.Plan
	Begins time.Time `json:"begins" zh:"开始时间" en:"Begins" rule:"required"`
	Ends   time.Time `json:"ends" zh:"结束时间" en:"Ends" rule:"required"`
}

// Verb is "announce".
func (Announce) Verb() string { return "announce" }

// Approve agrees to what was proposed (同意).
type Approve struct{}

// Verb is "approve".
func (Approve) Verb() string { return "approve" }

// Decline does not agree to what was proposed (不同意).
type Decline struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Retract takes a proposal back (撤回提议).
type Retract struct{}

// Verb is "retract".
func (Retract) Verb() string { return "retract" }

// Lapse is given by time when a proposal was not answered before it would begin.
type Lapse struct{}

// Verb is "lapse".
func (Lapse) Verb() string { return "lapse" }

// Amend changes what is said of an activity that has not begun (调整).
type Amend struct {
	Text     *string        `json:"text,omitempty" zh:"内容" en:"What it is" rule:"max=5000" personal:"content"`
	Spot     *string        `json:"spot,omitempty" zh:"具体地点" en:"Where exactly" rule:"max=200"`
	Begins   *time.Time     `json:"begins,omitempty" zh:"开始时间" en:"Begins"`
	Ends     *time.Time     `json:"ends,omitempty" zh:"结束时间" en:"Ends"`
	Capacity *int           `json:"capacity,omitempty" zh:"名额" en:"Places" rule:"min=1,max=1000"`
	Waitlist *int           `json:"waitlist,omitempty" zh:"候补名额" en:"Places on the waiting list" rule:"max=200"`
	Partners []plan.Partner `json:"partners,omitempty" zh:"联办单位" en:"Organised together with" rule:"max=20"`
}

// Verb is "amend".
func (Amend) Verb() string { return "amend" }

// Join signs up (报名): oneself or, by the organiser, somebody else who has an
// account or only a name (代报名).
type Join struct {
	Person string `json:"person,omitempty" zh:"代何人报名" en:"Whom the organiser signs up" rule:"max=64"`
	Name   string `json:"name,omitempty" zh:"姓名（无账号者）" en:"Name, of somebody without an account" rule:"max=50" personal:"identity" mask:"name"`
}

// Verb is "sign-up".
func (Join) Verb() string { return "sign-up" }

// Begin is given by time when it begins.
type Begin struct{}

// Verb is "begin".
func (Begin) Verb() string { return "begin" }

// End is given by time when it is over.
type End struct{}

// Verb is "end".
func (End) Verb() string { return "end" }

// Conclude gives the account of it (活动小结).
type Conclude struct {
	Text   string `json:"text" zh:"小结" en:"Account" rule:"required,max=5000" personal:"content"`
	Others int    `json:"others,omitempty" zh:"未报名到场人数" en:"Came without signing up" rule:"max=100000"`
}

// Verb is "conclude".
func (Conclude) Verb() string { return "conclude" }

// Cancel calls it off (取消).
type Cancel struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "cancel".
func (Cancel) Verb() string { return "cancel" }
