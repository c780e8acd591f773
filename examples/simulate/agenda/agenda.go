package agenda

import (
	"container/heap"
	"context"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// An Agenda is what is still to be done in a year.
type Agenda struct {
	plan  *Plan
	first civil.Date   // of the year
	days  []civil.Date // the working days from then on, beyond the year for what is left over
	seed  chance.Seed
	cast  *cast
	queue queue
	given int // acts arranged so far
}

// beyond is for how many days after the year the working days are known.
const beyond = 120

// New arranges a year for an organisation, which begins on a day and does not change
// within the year; the calendar says which days are worked. Budgets are of calendar
// years, so that a year should begin on the first of January.
func New(plan *Plan, tree *orgtree.Tree, calendar *workday.Calendar, first civil.Date, seed chance.Seed) (*Agenda, error) {
	a := &Agenda{plan: plan, first: first, seed: seed, cast: newCast(tree)}
	for day := first; day < first.AddDays(365+beyond); day = day.AddDays(1) {
		if calendar.IsWorkday(day) {
			a.days = append(a.days, day)
		}
	}
	for _, arrange := range []func(*Agenda){
		(*Agenda).openAccounts, (*Agenda).mediate, (*Agenda).confer, (*Agenda).direct, (*Agenda).supervise, (*Agenda).contact,
		(*Agenda).reportIn, (*Agenda).ally, (*Agenda).help, (*Agenda).govern, (*Agenda).hear, (*Agenda).listen, (*Agenda).serve,
		(*Agenda).partner, (*Agenda).gather, (*Agenda).keepVenues, (*Agenda).spend, (*Agenda).pay,
	} {
		arrange(a)
	}
	return a, a.cast.err()
}

// Next is when the next act is, and whether there is one.
func (a *Agenda) Next() (time.Time, bool) {
	if len(a.queue) == 0 {
		return time.Time{}, false
	}
	return a.queue[0].at, true
}

// Step moves the stage to the next act and plays it.
func (a *Agenda) Step(ctx context.Context, stage *stored.Stage) error {
	next := heap.Pop(&a.queue).(act)
	if next.at.After(stage.Now()) {
		if err := stage.To(ctx, next.at); err != nil {
			return err
		}
	}
	s := &scene{Agenda: a, ctx: ctx, stage: stage}
	next.do(s)
	if s.err != nil {
		return fmt.Errorf("agenda: %w", s.err)
	}
	return nil
}

// Play plays all acts before an instant, and moves the stage there.
func (a *Agenda) Play(ctx context.Context, stage *stored.Stage, until time.Time) error {
	if err := a.On(ctx, stage).Until(until); err != nil {
		return err
	}
	return stage.To(ctx, until)
}

// A Company plays an agenda upon a stage on which somebody else plays, too.
type Company struct {
	ctx    context.Context
	agenda *Agenda
	stage  *stored.Stage
}

// On is the company that plays an agenda upon a stage, for as long as ctx lives.
func (a *Agenda) On(ctx context.Context, stage *stored.Stage) *Company {
	return &Company{ctx, a, stage}
}

// Until plays all acts before an instant, and leaves the stage where the last of them
// was.
func (c *Company) Until(at time.Time) error {
	for next, more := c.agenda.Next(); more && next.Before(at); next, more = c.agenda.Next() {
		if err := c.agenda.Step(c.ctx, c.stage); err != nil {
			return err
		}
	}
	return nil
}

// An act is something that is done at an instant; of those at the same one, that
// which was arranged first comes first.
type act struct {
	at time.Time
	no int
	do func(*scene)
}

// at arranges an act.
func (a *Agenda) at(t time.Time, do func(*scene)) {
	heap.Push(&a.queue, act{t, a.given, do})
	a.given++
}

type queue []act

func (q queue) Len() int      { return len(q) }
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q queue) Less(i, j int) bool {
	if q[i].at.Equal(q[j].at) {
		return q[i].no < q[j].no
	}
	return q[i].at.Before(q[j].at)
}
func (q *queue) Push(x any) { *q = append(*q, x.(act)) }
func (q *queue) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = (*q)[:last]
	return x
}
