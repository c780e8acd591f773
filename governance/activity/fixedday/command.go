package fixedday

import "github.com/jinlin-project/jinlin/governance/activity/plan"

// Institute begins a fixed day (设立), on trial or at once for good.
type Institute struct {
	plan.Plan
	Times
	Day   Day  `json:"day" zh:"活动日" en:"Fixed day" rule:"required"`
	Trial bool `json:"trial,omitempty" zh:"试行" en:"On trial"`
}

// Verb is "institute".
func (Institute) Verb() string { return "institute" }

// Establish makes permanent what was on trial (转为固定).
type Establish struct{}

// Verb is "establish".
func (Establish) Verb() string { return "establish" }

// Revise sets other times from the next on (改期).
type Revise struct{ Times }

// Verb is "revise".
func (Revise) Verb() string { return "revise" }

// OpenNext is given by time when the next is to be announced.
type OpenNext struct{}

// Verb is "open-next".
func (OpenNext) Verb() string { return "open-next" }

// Stop ends a fixed day; what has been announced stays (停止).
type Stop struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "stop".
func (Stop) Verb() string { return "stop" }
