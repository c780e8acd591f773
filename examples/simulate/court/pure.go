package court

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Pure decides by the lifecycles alone. It serves one district and one goroutine.
type Pure struct {
	rules    Rules
	district orgtree.Code
	tree     *orgtree.Tree
	calendar *workday.Calendar
	policy   *casework.Policy

	live    map[uuid.UUID]*File
	spare   []*casework.Case // of dropped matters, to be used again
	moment  governance.Moment
	system  governance.Actor
	opened  []*File // by the last command
	queue   []sent
	serials map[series]int64
}

// Rules are the lifecycles by which a court decides. They never change and may be
// shared by many courts.
type Rules struct {
	cases     *governance.Lifecycle[casework.Case]
	inquiries *governance.Lifecycle[casework.Inquiry]
	samples   *governance.Lifecycle[casework.Sample]
}

// NewRules makes the lifecycles ready under a policy.
func NewRules(p *casework.Policy) (Rules, error) {
	cases, err := casework.New(p)
	if err != nil {
		return Rules{}, err
	}
	inquiries, err := casework.NewInquiries(p)
	if err != nil {
		return Rules{}, err
	}
	samples, err := casework.NewSamples(p)
	if err != nil {
		return Rules{}, err
	}
	return Rules{cases.Lifecycle(), inquiries.Lifecycle(), samples.Lifecycle()}, nil
}

// sent is a command that follows from another.
type sent struct {
	governance.Further
	by    *governance.Actor
	cause governance.Cause
	asOf  time.Time
	post  orgtree.Post
}

// NewPure opens a court of a district on the organisation of one day, which holds for
// the whole run.
func NewPure(rules Rules, district orgtree.Code, tree *orgtree.Tree, calendar *workday.Calendar, policy *casework.Policy) *Pure {
	return &Pure{
		rules: rules, district: district, tree: tree, calendar: calendar, policy: policy,
		live: map[uuid.UUID]*File{}, serials: map[series]int64{}, system: governance.Actor{System: true},
	}
}

// Open opens a record.
func (p *Pure) Open(kind string, id uuid.UUID, at time.Time, by *governance.Actor, cmd governance.Command) (*File, error) {
	f := p.blank(kind, id, at)
	if f == nil {
		return nil, fmt.Errorf("court: no records of kind %s", kind)
	}
	if err := p.Do(f, at, by, cmd); err != nil {
		p.Drop(f)
		return nil, err
	}
	return f, nil
}

// blank is a record about to be opened, or nil for a kind that is not kept.
func (p *Pure) blank(kind string, id uuid.UUID, at time.Time) *File {
	f := &File{Kind: kind, ID: id}
	switch kind {
	case casework.KindCase:
		f.Case = p.sheet()
	case casework.KindInquiry:
		f.Inquiry = new(casework.Inquiry)
	case casework.KindSample:
		f.Sample = new(casework.Sample)
	default:
		return nil
	}
	h := f.Head()
	h.ID, h.District, h.Opened, h.Serial = id, p.district, at, p.serial(kind, at.Year())
	p.live[id] = f
	return f
}

// series is what serials count: the records of a kind that were opened in a year.
type series struct {
	kind string
	year int
}

// serial numbers the records of a kind as an office does, without the gaps.
func (p *Pure) serial(kind string, year int) string {
	of := series{kind, year}
	p.serials[of]++
	return governance.SerialOf(p.district, year, p.serials[of])
}

// usual is room for the clocks of a matter that goes all the way.
const usual = 12

// sheet is an empty matter, with the room of one that was dropped if there is any.
func (p *Pure) sheet() *casework.Case {
	n := len(p.spare)
	if n == 0 {
		c := new(casework.Case)
		c.Deadlines = make([]governance.Deadline, 0, usual)
		return c
	}
	c := p.spare[n-1]
	p.spare = p.spare[:n-1]
	clocks := c.Deadlines[:0]
	*c = casework.Case{}
	c.Deadlines = clocks
	return c
}

