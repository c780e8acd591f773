package reply

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance/voices/channel"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Show makes an answer public (公开).
type Show struct {
	Asked   string          `json:"asked" zh:"反映事项" en:"What was asked" rule:"required,max=500"`
	Answer  string          `json:"answer" zh:"答复" en:"Answer" rule:"required,max=2000"`
	Channel channel.Channel `json:"channel" zh:"渠道" en:"Channel"`
	Unit    orgtree.Code    `json:"unit" zh:"答复单位" en:"Unit that answered"`
	Voice   uuid.UUID       `json:"voice" zh:"心声" en:"Voice"`
}

// Verb is "show".
func (Show) Verb() string { return "show" }

// Site is the unit that answered.
func (s Show) Site() orgtree.Code { return s.Unit }

// TakeDown takes a public answer down (撤下).
type TakeDown struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "take-down".
func (TakeDown) Verb() string { return "take-down" }
