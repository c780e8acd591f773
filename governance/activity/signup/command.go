package signup

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance/activity/plan"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Register opens a sign-up; it follows from joining the activity.
type Register struct {
	Activity uuid.UUID `json:"activity" zh:"活动" en:"Activity"`
	plan.Hosted
	Place  orgtree.Code `json:"place" zh:"地点" en:"Place"`
	Number int          `json:"number" zh:"报名序号" en:"Number"`
	Seated bool         `json:"seated" zh:"有名额" en:"Has a place"`
	Person string       `json:"person,omitempty" zh:"报名人" en:"Person"`
	Name   string       `json:"name,omitempty" zh:"姓名" en:"Name" personal:"identity" mask:"name"`
}

// Verb is "register".
func (Register) Verb() string { return "register" }

// Site is where the activity is held.
func (r Register) Site() orgtree.Code { return r.Place }

// Seat gives the first of those waiting a place (递补).
type Seat struct{}

// Verb is "seat".
func (Seat) Verb() string { return "seat" }

// Withdraw gives the place back (退出).
type Withdraw struct{}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }

// CheckIn notes that somebody has come (签到).
type CheckIn struct{}

// Verb is "check-in".
func (CheckIn) Verb() string { return "check-in" }

// Miss notes that somebody has not come (缺席).
type Miss struct{}

// Verb is "miss".
func (Miss) Verb() string { return "miss" }

// Void ends a sign-up with which nothing came of it.
type Void struct {
	Outcome string `json:"outcome" zh:"结果" en:"Outcome"`
}

// Verb is "void".
func (Void) Verb() string { return "void" }

// Vacate follows from a withdrawal.
type Vacate struct {
	Waiting bool `json:"waiting" zh:"候补" en:"Was only waiting"`
}

// Verb is "vacate".
func (Vacate) Verb() string { return "vacate" }

// Came follows from a check-in.
type Came struct{}

// Verb is "came".
func (Came) Verb() string { return "came" }
