package governance_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// FuzzCommand gives whatever decodes as a command to a loan, as an adapter
// would: it is admitted or refused by one of the closed kinds, never a panic,
// and what is refused leaves no trace.
func FuzzCommand(f *testing.F) {
	for _, seed := range []struct{ verb, body string }{
		{"ask", `{"room":"350205001001001","purpose":"楼栋议事","borrower":{"name":"张三"}}`}, {"ask", `{"room":"","purpose":"\u0000"}`},
		{"lend", `{"key":"7"}`}, {"return", `{"damaged":true}`}, {"hold", `{"days":5}`}, {"hold", `{"days":-9223372036854775808}`},
		{"renew", `{"days":9223372036854775807}`}, {"hand-on", `{"to":"01000000-0000-0000-0000-000000000000"}`}, {"warn", `{"deadline":"return","colour":"red"}`},
		{"attach", `{"files":["01000000-0000-0000-0000-000000000000"]}`}, {"note", `{"text":"\ud800"}`}, {"erase", `{"reason":"x"}`}, {"recompute", `{"moved":[{}]}`},
	} {
		f.Add(seed.verb, seed.body, byte(len(seed.body)))
	}
	w := newWorld(f)
	actors := []governance.Actor{w.actor(ann), w.actor(deng), w.actor(zhong), {System: true}, {}}
	f.Fuzz(func(t *testing.T, verb, body string, who byte) {
		w.TB = t
		into, ok := w.loans.Describe().Command(verb)
		if !ok || json.Unmarshal([]byte(body), into) != nil {
			return
		}
		cmd := reflect.ValueOf(into).Elem().Interface().(governance.Command)
		id := w.lentOrAsked(verb)
		before, feed := w.stored(loanRef(id)), w.feed()
		_, err := w.loans.Do(w.Context(), governance.Request{Actor: actors[int(who)%len(actors)], ID: id, Command: cmd})
		if err == nil {
			require.NoError(t, w.loans.Verify(w.Context(), id))
			return
		}
		var explained interface{ Explain() governance.Text }
		if !errors.As(err, &explained) {
			t.Fatalf("%s %s: %v", verb, body, err)
		}
		require.Equal(t, before, w.stored(loanRef(id)))
		require.Equal(t, feed, w.feed())
	})
}

// lentOrAsked is a fresh loan on which a verb may well be given.
func (w *world) lentOrAsked(verb string) uuid.UUID {
	id := w.ask(ann).ID
	if !slices.Contains([]string{"lend", "pass-up", "refuse", "inherit"}, verb) {
		w.do(deng, id, Lend{Key: id.String()[30:]})
	}
	return id
}

// A request without an id opens a record; with a verb that opens none there is
// no record it could be about, and what is open is not opened again.
func TestGivingToNobody(t *testing.T) {
	w := newWorld(t)
	feed := w.feed()
	for verb, cmd := range bodies(uuid.UUID{1}) {
		if verb == "ask" {
			continue
		}
		_, err := w.loans.Do(t.Context(), governance.Request{Actor: w.actor(deng), Command: cmd})
		var missing *governance.NotFoundError
		require.ErrorAs(t, err, &missing, verb)
	}
	assert.Equal(t, feed, w.feed())
	_, err := w.try(deng, w.ask(ann).ID, asking())
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused, "what is open is not opened again")
	assert.Equal(t, governance.Phases(governance.Unopened), refused.From)
}

// The record that a command returns is the one that is stored: decoding it anew
// gives the same.
func TestReturnedRecordIsTheStoredOne(t *testing.T) {
	w := newWorld(t)
	id := w.ask(ann).ID
	for _, step := range []struct {
		by  string
		cmd governance.Command
	}{{deng, Lend{Key: "7"}}, {deng, Hold{Days: 3}}, {deng, Resume{}}, {deng, Renew{Days: 2}}, {ann, Return{Damaged: true}}, {zhong, governance.Erase{Reason: "要求"}}, {deng, Check{}}} {
		given := w.do(step.by, id, step.cmd)
		kept, err := w.loans.Get(t.Context(), governance.Actor{System: true}, id)
		require.NoError(t, err)
		a, err := json.Marshal(given)
		require.NoError(t, err)
		b, err := json.Marshal(kept)
		require.NoError(t, err)
		assert.JSONEq(t, string(b), string(a), step.cmd.Verb())
		assert.Equal(t, [2]any{kept.Version, kept.Digest}, [2]any{given.Version, given.Digest})
	}
}

