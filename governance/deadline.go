package governance

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Deadline is a time limit running on a record. What is stored is what it is
// computed from: the start, the period, what was added, and a ledger of the
// intervals in which the clock stood still. Whether it is overdue is never
// stored; it is asked of an instant.
type Deadline struct {
	Name        string       `json:"name"`
	Unit        orgtree.Code `json:"unit,omitempty"` // who is on the clock
	Start       time.Time    `json:"start"`
	Period      Period       `json:"period"`
	Added       int          `json:"added,omitempty"`   // by extensions, in the period's unit
	Pauses      []Interval   `json:"pauses,omitempty"`  // in order; the last may still be open
	Due         time.Time    `json:"due"`               // the last instant still in time
	Provisional bool         `json:"provisional"`       // runs into a year whose notice is not known
	Calendar    string       `json:"calendar"`          // version of the calendar it was computed with
	Percent     int          `json:"percent,omitempty"` // of the working time, after which the first warning is due; of a running clock
	Yellow      time.Time    `json:"yellow,omitzero"`   // when that is; of a running clock
	Warned      Colour       `json:"warned,omitempty"`  // the last warning given
	Then        string       `json:"then,omitempty"`    // the command that time gives when it ends unmet
	End         time.Time    `json:"end,omitzero"`      // when it was met or lifted
	Lifted      bool         `json:"lifted,omitempty"`
}

// An Interval is a stretch of time in which a clock stood still; a zero To is
// still open.
type Interval struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to,omitzero"`
}

// A Colour is a rung of warning.
type Colour string

// The rungs of warning: yellow before the deadline, red after.
const (
	Yellow Colour = "yellow"
	Red    Colour = "red"
)

// Choices lists the colours with their labels.
func (Colour) Choices() []Choice {
	return []Choice{{string(Yellow), Text{"黄色预警", "yellow: soon due"}}, {string(Red), Text{"红色警示", "red: overdue"}}}
}

// A State is how a deadline stands at an instant.
type State string

// The states of a deadline.
const (
	Running State = "running"
	Paused  State = "paused"
	Met     State = "met"
	Missed  State = "missed"
	Lifted  State = "lifted"
)

// Choices lists the states with their labels.
func (State) Choices() []Choice {
	return []Choice{
		{string(Running), Text{"计时中", "running"}}, {string(Paused), Text{"已挂起", "paused"}},
		{string(Met), Text{"按时", "met"}}, {string(Missed), Text{"超时", "missed"}}, {string(Lifted), Text{"已解除", "lifted"}},
	}
}

// State tells how the deadline stands at an instant.
func (d *Deadline) State(now time.Time) State {
	switch {
	case d.Lifted:
		return Lifted
	case !d.End.IsZero() && d.End.Before(d.overdueFrom()):
		return Met
	case !d.End.IsZero() || d.Warned == Red:
		return Missed
	case d.paused():
		return Paused
	case !now.Before(d.overdueFrom()):
		return Missed
	}
	return Running
}

// Open reports whether the deadline has neither been met nor lifted.
func (d *Deadline) Open() bool { return d.End.IsZero() }

func (d *Deadline) paused() bool {
	n := len(d.Pauses)
	return n > 0 && d.Pauses[n-1].To.IsZero()
}

// overdueFrom is the first instant at which the deadline is missed: deadlines
// are kept to the second.
func (d *Deadline) overdueFrom() time.Time { return d.Due.Add(time.Second) }

// rung returns when the next warning is due, and which.
func (d *Deadline) rung() (time.Time, Colour) {
	switch {
	case !d.Open() || d.paused() || d.Warned == Red:
		return time.Time{}, ""
	case d.Warned == Yellow || d.Yellow.IsZero():
		return d.overdueFrom(), Red
	}
	return d.Yellow, Yellow
}

// yellowPercent is the share of the working time after which the first warning
// is given, unless the limit says otherwise [D].
const yellowPercent = 80

