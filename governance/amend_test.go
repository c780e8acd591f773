package governance_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// A Card is a record whose personal values change: what was kept, what is kept
// anew and what history shows of either.
type Card struct {
	governance.Head
	Note  string   `json:"note,omitempty" zh:"备注" en:"Note" personal:"content"`
	Owner Borrower `json:"owner" zh:"持卡人" en:"Owner"`
}

type (
	issue struct {
		Note  string   `json:"note,omitempty" zh:"备注" en:"Note" personal:"content"`
		Owner Borrower `json:"owner" zh:"持卡人" en:"Owner"`
	}
	correct struct {
		Note  *string   `json:"note,omitempty" zh:"备注" en:"Note" personal:"content"`
		Owner *Borrower `json:"owner,omitempty" zh:"持卡人" en:"Owner"`
		Wipe  bool      `json:"wipe,omitempty" zh:"随即删除" en:"Erase at once"`
	}
)

func (issue) Verb() string   { return "issue" }
func (correct) Verb() string { return "correct" }

// cards is a world with a book of cards.
type cards struct {
	*world
	book *governance.Book[Card]
}

func newCards(t testing.TB) *cards {
	valid := governance.Phases("valid")
	book, err := governance.NewBook(governance.Institution[Card]{
		Kind: "card", Schema: 1, Public: true,
		Audience: func(_ *Card, to []governance.Address) []governance.Address { return append(to, governance.Public) },
		File:     func(c *Card, h *governance.Header) { h.Title = c.Note },
		Table: governance.Table[Card]{
			Phases: []governance.PhaseLabel{{Phase: "valid", Label: label("有效", "valid")}},
			Verbs:  append([]governance.VerbLabel{{Verb: "issue", Label: label("发", "Issue")}, {Verb: "correct", Label: label("更正", "Correct")}}, governance.StandardVerbs()...),
			Rules: append([]governance.Rule[Card]{
				governance.On(governance.Phases(governance.Unopened), valid, governance.ByAnyone[Card](), nil,
					func(c *Card, cmd issue, _ *governance.Moment) { c.Note, c.Owner = cmd.Note, cmd.Owner }).As("card.issue", "toy", "发卡", "issued"),
				governance.On(valid, nil, governance.ByAnyone[Card](), nil, func(c *Card, cmd correct, m *governance.Moment) {
					if cmd.Note != nil {
						c.Note = *cmd.Note
					}
					if cmd.Owner != nil {
						c.Owner = *cmd.Owner
					}
					if cmd.Wipe {
						m.Send(m.Ref, governance.Erase{Reason: "随即"})
					}
				}).As("card.correct", "toy", "更正", "corrected"),
			}, governance.RecordRules("card", valid, governance.ByAnyone[Card](), governance.ByAnyone[Card](), governance.ByAnyone[Card]().Or(governance.ByConsequence[Card]()))...),
		},
	})
	require.NoError(t, err)
	c := &cards{newWorld(t), book}
	_, err = governance.Assemble(governance.Ports{Ledger: c.ledger, Now: c.clock, Entropy: chance(1), Directory: c.dir}, book.Shelf)
	require.NoError(t, err)
	return c
}

func (c *cards) give(id uuid.UUID, cmd governance.Command) *Card {
	c.Helper()
	card, err := c.book.Do(c.Context(), governance.Request{Actor: c.actor(ann), ID: id, Command: cmd})
	require.NoError(c, err)
	return card
}

func cardRef(id uuid.UUID) governance.Ref { return governance.Ref{Kind: "card", ID: id} }

// seals are the digests that stand in the document, by field.
func (c *cards) seals(id uuid.UUID) map[string]string {
	out := map[string]string{}
	fields, err := c.stored(cardRef(id)).Document.Split()
	require.NoError(c, err)
	for _, f := range fields {
		if f.Name != "owner" {
			out[f.Name] = string(f.Value)
			continue
		}
		inner, err := governance.Document(f.Value).Split()
		require.NoError(c, err)
		for _, in := range inner {
			out["owner."+in.Name] = string(in.Value)
		}
	}
	return out
}

