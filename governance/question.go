package governance

import (
	"context"
	"reflect"
	"slices"

	"github.com/google/uuid"
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

	params  reflect.Type
	listing bool
	answer  func(ctx context.Context, r *Reader, params any) (any, error)
}

// Ask makes a question of a function. P is a struct with tags as a command
// has; A is what encodes as the answer.
func Ask[P, A any](name string, answer func(ctx context.Context, r *Reader, p P) (A, error)) Question {
	return Question{
		Name: name, params: reflect.TypeFor[P](), listing: reflect.TypeFor[A]() == reflect.TypeFor[*Listing](),
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
	Listing  bool        `json:"listing,omitempty"` // the answer is a [Listing]
}

func (q *Question) sheet() QuestionSheet {
	params, _ := fieldsOf(q.params) // checked when the book was made
	return QuestionSheet{Name: q.Name, Label: q.Label, Source: q.Source, Sentence: q.Sentence, Params: params, Public: q.Public, Listing: q.listing}
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
	if err := q.check(params); err != nil {
		return nil, err
	}
	d, err := s.office.begin(ctx, actor)
	if err != nil {
		return nil, err
	}
	return q.answer(ctx, s.reader(d, d.actor), params)
}

// check names every parameter at fault.
func (q *Question) check(params any) error {
	specs, err := fieldsOf(q.params)
	if err != nil {
		return err
	}
	var faults Faults
	checkFields(specs, reflect.ValueOf(params).Elem(), "", &faults)
	return faults.Err()
}

// inform answers a decision, or another question, upon all records.
func (s *Shelf) inform(ctx context.Context, d *decision, question string, params any) (any, error) {
	i := slices.IndexFunc(s.asks, func(q Question) bool { return q.Name == question })
	return s.asks[i].answer(ctx, s.reader(d, Actor{System: true}), params)
}