// What a command said that went into the record as it is, is not repeated in
// the entry's body; what did not, stands there.
func TestBodyDoesNotRepeatChanges(t *testing.T) {
	w := newWorld(t)
	id := w.ask(ann).ID
	entry := w.entries(loanRef(id))[0]
	var body, changes []string
	for _, f := range entry.Body {
		body = append(body, f.Name)
	}
	for _, f := range entry.Changes {
		changes = append(changes, f.Name)
	}
	assert.Equal(t, []string{"remark"}, body)
	assert.Subset(t, changes, []string{"room", "use", "purpose", "borrower", "phase", "serial", "opened"})
	w.do(deng, id, Lend{Key: "7"})
	assert.Empty(t, w.entries(loanRef(id))[1].Body, "the key stands among the changes")
	w.do(deng, id, Renew{Days: 2})
	assert.Equal(t, `2`, string(w.entries(loanRef(id))[2].Body[0].Value))
}

// The header's columns follow from the head and from what the institution
// files: lists, desks and figures rest on them.
func TestHeader(t *testing.T) {
	w := newWorld(t)
	id := w.ask(ann).ID
	find := func(q governance.Query) int {
		q.Kind = "loan"
		page, err := w.ledger.Find(t.Context(), q)
		require.NoError(t, err)
		return len(page.Items)
	}
	due := instant("2024-09-30 00:00")
	assert.Equal(t, 1, find(governance.Query{Person: ann, Class: "meeting", Category: "meeting", Unit: []string{string(towers)}, Phases: governance.Phases(Asked)}))
	assert.Equal(t, 1, find(governance.Query{DueBefore: due}))
	assert.Zero(t, find(governance.Query{DueBefore: instant("2024-09-29 23:59")}))
	assert.Equal(t, 1, find(governance.Query{WakeBy: due, Order: governance.Wakes}))
	w.do(deng, id, Lend{Key: "7"})
	assert.Zero(t, find(governance.Query{DueBefore: due}), "the deadline that runs now is another")
	w.do(deng, id, Hold{Days: 2})
	assert.Zero(t, find(governance.Query{DueBefore: due.AddDate(1, 0, 0)}), "nothing is due while the clock stands still")
	assert.Equal(t, 1, find(governance.Query{WakeBy: due.AddDate(0, 0, 2), Order: governance.Wakes}), "but it goes on by itself")
	w.do(ann, id, Return{})
	assert.Zero(t, find(governance.Query{WakeBy: due.AddDate(9, 0, 0), Order: governance.Wakes}))
	assert.Equal(t, 1, find(governance.Query{Outcome: "whole", ClosedFrom: w.clock(), OpenedTo: w.clock().AddDate(0, 0, 1), Text: "议事"}))
}

func BenchmarkDo(b *testing.B) {
	w := newWorld(b)
	actor, id := w.actor(deng), w.lent(ann, "7").ID
	b.ReportAllocs()
	for b.Loop() {
		if _, err := w.loans.Do(b.Context(), governance.Request{Actor: actor, ID: id, Command: governance.Note{Text: "备注"}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	entries, head := chain(1000)
	b.ReportAllocs()
	for b.Loop() {
		if err := governance.Verify(entries, head); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(entries))*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}

func BenchmarkActions(b *testing.B) {
	w := newWorld(b)
	l := w.lent(ann, "7")
	m := &governance.Moment{At: w.clock(), AsOf: w.clock(), Actor: w.actor(deng), Org: w.tree(), Calendar: china(), Policy: houseRules(), Ref: loanRef(l.ID), Version: l.Version}
	b.ReportAllocs()
	for b.Loop() {
		w.loans.Lifecycle().Actions(l, m)
	}
}
