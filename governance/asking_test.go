package governance_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Stocktaking is an institution whose decisions look at the records of
// another: how many keys are out at a place.
type Stocktaking struct {
	governance.Head
	Place orgtree.Code `json:"place" zh:"地点" en:"Place"`
	Out   int          `json:"out" zh:"借出" en:"Out"`
}

type takeStock struct {
	Place orgtree.Code `json:"place" zh:"地点" en:"Place"`
}

func (takeStock) Verb() string { return "take-stock" }

// recount follows from the clock, or from nothing: it is given to one that is there.
type recount struct{}

func (recount) Verb() string { return "recount" }

func (s *Stocktaking) wants(cmd takeStock, _ *governance.Moment) roomsAsked {
	return roomsAsked{Unit: cmd.Place}
}

func (s *Stocktaking) wantsAgain(recount, *governance.Moment) roomsAsked {
	return roomsAsked{Unit: s.Place}
}

// canCount refuses when nothing is out; not asked, it does not judge.
func canCount[C governance.Command](_ *Stocktaking, _ C, m *governance.Moment) error {
	if rooms, ok := governance.Answered[[]orgtree.Code](m, "loan", "rooms"); ok && len(rooms) == 0 {
		return governance.Refuse("没有借出的钥匙", "no key is out")
	}
	return nil
}

func (s *Stocktaking) take(cmd takeStock, m *governance.Moment) {
	s.Place = cmd.Place
	s.recount(recount{}, m)
	s.Schedule(m.Now().AddDate(0, 0, 1), "recount")
}

func (s *Stocktaking) recount(_ recount, m *governance.Moment) {
	rooms, _ := governance.Answered[[]orgtree.Code](m, "loan", "rooms")
	s.Out = len(rooms)
}

func stocktaking(question string) governance.Institution[Stocktaking] {
	anyone, phases := governance.ByAnyone[Stocktaking]().Or(governance.BySystem[Stocktaking]()), governance.Phases("taken")
	return governance.Institution[Stocktaking]{
		Kind: "stocktaking", Schema: 1,
		Audience: func(_ *Stocktaking, to []governance.Address) []governance.Address {
			return append(to, governance.Public)
		},
		Table: governance.Table[Stocktaking]{
			Phases: []governance.PhaseLabel{{Phase: "taken", Label: label("已盘点", "taken")}},
			Verbs:  []governance.VerbLabel{{Verb: "take-stock", Label: label("盘点", "Take stock")}, {Verb: "recount", Label: label("复盘", "Recount")}},
			Rules: []governance.Rule[Stocktaking]{
				governance.Asking(governance.On(governance.Phases(governance.Unopened), phases, anyone, canCount[takeStock], (*Stocktaking).take).
					As("stock.take", "toy", "盘点借出的钥匙", "keys that are out are counted"), "loan", question, (*Stocktaking).wants),
				governance.Asking(governance.On(phases, nil, anyone, canCount[recount], (*Stocktaking).recount).
					As("stock.recount", "toy", "复盘", "counted again"), "loan", question, (*Stocktaking).wantsAgain),
			},
		},
	}
}

// stocktakers are the toy district with stocktaking, and loans that answer only
// decisions which rooms are out.
type stocktakers struct {
	*world
	book *governance.Book[Stocktaking]
}

func newStocktakers(t testing.TB) *stocktakers {
	s := &stocktakers{world: newWorld(t)}
	loan := loanInstitution()
	loan.Asks = []governance.Question{askRooms().ToDecisions()}
	var err error
	s.loans, err = governance.NewBook(loan)
	require.NoError(t, err)
	s.book, err = governance.NewBook(stocktaking("rooms"))
	require.NoError(t, err)
	tags, err := governance.NewBook(tagInstitution())
	require.NoError(t, err)
	s.office, err = governance.Assemble(governance.Ports{
		Ledger: s.ledger, Now: s.clock, Entropy: chance(2), Directory: s.dir, Calendar: s.calendar,
	}, s.loans.Shelf, s.book.Shelf, tags.Shelf)
	require.NoError(t, err)
	return s
}

