package governance

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Moment is all that a decision may look at besides the record, and where it
// leaves what should happen beyond the record. Domain code reads no clock, no
// storage and no chance: they come in here.
type Moment struct {
	At       time.Time // when the decision is recorded
	AsOf     time.Time // the instant it is decided for; earlier than At when time acts late
	Actor    Actor
	Acting   orgtree.Post  // the post that gave the actor the right, set by the interpreter
	Org      *orgtree.Tree // the organisation on that day
	Calendar *workday.Calendar
	Policy   Policy
	Ref      Ref    // the record being decided
	Version  int64  // the version this decision makes
	Serial   string // reserved for a record that is being opened
	Cause    Cause  // the command of another record this one follows from

	rule     string // id of the row that admitted the command
	unsigned bool   // the entry does not say who
	effects  Effects
	starts   []start
	category string
	defect   error
	answers  []answered
	desk     *desk
}

// answered is what a question that a row asked was answered.
type answered struct {
	kind, question string
	value          any
}

// Give puts an answer into the moment, as the book does for what a row asks: for
// those who run a lifecycle without one.
func (m *Moment) Give(kind, question string, answer any) {
	m.answers = append(m.answers, answered{kind, question, answer})
}

// Answered returns what a question that the row asked was answered. There is none
// when the command is only tried, to tell what may be done next.
func Answered[A any](m *Moment, kind, question string) (answer A, ok bool) {
	for i := range m.answers {
		if a := &m.answers[i]; a.kind == kind && a.question == question {
			answer, ok = a.value.(A)
			return answer, ok
		}
	}
	return answer, false
}

// A desk is room to work on, which one decision after the other may use.
type desk struct {
	starts    [6]start
	addresses [8]Address
}

// room is the desk of the moment, made when it is first needed.
func (m *Moment) room() *desk {
	if m.desk == nil {
		m.desk = new(desk)
	}
	return m.desk
}

// Renew forgets what the last decision left in the moment, so that one moment
// may serve decision after decision.
func (m *Moment) Renew() {
	m.Acting, m.rule, m.unsigned, m.category, m.defect = orgtree.Post{}, "", false, "", nil
	m.answers = m.answers[:0]
	m.effects = Effects{Further: m.effects.Further[:0], Take: m.effects.Take[:0], Release: m.effects.Release[:0]}
}

// Now is the instant the decision is made for, in China Standard Time.
func (m *Moment) Now() time.Time { return m.AsOf }

// Today is the day on which the decision is made.
func (m *Moment) Today() civil.Date { return civil.DateOf(m.Now()) }

// DaysTo is the period from now to the end of a day, today being none: a day off moves
// to the working day after it.
func (m *Moment) DaysTo(day civil.Date) Period { return Period{N: day.Sub(m.Today()), Unit: Days} }

// stamp says who acted, unless nobody is to know.
func (m *Moment) stamp() Stamp {
	if m.unsigned {
		return Stamp{}
	}
	return m.Actor.Stamp(m.Acting)
}

// IsAmong reports whether the actor is at one of the addresses that who appends,
// as an authority reads them from its record.
func (m *Moment) IsAmong(who func([]Address) []Address) bool {
	_, ok := m.Actor.reachAny(who(m.room().addresses[:0]), m.Org)
	return ok
}

// ActsFor reports whether the actor acts for one of some units, for what is asked
// of a command's own units before there is a record to read them from.
func (m *Moment) ActsFor(units ...orgtree.Code) bool {
	return m.IsAmong(func(to []Address) []Address {
		for _, u := range units {
			to = append(to, Unit(u))
		}
		return to
	})
}

// UnitAt returns the code of the unit that an address means on this day, or
// nothing when there is none.
func (m *Moment) UnitAt(a Address) orgtree.Code { return a.resolve(m.Org) }

// AnswersFor returns the post in which the actor acts for a unit that answers for a
// place (属地), the nearest first: the compound, the community, the town or the
// district. It is how a row that opens a record tells whose it is to open it.
func (m *Moment) AnswersFor(place orgtree.Code) (orgtree.Post, bool) {
	for _, unit := range m.Org.Answers(place) {
		if post, ok := m.Actor.at(unit); ok {
			return post, true
		}
	}
	return orgtree.Post{}, false
}

// Effects are what a decision asks for beyond its own record. They are values:
// the book applies them in the same commit, or nothing happens at all.
type Effects struct {
	Further []Further
	Take    []Claim
	Release []Claim
	Erase   bool
}

// A Further is a command for another record, decided under that record's own
// lifecycle with this command as its cause.
type Further struct {
	Ref     Ref
	Command Command

	told bool // only where the institution knows such a command
}

// Send asks for a command on another record.
func (m *Moment) Send(to Ref, cmd Command) {
	m.effects.Further = append(m.effects.Further, Further{Ref: to, Command: cmd})
}

// Open asks for a new record and returns its ref. The id derives from this
// record, this version and the ordinal of the further command, so that a retry
// opens the same one.
func (m *Moment) Open(kind string, cmd Command) Ref {
	to := Ref{Kind: kind, ID: m.derive(len(m.effects.Further))}
	m.Send(to, cmd)
	return to
}

// Take claims a unique key for the record.
func (m *Moment) Take(c Claim) { m.effects.Take = append(m.effects.Take, c) }

// Release gives a claim of the record back.
func (m *Moment) Release(c Claim) { m.effects.Release = append(m.effects.Release, c) }

// Effects returns what has been asked for so far.
func (m *Moment) Effects() Effects { return m.effects }

// derive makes the id of a further record: the version bits say "custom" (8).
func (m *Moment) derive(ordinal int) uuid.UUID {
	var in [8 + 8 + 16]byte
	copy(in[:], m.Ref.ID[:])
	binary.BigEndian.PutUint64(in[16:], uint64(m.Version))
	binary.BigEndian.PutUint64(in[24:], uint64(ordinal))
	sum := sha256.Sum256(append(in[:], m.Ref.Kind...))
	id := uuid.UUID(sum[:16])
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id
}

// fault notes a defect of the institution; the interpreter reports it.
func (m *Moment) fault(problem string) { m.fail(&Defect{m.rule, problem}) }

// fail notes why a decision cannot stand after all; the interpreter reports it.
func (m *Moment) fail(err error) {
	if m.defect == nil {
		m.defect = err
	}
}
