package organisation

import (
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/member"
	"github.com/jinlin-project/jinlin/governance/reportin/participation"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which the register of organisations is kept.
const Kind = member.KindOrganisation

// The phases of an organisation on the list.
const (
	Listed  governance.Phase = "listed"  // 应报到
	Arrived governance.Phase = "arrived" // 待对接
	Joined  governance.Phase = "joined"  // 已对接
	Removed governance.Phase = "removed" // 已移出
)

// LimitAccept is the time limit for looking at a service list.
const LimitAccept = "accept"

// An Organisation is a Party organisation that should report in to a community, and
// what has come of it (单位党组织报到).
type Organisation struct {
	governance.Head
	Organisation orgtree.Code `json:"organisation" zh:"单位" en:"Organisation"` // where the Party organisation stands
	Sector       Sector       `json:"sector" zh:"单位类别" en:"Sector"`
	ListedOn     civil.Date   `json:"listedOn" zh:"列入名单之日" en:"On the list since"`
	RemovedOn    civil.Date   `json:"removedOn,omitzero" zh:"移出名单之日" en:"Off the list since"`
	Community    orgtree.Code `json:"community,omitempty" zh:"报到社区" en:"Community"`
	ArrivedOn    civil.Date   `json:"arrivedOn,omitzero" zh:"本次报到日" en:"Day it came to the community"`
	ReportedOn   civil.Date   `json:"reportedOn,omitzero" zh:"首次报到日" en:"First day reported"` // once a community has taken it
	Services     []Service    `json:"services,omitempty" zh:"服务清单" en:"Service list"`
	Members      int          `json:"members,omitempty" zh:"名册党员数" en:"Members on the list"`
	Reported     int          `json:"reported,omitempty" zh:"已报到党员数" en:"Of them reported in"`
}

// A Service is one thing that an organisation can do for a community (服务事项).
type Service struct {
	Kind      roll.Work `json:"kind" zh:"类别" en:"Kind" rule:"required"`
	Text      string    `json:"text" zh:"内容" en:"What" rule:"required,max=200"`
	Delivered int       `json:"delivered,omitempty" zh:"已落实次数" en:"Times delivered" rule:"max=9999"`
}

// A Sector is what an organisation is part of.
type Sector string

// Choices lists the sectors with their labels.
func (Sector) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("agency", "机关", "agency"), governance.ChoiceOf("enterprise", "企业", "enterprise"), governance.ChoiceOf("institution", "事业单位", "public institution"),
	}
}

// seat is the unit that a code of the list means: where a Party organisation stands,
// or the unit itself.
func seat(code orgtree.Code, tree *orgtree.Tree) orgtree.Code {
	at, _ := tree.Seat(code)
	return at
}

func (o *Organisation) claim() governance.Claim {
	return governance.Claim("reportin:" + string(o.Organisation))
}

func (o *Organisation) canList(cmd List, m *governance.Moment) error {
	var f governance.Faults
	kind := m.Org.Kind(seat(cmd.Organisation, m.Org))
	if kind == 0 || kind.Class() == orgtree.Level {
		f.Add("organisation", "no-organisation", "应为机关、企业或事业单位", "is no agency, enterprise or institution")
	}
	f.UpToToday("day", cmd.Day, m)
	return f.Err()
}

func (o *Organisation) list(cmd List, m *governance.Moment) {
	o.Organisation, o.Sector, o.ListedOn = seat(cmd.Organisation, m.Org), cmd.Sector, roll.DayOf(cmd.Day, m)
	m.Take(o.claim())
}

func (o *Organisation) canReportIn(cmd BringList, m *governance.Moment) error {
	f := roll.Arrival(cmd.Community, cmd.Day, o.ListedOn, m)
	for i := range cmd.Services {
		if cmd.Services[i].Delivered != 0 {
			f.Add(fmt.Sprintf("services[%d].delivered", i), "unexpected", "落实后由系统累计", "is counted as services are delivered")
		}
	}
	return f.Err()
}

