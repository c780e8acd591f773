package notice_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/orgtree"
)

const (
	district  orgtree.Code = "350205"
	town      orgtree.Code = "350205001"
	community orgtree.Code = "350205001001"
	other     orgtree.Code = "350205001002"
	centre    orgtree.Code = "350205C00"
)

// An Errand is a toy whose end is published: all that may write on the board
// is another institution's decision.
type Errand struct {
	governance.Head
	Notice uuid.UUID `json:"notice,omitzero" zh:"公告" en:"Notice"`
}

type (
	run struct {
		Asked string       `json:"asked" zh:"反映" en:"Asked"`
		Where orgtree.Code `json:"where" zh:"社区" en:"Community"`
	}
	redo struct{}
)

func (run) Verb() string  { return "run" }
func (redo) Verb() string { return "redo" }

const done governance.Phase = "done"

func errands(t testing.TB) *governance.Book[Errand] {
	text := func(zh, en string) governance.Text { return governance.Text{Zh: zh, En: en} }
	book, err := governance.NewBook(governance.Institution[Errand]{
		Kind: "errand", Schema: 1, Public: true,
		Audience: func(_ *Errand, to []governance.Address) []governance.Address { return append(to, governance.Public) },
		Table: governance.Table[Errand]{
			Phases: []governance.PhaseLabel{{Phase: done, Label: text("办结", "done")}},
			Verbs:  []governance.VerbLabel{{Verb: "run", Label: text("办", "Run")}, {Verb: "redo", Label: text("重办", "Redo")}},
			Rules: []governance.Rule[Errand]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases(done), governance.ByAnyone[Errand](), nil,
					func(e *Errand, cmd run, m *governance.Moment) {
						e.Notice = m.Open(notice.Kind, notice.Post{
							Community: cmd.Where, Matter: m.Ref.ID, Serial: "350205-2024-0000007", Category: "light", Asked: cmd.Asked,
							Handlers: []orgtree.Code{town}, Outcome: "solved", Completed: m.Now(),
						}).ID
					}).As("errand.run", "toy", "办", "run"),
				governance.On(governance.Phases(done), nil, governance.ByAnyone[Errand](), nil, func(e *Errand, _ redo, m *governance.Moment) {
					m.Send(governance.Ref{Kind: notice.Kind, ID: e.Notice}, notice.Retract{Reason: "重新办理"})
				}).As("errand.redo", "toy", "重办", "redo"),
			},
		},
	})
	require.NoError(t, err)
	return book
}

// still is a directory of an organisation that never changes.
type still struct{ org *orgtree.Org }

func (s still) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	return s.org.On(day), nil, nil
}

// Refresh implements [governance.Directory].
func (still) Refresh(context.Context) error { return nil }

type board struct {
	testing.TB
	ledger  governance.Ledger
	errands *governance.Book[Errand]
	notices *governance.Book[notice.Notice]
}

func newBoard(t testing.TB) *board {
	from := civil.MustParse("2018-01-01")
	org := orgtree.New()
	for _, u := range []orgtree.Unit{
		{Code: district, Name: "海沧区", Kind: orgtree.District}, {Code: town, Name: "街道", Kind: orgtree.Town, Parent: district},
		{Code: community, Name: "社区", Kind: orgtree.Community, Parent: town}, {Code: other, Name: "邻社区", Kind: orgtree.Community, Parent: town},
		{Code: centre, Name: "中心", Kind: orgtree.Centre, Parent: district},
	} {
		next, err := org.Apply(orgtree.AddUnit{Unit: u, Day: from})
		require.NoError(t, err)
		org = next
	}
	b := &board{TB: t, ledger: memory.New(), errands: errands(t)}
	var err error
	b.notices, err = notice.New()
	require.NoError(t, err)
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	_, err = governance.Assemble(governance.Ports{
		Ledger: b.ledger, Now: func() time.Time { return now }, Entropy: rand.NewChaCha8([32]byte{1}), Directory: still{org},
	}, b.errands.Shelf, b.notices.Shelf)
	require.NoError(t, err)
	return b
}

func at(unit orgtree.Code, person string) governance.Actor {
	return governance.Actor{Account: person, Person: person, Posts: []orgtree.Post{{Unit: unit, Person: person, Kind: orgtree.CommunityWorker}}}
}

// post publishes one errand and returns its notice.
func (b *board) post() *notice.Notice {
	e, err := b.errands.Do(b.Context(), governance.Request{Actor: at(town, "tang"), Command: run{Asked: "路灯不亮", Where: community}})
	require.NoError(b, err)
	n, err := b.notices.Get(b.Context(), governance.Actor{}, e.Notice)
	require.NoError(b, err, "everyone may read it, without an account")
	return n
}

