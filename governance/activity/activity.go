package activity

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity/plan"
)

// Kind is the kind under which activities are kept.
const Kind = plan.KindActivity

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
	plan.Plan
	Begins time.Time `json:"begins" zh:"开始时间" en:"Begins"`
	Ends   time.Time `json:"ends" zh:"结束时间" en:"Ends"`
	plan.Hosted
	FixedDay uuid.UUID `json:"fixedDay,omitzero" zh:"固定活动日" en:"Fixed day it belongs to"`
	Numbers  int       `json:"numbers,omitempty" zh:"报名序号" en:"Numbers given to sign-ups"`
	Taken    int       `json:"taken,omitempty" zh:"已报名" en:"Places taken"`
	Waiting  int       `json:"waiting,omitempty" zh:"候补" en:"Waiting"`
	Came     int       `json:"came,omitempty" zh:"到场" en:"Signed up and came"`
	Absent   int       `json:"absent,omitempty" zh:"缺席" en:"Signed up and did not come"`
	Others   int       `json:"others,omitempty" zh:"未报名到场" en:"Came without signing up"`
	Account  string    `json:"account,omitempty" zh:"小结" en:"Account" personal:"content"`
}

func (a *Activity) canAnnounce(cmd Announce, m *governance.Moment) error {
	var f governance.Faults
	cmd.Faults(&f, m)
	times(&f, cmd.Begins, cmd.Ends, m)
	return f.Err()
}

func (a *Activity) announce(cmd Announce, m *governance.Moment) {
	a.Plan, a.Begins, a.Ends = cmd.Plan, cmd.Begins, cmd.Ends
	post, hosts := m.AnswersFor(cmd.Place)
	if hosts {
		m.Acting, a.Hosted = post, plan.HostedBy(post.Unit, cmd.Place, m)
		a.open()
		return
	}
	a.Hosted = plan.HostedBy(m.Org.Answers(cmd.Place)[0], cmd.Place, m)
	a.Phase, a.Subject = Proposed, m.Actor.Person
	a.Schedule(a.Begins, "lapse")
	a.Start(m, LimitApprove, a.Host)
}

// open takes sign-ups until it begins.
func (a *Activity) open() {
	a.Phase = Open
	a.Schedule(a.Begins, "begin")
	a.Schedule(a.Ends, "end")
}

func (a *Activity) recur(cmd plan.Recur, m *governance.Moment) {
	a.Plan, a.Begins, a.Ends = cmd.Plan, cmd.Begins, cmd.Ends
	a.Hosted = plan.HostedBy(cmd.Host, cmd.Place, m)
	a.FixedDay = m.Cause.Ref.ID
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
		times(&f, begins, ends, m)
	}
	if cmd.Capacity != nil && (a.Capacity == 0) {
		f.Add("capacity", "unexpected", "无须报名的活动不设名额", "goes with sign-up only")
	} else if cmd.Capacity != nil && *cmd.Capacity < a.Taken {
		f.Add("capacity", "below-taken", "不得少于已报名人数", "is fewer than are taken")
	}
	if cmd.Waitlist != nil && *cmd.Waitlist < a.Waiting {
		f.Add("waitlist", "below-taken", "不得少于候补人数", "is fewer than wait")
	}
	plan.PartnerFaults(&f, cmd.Partners, m)
	return f.Err()
}

func (a *Activity) times(cmd Amend) (begins, ends time.Time) {
	begins, ends = a.Begins, a.Ends
	set(&begins, cmd.Begins)
	set(&ends, cmd.Ends)
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

// times names a time that has passed, and an end that comes first.
func times(f *governance.Faults, begins, ends time.Time, m *governance.Moment) {
	f.Ahead("begins", begins, m)
	if !ends.After(begins) {
		f.Add("ends", "before-begin", "应晚于开始时间", "does not lie after the beginning")
	}
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}
