package governance_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Suggestion is the record of the examples: residents leave one, and the
// committee answers it.
type Suggestion struct {
	governance.Head
	Text   string `json:"text" zh:"内容" en:"Text" personal:"content"`
	Answer string `json:"answer,omitempty" zh:"答复" en:"Answer"`
}

// Leave opens a suggestion; Answer closes it.
type (
	Leave struct {
		Text string `json:"text" zh:"内容" en:"Text" rule:"required,max=200" personal:"content"`
	}
	Answer struct {
		Text string `json:"answer" zh:"答复" en:"Answer" rule:"required,max=200"`
	}
)

// Verb is "leave".
func (Leave) Verb() string { return "leave" }

// Verb is "answer".
func (Answer) Verb() string { return "answer" }

// suggestions is a whole institution: two phases, two rows, one limit.
func suggestions() governance.Institution[Suggestion] {
	const left, answered governance.Phase = "left", "answered"
	text := func(zh, en string) governance.Text { return governance.Text{Zh: zh, En: en} }
	committee := governance.By("committee", "居委会", "the committee", func(_ *Suggestion, to []governance.Address) []governance.Address {
		return append(to, governance.Person("director"))
	})
	sender := func(s *Suggestion, to []governance.Address) []governance.Address {
		return append(to, governance.Person(s.Subject))
	}
	return governance.Institution[Suggestion]{
		Kind: "suggestion", Path: "suggestions", Label: text("建议", "suggestion"), Source: "example", Schema: 1,
		Sentence: text("居民提建议，居委会答复", "residents suggest, the committee answers"),
		Policy: governance.Limits{{
			Name: "answer", Label: text("答复", "answer"), Period: governance.Period{N: 5, Unit: governance.WorkingDays},
			Source: "example", Sentence: text("五个工作日内答复", "answered within five working days"),
		}},
		Table: governance.Table[Suggestion]{
			Phases: []governance.PhaseLabel{{Phase: left, Label: text("待答复", "left")}, {Phase: answered, Label: text("已答复", "answered"), Final: true}},
			Verbs:  []governance.VerbLabel{{Verb: "leave", Label: text("提出", "Leave")}, {Verb: "answer", Label: text("答复", "Answer")}},
			Rules: []governance.Rule[Suggestion]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases(left), governance.ByAnyone[Suggestion](), nil,
					func(s *Suggestion, cmd Leave, m *governance.Moment) {
						s.Text, s.Subject = cmd.Text, m.Actor.Person
						s.Start(m, "answer", "")
					}).As("suggestion.leave", "example", "居民可以提建议", "residents may leave one").Starting("answer"),
				governance.On(governance.Phases(left), governance.Phases(answered), committee, nil,
					func(s *Suggestion, cmd Answer, m *governance.Moment) {
						s.Answer = cmd.Text
						s.MeetAll(m, "answer")
						s.Close(m, "answered")
					}).As("suggestion.answer", "example", "居委会答复", "the committee answers it").MustAct().Ending("answer"),
			},
		},
		Audience: sender,
	}
}

// village is a directory of an organisation that never changes.
type village struct{}

func (village) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	return orgtree.New().On(day), nil, nil
}

// Refresh implements [governance.Directory].
func (village) Refresh(context.Context) error { return nil }

// suggestionBox assembles the institution over the memory ledger, in one line.
func suggestionBox(now *time.Time) *governance.Book[Suggestion] {
	book, err := governance.NewBook(suggestions())
	if err != nil {
		panic(err)
	}
	_, err = governance.Assemble(governance.Ports{
		Ledger: memory.New(), Now: func() time.Time { return *now }, Entropy: rand.NewChaCha8([32]byte{}), Directory: village{},
	}, book.Shelf)
	if err != nil {
		panic(err)
	}
	return book
}

