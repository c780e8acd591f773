package activity

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which activities are kept.
const Kind = "activity"

// The phases of an activity.
const (
	Proposed  governance.Phase = "proposed"  // 待审核
	Open      governance.Phase = "open"      // 报名中
	Underway  governance.Phase = "underway"  // 进行中
	Over      governance.Phase = "over"      // 待小结
	Concluded governance.Phase = "concluded" // 已小结
	Dropped   governance.Phase = "dropped"   // 未举办
)

// The outcomes beside the phase's own name.
const (
	Declined  = "declined"  // 未获同意
	Retracted = "retracted" // 撤回提议
	Lapsed    = "lapsed"    // 未及时答复
	Cancelled = "cancelled" // 取消
)

// An Activity is held once.
type Activity struct {
	governance.Head
	Plan
	Begins    time.Time    `json:"begins" zh:"开始时间" en:"Begins"`
	Ends      time.Time    `json:"ends" zh:"结束时间" en:"Ends"`
	Host      orgtree.Code `json:"host" zh:"主办单位" en:"Organiser"`
	Community orgtree.Code `json:"community,omitempty" zh:"社区" en:"Community"`
	FixedDay  uuid.UUID    `json:"fixedDay,omitzero" zh:"固定活动日" en:"Fixed day it belongs to"`
	Numbers   int          `json:"numbers,omitempty" zh:"报名序号" en:"Numbers given to sign-ups"`
	Taken     int          `json:"taken,omitempty" zh:"已报名" en:"Places taken"`
	Waiting   int          `json:"waiting,omitempty" zh:"候补" en:"Waiting"`
	Came      int          `json:"came,omitempty" zh:"到场" en:"Signed up and came"`
	Absent    int          `json:"absent,omitempty" zh:"缺席" en:"Signed up and did not come"`
	Others    int          `json:"others,omitempty" zh:"未报名到场" en:"Came without signing up"`
	Account   string       `json:"account,omitempty" zh:"小结" en:"Account" personal:"content"`
}

func (a *Activity) canAnnounce(cmd Announce, m *governance.Moment) error {
	var f governance.Faults
	cmd.faults(&f, m)
	timeFaults(&f, cmd.Begins, cmd.Ends, m)
	return f.Err()
}

func timeFaults(f *governance.Faults, begins, ends time.Time, m *governance.Moment) {
	if !begins.After(m.Now()) {
		f.Add("begins", "past", "应晚于现在", "is not in the future")
	}
	if !ends.After(begins) {
		f.Add("ends", "before-begin", "应晚于开始时间", "does not lie after the beginning")
	}
}

func (a *Activity) announce(cmd Announce, m *governance.Moment) {
	a.Plan, a.Begins, a.Ends = cmd.Plan, cmd.Begins, cmd.Ends
	a.Community = m.UnitAt(governance.Of(orgtree.Community, a.Place))
	post, hosts := m.AnswersFor(cmd.Place)
	if hosts {
		m.Acting, a.Host = post, post.Unit
		a.open()
		return
	}
	a.Phase, a.Host, a.Subject = Proposed, m.Org.Answers(cmd.Place)[0], m.Actor.Person
	a.Schedule(a.Begins, "lapse")
	a.Start(m, LimitApprove, a.Host)
}

// open takes sign-ups until it begins.
func (a *Activity) open() {
	a.Phase = Open
	a.Schedule(a.Begins, "begin")
	a.Schedule(a.Ends, "end")
}

func (a *Activity) recur(cmd Recur, m *governance.Moment) {
	a.Plan, a.Begins, a.Ends, a.Host = cmd.Plan, cmd.Begins, cmd.Ends, cmd.Host
	a.FixedDay = m.Cause.Ref.ID
	a.Community = m.UnitAt(governance.Of(orgtree.Community, a.Place))
	a.open()
}

func (a *Activity) approve(_ Approve, m *governance.Moment) {
	a.MeetAll(m, LimitApprove)
	a.Unschedule("lapse")
	a.open()
}

func (a *Activity) decline(_ Decline, m *governance.Moment) {
	a.MeetAll(m, LimitApprove)
	a.Close(m, Declined)
}

func (a *Activity) lapse(_ Lapse, m *governance.Moment) { a.Close(m, Lapsed) }

func (a *Activity) retract(_ Retract, m *governance.Moment) { a.Close(m, Retracted) }

