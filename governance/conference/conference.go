package conference

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/conference/decision"
	"github.com/jinlin-project/jinlin/governance/conference/problem"
	"github.com/jinlin-project/jinlin/governance/conference/roll"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which conferences are kept.
const Kind = "conference"

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
	Seats   roll.Seats       `json:"seats" zh:"参会单位" en:"Units invited"`
	Held    civil.Date       `json:"held,omitzero" zh:"召开日期" en:"Day it was held"`
	Minutes string           `json:"minutes,omitempty" zh:"会议纪要" en:"Minutes" personal:"content"`

	Problems  int `json:"problems,omitempty" zh:"提出问题数" en:"Problems raised"`
	Ended     int `json:"problemsEnded,omitempty" zh:"已了结问题数" en:"Problems at an end"`
	Solved    int `json:"solved,omitempty" zh:"已解决问题数" en:"Problems solved"`
	Decisions int `json:"decisions,omitempty" zh:"决定数" en:"Decisions"`
	Carried   int `json:"decisionsEnded,omitempty" zh:"已了结决定数" en:"Decisions at an end"`
	Fulfilled int `json:"fulfilled,omitempty" zh:"已落实决定数" en:"Decisions carried out"`
}

func (c *Conference) canConvene(cmd Convene, m *governance.Moment) error {
	var f governance.Faults
	switch m.Org.Kind(cmd.Host) {
	case orgtree.District, orgtree.Town, orgtree.Community:
	default:
		f.Add("host", "no-level", "联席会议由区、镇街或社区召集", "is neither a district, a town nor a community")
	}
	f.Units("invited", cmd.Invited, m)
	governance.Once(&f, "invited", cmd.Invited)
	if slices.Contains(cmd.Invited, cmd.Host) {
		f.Add("invited", "host", "召集单位不必列入", "names who convenes, who is there anyway")
	}
	f.Ahead("at", cmd.At, m)
	return f.Err()
}

func (c *Conference) convene(cmd Convene, m *governance.Moment) {
	c.Title, c.Host, c.At, c.Venue, c.Agenda = strings.TrimSpace(cmd.Title), cmd.Host, cmd.At.In(civil.Zone), cmd.Venue, cmd.Agenda
	c.Level = governance.LevelOf(cmd.Host, m.Org)
	c.Seats = roll.Invite(cmd.Invited)
	c.Start(m, LimitReply, "")
}

func (c *Conference) setAgenda(cmd SetAgenda, _ *governance.Moment) { c.Agenda = cmd.Agenda }

// seat finds a unit's seat, if the actor acts for the unit.
func (c *Conference) seat(unit orgtree.Code, m *governance.Moment) *roll.Seat {
	if !m.ActsFor(unit) {
		return nil
	}
	return c.Seats.Of(unit)
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
	if len(c.Seats.Silent()) == 0 {
		c.MeetAll(m, LimitReply)
	}
}

func (c *Conference) canPostpone(cmd Postpone, m *governance.Moment) error {
	var f governance.Faults
	f.Ahead("at", cmd.At, m)
	return f.Err()
}

func (c *Conference) postpone(cmd Postpone, m *governance.Moment) {
	c.At = cmd.At.In(civil.Zone)
	c.Seats.AskAgain()
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
	if m.Today() < civil.DateOf(c.At) {
		return governance.Refuse("未到会议日期", "its day has not come")
	}
	return nil
}

func (c *Conference) begin(_ Begin, m *governance.Moment) {
	c.Held = m.Today()
	c.LiftAll(m, LimitReply)
	c.Start(m, LimitMinutes, c.Host)
}

func (c *Conference) canTakeRoll(cmd TakeRoll, _ *governance.Moment) error {
	var f governance.Faults
	c.Seats.Faults(&f, "present", cmd.Present)
	c.Seats.Faults(&f, "deputy", cmd.Deputy)
	return f.Err()
}

func (c *Conference) takeRoll(cmd TakeRoll, _ *governance.Moment) {
	c.Seats.Take(cmd.Present, cmd.Deputy)
}

func (c *Conference) canRaise(cmd Raise, m *governance.Moment) error {
	var f governance.Faults
	isHost := cmd.From == c.Host && m.ActsFor(c.Host)
	if !isHost && c.seat(cmd.From, m) == nil {
		f.Add("from", "not-invited", "不是所代表的参会单位", "is no unit of the conference that you act for")
	}
	if district, _ := m.Org.District(cmd.Place); district != c.District {
		f.Add("place", "elsewhere", "不在本区", "is not in the district")
	}
	return f.Err()
}

func (c *Conference) raise(cmd Raise, m *governance.Moment) {
	m.Open(problem.Kind, problem.Lodge{Title: cmd.Title, Text: cmd.Text, Place: cmd.Place, From: cmd.From, Host: c.Host})
	c.Problems++
}

// canDecide names the action items that nobody in the district can do in time.
func (c *Conference) canDecide(cmd Decide, m *governance.Moment) error {
	var f governance.Faults
	for i, a := range cmd.Actions {
		a.Faults(&f, fmt.Sprintf("actions[%d].", i), c.District, m)
	}
	return f.Err()
}

// decide opens the decision, which opens its action items, and has the problem wait
// for it.
func (c *Conference) decide(cmd Decide, m *governance.Moment) {
	taken := m.Open(decision.Kind, decision.Resolve{Text: cmd.Text, Problem: cmd.Problem, Actions: cmd.Actions, Host: c.Host, Units: c.Seats.Units()})
	c.Decisions++
	if cmd.Problem != uuid.Nil {
		m.Send(governance.Ref{Kind: problem.Kind, ID: cmd.Problem}, problem.Take{Decision: taken.ID, Acts: len(cmd.Actions) > 0})
	}
}

func (c *Conference) canAdjourn(Adjourn, *governance.Moment) error {
	if !c.Seats.Taken() {
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
	case problem.Kind:
		c.endProblem(governance.Phase(cmd.Outcome))
	case decision.Kind:
		c.Carried++
		if cmd.Outcome == string(decision.CarriedOut) {
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
	case problem.Withdrawn:
		c.Problems--
		return
	case problem.Solved:
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
