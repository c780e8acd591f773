package governance_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// secrets are all the personal values of asking, and of what is said later.
var secrets = []string{"张三丰", "13812348000", "350205199001011234", "李四", "楼栋议事", "八人左右", "锁坏了", "电话里说的"}

// fullLife is a loan with personal data in every place there is: fields, nested
// fields, bodies of commands.
func fullLife(w *world) uuid.UUID {
	id := w.lent(ann, "7").ID
	w.do(deng, id, governance.Note{Text: "电话里说的"})
	w.do(deng, id, governance.RevealIdentity{Reason: "锁坏了"})
	w.do(deng, id, governance.Attach{Files: []uuid.UUID{{1}, {2}, {1}}})
	return id
}

// "Personal data stands apart from history, from the first day": neither
// document nor feed nor entries hold a single personal value.
func TestPersonalDataStandsApart(t *testing.T) {
	w := newWorld(t)
	id := fullLife(w)
	stored := w.stored(loanRef(id))
	for _, secret := range secrets {
		assert.NotContains(t, string(stored.Document), secret)
		assert.NotContains(t, w.feedAfter(0), secret)
		for _, e := range w.entries(loanRef(id)) {
			assert.NotContains(t, spelled(e.Body, e.Changes)+e.By.Account, secret)
		}
	}
	fields := map[string]string{}
	for _, p := range stored.Personal {
		fields[p.Field] = string(p.Value)
		assert.Len(t, p.Salt, governance.SaltSize)
	}
	assert.Equal(t, map[string]string{
		"purpose": `"楼栋议事"`, "borrower.name": `"张三丰"`, "borrower.phone": `"13812348000"`, "borrower.card": `"350205199001011234"`,
		"borrower.kin.name": `"李四"`, "files": `["01000000-0000-0000-0000-000000000000","02000000-0000-0000-0000-000000000000"]`,
	}, fields)
}

// A value that has not changed keeps its seal: history shows who changed what,
// and a new salt for the same value would tell a change that was none.
func TestUnchangedValueKeepsItsSeal(t *testing.T) {
	w := newWorld(t)
	id := w.ask(ann).ID
	seal := func() string {
		fields, err := w.stored(loanRef(id)).Document.Split()
		require.NoError(t, err)
		for _, f := range fields {
			if f.Name == "purpose" || f.Name == "borrower" {
				return string(f.Value)
			}
		}
		return ""
	}
	before := seal()
	require.Contains(t, before, "sealed:")
	w.do(deng, id, Lend{Key: "7"})
	assert.Equal(t, before, seal())
	other := w.ask(ann).ID
	id = other
	assert.NotEqual(t, before, seal(), "the same value elsewhere has another salt, so nobody can compare them")
}

// "Erasing data and salt leaves the chain valid and every other fact in place."
func TestErasing(t *testing.T) {
	w := newWorld(t)
	id := fullLife(w)
	before := w.entries(loanRef(id))
	keyed, err := w.keyed(ann, "k", id, governance.Note{Text: "要求删除"}, 1)
	require.NoError(t, err)
	require.NotEmpty(t, keyed.Answer)
	l := w.do(zhong, id, governance.Erase{Reason: "依法"})
	assert.True(t, l.Erased)
	assert.Empty(t, l.Purpose+l.Borrower.Name+l.Borrower.Kin.Name)
	assert.Equal(t, "邻居", l.Borrower.Kin.Note, "what is not personal stays")
	assert.Equal(t, "7", l.Key)
	after := w.entries(loanRef(id))
	for i := range before {
		assert.Equal(t, before[i].Digest, after[i].Digest)
		assert.Empty(t, after[i].Personal, "nothing of it is kept")
	}
	require.NoError(t, w.loans.Verify(t.Context(), id))
	stored := w.stored(loanRef(id))
	assert.Empty(t, stored.Personal)
	same(t, stored.Document, governance.Rebuild(after), "rebuilt")
	for _, person := range []string{ann, deng, zhong} {
		history, err := w.loans.History(t.Context(), w.actor(person), id, 0, 100)
		require.NoError(t, err)
		view, err := w.loans.Shelf.Get(t.Context(), w.actor(person), id)
		require.NoError(t, err)
		shown, err := view.JSON("zh")
		require.NoError(t, err)
		for _, secret := range secrets {
			assert.NotContains(t, told(history)+string(shown), secret)
		}
	}
	views, _, err := w.loans.List(t.Context(), w.actor(zhong), governance.Query{Text: "议事"})
	require.NoError(t, err)
	assert.Empty(t, views, "not even its title is found any more")
	w.do(deng, id, governance.Note{Text: "删后备注"})
	w.do(ann, id, Return{Damaged: true})
	require.NoError(t, w.loans.Verify(t.Context(), id), "its life goes on")
}

