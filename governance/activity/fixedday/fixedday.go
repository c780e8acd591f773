package fixedday

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity/plan"
)

// Kind is the kind under which fixed days are kept.
const Kind = "fixed-day"

// The phases of a fixed day.
const (
	OnTrial   governance.Phase = "trial"     // 试行
	Permanent governance.Phase = "permanent" // 固定
	Stopped   governance.Phase = "stopped"   // 已停止
)

// A FixedDay is a day that comes round and on which the same is done each time
// (固定活动日).
type FixedDay struct {
	governance.Head
	plan.Plan
	Day Day `json:"day" zh:"活动日" en:"Fixed day"`
	Times
	plan.Hosted
	Last      civil.Date `json:"last,omitzero" zh:"最近一次" en:"Last announced"`
	Next      civil.Date `json:"next,omitzero" zh:"下次" en:"Next"`
	Announced int        `json:"announced,omitempty" zh:"已发布次数" en:"Announced so far"`
}

func (d *FixedDay) canInstitute(cmd Institute, m *governance.Moment) error {
	var f governance.Faults
	cmd.Plan.Faults(&f, m)
	cmd.Times.faults(&f)
	if err := f.Err(); err != nil {
		return err
	}
	if _, ok := m.AnswersFor(cmd.Place); !ok {
		return governance.Refuse("只有属地组织可以设立固定活动日", "only an organisation that answers for the place institutes a fixed day")
	}
	return nil
}

func (d *FixedDay) institute(cmd Institute, m *governance.Moment) {
	m.Acting, _ = m.AnswersFor(cmd.Place)
	d.Plan, d.Day, d.Hosted = cmd.Plan, cmd.Day, plan.HostedBy(m.Acting.Unit, cmd.Place, m)
	d.Phase = Permanent
	if cmd.Trial {
		d.Phase = OnTrial
	}
	d.setTimes(cmd.Times, m)
}

func (d *FixedDay) establish(Establish, *governance.Moment) {}

func (d *FixedDay) canRevise(cmd Revise, _ *governance.Moment) error {
	var f governance.Faults
	cmd.Times.faults(&f)
	return f.Err()
}

func (d *FixedDay) revise(cmd Revise, m *governance.Moment) { d.setTimes(cmd.Times, m) }

// setTimes plans from the day after today, or after what has been announced.
func (d *FixedDay) setTimes(t Times, m *governance.Moment) {
	d.Times = t
	d.plan(max(m.Today(), d.Last), m)
}

// plan finds the first day after a day, and when it will be announced; a rule that
// never falls due again announces nothing more.
func (d *FixedDay) plan(after civil.Date, m *governance.Moment) {
	d.Next, _ = d.Rule.Next(after, m.Calendar)
	d.Unschedule("open-next")
	if d.Next == 0 {
		return
	}
	at := d.Next.AddDays(-d.Ahead).Start().Add(announceAt)
	if at.Before(m.Now()) {
		at = m.Now()
	}
	d.Schedule(at, "open-next")
}

func (d *FixedDay) openNext(_ OpenNext, m *governance.Moment) {
	at, _ := d.clock()
	begins := d.Next.Start().Add(at)
	next := d.Plan
	next.Place, _ = m.Org.Successor(d.Place)
	m.Open(plan.KindActivity, plan.Recur{Plan: next, Begins: begins, Ends: begins.Add(time.Duration(d.Minutes) * time.Minute), Host: d.Host})
	d.Last = d.Next
	d.Announced++
	d.plan(d.Last, m)
}

func (d *FixedDay) stop(_ Stop, m *governance.Moment) {
	d.Next = 0
	d.Close(m, string(Stopped))
}

// A Day is which of the fixed days it is.
type Day string

// Choices lists the fixed days with their labels.
func (Day) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("party", "党员日", "members' day"), governance.ChoiceOf("love", "爱邻日", "love-your-neighbour day"),
		governance.ChoiceOf("harmony", "睦邻日", "good-neighbour day"), governance.ChoiceOf("other", "其他固定活动日", "another"),
	}
}

// announceAt is the time of day at which an activity is announced [D].
const announceAt = 8 * time.Hour
