package need

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// An Ask is what is needed, when and how often: of one need or of a recurring one.
type Ask struct {
	Title   string                 `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text    string                 `json:"text,omitempty" zh:"需求" en:"What is needed" rule:"max=2000" personal:"content"`
	Skills  []governance.Skill     `json:"skills,omitempty" zh:"所需技能" en:"Skills wanted" rule:"max=5"`
	Place   orgtree.Code           `json:"place" zh:"地点" en:"Place" rule:"required"`
	Contact Contact                `json:"contact,omitzero" zh:"联系人" en:"Contact"`
	Wanted  int                    `json:"wanted" zh:"需要人数" en:"Helpers wanted" rule:"required,min=1,max=20"`
	Begins  time.Time              `json:"begins" zh:"约定时间" en:"Agreed time" rule:"required"`
	Repeat  *governance.Recurrence `json:"repeat,omitempty" zh:"周期" en:"Recurs"`
	Until   civil.Date             `json:"until,omitzero" zh:"周期截止" en:"Recurs until"`
}

// Site is where help is needed.
func (a Ask) Site() orgtree.Code { return a.Place }

// A Contact is whom to find and where (联系人). It is shown to those who have taken
// the need.
type Contact struct {
	Name    string `json:"name,omitempty" zh:"姓名" en:"Name" rule:"max=50" personal:"identity" mask:"name"`
	Phone   string `json:"phone,omitempty" zh:"电话" en:"Phone" rule:"max=30" personal:"identity" mask:"phone"`
	Address string `json:"address,omitempty" zh:"门牌" en:"Door" rule:"max=200" personal:"identity"`
}

// Post posts a need (点单).
type Post struct{ Ask }

// Verb is "post".
func (Post) Verb() string { return "post" }

// Recur opens the next occurrence of a recurring need.
type Recur struct {
	Ask
	Poster    string       `json:"poster,omitempty" zh:"发起人" en:"Posted by"`
	Unit      orgtree.Code `json:"unit,omitempty" zh:"发起单位" en:"Posted by the unit"`
	Checker   orgtree.Code `json:"checker" zh:"核验单位" en:"Checked by"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
}

// Verb is "recur".
func (Recur) Verb() string { return "recur" }

// Check says that the need is true and is for neighbours (核验).
type Check struct{}

// Verb is "check".
func (Check) Verb() string { return "check" }

// Order opens it to helpers (下单).
type Order struct{}

// Verb is "order".
func (Order) Verb() string { return "order" }

// Decline does not take it on (不予办理).
type Decline struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Reschedule sets another time (改期).
type Reschedule struct {
	Begins time.Time `json:"begins" zh:"约定时间" en:"Agreed time" rule:"required"`
}

// Verb is "reschedule".
func (Reschedule) Verb() string { return "reschedule" }

// Take takes it (接单): for oneself, or in the name of a unit one acts for.
type Take struct {
	Unit orgtree.Code `json:"unit,omitempty" zh:"代表单位" en:"In the name of the unit"`
}

// Verb is "take".
func (Take) Verb() string { return "take" }

// Begin is given by time at the agreed time.
type Begin struct{}

// Verb is "begin".
func (Begin) Verb() string { return "begin" }

// Cancel calls it off, and what would recur with it (取消).
type Cancel struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "cancel".
func (Cancel) Verb() string { return "cancel" }

// Skip calls this occurrence off; the next is opened (本次取消).
type Skip struct{}

// Verb is "skip".
func (Skip) Verb() string { return "skip" }

// Convert turns it into a matter (转为事项).
type Convert struct {
	Reason   governance.Reason `json:"reason"`
	Category string            `json:"category,omitempty" zh:"事项类别" en:"Category of the matter" rule:"max=32"`
}

// Verb is "convert".
func (Convert) Verb() string { return "convert" }
