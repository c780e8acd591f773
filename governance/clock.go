package governance

import (
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// start is a deadline the interpreter computed before the decision, so that a
// calendar that refuses to answer refuses the command and not half of it.
type start struct {
	name   string
	period Period
	yellow int
	due    workday.Deadline
}

// prepare computes the deadlines that a row may start.
func (m *Moment) prepare(names []string) error {
	m.starts = nil
	if len(names) == 0 {
		return nil
	}
	m.starts = m.room().starts[:0]
	for _, name := range names {
		limit, ok := m.Policy.Limit(name, m.category)
		if !ok {
			return &Defect{name, "the policy has no such limit"}
		}
		due, err := limit.Period.after(m.Now(), m.Calendar)
		if err != nil {
			return err
		}
		m.starts = append(m.starts, start{name, limit.Period, limit.Yellow, due})
	}
	return nil
}

// Start begins the deadline of a limit for a unit, or for nobody in
// particular. The row must list the limit among those it starts.
func (h *Head) Start(m *Moment, name string, unit orgtree.Code) {
	for i := range m.starts {
		if s := &m.starts[i]; s.name == name {
			h.begin(m, *s, unit)
			return
		}
	}
	m.fault("starts limit " + name + ", which its row does not list")
}

// StartFor begins a deadline of a length the command itself sets, such as a
// stage's days. The caller has checked the length with [Moment.Reaches].
func (h *Head) StartFor(m *Moment, name string, unit orgtree.Code, p Period) {
	due, err := p.after(m.Now(), m.Calendar)
	if err != nil {
		m.fail(err)
		return
	}
	h.begin(m, start{name: name, period: p, due: due}, unit)
}

// Reaches reports as an error that the calendar refuses to say when a period
// that begins now ends. A length that is none is for the field's own rule to name.
func (m *Moment) Reaches(p Period) error {
	if p.N < 1 {
		return nil
	}
	_, err := p.after(m.Now(), m.Calendar)
	return err
}

// begin starts a deadline. One of the same name and unit that still runs is
// lifted: nobody is on one clock twice.
func (h *Head) begin(m *Moment, s start, unit orgtree.Code) {
	h.Lift(m, s.name, unit)
	d := Deadline{Name: s.name, Unit: unit, Start: m.Now(), Period: s.period, Percent: s.yellow,
		Due: s.due.Due(), Provisional: s.due.Provisional(), Calendar: s.due.Calendar().String()}
	if d.Percent == 0 {
		d.Percent = yellowPercent
	}
	d.Yellow = d.yellow(m.Calendar)
	if h.Deadlines == nil {
		h.Deadlines = make([]Deadline, 0, usualDeadlines)
	}
	h.Deadlines = append(h.Deadlines, d)
}

// usualDeadlines is room for the clocks that a record begins with. Who keeps a
// record in memory for its whole life makes room for all of them at once.
const usualDeadlines = 2

// HandOver puts another unit on the open clocks of a name.
func (h *Head) HandOver(name string, to orgtree.Code) {
	for i := range h.Deadlines {
		if d := &h.Deadlines[i]; d.Open() && d.Name == name {
			d.Unit = to
		}
	}
}

// AtEnd has time give a command when a deadline ends unmet, as of its due
// instant, wherever pauses, extensions and new notices move that.
func (h *Head) AtEnd(name string, unit orgtree.Code, verb string) {
	if d := h.Deadline(name, unit); d != nil {
		d.Then = verb
	}
}

// Deadline returns the open deadline of a name and unit, or nil.
func (h *Head) Deadline(name string, unit orgtree.Code) *Deadline {
	for i := range h.Deadlines {
		if d := &h.Deadlines[i]; d.Open() && d.Name == name && d.Unit == unit {
			return d
		}
	}
	return nil
}

// Meet ends the open deadline of a name and unit at the moment, if there is
// one; whether it was met in time follows from the instants.
func (h *Head) Meet(m *Moment, name string, unit orgtree.Code) {
	if d := h.Deadline(name, unit); d != nil {
		d.meet(m)
	}
}

// MeetAll ends all open deadlines of a name.
func (h *Head) MeetAll(m *Moment, name string) {
	for i := range h.Deadlines {
		if d := &h.Deadlines[i]; d.Open() && d.Name == name {
			d.meet(m)
		}
	}
}

// meet ends the deadline. A clock that stands still starts again first, so
// that the due instant is the one that held.
func (d *Deadline) meet(m *Moment) {
	d.resume(m)
	d.finish(m)
}

// finish ends the deadline; what only a running clock needs goes with it.
func (d *Deadline) finish(m *Moment) {
	d.End, d.Percent, d.Yellow, d.Then = m.Now(), 0, time.Time{}, ""
}

func (d *Deadline) resume(m *Moment) {
	if !d.paused() {
		return
	}
	d.Pauses[len(d.Pauses)-1].To = m.Now()
	if err := d.compute(m.Calendar); err != nil { // a strict calendar: what stood goes on, marked
		d.Provisional = true
	}
}

// Resumes reports as an error that the calendar refuses to say when a clock
// that stands still would end if it went on now.
func (h *Head) Resumes(m *Moment) error {
	for i := range h.Deadlines {
		if d := h.Deadlines[i]; d.Open() && d.paused() {
			d.Pauses = slices.Clone(d.Pauses)
			d.Pauses[len(d.Pauses)-1].To = m.Now()
			if _, err := d.due(m.Calendar); err != nil {
				return err
			}
		}
	}
	return nil
}

// Lift ends the open deadline of a name and unit as no longer asked for.
func (h *Head) Lift(m *Moment, name string, unit orgtree.Code) {
	if d := h.Deadline(name, unit); d != nil {
		d.finish(m)
		d.Lifted = true
	}
}

// LiftAll ends the open deadlines of some names, or all of them when none is
// named, as no longer asked for.
func (h *Head) LiftAll(m *Moment, names ...string) {
	for i := range h.Deadlines {
		if d := &h.Deadlines[i]; d.Open() && d.among(names) {
			d.finish(m)
			d.Lifted = true
		}
	}
}

// Pause stops the open clocks of some names, or all of them when none is named.
func (h *Head) Pause(m *Moment, names ...string) {
	for i := range h.Deadlines {
		if d := &h.Deadlines[i]; d.among(names) && d.Open() && !d.paused() && m.Now().Before(d.overdueFrom()) {
			d.Pauses = append(d.Pauses, Interval{From: m.Now()})
		}
	}
}

// among reports whether the deadline is one of those named; no names are all.
func (d *Deadline) among(names []string) bool {
	return len(names) == 0 || slices.Contains(names, d.Name)
}

// Resume starts the clocks again that stand still. What remained counts from
// here.
func (h *Head) Resume(m *Moment) {
	for i := range h.Deadlines {
		if h.Deadlines[i].Open() {
			h.Deadlines[i].resume(m)
		}
	}
}
