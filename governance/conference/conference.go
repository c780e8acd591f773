package conference

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The kinds of records.
const (
	Kind         = "conference"
	KindProblem  = "conference-problem"
	KindDecision = "conference-decision"
)

// The phases of a conference.
const (
	Convened  governance.Phase = "convened"   // 已召集
	InSession governance.Phase = "in-session" // 会议中
	FollowUp  governance.Phase = "follow-up"  // 落实中
	Settled   governance.Phase = "settled"    // 已落实
	Cancelled governance.Phase = "cancelled"  // 已取消
)

// The outcomes of a conference that was held.
const (
	AllDone  = "all-done"  // 全部落实
	PartDone = "part-done" // 部分落实
)

// A Conference is one meeting, and what came of it (联席会议).
type Conference struct {
	governance.Head
	Title   string           `json:"title" zh:"会议名称" en:"Title"`
	Host    orgtree.Code     `json:"host" zh:"召集单位" en:"Who convenes"`
	Level   governance.Level `json:"level" zh:"层级" en:"Level"`
	At      time.Time        `json:"at" zh:"时间" en:"When"`
	Venue   string           `json:"venue" zh:"地点" en:"Where"`
	Agenda  []string         `json:"agenda" zh:"议程" en:"Agenda" personal:"content"`
	Seats   []Seat           `json:"seats" zh:"参会单位" en:"Units invited"`
	Held    civil.Date       `json:"held,omitzero" zh:"召开日期" en:"Day it was held"`
	Minutes string           `json:"minutes,omitempty" zh:"会议纪要" en:"Minutes" personal:"content"`

	Problems  int `json:"problems,omitempty" zh:"提出问题数" en:"Problems raised"`
	Ended     int `json:"problemsEnded,omitempty" zh:"已了结问题数" en:"Problems at an end"`
	Solved    int `json:"solved,omitempty" zh:"已解决问题数" en:"Problems solved"`
	Decisions int `json:"decisions,omitempty" zh:"决定数" en:"Decisions"`
	Carried   int `json:"decisionsEnded,omitempty" zh:"已了结决定数" en:"Decisions at an end"`
	Fulfilled int `json:"fulfilled,omitempty" zh:"已落实决定数" en:"Decisions carried out"`
}

// A Seat is an invited unit's.
type Seat struct {
	Unit       orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Comes      *bool        `json:"comes,omitempty" zh:"回执" en:"Whether it said it would come"`
	Attendance Attendance   `json:"attendance,omitempty" zh:"出席情况" en:"How it attended"`
}

func (c *Conference) canConvene(cmd Convene, m *governance.Moment) error {
	var f governance.Faults
	switch m.Org.Kind(cmd.Host) {
	case orgtree.District, orgtree.Town, orgtree.Community:
	default:
		f.Add("host", "no-level", "联席会议由区、镇街或社区召集", "is neither a district, a town nor a community")
	}
	for i, unit := range cmd.Invited {
		path := fmt.Sprintf("invited[%d]", i)
		if !m.Org.Has(unit) {
			f.Add(path, "unknown-unit", "没有这个单位", "is not a unit")
		}
		if unit == cmd.Host || slices.Contains(cmd.Invited[:i], unit) {
			f.Add(path, "repeated", "重复，或就是召集单位", "stands twice, or is who convenes")
		}
	}
	checkTime(&f, cmd.At, m)
	return f.Err()
}

// checkTime names a time that has passed.
func checkTime(f *governance.Faults, at time.Time, m *governance.Moment) {
	if !at.After(m.Now()) {
		f.Add("at", "passed", "应晚于现在", "has passed")
	}
}

func (c *Conference) convene(cmd Convene, m *governance.Moment) {
	c.Title, c.Host, c.At, c.Venue, c.Agenda = strings.TrimSpace(cmd.Title), cmd.Host, cmd.At.In(civil.Zone), cmd.Venue, cmd.Agenda
	c.Level = governance.LevelOf(cmd.Host, m.Org)
	for _, unit := range cmd.Invited {
		c.Seats = append(c.Seats, Seat{Unit: unit})
	}
	c.Start(m, LimitReply, "")
}