// A book is an institution as Go callers use it: give a command, get the
// record, read its history.
func ExampleBook() {
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	book, ctx := suggestionBox(&now), context.Background()
	resident := governance.Actor{Account: "ann", Person: "ann"}
	director := governance.Actor{Account: "d", Person: "director"}

	s, err := book.Do(ctx, governance.Request{Actor: resident, Command: Leave{Text: "楼道换灯"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Phase, s.Deadlines[0].Due.Format(time.DateOnly))

	now = now.AddDate(0, 0, 3)
	s, err = book.Do(ctx, governance.Request{Actor: director, ID: s.ID, Command: Answer{Text: "本周换"}})
	fmt.Println(s.Phase, s.Deadlines[0].State(now), err)

	history, err := book.History(ctx, resident, s.ID, 0, 10)
	for _, e := range history {
		fmt.Println(e.Version, e.Label.In("en"), e.Rule)
	}
	fmt.Println(err, book.Verify(ctx, s.ID))
	// Output:
	// left 2024-10-10
	// answered met <nil>
	// 1 Leave suggestion.leave
	// 2 Answer suggestion.answer
	// <nil> <nil>
}

// What is refused is one of five kinds, each explained in both languages.
func ExampleForbiddenError() {
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	book, ctx := suggestionBox(&now), context.Background()
	resident := governance.Actor{Account: "ann", Person: "ann"}
	s, _ := book.Do(ctx, governance.Request{Actor: resident, Command: Leave{Text: "楼道换灯"}})

	_, err := book.Do(ctx, governance.Request{Actor: resident, ID: s.ID, Command: Answer{Text: "我自己答"}})
	var forbidden *governance.ForbiddenError
	fmt.Println(errors.As(err, &forbidden), forbidden.Explain().Zh)

	_, err = book.Do(ctx, governance.Request{Actor: resident, ID: uuid.UUID{1}, Command: Answer{Text: "没有这件"}})
	fmt.Println(err)

	_, err = book.Do(ctx, governance.Request{Actor: resident, Command: Leave{}})
	var invalid *governance.InvalidError
	fmt.Println(errors.As(err, &invalid), invalid.Faults[0].Path, invalid.Faults[0].Detail.Zh)
	// Output:
	// true 只有居委会可以进行此操作
	// suggestion not found
	// true text 必填
}

// A lifecycle runs without any storage: simulation, replay and property tests
// use it bare.
func ExampleLifecycle_Apply() {
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	in := suggestions()
	l, err := governance.NewLifecycle(in.Table)
	if err != nil {
		fmt.Println(err)
		return
	}
	moment := func(person string) *governance.Moment {
		return &governance.Moment{
			At: now, AsOf: now, Actor: governance.Actor{Account: person, Person: person}, Calendar: workday.China(), Policy: in.Policy,
		}
	}
	var s Suggestion
	fmt.Println(l.Apply(&s, Leave{Text: "楼道换灯"}, moment("ann")), s.Phase)
	fmt.Println(l.Apply(&s, Answer{Text: "我来答"}, moment("ann")))
	for _, a := range l.Actions(&s, moment("director")) {
		fmt.Println(a.Command, a.Fields[0].Label.En)
	}
	fmt.Println(l.Apply(&s, Answer{Text: "本周换"}, moment("director")), s.Phase)
	// Output:
	// <nil> left
	// answer may be given by the committee only
	// answer Answer
	// <nil> answered
}

// The state diagram in the docs is drawn from the rows.
func ExampleDescription_Mermaid() {
	now := time.Time{}
	fmt.Print(suggestionBox(&now).Describe().Mermaid("en"))
	// Output:
	// stateDiagram-v2
	//     left: left
	//     answered: answered
	//     [*] --> left: Leave
	//     left --> answered: Answer
	//     answered --> [*]
}

// A history shows any tampering, and rebuilds every version.
func ExampleVerify() {
	first := governance.Entry{Ref: governance.Ref{Kind: "suggestion"}, Version: 1, Verb: "leave", Changes: []governance.Field{{Name: "phase", Value: []byte(`"left"`)}}}
	second := governance.Entry{Ref: first.Ref, Version: 2, Verb: "answer", Changes: []governance.Field{{Name: "phase", Value: []byte(`"answered"`)}}}
	head := second.Seal(first.Seal(governance.Digest{}))
	history := []governance.Entry{first, second}
	fmt.Println(governance.Verify(history, head))
	fmt.Printf("%s\n%s\n", governance.Rebuild(history[:1]), governance.Rebuild(history))
	history[0].Verb = "answer"
	fmt.Println(errors.Is(governance.Verify(history, head), governance.ErrTampered))
	// Output:
	// <nil>
	// {"phase":"left"}
	// {"phase":"answered"}
	// true
}

// Addresses stay true when units move: no town is stored, only "the town of
// that community".
func ExampleOf() {
	fmt.Println(governance.Of(orgtree.Town, "350205001001").Key())
	fmt.Println(governance.Unit("350205001001").Key(), governance.Person("ann").Key(), governance.Public.Key())
	// Output:
	// town@350205001001
	// 350205001001 person:ann public
}

// A district replaces the rows of its policy, for all categories or for one.
func ExampleLimits_With() {
	limits := suggestions().Policy.(governance.Limits)
	limits = limits.With("answer", "noise", governance.Period{N: 1, Unit: governance.WorkingDays})
	for _, category := range []string{"noise", "light"} {
		l, _ := limits.Limit("answer", category)
		fmt.Println(category, l.Period.Text().En)
	}
	// Output:
	// noise 1 working days
	// light 5 working days
}

// Time acts by itself: whoever runs an office sweeps it now and then.
func ExampleOffice_Sweep() {
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	in := suggestions()
	in.Table.Verbs = append(in.Table.Verbs, governance.StandardVerbs()...)
	in.Table.Rules = append(in.Table.Rules, governance.TimeRules[Suggestion]("suggestion", governance.Phases("left"))...)
	book, err := governance.NewBook(in)
	if err != nil {
		fmt.Println(err)
		return
	}
	office, err := governance.Assemble(governance.Ports{
		Ledger: memory.New(), Now: func() time.Time { return now }, Entropy: rand.NewChaCha8([32]byte{}), Directory: village{},
	}, book.Shelf)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	s, err := book.Do(ctx, governance.Request{Actor: governance.Actor{Account: "ann", Person: "ann"}, Command: Leave{Text: "楼道换灯"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	wake, _, _ := office.NextWake(ctx)
	fmt.Println(wake.Format("2006-01-02 15:04"))
	now = now.AddDate(0, 1, 0)
	n, err := office.Sweep(ctx)
	fmt.Println(n, err)
	history, err := book.History(ctx, governance.Actor{System: true}, s.ID, 1, 10)
	for _, e := range history {
		fmt.Println(e.AsOf.In(civil.Zone).Format("01-02 15:04"), e.Label.En, string(e.Body[len(e.Body)-1].Value))
	}
	fmt.Println(err)
	// Output:
	// 2024-10-09 16:06
	// 1 <nil>
	// 10-09 16:06 Warn "yellow"
	// 10-11 00:00 Warn "red"
	// <nil>
}