// Identity is masked for those who may see the record, and shown to the person
// concerned and to whom it was revealed, for a day.
func TestRevealing(t *testing.T) {
	w := newWorld(t)
	id := w.ask(ann).ID
	sees := func(person string) bool {
		view, err := w.loans.Shelf.Get(t.Context(), w.actor(person), id)
		require.NoError(t, err)
		raw, err := view.JSON("zh")
		require.NoError(t, err)
		history, err := w.loans.History(t.Context(), w.actor(person), id, 0, 100)
		require.NoError(t, err)
		plain := strings.Contains(string(raw), "13812348000")
		require.Equal(t, plain, strings.Contains(told(history), "张三丰"), "history follows the same rule")
		require.Equal(t, plain, !strings.Contains(string(raw), "138****8000"))
		return plain
	}
	assert.Equal(t, []bool{true, false, false, false}, []bool{sees(ann), sees(deng), sees(tang), sees(zhong)})
	w.do(deng, id, governance.RevealIdentity{Reason: "核对"})
	assert.Equal(t, []bool{true, true, false, false}, []bool{sees(ann), sees(deng), sees(tang), sees(zhong)})
	w.at(w.clock().Add(24*time.Hour - time.Microsecond))
	assert.True(t, sees(deng))
	w.at(w.clock().Add(time.Microsecond))
	assert.False(t, sees(deng))
	last := w.entries(loanRef(id))
	assert.Equal(t, "reveal", last[1].Verb, "and it left an entry")
	for range 25 {
		w.do(deng, id, governance.RevealIdentity{Reason: "核对"})
	}
	l := w.do(tang, id, governance.RevealIdentity{Reason: "核对"})
	assert.Len(t, l.Revealed, 2, "one for each person")
}

// History shows the texts as long as they are kept, identity masked.
func TestHistoryShowsTextsAndMasksIdentity(t *testing.T) {
	w := newWorld(t)
	id := fullLife(w)
	history, err := w.loans.History(t.Context(), w.actor(tang), id, 0, 100)
	require.NoError(t, err)
	require.Len(t, history, 5)
	text := func(fields []governance.Field, name string) string {
		for _, f := range fields {
			if f.Name == name {
				return string(f.Value)
			}
		}
		return ""
	}
	assert.Equal(t, `"楼栋议事"`, text(history[0].Changes, "purpose"))
	assert.Equal(t, `"八人左右"`, text(history[0].Body, "remark"))
	assert.Contains(t, text(history[0].Changes, "borrower"), `"name":"张**"`)
	assert.NotContains(t, told(history), "13812348000")
	assert.Equal(t, `"电话里说的"`, text(history[2].Body, "text"))
	assert.Empty(t, history[0].By.Person, "a resident stays anonymous")
	assert.Equal(t, deng, history[1].By.Person)
	assert.Equal(t, "借出", history[1].Label.Zh)
	for _, e := range history {
		for _, hidden := range []string{"schema", "subject", "timers", "revealed"} {
			assert.Empty(t, text(e.Changes, hidden))
		}
	}
	rest, err := w.loans.History(t.Context(), w.actor(tang), id, 3, 1)
	require.NoError(t, err)
	require.Len(t, rest, 1)
	assert.EqualValues(t, 4, rest[0].Version)
	_, err = w.loans.History(t.Context(), w.actor(mei), id, 0, 100)
	require.Error(t, err)
}