func (o *Organisation) reportIn(cmd BringList, m *governance.Moment) {
	o.Community, o.Services, o.ArrivedOn = cmd.Community, cmd.Services, roll.DayOf(cmd.Day, m)
	o.Start(m, LimitAccept, o.Community)
}

// accept takes the organisation: it has reported in as of the day it came.
func (o *Organisation) accept(_ Accept, m *governance.Moment) {
	o.MeetAll(m, LimitAccept)
	if o.ReportedOn == 0 {
		o.ReportedOn = o.ArrivedOn
	}
}

func (o *Organisation) decline(_ Decline, m *governance.Moment) {
	o.MeetAll(m, LimitAccept)
	o.leave(Leave{}, m)
}

// leave sends the organisation elsewhere. That it has reported in before stays true.
func (o *Organisation) leave(Leave, *governance.Moment) {
	o.Community, o.Services, o.ArrivedOn = "", nil, 0
}

func (o *Organisation) canRevise(cmd Revise, m *governance.Moment) error {
	return o.canReportIn(BringList{Community: o.Community, Services: cmd.Services}, m)
}

// revise writes the list anew; what was delivered of an entry that stays is kept.
func (o *Organisation) revise(cmd Revise, _ *governance.Moment) {
	before := o.Services
	o.Services = slices.Clone(cmd.Services)
	for i := range o.Services {
		s := &o.Services[i]
		if at := slices.IndexFunc(before, func(b Service) bool { return b.Kind == s.Kind && b.Text == s.Text }); at >= 0 {
			s.Delivered = before[at].Delivered
		}
	}
}

func (o *Organisation) canDeliver(cmd Deliver, _ *governance.Moment) error {
	var f governance.Faults
	if cmd.Item > len(o.Services) {
		f.Add("item", "unknown-item", "服务清单没有这一项", "is not an item of the service list")
	}
	return f.Err()
}

func (o *Organisation) deliver(cmd Deliver, _ *governance.Moment) {
	o.Services[cmd.Item-1].Delivered++
}

// canEnrol wants each person once, as a Party member as far as that is known.
func (o *Organisation) canEnrol(cmd Enrol, m *governance.Moment) error {
	var f governance.Faults
	seen := map[string]bool{}
	for i, e := range cmd.Members {
		path := fmt.Sprintf("members[%d]", i)
		if seen[e.Person] {
			f.Add(path+".person", "repeated", "名单重复", "stands twice")
		}
		seen[e.Person] = true
		if p, known := m.Org.Person(e.Person); known && !p.Member {
			f.Add(path+".person", "no-member", "不是党员", "is no Party member")
		}
		f.UpToToday(path+".joined", e.Joined, m)
	}
	return f.Err()
}

func (o *Organisation) enrol(cmd Enrol, m *governance.Moment) {
	o.Members += len(cmd.Members)
	for _, e := range cmd.Members {
		m.Open(participation.KindMember, member.Enter{List: m.Ref.ID, Organisation: o.Organisation, Person: e.Person, Joined: roll.DayOf(e.Joined, m)})
	}
}

func (o *Organisation) count(cmd member.Count, _ *governance.Moment) {
	o.Members += cmd.Members
	o.Reported += cmd.Reported
}

func (o *Organisation) canRemove(cmd Remove, m *governance.Moment) error {
	if o.Members > 0 {
		return governance.Refuse("名册上还有党员，先办理转出", "members are still on its list: they leave first")
	}
	var f governance.Faults
	f.UpToToday("day", cmd.Day, m)
	if cmd.Day != 0 && cmd.Day < max(o.ListedOn, o.ReportedOn) {
		f.Add("day", "before-list", "早于列入名单或报到之日", "lies before the organisation was listed or reported in")
	}
	return f.Err()
}

func (o *Organisation) remove(cmd Remove, m *governance.Moment) {
	o.RemovedOn = roll.DayOf(cmd.Day, m)
	m.Release(o.claim())
	o.Close(m, string(Removed))
}