// A changed value is sealed anew, the unchanged ones beside it keep their seals,
// and what is kept now is the new value.
func TestChangedValueIsSealedAnew(t *testing.T) {
	c := newCards(t)
	id := c.give(uuid.Nil, issue{Note: "原备注", Owner: Borrower{Name: "张三", Phone: "13800000001"}}).ID
	before := c.seals(id)
	card := c.give(id, correct{Owner: &Borrower{Name: "张三", Phone: "13900000002"}})
	after := c.seals(id)
	assert.Equal(t, "13900000002", card.Owner.Phone)
	assert.Equal(t, before["note"], after["note"])
	assert.Equal(t, before["owner.name"], after["owner.name"])
	assert.NotEqual(t, before["owner.phone"], after["owner.phone"])
	kept := map[string]string{}
	for _, p := range c.stored(cardRef(id)).Personal {
		kept[p.Field] = string(p.Value)
	}
	assert.Equal(t, map[string]string{"note": `"原备注"`, "owner.name": `"张三"`, "owner.phone": `"13900000002"`}, kept)
	c.give(id, correct{Owner: &Borrower{Name: "张三", Phone: "13800000001"}})
	assert.NotEqual(t, before["owner.phone"], c.seals(id)["owner.phone"], "the same value again has another salt")
	require.NoError(t, c.book.Verify(t.Context(), id))
}

// History shows each value where it was written, until all are erased.
func TestHistoryOfAChangedValue(t *testing.T) {
	c := newCards(t)
	id := c.give(uuid.Nil, issue{Note: "甲", Owner: Borrower{Name: "张三"}}).ID
	c.give(id, correct{Note: text("乙")})
	c.give(id, correct{Note: text("")})
	c.give(id, correct{Note: text("丙")})
	shown := func() (out []string) {
		history, err := c.book.History(t.Context(), c.actor(bo), id, 0, 10)
		require.NoError(t, err)
		for _, e := range history {
			said := ""
			for _, f := range e.Changes {
				if f.Name == "note" {
					said += string(f.Value)
					if f.Value == nil {
						said += "removed"
					}
				}
			}
			out = append(out, said)
		}
		return out
	}
	assert.Equal(t, []string{`"甲"`, `"乙"`, "removed", `"丙"`}, shown())
	require.NoError(t, c.book.Verify(t.Context(), id))
	card := c.give(id, governance.Erase{Reason: "要求"})
	assert.Empty(t, card.Note+card.Owner.Name)
	assert.Equal(t, []string{"", "", "removed", "", "removed"}, shown())
	require.NoError(t, c.book.Verify(t.Context(), id))
	card = c.give(id, correct{Note: text("丁")})
	assert.Equal(t, "丁", card.Note, "what is written after an erasure is kept")
	page, err := c.ledger.Find(t.Context(), governance.Query{Kind: "card", Text: "丁"})
	require.NoError(t, err)
	assert.Empty(t, page.Items, "but a record once erased is not found by its title any more")
	require.NoError(t, c.book.Verify(t.Context(), id))
}

// A value given in the command, though not in the record, is personal as well,
// and its change of the record is not told twice.
func TestPersonalBodies(t *testing.T) {
	c := newCards(t)
	id := c.give(uuid.Nil, issue{Note: "甲", Owner: Borrower{Name: "张三"}}).ID
	c.give(id, correct{Note: text("乙")})
	entries := c.entries(cardRef(id))
	assert.Empty(t, entries[1].Body, "the note stands among the changes")
	c.give(id, correct{Note: text("乙")})
	entries = c.entries(cardRef(id))
	assert.Empty(t, entries[2].Changes)
	require.Len(t, entries[2].Body, 1, "said again, it changed nothing: so it is the command's own")
	assert.Contains(t, string(entries[2].Body[0].Value), "sealed:")
	require.Len(t, entries[2].Personal, 1)
	assert.Equal(t, "~note", entries[2].Personal[0].Field)
	assert.True(t, entries[2].Personal[0].InBody())
	history, err := c.book.History(t.Context(), c.actor(bo), id, 2, 1)
	require.NoError(t, err)
	assert.Equal(t, `"乙"`, string(history[0].Body[0].Value))
}

// What is sealed and erased within one commit is not kept either.
func TestErasedInTheSameCommit(t *testing.T) {
	c := newCards(t)
	id := c.give(uuid.Nil, issue{Note: "甲", Owner: Borrower{Name: "张三"}}).ID
	card := c.give(id, correct{Note: text("乙"), Wipe: true})
	assert.True(t, card.Erased)
	assert.Empty(t, card.Note)
	entries := c.entries(cardRef(id))
	require.Len(t, entries, 3)
	for _, e := range entries[:2] { // the third says why it was erased
		assert.Empty(t, e.Personal, "entry %d", e.Version)
	}
	assert.Empty(t, c.stored(cardRef(id)).Personal)
	require.NoError(t, c.book.Verify(t.Context(), id))
}