func (s *stocktakers) give(person string, id uuid.UUID, cmd governance.Command) (*Stocktaking, error) {
	return s.book.Do(s.Context(), governance.Request{Actor: s.actor(person), ID: id, Command: cmd})
}

// A row that asks decides upon what is answered, by all records and not only
// those that the actor may see; both halves of the row look at it.
func TestARowHasItsQuestionsAnswered(t *testing.T) {
	s := newStocktakers(t)
	_, err := s.give(bo, uuid.Nil, takeStock{Place: towers})
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused, "nothing is out yet")
	s.lent(ann, "1")
	s.lent(ann, "2")
	taken, err := s.give(bo, uuid.Nil, takeStock{Place: towers})
	require.NoError(t, err)
	assert.Equal(t, 2, taken.Out)
	s.lent(ann, "3")
	again, err := s.give(bo, taken.ID, recount{})
	require.NoError(t, err)
	assert.Equal(t, 3, again.Out)
}

// Time's commands have their questions answered too.
func TestTimeHasItsQuestionsAnswered(t *testing.T) {
	s := newStocktakers(t)
	s.lent(ann, "1")
	taken, err := s.give(bo, uuid.Nil, takeStock{Place: towers})
	require.NoError(t, err)
	s.lent(ann, "2")
	s.at(s.clock().AddDate(0, 0, 2))
	_, err = s.office.Sweep(t.Context())
	require.NoError(t, err)
	now, err := s.book.Get(t.Context(), s.actor(bo), taken.ID)
	require.NoError(t, err)
	assert.Equal(t, 2, now.Out)
}

// What may be done next is told without asking, and what decisions ask is
// nobody else's question.
func TestQuestionsOfDecisionsAreNobodyElses(t *testing.T) {
	s := newStocktakers(t)
	s.lent(ann, "1")
	taken, err := s.give(bo, uuid.Nil, takeStock{Place: towers})
	require.NoError(t, err)
	view, err := s.book.Shelf.Get(t.Context(), s.actor(bo), taken.ID)
	require.NoError(t, err)
	require.Len(t, view.Actions(), 1)
	for _, q := range s.loans.Describe().Asks {
		assert.NotEqual(t, "rooms", q.Name)
	}
	_, err = s.loans.Ask(t.Context(), s.actor(zhong), "rooms", &roomsAsked{})
	var missing *governance.NotFoundError
	assert.ErrorAs(t, err, &missing)
	_, there := s.loans.NewParams("rooms")
	assert.False(t, there)
	assert.Equal(t, "loan", s.book.Describe().Rules[0].Asks[0].Kind)
}

// An institution that asks what nobody assembled answers is found out at once.
func TestAssembleNamesQuestionsNobodyAnswers(t *testing.T) {
	s := newStocktakers(t)
	assemble := func(question string, with ...*governance.Shelf) error {
		book, err := governance.NewBook(stocktaking(question))
		require.NoError(t, err)
		_, err = governance.Assemble(governance.Ports{Ledger: s.ledger, Now: s.clock, Entropy: chance(3), Directory: s.dir}, append(with, book.Shelf)...)
		return err
	}
	loans := func(asks ...governance.Question) *governance.Shelf {
		loan := loanInstitution()
		loan.Asks = asks
		book, err := governance.NewBook(loan)
		require.NoError(t, err)
		return book.Shelf
	}
	for why, err := range map[string]error{
		"no such institution": assemble("rooms"),
		"no such question":    assemble("doors", loans(askRooms())),
		"other parameters":    assemble("figures", loans(askRooms())),
	} {
		require.Error(t, err, why)
		assert.Contains(t, err.Error(), "stock.take", why)
		assert.Contains(t, err.Error(), "stock.recount", why)
	}
	require.NoError(t, assemble("rooms", loans(askRooms())))
}