// Masks: 张*, 138****8000, the last four of another number; a landline
// shows less, what is too short for that is hidden whole, what is no text is not shown at all.
func TestMasks(t *testing.T) {
	w := newWorld(t)
	shown := func(b Borrower) Borrower {
		a := asking()
		a.Borrower = b
		view, err := w.loans.Shelf.Get(t.Context(), w.actor(deng), w.do(ann, uuid.Nil, a).ID)
		require.NoError(t, err)
		raw, err := view.JSON("zh")
		require.NoError(t, err)
		var v struct{ Borrower Borrower }
		require.NoError(t, json.Unmarshal(raw, &v))
		return v.Borrower
	}
	for _, c := range []struct{ in, want Borrower }{
		{Borrower{Name: "张三"}, Borrower{Name: "张*"}}, {Borrower{Name: "张"}, Borrower{Name: "张*"}},
		{Borrower{Name: "欧阳小小"}, Borrower{Name: "欧***"}}, {Borrower{Name: `引"号\`}, Borrower{Name: "引***"}},
		{Borrower{Phone: "13812348000"}, Borrower{Phone: "138****8000"}}, {Borrower{Phone: "0592-6051234"}, Borrower{Phone: "059*****1234"}},
		{Borrower{Phone: "6051234"}, Borrower{Phone: "60***34"}}, {Borrower{Phone: "0592605123"}, Borrower{Phone: "05******23"}},
		{Borrower{Phone: "605123"}, Borrower{Phone: "******"}},
		{Borrower{Card: "350205199001011234"}, Borrower{Card: "**************1234"}}, {Borrower{Card: "1234567"}, Borrower{Card: "*******"}},
		{Borrower{Card: "12345678"}, Borrower{Card: "****5678"}}, {Borrower{Group: true}, Borrower{Group: true}},
		{Borrower{Kin: Kin{Name: "李四", Note: "邻居"}}, Borrower{Kin: Kin{Name: "李*", Note: "邻居"}}}, {Borrower{}, Borrower{}},
	} {
		assert.Equal(t, c.want, shown(c.in))
	}
}

// A Guest has identity in forms that are no text.
type Guest struct {
	governance.Head
	Age   int      `json:"age" zh:"年龄" en:"Age" personal:"identity"`
	Adult bool     `json:"adult" zh:"成年" en:"Adult" personal:"identity"`
	Names []string `json:"names" zh:"姓名" en:"Names" personal:"identity" mask:"name"`
	Whole Kin      `json:"whole" zh:"全部" en:"Whole" personal:"identity"`
}

type enter struct {
	Age   int      `json:"age" zh:"年龄" en:"Age" personal:"identity"`
	Names []string `json:"names" zh:"姓名" en:"Names" personal:"identity"`
}

func (enter) Verb() string { return "enter" }

// Identity that is no text is not shown in part either: nothing of it is.
func TestMaskOfWhatIsNoText(t *testing.T) {
	everyone := governance.Phases(governance.Unopened)
	book, err := governance.NewBook(governance.Institution[Guest]{
		Kind: "guest", Schema: 1, Public: true,
		Audience: func(_ *Guest, to []governance.Address) []governance.Address { return append(to, governance.Public) },
		Table: governance.Table[Guest]{
			Phases: []governance.PhaseLabel{{Phase: shut, Label: label("在", "in")}}, Verbs: []governance.VerbLabel{{Verb: "enter", Label: label("入", "Enter")}},
			Rules: []governance.Rule[Guest]{governance.On(everyone, governance.Phases(shut), governance.ByAnyone[Guest](), nil,
				func(g *Guest, cmd enter, _ *governance.Moment) {
					g.Age, g.Names, g.Adult, g.Whole = cmd.Age, cmd.Names, true, Kin{Name: "李四", Note: "邻居"}
				}).As("guest.enter", "toy", "入", "entered")},
		},
	})
	require.NoError(t, err)
	w := newWorld(t)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(1), Directory: w.dir}, book.Shelf)
	require.NoError(t, err)
	for _, age := range []int{7, 42, 123456} {
		g, err := book.Do(t.Context(), governance.Request{Actor: w.actor(ann), Command: enter{Age: age, Names: []string{"王五"}}})
		require.NoError(t, err)
		view, err := book.Shelf.Get(t.Context(), governance.Actor{}, g.ID)
		require.NoError(t, err)
		raw, err := view.JSON("zh")
		require.NoError(t, err)
		require.True(t, json.Valid(raw), "%s", raw)
		var v map[string]any
		require.NoError(t, json.Unmarshal(raw, &v))
		assert.Nil(t, v["age"])
		assert.Nil(t, v["adult"])
		for _, secret := range []string{"王五", "李四", `"age":4`, "123456"} {
			assert.NotContains(t, string(raw), secret)
		}
	}
}

// A value that was once sealed and is emptied leaves nothing behind but its
// digest in the old entry.
func TestEmptiedValue(t *testing.T) {
	w := newWorld(t)
	a := asking()
	a.Remark = ""
	l := w.do(ann, uuid.Nil, a)
	entries := w.entries(loanRef(l.ID))
	for _, f := range entries[0].Body {
		assert.NotEqual(t, "remark", f.Name, "what says nothing is not kept")
	}
	for _, p := range entries[0].Personal {
		assert.NotEqual(t, "~remark", p.Field)
	}
}

// spelled is everything that fields say, as text.
func spelled(fields ...[]governance.Field) string {
	var b strings.Builder
	for _, list := range fields {
		for _, f := range list {
			b.WriteString(f.Name + "=" + string(f.Value) + "\n")
		}
	}
	return b.String()
}

// told is everything that a history tells a reader.
func told(history []governance.EntryView) string {
	var b strings.Builder
	for _, e := range history {
		b.WriteString(spelled(e.Body, e.Changes) + e.By.Person + e.By.Account)
	}
	return b.String()
}
