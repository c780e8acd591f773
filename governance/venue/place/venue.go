package place

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue/hours"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which venues are kept.
const Kind = "venue"

// The phases of a venue.
const (
	Open      governance.Phase = "open"      // 开放
	Suspended governance.Phase = "suspended" // 暂停开放
	Retired   governance.Phase = "retired"   // 停用
)

// About is what is said of a venue, and said anew when it changes.
type About struct {
	Name     string      `json:"name" zh:"名称" en:"Name" rule:"required,max=100"`
	Type     Type        `json:"type" zh:"类型" en:"Type" rule:"required"`
	Space    Space       `json:"space" zh:"场地来源" en:"Where the room comes from" rule:"required"`
	Area     int         `json:"area" zh:"面积（平方米）" en:"Area in square metres" rule:"required,min=1,max=100000"`
	Address  string      `json:"address,omitempty" zh:"地址" en:"Address" rule:"max=200"`
	Hours    hours.Hours `json:"hours" zh:"开放时间" en:"Opening hours" rule:"required"`
	Shared   bool        `json:"shared,omitempty" zh:"可预约" en:"May be booked"`
	Services []Service   `json:"services,omitempty" zh:"服务项目" en:"Services" rule:"max=20"`
}

// A Venue is one place where neighbours meet.
type Venue struct {
	governance.Head
	About
	Unit     orgtree.Code `json:"unit" zh:"所属单位" en:"Unit"`
	Haves    []Have       `json:"haves,omitempty" zh:"六有" en:"The six haves"`
	Projects int          `json:"projects,omitempty" zh:"在办改造项目" en:"Upgrades under way"`
	Upgrades int          `json:"upgrades,omitempty" zh:"已验收改造" en:"Upgrades accepted"`
}

// A Have is one of the six items that the venue has, and since when.
type Have struct {
	Item Item       `json:"item" zh:"项目" en:"Item"`
	On   civil.Date `json:"on" zh:"达到日" en:"Since"`
}

func (a About) faults() error {
	var f governance.Faults
	hours.Ordered(&f, a.Hours.From, a.Hours.To, "hours.to")
	for i, s := range a.Services {
		if slices.Contains(a.Services[:i], s) {
			f.Add("services", "repeated", "服务项目重复", "names a service twice")
		}
	}
	return f.Err()
}

func (v *Venue) canRegister(cmd Register, _ *governance.Moment) error { return cmd.faults() }

func (v *Venue) register(cmd Register, _ *governance.Moment) { v.About, v.Unit = cmd.About, cmd.Unit }

func (v *Venue) canAmend(cmd Amend, _ *governance.Moment) error { return cmd.faults() }

func (v *Venue) amend(cmd Amend, _ *governance.Moment) { v.About = cmd.About }

func (v *Venue) has(item Item) bool {
	return slices.ContainsFunc(v.Haves, func(h Have) bool { return h.Item == item })
}

func (v *Venue) canAttain(cmd Attain, m *governance.Moment) error {
	var f governance.Faults
	if v.has(cmd.Item) {
		f.Add("item", "repeated", "已经具备", "is there already")
	}
	if cmd.On > m.Today() {
		f.Add("on", "in-future", "不应晚于今天", "lies in the future")
	}
	return f.Err()
}

func (v *Venue) attain(cmd Attain, _ *governance.Moment) {
	v.Haves = append(v.Haves, Have(cmd))
}

func (v *Venue) canLose(cmd Lose, _ *governance.Moment) error {
	var f governance.Faults
	if !v.has(cmd.Item) {
		f.Add("item", "not-there", "尚不具备", "is not there")
	}
	return f.Err()
}

func (v *Venue) lose(cmd Lose, _ *governance.Moment) {
	v.Haves = slices.DeleteFunc(v.Haves, func(h Have) bool { return h.Item == cmd.Item })
}

func (v *Venue) suspend(Suspend, *governance.Moment) {}

func (v *Venue) reopen(Reopen, *governance.Moment) {}

func (v *Venue) canRetire(Retire, *governance.Moment) error {
	if v.Projects > 0 {
		return governance.Refuse("尚有改造项目未结束", "an upgrade is under way")
	}
	return nil
}

func (v *Venue) retire(_ Retire, m *governance.Moment) { v.Close(m, string(Retired)) }

func (v *Venue) canPlan(cmd Plan, _ *governance.Moment) error {
	var f governance.Faults
	cmd.Planned.Positive(&f, "planned")
	return f.Err()
}

func (v *Venue) plan(cmd Plan, m *governance.Moment) {
	v.Projects++
	m.Open(KindUpgrade, Begin{Plan: cmd, Venue: v.ID, Unit: v.Unit, Name: v.Name})
}

// end takes over what a project has brought.
func (v *Venue) end(cmd EndProject, m *governance.Moment) {
	v.Projects--
	if !cmd.Accepted {
		return
	}
	v.Upgrades++
	for _, item := range cmd.Items {
		if !v.has(item) {
			v.Haves = append(v.Haves, Have{item, m.Today()})
		}
	}
}

func (v *Venue) whoManages(to []governance.Address) []governance.Address {
	return Managers(to, cmp.Or(v.Unit, v.Site()))
}

// Managers of what a unit has are the unit itself, the community in which it lies,
// and their town.
func Managers(to []governance.Address, unit orgtree.Code) []governance.Address {
	return append(to, governance.Unit(unit), governance.Of(orgtree.Community, unit), governance.Of(orgtree.Town, unit))
}

// Terms are what bookings have to know of a venue.
type Terms struct {
	Unit     orgtree.Code
	Name     string
	Hours    hours.Hours
	Bookable bool
}

// TermsOf asks for the terms of a venue.
type TermsOf struct {
	Venue uuid.UUID `json:"venue" zh:"场所" en:"Venue" rule:"required"`
}
