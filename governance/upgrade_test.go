package governance_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// Early is the loan as schema 1 had it: its room was called site.
type Early struct {
	governance.Head
	Site    string   `json:"site" zh:"场所" en:"Site"`
	Ward    string   `json:"ward" zh:"社区" en:"Community"`
	Purpose string   `json:"purpose" zh:"用途" en:"Purpose" personal:"content"`
	Contact Borrower `json:"borrower" zh:"借用人" en:"Borrower"`
}

type askEarly struct {
	Site    string   `json:"site" zh:"场所" en:"Site"`
	Purpose string   `json:"purpose" zh:"用途" en:"Purpose" personal:"content"`
	Contact Borrower `json:"borrower" zh:"借用人" en:"Borrower"`
}

func (askEarly) Verb() string { return "ask" }

// earlyLoan writes a loan as the program did before the upgrade.
func earlyLoan(w *world) uuid.UUID {
	book, err := governance.NewBook(governance.Institution[Early]{
		Kind: "loan", Schema: 1,
		Policy: houseRules(),
		Table: governance.Table[Early]{
			Phases: []governance.PhaseLabel{{Phase: Asked, Label: label("已申请", "asked")}}, Verbs: []governance.VerbLabel{{Verb: "ask", Label: label("申请", "Ask")}},
			Rules: []governance.Rule[Early]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases(Asked), governance.ByAnyone[Early](), nil,
					func(e *Early, cmd askEarly, m *governance.Moment) {
						e.Site, e.Ward, e.Purpose, e.Contact, e.District, e.Subject = cmd.Site, string(harbour), cmd.Purpose, cmd.Contact, district, m.Actor.Person
						e.Start(m, "decide", "")
					}).As("loan.ask", "toy 1", "申请", "ask").Starting("decide"),
			},
		},
		Audience: func(_ *Early, to []governance.Address) []governance.Address {
			return append(to, governance.Unit(harbour))
		},
	})
	require.NoError(w, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(6), Directory: w.dir}, book.Shelf)
	require.NoError(w, err)
	e, err := book.Do(w.Context(), governance.Request{Actor: w.actor(ann), Command: askEarly{
		Site: string(towers), Purpose: "楼栋议事", Contact: Borrower{Name: "张三丰", Phone: "13812348000"}}})
	require.NoError(w, err)
	return e.ID
}

// A document of an earlier schema is upgraded when it is read, its personal
// values with it.
func TestUpgradeOnReading(t *testing.T) {
	w := newWorld(t)
	id := earlyLoan(w)
	l, err := w.loans.Get(t.Context(), w.actor(deng), id)
	require.NoError(t, err)
	assert.Equal(t, towers, l.Room)
	assert.Equal(t, "楼栋议事", l.Purpose)
	assert.Equal(t, Borrower{Name: "张三丰", Phone: "13812348000"}, l.Borrower)
	assert.Contains(t, string(w.stored(loanRef(id)).Document), `"site"`, "reading changes nothing")
}

// What an upgrade changes enters history with the next command: every version
// can still be rebuilt without running today's rules.
func TestUpgradeEntersHistory(t *testing.T) {
	w := newWorld(t)
	id := earlyLoan(w)
	before := w.entries(loanRef(id))
	w.do(deng, id, governance.Note{Text: "备注"})
	after := w.entries(loanRef(id))
	stored := w.stored(loanRef(id))
	same(t, stored.Document, governance.Rebuild(after), "the document is the sum of its history")
	assert.Equal(t, before[0].Digest, after[0].Digest, "the earlier entry is not touched")
	assert.Contains(t, string(governance.Rebuild(after[:1])), `"site"`, "the earlier version is as it was")
	assert.NotContains(t, string(stored.Document), `"site"`)
	require.NoError(t, w.loans.Verify(t.Context(), id))
	l := w.do(deng, id, governance.Note{Text: "又备注"})
	assert.Equal(t, "楼栋议事", l.Purpose, "personal values outlive the upgrade")
}

// An upgrade runs once, even if it leaves the schema number to the law.
func TestUpgradeRunsOnce(t *testing.T) {
	w := newWorld(t)
	id := earlyLoan(w)
	in := loanInstitution()
	runs := 0
	in.Upgrades = []governance.Upgrade{func(doc governance.Document) (governance.Document, error) {
		runs++
		return governance.Document(strings.Replace(string(doc), `"site":`, `"room":`, 1)), nil
	}}
	loans, err := governance.NewBook(in)
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(1), Directory: w.dir}, loans.Shelf)
	require.NoError(t, err)
	l, err := loans.Do(t.Context(), governance.Request{Actor: w.actor(deng), ID: id, Command: governance.Note{Text: "备注"}})
	require.NoError(t, err)
	assert.Equal(t, 2, l.Schema)
	assert.Equal(t, 1, runs)
	_, err = loans.Get(t.Context(), w.actor(deng), id)
	require.NoError(t, err)
	assert.Equal(t, 1, runs, "what was written is in the current form")
}

// An upgrade that fails, or damage in the store, is an error and no panic.
func TestUnreadableDocument(t *testing.T) {
	w := newWorld(t)
	id := earlyLoan(w)
	in := loanInstitution()
	in.Upgrades = []governance.Upgrade{func(governance.Document) (governance.Document, error) { return nil, assert.AnError }}
	loans, err := governance.NewBook(in)
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(1), Directory: w.dir}, loans.Shelf)
	require.NoError(t, err)
	_, err = loans.Get(t.Context(), w.actor(deng), id)
	require.ErrorIs(t, err, assert.AnError)
	_, _, err = loans.List(t.Context(), w.actor(deng), governance.Query{})
	require.ErrorIs(t, err, assert.AnError)
	for _, damage := range []governance.Upgrade{
		func(governance.Document) (governance.Document, error) { return governance.Document(`{"schema":2`), nil },
		func(governance.Document) (governance.Document, error) {
			return governance.Document(`{"schema":2,"room":7}`), nil
		},
	} {
		in.Upgrades = []governance.Upgrade{damage}
		loans, err := governance.NewBook(in)
		require.NoError(t, err)
		_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(1), Directory: w.dir}, loans.Shelf)
		require.NoError(t, err)
		_, err = loans.Get(t.Context(), w.actor(deng), id)
		require.Error(t, err)
	}
}