// Who runs a lifecycle without a book gives the answers; renewing a moment
// takes them back.
func TestAnswersOfAMoment(t *testing.T) {
	l, err := governance.NewLifecycle(stocktaking("rooms").Table)
	require.NoError(t, err)
	m := anybody()
	m.Give("loan", "rooms", []orgtree.Code{towers, hill})
	s := new(Stocktaking)
	require.NoError(t, l.Apply(s, takeStock{Place: towers}, m))
	assert.Equal(t, 2, s.Out)
	_, ok := governance.Answered[int](m, "loan", "rooms")
	assert.False(t, ok, "an answer of another type is none")
	m.Renew()
	_, ok = governance.Answered[[]orgtree.Code](m, "loan", "rooms")
	assert.False(t, ok)
}

// keysOut asks for one stocktaking and what its place has out by now.
type keysOut struct {
	ID uuid.UUID `json:"id" zh:"盘点" en:"Stocktaking" rule:"required"`
}

// A question may look at one record, as far as the asker may see it, and have a
// question of another institution answered upon all records.
func TestAQuestionAsksAnother(t *testing.T) {
	s := newStocktakers(t)
	in := stocktaking("rooms")
	in.Audience = nil // nobody sees one but the system
	in.Asks = []governance.Question{
		governance.Ask("out", func(ctx context.Context, r *governance.Reader, p keysOut) (int, error) {
			one, err := r.Get(ctx, p.ID)
			if err != nil {
				return 0, err
			}
			rooms, err := governance.Inquire[roomsAsked, []orgtree.Code](ctx, r, "loan", "rooms", roomsAsked{Unit: one.(*Stocktaking).Place})
			return len(rooms), err
		}).As("toy", label("借出", "out"), label("借出数", "how many are out")),
		governance.Ask("wrong", func(ctx context.Context, r *governance.Reader, _ struct{}) (int, error) {
			return governance.Inquire[keysOut, int](ctx, r, "loan", "rooms", keysOut{})
		}).As("toy", label("错", "wrong"), label("错", "asks with other parameters")),
		governance.Ask("amiss", func(ctx context.Context, r *governance.Reader, _ struct{}) (int, error) {
			return governance.Inquire[roomsAsked, int](ctx, r, "loan", "rooms", roomsAsked{})
		}).As("toy", label("错", "amiss"), label("错", "takes the answer for another")),
	}
	var err error
	s.book, err = governance.NewBook(in)
	require.NoError(t, err)
	loan := loanInstitution()
	loan.Asks = []governance.Question{askRooms().ToDecisions()}
	loans, err := governance.NewBook(loan)
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: s.ledger, Now: s.clock, Entropy: chance(4), Directory: s.dir, Calendar: s.calendar}, loans.Shelf, s.book.Shelf)
	require.NoError(t, err)
	s.lent(ann, "1")
	system := governance.Actor{System: true}
	taken, err := s.book.Do(t.Context(), governance.Request{Actor: system, Command: takeStock{Place: towers}})
	require.NoError(t, err)
	s.lent(ann, "2")
	got, err := s.book.Ask(t.Context(), system, "out", &keysOut{taken.ID})
	require.NoError(t, err)
	assert.Equal(t, 2, got)
	var missing *governance.NotFoundError
	_, err = s.book.Ask(t.Context(), s.actor(bo), "out", &keysOut{taken.ID})
	assert.ErrorAs(t, err, &missing, "what may not be seen is not there")
	_, err = s.book.Ask(t.Context(), system, "out", &keysOut{uuid.UUID{1}})
	assert.ErrorAs(t, err, &missing)
	for _, bug := range []string{"wrong", "amiss"} {
		var defect *governance.Defect
		_, err = s.book.Ask(t.Context(), system, bug, &struct{}{})
		assert.ErrorAs(t, err, &defect, bug)
	}
}