// compute sets the due instant from the ledger of intervals. Working days that
// were used up before a pause stay used; what remained begins to count again
// at its end. An open pause leaves the due instant as it stood.
func (d *Deadline) compute(cal *workday.Calendar) error {
	due, err := d.due(cal)
	if err != nil {
		return err
	}
	if due.Due().Before(d.Due) { // a corrected notice may lengthen, never shorten [D]
		return nil
	}
	d.settle(due, cal)
	return nil
}

func (d *Deadline) settle(due workday.Deadline, cal *workday.Calendar) {
	d.Due, d.Provisional, d.Calendar = due.Due(), due.Provisional(), due.Calendar().String()
	d.Yellow = d.yellow(cal)
}

func (d *Deadline) due(cal *workday.Calendar) (workday.Deadline, error) {
	period := d.Period
	period.N += d.Added
	due, err := period.after(d.Start, cal)
	for _, pause := range d.Pauses {
		if err != nil || pause.To.IsZero() {
			break
		}
		due, err = shifted(due, pause, period.Unit, cal)
	}
	return due, err
}

// shifted moves a due instant over one pause: what remained of it when the
// pause began is counted again from the pause's end.
func shifted(due workday.Deadline, p Interval, unit PeriodUnit, cal *workday.Calendar) (workday.Deadline, error) {
	if !p.From.Before(due.Due().Add(time.Second)) { // kept to the second
		return due, nil
	}
	switch unit {
	case WorkingHours:
		return cal.AddHours(p.To, max(time.Second, cal.Between(p.From, due.Due())))
	case Days, Months:
		return cal.OnOrAfter(due.Date().AddDays(civil.DateOf(p.To).Sub(civil.DateOf(p.From))))
	}
	if left := cal.WorkdaysBetween(civil.DateOf(p.From), due.Date()); left > 0 {
		return cal.Deadline(p.To, left)
	}
	return cal.OnOrAfter(max(due.Date(), civil.DateOf(p.To)))
}

// yellow finds the instant at which most of the working time, pauses left out,
// is used up.
func (d *Deadline) yellow(cal *workday.Calendar) time.Time {
	if len(d.Pauses) == 0 {
		return warnAt(cal, d.Start, cal.Between(d.Start, d.Due)*time.Duration(d.Percent)/100)
	}
	from, total := d.Start, time.Duration(0)
	spans := make([]Interval, 0, len(d.Pauses)+1)
	for _, p := range d.Pauses {
		spans = append(spans, Interval{from, p.From})
		from = p.To
	}
	if !from.IsZero() {
		spans = append(spans, Interval{from, d.Due})
	}
	for _, s := range spans {
		total += cal.Between(s.From, s.To)
	}
	goal := total * time.Duration(d.Percent) / 100
	for _, s := range spans {
		used := cal.Between(s.From, s.To)
		if used >= goal {
			return warnAt(cal, s.From, goal)
		}
		goal -= used
	}
	return time.Time{}
}

// warnAt is the instant at which some working time has passed; none when the
// calendar does not reach so far.
func warnAt(cal *workday.Calendar, from time.Time, after time.Duration) time.Time {
	at, err := cal.AddHours(from, after)
	if err != nil {
		return time.Time{}
	}
	return at.Due()
}

// Extends reports as an error that a deadline cannot be given n more.
func (m *Moment) Extends(d *Deadline, n int) error {
	if n < 1 {
		return nil
	}
	_, err := d.extended(n, m.Calendar)
	return err
}

// extended is the due instant with n more of the deadline's unit: counted from
// its start, and never less than n more than it has, whatever a corrected notice
// says.
func (d *Deadline) extended(n int, cal *workday.Calendar) (workday.Deadline, error) {
	longer := *d
	longer.Added += n
	due, err := longer.due(cal)
	if err != nil {
		return due, err
	}
	least, err := Period{n, d.Period.Unit}.after(d.Due, cal)
	if err == nil && least.Due().After(due.Due()) {
		due = least
	}
	return due, err
}

// Extend gives a deadline n more of its unit. The extended deadline is a new
// one as far as warnings go.
func (d *Deadline) Extend(m *Moment, n int) {
	due, err := d.extended(n, m.Calendar)
	if err != nil {
		m.fail(err)
		return
	}
	d.Added += n
	d.Warned = ""
	d.settle(due, m.Calendar)
}
