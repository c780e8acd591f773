package member

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/participation"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which the register of members is kept.
const Kind = participation.KindMember

// KindOrganisation is the kind under which the organisations are kept on whose lists
// members stand.
const KindOrganisation = "reportin"

// The phases of a member on an organisation's list.
const (
	Expected governance.Phase = "expected" // 应报到
	Serving  governance.Phase = "serving"  // 已报到
	Departed governance.Phase = "departed" // 已转出
)

// A Member is somebody's time on the list of an organisation (在职党员报到).
type Member struct {
	governance.Head
	Organisation   orgtree.Code `json:"organisation" zh:"单位" en:"Organisation"`
	Person         string       `json:"person" zh:"党员" en:"Member's person id"`
	Joined         civil.Date   `json:"joined" zh:"列入名册之日" en:"On the list since"`
	Left           civil.Date   `json:"left,omitzero" zh:"转出之日" en:"Off the list since"`
	Community      orgtree.Code `json:"community,omitempty" zh:"报到社区" en:"Community"`
	ReportedOn     civil.Date   `json:"reportedOn,omitzero" zh:"首次报到日" en:"First day reported"`
	Offers         []roll.Work  `json:"offers,omitempty" zh:"服务意向" en:"What they offer to do"`
	Participations int          `json:"participations,omitempty" zh:"参与次数" en:"Participations"`
	Minutes        int          `json:"minutes,omitempty" zh:"服务分钟数" en:"Minutes served"`
}

// claim is the person's, who is on one list at a time.
func (b *Member) claim() governance.Claim { return governance.Claim("reportin-member:" + b.Person) }

func (b *Member) enter(cmd Enter, m *governance.Moment) {
	b.Parent, b.Organisation, b.Person, b.Subject, b.Joined = cmd.List, cmd.Organisation, cmd.Person, cmd.Person, cmd.Joined
	m.Take(b.claim())
}

func (b *Member) tell(cmd governance.Command, m *governance.Moment) {
	m.Send(governance.Ref{Kind: KindOrganisation, ID: b.Parent}, cmd)
}

func (b *Member) canReportIn(cmd Present, m *governance.Moment) error {
	f := roll.Arrival(cmd.Community, cmd.Day, b.Joined, m)
	return f.Err()
}

func (b *Member) reportIn(cmd Present, m *governance.Moment) {
	if b.ReportedOn == 0 {
		b.ReportedOn = roll.DayOf(cmd.Day, m)
		b.tell(Count{Reported: 1}, m)
	}
	b.Community, b.Offers = cmd.Community, cmd.Offers
}

func (b *Member) canDepart(cmd Depart, m *governance.Moment) error {
	var f governance.Faults
	f.UpToToday("day", cmd.Day, m)
	if cmd.Day != 0 && cmd.Day < max(b.Joined, b.ReportedOn) {
		f.Add("day", "before-list", "早于列入名册或报到之日", "lies before the member was listed or reported in")
	}
	return f.Err()
}

func (b *Member) depart(cmd Depart, m *governance.Moment) {
	b.Left = roll.DayOf(cmd.Day, m)
	less := Count{Members: -1}
	if b.ReportedOn != 0 {
		less.Reported = -1
	}
	b.tell(less, m)
	m.Release(b.claim())
	b.Close(m, string(Departed))
}

func (b *Member) canLog(cmd Log, m *governance.Moment) error {
	var f governance.Faults
	start := cmd.Start.In(civil.Zone)
	switch {
	case start.Add(time.Duration(cmd.Minutes) * time.Minute).After(m.Now()):
		f.Add("start", "in-future", "活动尚未结束", "is not over yet")
	case civil.DateOf(start) < b.ReportedOn:
		f.Add("start", "before-report", "早于报到之日", "lies before the member reported in")
	}
	if start.Minute()%participation.Slot != 0 || start.Second() != 0 || start.Nanosecond() != 0 {
		f.Add("start", "off-slot", "应为整点或半点", "is not on the hour or half past")
	}
	if cmd.Minutes%participation.Slot != 0 {
		f.Add("minutes", "off-slot", "应为半小时的整数倍", "is not a number of half hours")
	}
	if cmd.Community != "" {
		f.Community("community", cmd.Community, m)
	}
	return f.Err()
}

// log opens the participation. What the community itself enters it has confirmed.
func (b *Member) log(cmd Log, m *governance.Moment) {
	at := cmd.Community
	if at == "" {
		at = b.Community
	}
	m.Open(participation.Kind, participation.Record{
		Member: m.Ref.ID, Person: b.Person, Organisation: b.Organisation, Community: at, Start: cmd.Start.In(civil.Zone), Minutes: cmd.Minutes,
		Kind: cmd.Kind, Campaign: cmd.Campaign, Text: cmd.Text, Confirmed: m.Acting.Unit == at,
	})
}

func (b *Member) credit(cmd participation.Credit, _ *governance.Moment) {
	b.Participations += cmd.Times
	b.Minutes += cmd.Minutes
}
