package governance

import (
	"context"
	"reflect"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Reader is what an answer may look at: the institution's own records, as
// far as the asker may see them, and the world of the moment.
type Reader struct {
	Now      time.Time
	Org      *orgtree.Tree
	Calendar *workday.Calendar
	Policy   Policy
	Actor    Actor

	shelf *Shelf
	d     *decision
}

func (s *Shelf) reader(d *decision, actor Actor) *Reader {
	return &Reader{Now: d.now, Org: d.tree, Calendar: d.calendar, Policy: s.policy, Actor: actor, shelf: s, d: d}
}

// Count counts the institution's records that match and that the asker may
// see, split by columns.
func (r *Reader) Count(ctx context.Context, q Query, by ...Column) ([]Tally, error) {
	r.restrict(&q)
	return r.shelf.office.ledger.Count(ctx, q, by...)
}

// Each visits the records that match and that the asker may see, page by page,
// until visit returns false. The record is a pointer to the institution's type.
func (r *Reader) Each(ctx context.Context, q Query, visit func(record any) bool) error {
	r.restrict(&q)
	for {
		page, err := r.shelf.office.ledger.Find(ctx, q)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			one, err := newDraft(r.shelf, item)
			if err != nil {
				return err
			}
			if !visit(one.rec) {
				return nil
			}
		}
		if page.Next.IsZero() {
			return nil
		}
		q.After = page.Next
	}
}

// EachOf is [Reader.Each] for an institution's own type, to the last record.
func EachOf[S any](ctx context.Context, r *Reader, q Query, visit func(*S)) error {
	return r.Each(ctx, q, func(record any) bool {
		visit(record.(*S))
		return true
	})
}

// EachOn visits the records in some phases that concern the unit and whose day lies
// within the period: the day on which something was done, as the record keeps it. A
// record without that day is passed over.
func EachOn[S any](ctx context.Context, r *Reader, p FigureParams, in []Phase, day func(*S) civil.Date, visit func(*S)) error {
	q, from, to, err := r.Days(p)
	if err != nil {
		return err
	}
	q.Phases = in
	return EachOf(ctx, r, q, func(s *S) {
		if d := day(s); d != 0 && from <= d && d < to {
			visit(s)
		}
	})
}

// EachAsOf visits the records that match now as they stood at an instant, rebuilt
// from history where they have changed since; those that did not exist then are
// passed over. Personal values that were erased meanwhile are gone.
func (r *Reader) EachAsOf(ctx context.Context, q Query, at time.Time, visit func(record any) bool) error {
	r.restrict(&q)
	for {
		page, err := r.shelf.office.ledger.Find(ctx, q)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			if err := r.turnBack(ctx, &item, at); err != nil {
				return err
			}
			if item.Version == 0 {
				continue
			}
			one, err := newDraft(r.shelf, item)
			if err != nil || !visit(one.rec) {
				return err
			}
		}
		if page.Next.IsZero() {
			return nil
		}
		q.After = page.Next
	}
}

// turnBack makes a record what it was at an instant; without a version, when it
// was not yet there.
func (r *Reader) turnBack(ctx context.Context, item *Stored, at time.Time) error {
	if !item.At.After(at) {
		return nil
	}
	var all []Entry
	for {
		span := Span{Ref: item.Ref, Limit: 1000}
		if len(all) > 0 {
			span.After = all[len(all)-1].Version
		}
		more, err := r.shelf.office.ledger.Entries(ctx, span)
		if err != nil {
			return err
		}
		past := slices.IndexFunc(more, func(e Entry) bool { return e.At.After(at) })
		if past >= 0 {
			more = more[:past]
		}
		all = append(all, more...)
		if past >= 0 || len(more) == 0 {
			break
		}
	}
	*item = Stored{Ref: item.Ref}
	for i := range all {
		e := &all[i]
		item.Version, item.At, item.Digest = e.Version, e.At, e.Digest
		item.Personal = current(item.Personal, e.Personal)
	}
	item.Document = Rebuild(all)
	return nil
}

func (r *Reader) restrict(q *Query) {
	q.Kind = r.shelf.Describe().Kind
	if !r.Actor.System {
		q.Keys = r.d.keys().See
	}
}

// Get returns one record that the asker may see, as a pointer to the
// institution's type, or a [*NotFoundError].
func (r *Reader) Get(ctx context.Context, id uuid.UUID) (any, error) {
	one, _, err := r.load(ctx, id)
	if err != nil {
		return nil, err
	}
	return one.rec, nil
}

// GetAsOf returns one record that the asker may see now as it stood at an
// instant, or a [*NotFoundError] if it was not yet there. See [Reader.EachAsOf].
func (r *Reader) GetAsOf(ctx context.Context, id uuid.UUID, at time.Time) (any, error) {
	one, stored, err := r.load(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := r.turnBack(ctx, &stored, at); err != nil {
		return nil, err
	}
	if stored.Version == 0 {
		return nil, &NotFoundError{one.ref}
	}
	if one, err = newDraft(r.shelf, stored); err != nil {
		return nil, err
	}
	return one.rec, nil
}

// load reads one record that the asker may see.
func (r *Reader) load(ctx context.Context, id uuid.UUID) (*draft, Stored, error) {
	stored, err := r.shelf.office.ledger.Load(ctx, Ref{r.shelf.Describe().Kind, id})
	if err != nil {
		return nil, Stored{}, err
	}
	one, err := newDraft(r.shelf, stored[0])
	if err != nil {
		return nil, Stored{}, err
	}
	if one.base == 0 || !r.Actor.System && !r.d.keys().Sees(one.shares) {
		return nil, Stored{}, &NotFoundError{one.ref}
	}
	return one, stored[0], nil
}

// Inquire has a question of an institution, which may be another, answered in the
// course of answering one, upon all records: what of it the asker is shown is the
// answering question's affair.
func Inquire[P, A any](ctx context.Context, r *Reader, kind, question string, p P) (answer A, err error) {
	if !r.shelf.office.answers(Asked{kind, question, reflect.TypeFor[P]()}) {
		return answer, &Defect{r.shelf.Describe().Kind, "asks " + kind + " for " + question + ", which nobody assembled answers so"}
	}
	a, err := r.shelf.office.byKind[kind].inform(ctx, r.d, question, &p)
	if err != nil {
		return answer, err
	}
	answer, ok := a.(A)
	if !ok {
		return answer, &Defect{r.shelf.Describe().Kind, "takes what " + kind + " answers to " + question + " for something else"}
	}
	return answer, nil
}

// PolicyAt returns the policy that records about a unit go by: its district's.
func (r *Reader) PolicyAt(unit orgtree.Code) Policy {
	return r.shelf.policyOf(districtAt(unit, r.Org))
}

// Within returns the audience keys of a unit and of everything it answers for,
// to put into [Query.Among]: the records that concern the unit.
func (r *Reader) Within(code orgtree.Code) []string { return KeysWithin(code, r.Org) }
