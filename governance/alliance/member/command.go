package member

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

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

// Decline does not join (不加入).
type Decline struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Admit gives the alliance a member more.
type Admit struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
}

// Verb is "admit".
func (Admit) Verb() string { return "admit" }

// Leave ends a membership (退出).
type Leave struct {
	Reason governance.Reason `json:"reason"`
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