func (c *Conference) setAgenda(cmd SetAgenda, _ *governance.Moment) { c.Agenda = cmd.Agenda }

// seat finds a unit's seat, if the actor acts for the unit.
func (c *Conference) seat(unit orgtree.Code, m *governance.Moment) *Seat {
	i := slices.IndexFunc(c.Seats, func(s Seat) bool { return s.Unit == unit })
	if i < 0 || !m.IsAmong(func(to []governance.Address) []governance.Address { return append(to, governance.Unit(unit)) }) {
		return nil
	}
	return &c.Seats[i]
}

func (c *Conference) canReply(cmd Reply, m *governance.Moment) error {
	var f governance.Faults
	if c.seat(cmd.Unit, m) == nil {
		f.Add("unit", "not-invited", "不是所代表的参会单位", "is no invited unit that you act for")
	}
	if cmd.Comes != nil && !*cmd.Comes && strings.TrimSpace(cmd.Reason) == "" {
		f.Add("reason", "required", "请假应说明理由", "is required of whoever does not come")
	}
	return f.Err()
}

func (c *Conference) reply(cmd Reply, m *governance.Moment) {
	c.seat(cmd.Unit, m).Comes = cmd.Comes
	if !slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Comes == nil }) {
		c.MeetAll(m, LimitReply)
	}
}

func (c *Conference) canPostpone(cmd Postpone, m *governance.Moment) error {
	var f governance.Faults
	checkTime(&f, cmd.At, m)
	return f.Err()
}

func (c *Conference) postpone(cmd Postpone, m *governance.Moment) {
	c.At = cmd.At.In(civil.Zone)
	for i := range c.Seats {
		c.Seats[i].Comes = nil
	}
	c.Start(m, LimitReply, "")
}

func (c *Conference) canCancel(Cancel, *governance.Moment) error {
	if c.Problems > c.Ended {
		return governance.Refuse("已有问题提出，可以改期，不能取消", "problems have been raised: it may be postponed, not called off")
	}
	return nil
}

func (c *Conference) cancel(_ Cancel, m *governance.Moment) { c.Close(m, string(Cancelled)) }

func (c *Conference) canBegin(_ Begin, m *governance.Moment) error {
	if civil.DateOf(m.Now()) < civil.DateOf(c.At) {
		return governance.Refuse("未到会议日期", "its day has not come")
	}
	return nil
}

func (c *Conference) begin(_ Begin, m *governance.Moment) {
	c.Held = civil.DateOf(m.Now())
	c.LiftAll(m, LimitReply)
	c.Start(m, LimitMinutes, c.Host)
}

func (c *Conference) canTakeRoll(cmd TakeRoll, _ *governance.Moment) error {
	var f governance.Faults
	for _, list := range []struct {
		name  string
		units []orgtree.Code
	}{{"present", cmd.Present}, {"deputy", cmd.Deputy}} {
		for i, unit := range list.units {
			if !slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Unit == unit }) {
				f.Add(fmt.Sprintf("%s[%d]", list.name, i), "not-invited", "不是参会单位", "was not invited")
			}
		}
	}
	return f.Err()
}

// takeRoll notes everybody's attendance; the last roll counts.
func (c *Conference) takeRoll(cmd TakeRoll, _ *governance.Moment) {
	for i := range c.Seats {
		s := &c.Seats[i]
		switch {
		case slices.Contains(cmd.Present, s.Unit):
			s.Attendance = Present
		case slices.Contains(cmd.Deputy, s.Unit):
			s.Attendance = Deputed
		case s.Comes != nil && !*s.Comes:
			s.Attendance = Excused
		default:
			s.Attendance = Absent
		}
	}
}

func (c *Conference) canRaise(cmd Raise, m *governance.Moment) error {
	var f governance.Faults
	isHost := cmd.From == c.Host && m.IsAmong(c.whoHosts)
	if !isHost && c.seat(cmd.From, m) == nil {
		f.Add("from", "not-invited", "不是所代表的参会单位", "is no unit of the conference that you act for")
	}
	if district, _ := m.Org.District(cmd.Place); district != c.District {
		f.Add("place", "elsewhere", "不在本区", "is not in the district")
	}
	return f.Err()
}

