package governance

import (
	"context"
	"reflect"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Question is something that may be asked of an institution: named, typed,
// read-only, a row like every other rule. Figures are questions.
type Question struct {
	Name     string
	Label    Text
	Source   string
	Sentence Text
	Public   bool // may be asked without an account
	Inward   bool // is asked by decisions only

	params reflect.Type
	answer func(ctx context.Context, r *Reader, params any) (any, error)
}

// Ask makes a question of a function. P is a struct with tags as a command
// has; A is what encodes as the answer.
func Ask[P, A any](name string, answer func(ctx context.Context, r *Reader, p P) (A, error)) Question {
	return Question{
		Name: name, params: reflect.TypeFor[P](),
		answer: func(ctx context.Context, r *Reader, params any) (any, error) {
			return answer(ctx, r, *params.(*P))
		},
	}
}

// As gives the question its label, its source and its sentence.
func (q Question) As(source string, label, sentence Text) Question {
	q.Source, q.Label, q.Sentence = source, label, sentence
	return q
}

// ToAnyone lets the question be asked without an account.
func (q Question) ToAnyone() Question {
	q.Public = true
	return q
}

// ToDecisions keeps the question from people: only decisions ask it (see
// [Asking]).
func (q Question) ToDecisions() Question {
	q.Inward = true
	return q
}

// A QuestionSheet describes a question.
type QuestionSheet struct {
	Name     string      `json:"name"`
	Label    Text        `json:"label"`
	Source   string      `json:"source"`
	Sentence Text        `json:"sentence"`
	Params   []FieldSpec `json:"params,omitempty"`
	Public   bool        `json:"public,omitempty"`
}

func (q *Question) sheet() QuestionSheet {
	params, _ := fieldsOf(q.params) // checked when the book was made
	return QuestionSheet{Name: q.Name, Label: q.Label, Source: q.Source, Sentence: q.Sentence, Params: params, Public: q.Public}
}

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

// NewParams returns a pointer to a question's zero parameters, to decode into,
// and whether there is such a question.
func (s *Shelf) NewParams(question string) (any, bool) {
	for i := range s.asks {
		if s.asks[i].Name == question && !s.asks[i].Inward {
			return reflect.New(s.asks[i].params).Interface(), true
		}
	}
	return nil, false
}

// Ask answers a question, with parameters as NewParams made them.
func (s *Shelf) Ask(ctx context.Context, actor Actor, question string, params any) (any, error) {
	for i := range s.asks {
		q := &s.asks[i]
		if q.Name != question || q.Inward {
			continue
		}
		if q.Public || actor.Account != "" || actor.System {
			return s.answer(ctx, actor, q, params)
		}
		return nil, &ForbiddenError{Verb: question, Who: []Text{ByAnyone[struct{}]().Label}}
	}
	return nil, &NotFoundError{Ref{Kind: s.Describe().Kind, ID: uuid.Nil}}
}

func (s *Shelf) answer(ctx context.Context, actor Actor, q *Question, params any) (any, error) {
	specs, err := fieldsOf(q.params)
	if err != nil {
		return nil, err
	}
	var faults Faults
	checkFields(specs, reflect.ValueOf(params).Elem(), "", &faults)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	d, err := s.office.begin(ctx, actor)
	if err != nil {
		return nil, err
	}
	return q.answer(ctx, s.reader(d, actor), params)
}

// inform answers a decision.
func (s *Shelf) inform(d *decision, ask inquiry) (any, error) {
	i := slices.IndexFunc(s.asks, func(q Question) bool { return q.Name == ask.question })
	return s.asks[i].answer(d.ctx, s.reader(d, Actor{System: true}), ask.params)
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

func (r *Reader) restrict(q *Query) {
	q.Kind = r.shelf.Describe().Kind
	if !r.Actor.System {
		q.Keys = r.d.keys().See
	}
}

// Within returns the audience keys of a unit and of everything it answers for,
// to put into [Query.Among]: the records that concern the unit.
func (r *Reader) Within(code orgtree.Code) []string { return KeysWithin(code, r.Org) }
