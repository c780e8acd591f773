package organisation

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// List puts an organisation on the list of those who should report (列入名单).
type List struct {
	Organisation orgtree.Code `json:"organisation" zh:"单位" en:"Organisation" rule:"required"`
	Sector       Sector       `json:"sector" zh:"单位类别" en:"Sector" rule:"required"`
	Day          civil.Date   `json:"day,omitzero" zh:"列入之日（默认今天）" en:"Day, today if none is given"`
}

// Verb is "list".
func (List) Verb() string { return "list" }

// Site is the organisation.
func (c List) Site() orgtree.Code { return c.Organisation }

// BringList reports an organisation in, with what it can do (单位报到).
type BringList struct {
	Community orgtree.Code `json:"community" zh:"报到社区" en:"Community" rule:"required"`
	Services  []Service    `json:"services" zh:"服务清单" en:"Service list" rule:"required,max=20"`
	Day       civil.Date   `json:"day,omitzero" zh:"报到日（默认今天）" en:"Day, today if none is given"`
}

// Verb is "report-in".
func (BringList) Verb() string { return "report-in" }

// Accept takes the organisation (对接).
type Accept struct{}

// Verb is "accept".
func (Accept) Verb() string { return "accept" }

// Decline does not take it (不予对接).
type Decline struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Leave ends what organisation and community have together (结束对接).
type Leave struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "leave".
func (Leave) Verb() string { return "leave" }

// Revise writes the service list anew (调整清单).
type Revise struct {
	Services []Service `json:"services" zh:"服务清单" en:"Service list" rule:"required,max=20"`
}

// Verb is "revise".
func (Revise) Verb() string { return "revise" }

// Deliver records that a service of the list was delivered (落实服务).
type Deliver struct {
	Item int `json:"item" zh:"清单第几项" en:"Item, from 1" rule:"required,min=1,max=20"`
}

// Verb is "deliver".
func (Deliver) Verb() string { return "deliver" }

// Enrol puts members on an organisation's list (报送名册).
type Enrol struct {
	Members []Enrolled `json:"members" zh:"名册" en:"Members" rule:"required,max=200"`
}

// Verb is "enrol".
func (Enrol) Verb() string { return "enrol" }

// Enrolled is one on-the-job member of a list.
type Enrolled struct {
	Person string     `json:"person" zh:"党员" en:"Person id" rule:"required,max=64"`
	Joined civil.Date `json:"joined,omitzero" zh:"列入之日（默认今天）" en:"Day, today if none is given"`
}

// Remove takes an organisation off the list (移出名单).
type Remove struct {
	Day    civil.Date        `json:"day,omitzero" zh:"移出之日（默认今天）" en:"Day, today if none is given"`
	Reason governance.Reason `json:"reason"`
}

// Verb is "remove".
func (Remove) Verb() string { return "remove" }
