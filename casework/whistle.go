package casework

import (
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

var zeroTime time.Time

// Handle is the community's or compound's word that the matter lies within its
// own functions and that it handles it itself.
type Handle struct {
	Text string `json:"text,omitempty" zh:"说明" en:"Remark" rule:"max=2000" personal:"content"`
}

// Verb is "handle".
func (Handle) Verb() string { return "handle" }

func (c *Case) handle(_ Handle, m *governance.Moment) {
	unit := m.Acting.Unit
	c.Units = append(c.Units, Involved{Unit: unit, Kind: m.Org.Kind(unit), Role: Lead, State: Taken, TakenAt: m.Now()})
	c.First, c.Coordinator = unit, unit
	c.MeetAll(m, LimitDecide)
	c.Start(m, LimitCommunity, unit)
}

// Whistle is the order of what residents press for and is beyond the community
// (吹哨): the right to whistle belongs to communities and compounds [R].
type Whistle struct {
	Reason string `json:"reason" zh:"吹哨理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "whistle".
func (Whistle) Verb() string { return "whistle" }

func (c *Case) canWhistle(_ Whistle, m *governance.Moment) error {
	if c.town(m) == "" {
		return governance.Refuse("属地没有镇街，无法吹哨", "the place has no town to whistle for")
	}
	return nil
}

func (c *Case) whistle(_ Whistle, m *governance.Moment) {
	town := c.town(m)
	c.Whistler = m.Acting.Unit
	c.handOver(m)
	c.MeetAll(m, LimitDecide)
	for i := range c.Units { // what the community had begun itself ends with the whistle
		c.Lift(m, LimitCommunity, c.Units[i].Unit)
		c.Lift(m, LimitRework, c.Units[i].Unit)
	}
	c.Units = c.Units[:0]
	c.Start(m, LimitReportIn, town)
	c.Start(m, LimitTown, town)
}

// handOver ends what concerned only the unit that had the matter so far: a
// pause, a wish for more time, progress that was asked for.
func (c *Case) handOver(m *governance.Moment) {
	c.Resume(m)
	c.Unschedule("resume")
	c.Paused, c.Extension, c.Prompted = zeroTime, nil, false
}

// ReportIn is the town's arrival (报到): the town that the place belongs to
// reports in first [R].
type ReportIn struct {
	Text string `json:"text,omitempty" zh:"报到情况" en:"Remark" rule:"max=2000" personal:"content"`
}

// Verb is "report-in".
func (ReportIn) Verb() string { return "report-in" }

func (c *Case) reportIn(_ ReportIn, m *governance.Moment) {
	unit := m.Acting.Unit
	c.Units = append(c.Units, Involved{Unit: unit, Kind: orgtree.Town, Role: Lead, State: Taken, TakenAt: m.Now()})
	if c.First == "" {
		c.First = unit
	}
	c.Coordinator = unit
	c.MeetAll(m, LimitReportIn)
	c.HandOver(LimitTown, unit) // the community may have moved since the whistle
}

// Escalate is the town's finding that the matter is beyond it (提级); of a
// coordinating unit whose lead does not take its order, the wish for a ruling.
type Escalate struct {
	Reason string `json:"reason" zh:"提级理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "escalate".
func (Escalate) Verb() string { return "escalate" }

func (c *Case) escalate(_ Escalate, m *governance.Moment) {
	c.handOver(m)
	for i := range c.Units {
		if u := &c.Units[i]; u.State == Taken || u.State == SentBack {
			u.State, u.DoneAt = Done, m.Now()
		}
	}
	c.MeetAll(m, LimitTown)
	c.MeetAll(m, LimitRework)
	centre := c.centre(m)
	c.Start(m, LimitTriage, centre)
}
