package governance_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// files are n ids of files, from a number on.
func files(from, n int) []uuid.UUID {
	out := make([]uuid.UUID, n)
	for i := range out {
		out[i] = uuid.UUID{byte(from + i), 1}
	}
	return out
}

// Attachments: each once, at most fifty of a record and twenty at a time, and
// none any more once personal data was erased.
func TestAttach(t *testing.T) {
	w := newWorld(t)
	id := w.ask(ann).ID
	for want, cmd := range map[string]governance.Attach{
		"files too-many": {Files: files(30, 21)}, "files required": {}, "files[0] required": {Files: []uuid.UUID{{}}},
	} {
		_, err := w.try(deng, id, cmd)
		assert.Equal(t, want, faults(err))
	}
	l := w.do(deng, id, governance.Attach{Files: files(0, 20)})
	assert.Len(t, l.Files, 20)
	l = w.do(deng, id, governance.Attach{Files: files(10, 20)})
	assert.Equal(t, files(0, 30), l.Files, "what is there already is not added again")
	w.do(deng, id, governance.Attach{Files: files(30, 20)})
	_, err := w.try(deng, id, governance.Attach{Files: files(50, 1)})
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "附件过多", refused.Reason.Zh)
	w.do(zhong, id, governance.Erase{Reason: "要求"})
	_, err = w.try(deng, id, governance.Attach{Files: files(0, 1)})
	require.ErrorAs(t, err, &refused)
}

// At most twenty people see the identity at a time; the oldest leave gives way.
func TestMostRevealed(t *testing.T) {
	rules := governance.RecordRules("door", governance.Phases(shut), governance.ByAnyone[Door](), governance.ByAnyone[Door](), governance.ByAnyone[Door]())
	table := doors(rules...)
	table.Verbs = append(table.Verbs, governance.StandardVerbs()...)
	table.Rules = append(table.Rules, row(governance.Phases(shut), governance.Phases(ajar), keepDoor).As("door.shove", "toy", "推", "shoved"))
	l, err := governance.NewLifecycle(table)
	require.NoError(t, err)
	d := &Door{}
	d.Phase = shut
	m := anybody()
	for i := range 25 {
		m.Actor.Person = fmt.Sprint("p", i)
		m.AsOf = m.AsOf.Add(time.Minute)
		require.NoError(t, l.Apply(d, governance.RevealIdentity{Reason: "x"}, m))
	}
	require.Len(t, d.Revealed, 20)
	assert.Equal(t, "p5", d.Revealed[0].Person)
	assert.Equal(t, m.AsOf.Add(24*time.Hour), d.Revealed[19].Until)
	m.AsOf = m.AsOf.Add(23*time.Hour + 50*time.Minute)
	require.NoError(t, l.Apply(d, governance.RevealIdentity{Reason: "x"}, m))
	assert.Len(t, d.Revealed, 10, "those whose day is over make room")
}

// A note changes nothing but the history.
func TestNote(t *testing.T) {
	w := newWorld(t)
	id := w.ask(ann).ID
	before := w.stored(loanRef(id))
	w.do(tang, id, governance.Note{Text: "已阅"})
	after := w.stored(loanRef(id))
	same(t, before.Document, after.Document, "nothing else changes")
	last := w.entries(loanRef(id))[1]
	assert.Empty(t, last.Changes)
	assert.Len(t, last.Body, 1)
	assert.Equal(t, "town-clerk", last.By.Post)
}

// Nobody gives time's commands, and time gives no one else's.
func TestTimesCommandsAreTimes(t *testing.T) {
	w := newWorld(t)
	id := w.lent(ann, "7").ID
	for _, person := range people {
		for _, cmd := range []governance.Command{
			governance.Warn{Deadline: "return", Colour: governance.Red}, governance.Recompute{Calendar: "x"}, governance.Forgo{Command: "lapse"},
		} {
			_, err := w.try(person, id, cmd)
			require.Error(t, err, "%s by %s", cmd.Verb(), person)
		}
	}
	_, err := w.loans.Do(t.Context(), governance.Request{Actor: governance.Actor{System: true}, ID: id, Command: governance.Warn{Deadline: "nothing", Colour: governance.Red}})
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "该时限已结束", refused.Reason.Zh)
	_, err = w.loans.Do(t.Context(), governance.Request{Actor: governance.Actor{System: true}, ID: id, Command: governance.Warn{Deadline: "return", Colour: "blue"}})
	assert.Equal(t, "colour unknown-code", faults(err))
	_, err = w.loans.Do(t.Context(), governance.Request{Actor: governance.Actor{System: true}, ID: id, Command: Return{}})
	var forbidden *governance.ForbiddenError
	require.ErrorAs(t, err, &forbidden)
}

// What a deadline's end brings with it happens as of the due instant, wherever
// pauses and extensions move that, and not at all when it is met before.
func TestAtEnd(t *testing.T) {
	x := startClock(t, "2024-09-23 09:00", 5, governance.WorkingDays)
	x.d.AtEnd("x", hill, "ruin")
	x.d.AtEnd("y", hill, "ruin") // there is no such deadline
	ends := func() string {
		for w, ok := x.d.Wake(); ok; w, ok = x.d.Wake() {
			if w.Verb == "ruin" {
				return w.AsOf.Format("2006-01-02 15:04:05")
			}
			x.x().Warned = w.Command.(governance.Warn).Colour
		}
		return ""
	}
	assert.Equal(t, "2024-09-29 23:59:59", ends())
	x.x().Extend(&x.m, 1)
	assert.Equal(t, "2024-09-30 23:59:59", ends())
	x.d.Pause(&x.to("2024-09-24 10:00").m)
	assert.Empty(t, ends(), "not while the clock stands still")
	x.d.Resume(&x.to("2024-09-26 10:00").m)
	assert.Equal(t, "2024-10-09 23:59:59", ends())
	x.d.Meet(&x.m, "x", hill)
	assert.Empty(t, ends())
}

// Time's calendar of one record: what is arranged for the same instant comes in
// a stable order, and the earliest goes first.
func TestWakeOrder(t *testing.T) {
	var d Door
	m := anybody()
	d.Schedule(m.Now().Add(3*time.Hour), "c")
	d.Schedule(m.Now().Add(time.Hour), "a")
	d.Schedule(m.Now().Add(time.Hour), "b")
	var order []string
	for w, ok := d.Wake(); ok; w, ok = d.Wake() {
		order = append(order, w.Verb)
		d.Unschedule(w.Verb)
	}
	assert.Equal(t, []string{"a", "b", "c"}, order)
}

// "An entry's at is never before its predecessor's": also when the clock of the
// machine goes back.
func TestClockGoesBack(t *testing.T) {
	w := newWorld(t)
	l := w.lent(ann, "7")
	w.to("2024-09-26 08:00")
	l = w.do(ann, l.ID, Return{})
	entries := w.entries(loanRef(l.ID))
	for i := 1; i < len(entries); i++ {
		assert.False(t, entries[i].At.Before(entries[i-1].At))
	}
	require.NoError(t, w.loans.Verify(t.Context(), l.ID))
}
