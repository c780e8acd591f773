package reportin

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
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
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Leave ends what organisation and community have together (结束对接).
type Leave struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
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
	Day    civil.Date `json:"day,omitzero" zh:"移出之日（默认今天）" en:"Day, today if none is given"`
	Reason string     `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "remove".
func (Remove) Verb() string { return "remove" }

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
	Offers    []Work       `json:"offers,omitempty" zh:"服务意向" en:"What they offer to do" rule:"max=10"`
	Day       civil.Date   `json:"day,omitzero" zh:"报到日（默认今天）" en:"Day, today if none is given"`
}

// Verb is "report-in".
func (Present) Verb() string { return "report-in" }

// Depart takes a member off the list: moved, retired, no member any more (转出).
type Depart struct {
	Day    civil.Date `json:"day,omitzero" zh:"转出之日（默认今天）" en:"Day, today if none is given"`
	Reason string     `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "depart".
func (Depart) Verb() string { return "depart" }

// Log says what a member did, when and for how long (登记参与).
type Log struct {
	Start     time.Time    `json:"start" zh:"开始时间" en:"Start" rule:"required"`
	Minutes   int          `json:"minutes" zh:"分钟" en:"Minutes" rule:"required,min=30,max=720"`
	Kind      Work         `json:"kind" zh:"服务类别" en:"Kind" rule:"required"`
	Campaign  Campaign     `json:"campaign,omitempty" zh:"主题活动" en:"Campaign"`
	Community orgtree.Code `json:"community,omitempty" zh:"社区（默认报到社区）" en:"Community, the member's own if none is given"`
	Text      string       `json:"text,omitempty" zh:"情况" en:"Account" rule:"max=500" personal:"content"`
}

// Verb is "log".
func (Log) Verb() string { return "log" }

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
	Kind         Work         `json:"kind" zh:"服务类别" en:"Kind" rule:"required"`
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
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "reject".
func (Reject) Verb() string { return "reject" }