func (a *Activity) canAmend(cmd Amend, m *governance.Moment) error {
	var f governance.Faults
	begins, ends := a.times(cmd)
	if cmd.Begins != nil || cmd.Ends != nil {
		timeFaults(&f, begins, ends, m)
	}
	if cmd.Capacity != nil && (a.Capacity == 0) {
		f.Add("capacity", "unexpected", "无须报名的活动不设名额", "goes with sign-up only")
	} else if cmd.Capacity != nil && *cmd.Capacity < a.Taken {
		f.Add("capacity", "below-taken", "不得少于已报名人数", "is fewer than are taken")
	}
	if cmd.Waitlist != nil && *cmd.Waitlist < a.Waiting {
		f.Add("waitlist", "below-taken", "不得少于候补人数", "is fewer than wait")
	}
	partnerFaults(&f, cmd.Partners, m)
	return f.Err()
}

func (a *Activity) times(cmd Amend) (begins, ends time.Time) {
	begins, ends = a.Begins, a.Ends
	if cmd.Begins != nil {
		begins = *cmd.Begins
	}
	if cmd.Ends != nil {
		ends = *cmd.Ends
	}
	return begins, ends
}

func (a *Activity) amend(cmd Amend, m *governance.Moment) {
	a.Begins, a.Ends = a.times(cmd)
	set(&a.Text, cmd.Text)
	set(&a.Spot, cmd.Spot)
	set(&a.Capacity, cmd.Capacity)
	set(&a.Waitlist, cmd.Waitlist)
	if len(cmd.Partners) > 0 {
		a.Partners = slices.Clone(cmd.Partners)
	}
	a.open()
	a.fill(m)
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

func (a *Activity) canJoin(cmd Join, m *governance.Moment) error {
	switch {
	case a.Capacity == 0:
		return governance.Refuse("无须报名，可直接参加", "nobody has to sign up")
	case a.Taken >= a.Capacity && a.Waiting >= a.Waitlist:
		return governance.Refuse("名额和候补名额已满", "all places are taken, on the waiting list too")
	}
	var f governance.Faults
	if (cmd.Person != "" || cmd.Name != "") && !m.IsAmong(a.whoHosts) {
		f.Add("person", "not-yours", "只有主办单位可以代他人报名", "only the organiser signs up others")
	}
	if cmd.Person != "" && cmd.Name != "" {
		f.Add("name", "unexpected", "人员与姓名只填一项", "goes without a person's id")
	}
	return f.Err()
}

func (a *Activity) join(cmd Join, m *governance.Moment) {
	if cmd.Person == "" && cmd.Name == "" {
		cmd.Person = m.Actor.Person
	}
	seated := a.Taken < a.Capacity
	a.Numbers++
	if seated {
		a.Taken++
	} else {
		a.Waiting++
	}
	m.Open(KindSignUp, Register{
		Activity: a.ID, Host: a.Host, Place: a.Place, Number: a.Numbers, Seated: seated, Person: cmd.Person, Name: cmd.Name,
	})
}

func (a *Activity) vacate(cmd Vacate, m *governance.Moment) {
	if cmd.Waiting {
		a.Waiting--
		return
	}
	a.Taken--
	a.fill(m)
}

// fill gives free places to those who have waited longest.
func (a *Activity) fill(m *governance.Moment) {
	waiting, _ := governance.Answered[[]uuid.UUID](m, KindSignUp, "waiting")
	for _, id := range waiting[:min(len(waiting), a.Capacity-a.Taken)] {
		m.Send(governance.Ref{Kind: KindSignUp, ID: id}, Seat{})
		a.Taken++
		a.Waiting--
	}
}

func (a *Activity) come(Came, *governance.Moment) { a.Came++ }

func (a *Activity) begin(_ Begin, m *governance.Moment) {
	a.void(m, "waiting", Unseated)
	a.Waiting = 0
}

// void says to those who wait, or who have places, that nothing comes of it.
func (a *Activity) void(m *governance.Moment, whose, outcome string) {
	ids, _ := governance.Answered[[]uuid.UUID](m, KindSignUp, whose)
	for _, id := range ids {
		m.Send(governance.Ref{Kind: KindSignUp, ID: id}, Void{outcome})
	}
}

func (a *Activity) end(_ End, m *governance.Moment) { a.Start(m, LimitAccount, a.Host) }

func (a *Activity) conclude(cmd Conclude, m *governance.Moment) {
	a.Account, a.Others = cmd.Text, cmd.Others
	missing, _ := governance.Answered[[]uuid.UUID](m, KindSignUp, "seated")
	for _, id := range missing {
		m.Send(governance.Ref{Kind: KindSignUp, ID: id}, Miss{})
	}
	a.Absent = len(missing)
	a.MeetAll(m, LimitAccount)
	a.Close(m, string(Concluded))
}

func (a *Activity) cancel(_ Cancel, m *governance.Moment) {
	a.void(m, "waiting", Cancelled)
	a.void(m, "seated", Cancelled)
	a.Taken, a.Waiting = 0, 0
	a.Close(m, Cancelled)
}