func (c *Conference) raise(cmd Raise, m *governance.Moment) {
	m.Open(KindProblem, Lodge{Title: cmd.Title, Text: cmd.Text, Place: cmd.Place, From: cmd.From, Host: c.Host})
	c.Problems++
}

// canDecide names the action items that nobody in the district can do in time.
func (c *Conference) canDecide(cmd Decide, m *governance.Moment) error {
	var f governance.Faults
	for i, a := range cmd.Actions {
		a.faults(&f, fmt.Sprintf("actions[%d].", i), c.District, m)
	}
	return f.Err()
}

// faults names what is wrong with an action item.
func (a Action) faults(f *governance.Faults, path string, within orgtree.Code, m *governance.Moment) {
	if district, _ := m.Org.District(a.Owner); district != within {
		f.Add(path+"owner", "elsewhere", "不是本区的单位", "is not a unit of the district")
	}
	if a.Due != 0 && a.Due < civil.DateOf(m.Now()) {
		f.Add(path+"due", "passed", "不得早于当日", "has passed")
	}
}

// decide opens the decision, which opens its action items, and has the problem wait
// for it.
func (c *Conference) decide(cmd Decide, m *governance.Moment) {
	resolve := Resolve{Text: cmd.Text, Problem: cmd.Problem, Actions: cmd.Actions, Host: c.Host}
	for _, s := range c.Seats {
		resolve.Units = append(resolve.Units, s.Unit)
	}
	decision := m.Open(KindDecision, resolve)
	c.Decisions++
	if cmd.Problem != uuid.Nil {
		m.Send(governance.Ref{Kind: KindProblem, ID: cmd.Problem}, Take{Decision: decision.ID, Acts: len(cmd.Actions) > 0})
	}
}

func (c *Conference) canAdjourn(Adjourn, *governance.Moment) error {
	if slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Attendance == "" }) {
		return governance.Refuse("尚未签到", "the roll has not been taken")
	}
	return nil
}

func (c *Conference) adjourn(cmd Adjourn, m *governance.Moment) {
	c.Minutes = cmd.Minutes
	c.MeetAll(m, LimitMinutes)
	c.Phase = FollowUp
	c.settle(m)
}

// hearEnd counts a problem or decision that has ended.
func (c *Conference) hearEnd(cmd governance.Concluded, m *governance.Moment) {
	switch m.Cause.Ref.Kind {
	case KindProblem:
		c.endProblem(governance.Phase(cmd.Outcome))
	case KindDecision:
		c.Carried++
		if cmd.Outcome == string(CarriedOut) {
			c.Fulfilled++
		}
	}
	if c.Phase == FollowUp {
		c.settle(m)
	}
}

// endProblem counts a problem that has ended; one that was withdrawn is as if it had
// not been raised.
func (c *Conference) endProblem(how governance.Phase) {
	switch how {
	case Withdrawn:
		c.Problems--
		return
	case Solved:
		c.Solved++
	}
	c.Ended++
}

// settle ends the conference when everything that came of it has.
func (c *Conference) settle(m *governance.Moment) {
	if c.Ended < c.Problems || c.Carried < c.Decisions {
		return
	}
	outcome := AllDone
	if c.Solved < c.Problems || c.Fulfilled < c.Decisions {
		outcome = PartDone
	}
	c.Phase = Settled
	c.Close(m, outcome)
}

func (c *Conference) whoHosts(to []governance.Address) []governance.Address {
	if c.Phase == governance.Unopened {
		return append(to, governance.Unit(c.Site()))
	}
	return append(to, governance.Unit(c.Host))
}

func (c *Conference) whoIsInvited(to []governance.Address) []governance.Address {
	for _, s := range c.Seats {
		to = append(to, governance.Unit(s.Unit))
	}
	return to
}

// whoOwesReply are the invited units that have not said whether they come.
func (c *Conference) whoOwesReply(to []governance.Address) []governance.Address {
	for _, s := range c.Seats {
		if s.Comes == nil {
			to = append(to, governance.Unit(s.Unit))
		}
	}
	return to
}
