package governance

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/orgtree"
)

// Head is what every record has, whatever its institution. A record embeds it;
// its fields become top-level fields of the document.
type Head struct {
	ID      uuid.UUID `json:"-"`
	Version int64     `json:"-"`
	Digest  Digest    `json:"-"` // of the last entry

	Schema    int          `json:"schema"`
	Serial    string       `json:"serial,omitempty"`
	District  orgtree.Code `json:"district,omitempty"`
	Phase     Phase        `json:"phase"`
	Outcome   string       `json:"outcome,omitempty"` // what came of it; empty while open
	Opened    time.Time    `json:"opened"`
	Closed    time.Time    `json:"closed,omitzero"`
	Parent    uuid.UUID    `json:"parent,omitzero"`
	Subject   string       `json:"subject,omitempty"` // the person concerned, who sees their own data unmasked
	Origin    Origin       `json:"origin,omitempty"`  // the record it was opened out of, which is told how it ends
	Deadlines []Deadline   `json:"deadlines,omitempty"`
	Timers    []Timer      `json:"timers,omitempty"`
	Files     []uuid.UUID  `json:"files,omitempty" personal:"content"`
	Revealed  []Reveal     `json:"revealed,omitempty"`
	Erased    bool         `json:"erased,omitempty"`

	site orgtree.Code // where a record that is being opened is
}

func (h *Head) head() *Head { return h }

// Site is the site of the command by which the record is being opened, for the
// authority of the row that opens it: the record itself says nothing yet. Later
// it is empty.
func (h *Head) Site() orgtree.Code { return h.site }

// foresee notes where a record that is being opened is.
func (h *Head) foresee(cmd Command) {
	if sited, ok := cmd.(Sited); ok && h.Phase == Unopened {
		h.site = sited.Site()
	}
}

// WhoIsSubject appends the person concerned, for an authority or an audience.
func (h *Head) WhoIsSubject(to []Address) []Address { return append(to, Person(h.Subject)) }

// WhoIsCentre appends the centre of the record's district, for an authority or an
// audience.
func (h *Head) WhoIsCentre(to []Address) []Address { return append(to, Of(orgtree.Centre, h.District)) }

// WhoIsDistrict appends the record's district, which also sees what its own centre
// and departments do.
func (h *Head) WhoIsDistrict(to []Address) []Address { return append(to, Unit(h.District)) }

// A Timer is a command that time gives by itself.
type Timer struct {
	At   time.Time `json:"at"`
	Verb string    `json:"verb"`
}

// A Reveal lets one person see the record's identity fields unmasked for a
// while.
type Reveal struct {
	Person string    `json:"person"`
	Until  time.Time `json:"until"`
}

// Close ends the record at the moment with an outcome. Deadlines still running
// are lifted, timers cancelled; the record it came from is told.
func (h *Head) Close(m *Moment, outcome string) {
	h.Closed, h.Outcome, h.Timers = m.Now(), outcome, nil
	h.LiftAll(m)
	if from, ok := h.Origin.Ref(); ok {
		m.Tell(from, Concluded{outcome})
	}
}

// Reopen clears the fields that Close set.
func (h *Head) Reopen() { h.Closed, h.Outcome = time.Time{}, "" }

// Schedule has time give a command as of an instant, once it has passed, in
// place of an earlier schedule of the same command.
func (h *Head) Schedule(at time.Time, verb string) {
	h.Unschedule(verb)
	h.Timers = append(h.Timers, Timer{At: at, Verb: verb})
}

// Unschedule cancels what Schedule arranged.
func (h *Head) Unschedule(verb string) {
	h.Timers = slices.DeleteFunc(h.Timers, func(t Timer) bool { return t.Verb == verb })
}

// Scheduled returns when time will give a command, if it will.
func (h *Head) Scheduled(verb string) (time.Time, bool) {
	for _, t := range h.Timers {
		if t.Verb == verb {
			return t.At, true
		}
	}
	return time.Time{}, false
}

// answered notes that time has given the command of a wake, so that it is not
// due again whatever comes of it.
func (h *Head) answered(w Wake) {
	if warn, ok := w.Command.(Warn); ok {
		if d := h.Deadline(warn.Deadline, warn.Unit); d != nil {
			d.Warned = warn.Colour
		}
		return
	}
	for i := range h.Deadlines {
		if d := &h.Deadlines[i]; d.Then == w.Verb && d.Open() && d.Due.Equal(w.AsOf) {
			d.Then = ""
			return
		}
	}
	h.Unschedule(w.Verb)
}

// A Wake is what time does next about a record.
type Wake struct {
	At      time.Time // when there is something to do
	AsOf    time.Time // the instant it is decided for
	Verb    string
	Command Command // nil when the lifecycle's own zero command is meant
}

// Wake returns the next thing time does, and whether there is one: what a
// deadline's end brings with it, then timers, then warnings; at the same instant
// in the order in which they were arranged. What is arranged for an instant is
// done as of that instant, once it has passed: its last second is still
// everybody's.
func (h *Head) Wake() (Wake, bool) {
	next, warned := h.next()
	if warned != nil {
		_, colour := warned.rung()
		cmd := Warn{Deadline: warned.Name, Unit: warned.Unit, Colour: colour}
		next.Verb, next.Command = cmd.Verb(), cmd
	}
	return next, !next.At.IsZero()
}

// WakeAt is when [Head.Wake] is, for those who only want to know that.
func (h *Head) WakeAt() (time.Time, bool) {
	next, _ := h.next()
	return next.At, !next.At.IsZero()
}

// next is the next thing time does; when that is a warning, the deadline of which it
// warns besides. It is asked after every command, so it makes nothing and looks at the
// clocks once.
func (h *Head) next() (next Wake, warned *Deadline) {
	var warning time.Time
	for i := range h.Deadlines {
		d := &h.Deadlines[i]
		if !d.Open() || d.paused() {
			continue
		}
		if d.Then != "" && next.later(d.overdueFrom()) {
			next = Wake{At: d.overdueFrom(), AsOf: d.Due, Verb: d.Then}
		}
		if at, _ := d.rung(); !at.IsZero() && (warned == nil || at.Before(warning)) {
			warning, warned = at, d
		}
	}
	for _, t := range h.Timers {
		if at := t.At.Add(time.Second); next.later(at) {
			next = Wake{At: at, AsOf: t.At, Verb: t.Verb}
		}
	}
	if warned == nil || !next.later(warning) {
		return next, nil
	}
	return Wake{At: warning, AsOf: warning}, warned
}

// later reports whether a wake is later than an instant, or none at all.
func (w *Wake) later(at time.Time) bool { return w.At.IsZero() || at.Before(w.At) }

// due returns the earliest running deadline.
func (h *Head) due() time.Time {
	var due time.Time
	for i := range h.Deadlines {
		d := &h.Deadlines[i]
		if d.Open() && !d.paused() && (due.IsZero() || d.Due.Before(due)) {
			due = d.Due
		}
	}
	return due
}

// late counts the deadlines that were missed: ended too late, or warned of as
// red.
func (h *Head) late() int {
	n := 0
	for i := range h.Deadlines {
		d := &h.Deadlines[i]
		if !d.Lifted && (d.Warned == Red || !d.End.IsZero() && !d.End.Before(d.overdueFrom())) {
			n++
		}
	}
	return n
}

// reveals reports whether a person may see identity fields unmasked now.
func (h *Head) reveals(person string, now time.Time) bool {
	if person == "" {
		return false
	}
	return h.Subject == person || slices.ContainsFunc(h.Revealed, func(r Reveal) bool {
		return r.Person == person && now.Before(r.Until)
	})
}