// An official document shows identity as the answer does: masked, until it is
// revealed to the reader.
func TestADocumentMasksIdentity(t *testing.T) {
	w := newWorld(t)
	in := loanInstitution()
	in.Page = func(l *Loan, tree *orgtree.Tree) string {
		return "# " + tree.Name(l.Room) + " " + l.Borrower.Name + " " + l.Borrower.Kin.Name + " " + l.ID.String()
	}
	var err error
	w.loans, err = governance.NewBook(in)
	require.NoError(t, err)
	tags, err := governance.NewBook(tagInstitution())
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(5), Directory: w.dir, Calendar: w.calendar}, w.loans.Shelf, tags.Shelf)
	require.NoError(t, err)
	id := w.ask(ann).ID
	page := func(person string) string {
		view, err := w.loans.Shelf.Get(t.Context(), w.actor(person), id)
		require.NoError(t, err)
		text, err := view.Page()
		require.NoError(t, err)
		return text
	}
	name := w.tree().Name(towers)
	assert.Equal(t, "# "+name+" 张** 李* "+id.String(), page(deng))
	w.do(deng, id, governance.RevealIdentity{Reason: "核对"})
	assert.Equal(t, "# "+name+" 张三丰 李四 "+id.String(), page(deng))
	assert.True(t, w.loans.Describe().Page)
}

// tidy is a command whose row asks twice, and the second time for what the first
// answer says.
type tidy struct{}

func (tidy) Verb() string { return "tidy" }

// Questions are asked in the order of the row, a later one with the answers to
// those before it; what goes wrong in one refuses the command, and nothing is kept.
func TestQuestionsFollowOneAnother(t *testing.T) {
	s := newStocktakers(t)
	asked := []orgtree.Code{}
	broken := false
	loan := loanInstitution()
	loan.Asks = []governance.Question{
		askRooms().ToDecisions(),
		governance.Ask("places", func(_ context.Context, _ *governance.Reader, p roomsAsked) (orgtree.Code, error) {
			asked = append(asked, p.Unit)
			if broken {
				return "", assert.AnError
			}
			return towers, nil
		}).As("toy", label("地点", "places"), label("该看哪里", "where to look")).ToDecisions(),
	}
	loans, err := governance.NewBook(loan)
	require.NoError(t, err)
	in := stocktaking("rooms")
	in.Table.Verbs = append(in.Table.Verbs, governance.VerbLabel{Verb: "tidy", Label: label("清点", "Tidy")})
	row := governance.On(governance.Phases(governance.Unopened), governance.Phases("taken"), governance.ByAnyone[Stocktaking](), canCount[tidy],
		func(s *Stocktaking, _ tidy, m *governance.Moment) {
			s.Place, _ = governance.Answered[orgtree.Code](m, "loan", "places")
			s.recount(recount{}, m)
		}).As("stock.tidy", "toy", "清点", "tidied")
	row = governance.Asking(row, "loan", "places", func(*Stocktaking, tidy, *governance.Moment) roomsAsked { return roomsAsked{Unit: hill} })
	row = governance.Asking(row, "loan", "rooms", func(_ *Stocktaking, _ tidy, m *governance.Moment) roomsAsked {
		place, _ := governance.Answered[orgtree.Code](m, "loan", "places")
		return roomsAsked{Unit: place}
	})
	in.Table.Rules = append(in.Table.Rules, row)
	book, err := governance.NewBook(in)
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: s.ledger, Now: s.clock, Entropy: chance(6), Directory: s.dir, Calendar: s.calendar}, loans.Shelf, book.Shelf)
	require.NoError(t, err)
	s.lent(ann, "1")
	done, err := book.Do(t.Context(), governance.Request{Actor: s.actor(bo), Command: tidy{}})
	require.NoError(t, err)
	assert.Equal(t, towers, done.Place)
	assert.Equal(t, 1, done.Out)
	assert.Equal(t, []orgtree.Code{hill}, asked)
	broken = true
	before := s.feed()
	_, err = book.Do(t.Context(), governance.Request{Actor: s.actor(bo), Command: tidy{}})
	require.ErrorIs(t, err, assert.AnError)
	assert.Equal(t, before, s.feed(), "nothing is kept")
	assert.Len(t, done.Deadlines, 0)
}
