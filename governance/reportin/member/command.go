package member

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/participation"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Count tells the organisation how its list has changed.
type Count struct {
	Members  int `json:"members" zh:"名册党员数增减" en:"Members more or less" rule:"min=-1,max=1"`
	Reported int `json:"reported" zh:"已报到党员数增减" en:"Reported in more or less" rule:"min=-1,max=1"`
}

// Verb is "count".
func (Count) Verb() string { return "count" }

// Enter opens a member's time on a list; it is given by the organisation.
type Enter struct {
	List         uuid.UUID    `json:"list" zh:"单位登记" en:"Organisation's record" rule:"required"`
	Organisation orgtree.Code `json:"organisation" zh:"单位" en:"Organisation" rule:"required"`
	Person       string       `json:"person" zh:"党员" en:"Person id" rule:"required,max=64"`
	Joined       civil.Date   `json:"joined" zh:"列入之日" en:"Day" rule:"required"`
}

// Verb is "enter".
func (Enter) Verb() string { return "enter" }

// Site is the organisation.
func (c Enter) Site() orgtree.Code { return c.Organisation }

// Present reports a member in to a community, or to another than before (党员报到).
type Present struct {
	Community orgtree.Code `json:"community" zh:"报到社区" en:"Community" rule:"required"`
	Offers    []roll.Work  `json:"offers,omitempty" zh:"服务意向" en:"What they offer to do" rule:"max=10"`
	Day       civil.Date   `json:"day,omitzero" zh:"报到日（默认今天）" en:"Day, today if none is given"`
}

// Verb is "report-in".
func (Present) Verb() string { return "report-in" }

// Depart takes a member off the list: moved, retired, no member any more (转出).
type Depart struct {
	Day    civil.Date        `json:"day,omitzero" zh:"转出之日（默认今天）" en:"Day, today if none is given"`
	Reason governance.Reason `json:"reason"`
}

// Verb is "depart".
func (Depart) Verb() string { return "depart" }

// Log says what a member did, when and for how long (登记参与).
type Log struct {
	Start     time.Time              `json:"start" zh:"开始时间" en:"Start" rule:"required"`
	Minutes   int                    `json:"minutes" zh:"分钟" en:"Minutes" rule:"required,min=30,max=720"`
	Kind      roll.Work              `json:"kind" zh:"服务类别" en:"Kind" rule:"required"`
	Campaign  participation.Campaign `json:"campaign,omitempty" zh:"主题活动" en:"Campaign"`
	Community orgtree.Code           `json:"community,omitempty" zh:"社区（默认报到社区）" en:"Community, the member's own if none is given"`
	Text      string                 `json:"text,omitempty" zh:"情况" en:"Account" rule:"max=500" personal:"content"`
}

// Verb is "log".
func (Log) Verb() string { return "log" }