// Do gives a command and all that follows from it.
func (p *Pure) Do(f *File, at time.Time, by *governance.Actor, cmd governance.Command) error {
	p.opened, p.queue = p.opened[:0], p.queue[:0]
	m := p.ready(f, at, at, by)
	if err := p.apply(f, cmd, m); err != nil {
		return err
	}
	p.settle(f, m, by)
	return p.follow(at)
}

// Tick gives time's command.
func (p *Pure) Tick(f *File, at time.Time) error {
	w, ok := f.Head().Wake()
	if !ok || w.At.After(at) {
		return nil
	}
	p.opened, p.queue = p.opened[:0], p.queue[:0]
	m := p.ready(f, at, w.AsOf, &p.system)
	if err := p.tick(f, w, m); err != nil {
		return err
	}
	p.settle(f, m, &p.system)
	return p.follow(at)
}

// ready is the moment of a decision.
func (p *Pure) ready(f *File, at, asOf time.Time, by *governance.Actor) *governance.Moment {
	m := &p.moment
	m.Renew()
	m.At, m.AsOf, m.Actor = at, asOf, *by
	m.Org, m.Calendar, m.Policy = p.tree, p.calendar, p.policy
	m.Ref, m.Version, m.Cause = governance.Ref{Kind: f.Kind, ID: f.ID}, f.Head().Version+1, governance.Cause{}
	return m
}

func (p *Pure) apply(f *File, cmd governance.Command, m *governance.Moment) error {
	switch {
	case f.Case != nil:
		return p.rules.cases.Apply(f.Case, cmd, m)
	case f.Inquiry != nil:
		return p.rules.inquiries.Apply(f.Inquiry, cmd, m)
	}
	return p.rules.samples.Apply(f.Sample, cmd, m)
}

func (p *Pure) tick(f *File, w governance.Wake, m *governance.Moment) error {
	switch {
	case f.Case != nil:
		return p.rules.cases.Tick(f.Case, w, m)
	case f.Inquiry != nil:
		return p.rules.inquiries.Tick(f.Inquiry, w, m)
	}
	return p.rules.samples.Tick(f.Sample, w, m)
}

// settle counts the version and takes over what the decision asks of other records.
func (p *Pure) settle(f *File, m *governance.Moment, by *governance.Actor) {
	f.Head().Version++
	cause := governance.Cause{Ref: m.Ref, Version: m.Version}
	for _, further := range m.Effects().Further {
		p.queue = append(p.queue, sent{further, by, cause, m.AsOf, m.Acting})
	}
}

// follow gives the commands that follow. Notices are not kept; records
// that are no longer kept are told nothing.
func (p *Pure) follow(at time.Time) error {
	for i := 0; i < len(p.queue); i++ {
		next := p.queue[i]
		f, ok := p.live[next.Ref.ID]
		if !ok {
			if f = p.openedBy(next, at); f == nil {
				continue
			}
			p.opened = append(p.opened, f)
		}
		m := p.ready(f, at, next.asOf, next.by)
		m.Cause, m.Acting = next.cause, next.post
		if err := p.apply(f, next.Command, m); err != nil {
			return fmt.Errorf("%s follows from %s: %w", next.Command.Verb(), next.cause.Ref.Kind, err)
		}
		p.settle(f, m, next.by)
	}
	return nil
}

// openedBy is the record that a further command opens, or nil when it speaks of one
// that is not kept.
func (p *Pure) openedBy(s sent, at time.Time) *File {
	switch s.Command.(type) {
	case casework.Adopt, casework.Branch, casework.Draw:
		return p.blank(s.Ref.Kind, s.Ref.ID, at)
	}
	return nil
}

// Find returns a record that is kept.
func (p *Pure) Find(_ string, id uuid.UUID) (*File, error) { return p.live[id], nil }

// Parts returns what the last command has opened.
func (p *Pure) Parts(*File) ([]*File, error) { return append([]*File(nil), p.opened...), nil }

// Drop forgets a record and keeps its room.
func (p *Pure) Drop(f *File) {
	delete(p.live, f.ID)
	if f.Case != nil {
		p.spare = append(p.spare, f.Case)
		f.Case = nil
	}
}