func (b *board) retract(actor governance.Actor, id uuid.UUID) error {
	_, err := b.notices.Do(b.Context(), governance.Request{Actor: actor, ID: id, Command: notice.Retract{Reason: "有误"}})
	return err
}

// "Published on the community's Party-affairs notice board: what was asked, who
// handled it, how it ended, when" [R].
func TestPost(t *testing.T) {
	b := newBoard(t)
	n := b.post()
	assert.Equal(t, notice.Posted, n.Phase)
	assert.Equal(t, []any{"路灯不亮", []orgtree.Code{town}, "solved", "light", "350205-2024-0000007", community, district},
		[]any{n.Asked, n.Handlers, n.Result, n.Category, n.About, n.Community, n.District})
	view, err := b.notices.Shelf.Get(t.Context(), governance.Actor{}, n.ID)
	require.NoError(t, err)
	raw, err := view.JSON("zh")
	require.NoError(t, err)
	var shown map[string]any
	require.NoError(t, json.Unmarshal(raw, &shown))
	assert.Equal(t, "公开中", shown["phaseLabel"])
	assert.Empty(t, shown["actions"], "a reader may do nothing")
	page, err := b.ledger.Find(t.Context(), governance.Query{Kind: notice.Kind, Unit: []string{string(community)}, Text: "路灯"})
	require.NoError(t, err)
	assert.Len(t, page.Items, 1)
}

// Nobody writes on the board directly, whatever their post.
func TestNobodyPostsDirectly(t *testing.T) {
	b := newBoard(t)
	post := notice.Post{Community: community, Asked: "甲"}
	for _, actor := range []governance.Actor{at(community, "deng"), at(centre, "zhong"), at(district, "ling"), {Account: "a", Person: "a"}, {System: true}} {
		_, err := b.notices.Do(t.Context(), governance.Request{Actor: actor, Command: post})
		var forbidden *governance.ForbiddenError
		require.ErrorAs(t, err, &forbidden)
		assert.Equal(t, "由关联事项引起", forbidden.Who[0].Zh)
	}
}

// A notice comes off when its matter is reopened, or by the community and the
// centre; then only they see it, and it stays in history.
func TestRetract(t *testing.T) {
	for person, may := range map[orgtree.Code]bool{community: true, centre: true, town: false, other: false, district: false} {
		b := newBoard(t)
		n := b.post()
		err := b.retract(at(person, "x"), n.ID)
		if !may {
			var forbidden *governance.ForbiddenError
			require.ErrorAs(t, err, &forbidden, person)
			continue
		}
		require.NoError(t, err, person)
		_, err = b.notices.Get(t.Context(), governance.Actor{}, n.ID)
		var missing *governance.NotFoundError
		require.ErrorAs(t, err, &missing)
		kept, err := b.notices.Get(t.Context(), at(community, "x"), n.ID)
		require.NoError(t, err)
		assert.Equal(t, notice.Retracted, kept.Phase)
		assert.False(t, kept.Closed.IsZero())
		require.Error(t, b.retract(at(community, "x"), n.ID), "once")
		require.NoError(t, b.notices.Verify(t.Context(), n.ID))
	}
	b := newBoard(t)
	e, err := b.errands.Do(t.Context(), governance.Request{Actor: at(town, "tang"), Command: run{Asked: "路灯", Where: community}})
	require.NoError(t, err)
	_, err = b.errands.Do(t.Context(), governance.Request{Actor: at(town, "tang"), ID: e.ID, Command: redo{}})
	require.NoError(t, err)
	_, err = b.notices.Get(t.Context(), governance.Actor{}, e.Notice)
	require.Error(t, err)
	require.Error(t, b.retract(governance.Actor{Account: "a", Person: "a"}, e.Notice))
}

// What a notice must say.
func TestPostIsChecked(t *testing.T) {
	book, err := notice.New()
	require.NoError(t, err)
	assert.EqualError(t, book.Check(notice.Post{}), "invalid: community required, asked required")
	assert.EqualError(t, book.Check(notice.Retract{}), "invalid: reason required")
	assert.NoError(t, book.Check(notice.Post{Community: community, Asked: "路灯"}))
	for _, c := range book.Describe().Commands {
		for _, f := range c.Fields {
			assert.NotEmpty(t, f.Label.Zh, f.Name)
		}
	}
}

// "No personal data": no field of a notice or of its commands is any.
func TestNoPersonalData(t *testing.T) {
	book, err := notice.New()
	require.NoError(t, err)
	for _, f := range book.Describe().Fields {
		if f.Name != "files" { // the head's, which a notice never has
			assert.Empty(t, f.Personal, f.Name)
		}
	}
	for _, verb := range []string{"post", "retract"} {
		for _, f := range book.Describe().Sheet(verb).Fields {
			assert.Empty(t, f.Personal, f.Name)
		}
	}
}
