package appraisal_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// together runs calls at once and counts how they ended.
func together(calls ...func() error) map[string]int {
	errs := make([]error, len(calls))
	var ready, done sync.WaitGroup
	ready.Add(1)
	for i, call := range calls {
		done.Go(func() {
			ready.Wait()
			errs[i] = call()
		})
	}
	ready.Done()
	done.Wait()
	out := map[string]int{}
	for _, err := range errs {
		out[scripttest.KindOf(err)]++
	}
	return out
}

// feed is everything that was written behind a position.
func (w *world) feed(after int64) []governance.Entry {
	all, err := w.office.Feed(w.Context(), after, 10000)
	require.NoError(w, err)
	return all
}

// An edition is computed once, however many ask for it at once: the others are told
// that it is taken, or not yet time, and leave nothing behind.
func TestTwoComputeOneEdition(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	before := int64(len(w.feed(0)))
	calls := make([]func() error, 6)
	for i := range calls {
		calls[i] = func() error { _, err := w.compute(responders); return err }
	}
	ended := together(calls...)
	assert.Equal(t, 1, ended["ok"], "%v", ended)
	assert.Equal(t, 6, ended["ok"]+ended["conflict"]+ended["not-allowed"], "%v", ended)
	rounds, _, err := w.books.Rounds.List(t.Context(), players["centre"], governance.Query{})
	require.NoError(t, err)
	require.Len(t, rounds, 1)
	assert.Len(t, w.feed(before), 1+len(rounds[0].Record().(*appraisal.Round).Opinions), "nothing doubled")
}

// Issuing and discarding at once leaves a round and all its opinions in one of the
// two, whole.
func TestIssueAgainstDiscard(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	r := w.computed(responders)
	ended := together(
		func() error { _, err := w.round("centre", r.ID, appraisal.Issue{}); return err },
		func() error { _, err := w.round("centre", r.ID, appraisal.Discard{Reason: "x"}); return err },
	)
	require.Equal(t, map[string]int{"ok": 1, "not-allowed": 1}, ended)
	r = w.roundNow(r)
	for _, id := range r.Opinions {
		o, err := w.books.Opinions.Get(t.Context(), players["centre"], id)
		require.NoError(t, err)
		assert.Equal(t, r.Phase, o.Phase)
	}
}

// 3: "a unit can object within a window": at its end the objection or the settling
// comes first, never both, and an objection in time is never lost.
func TestObjectAgainstSettle(t *testing.T) {
	for range 4 {
		w := memoryWorld(t)
		w.quarter()
		r := w.issued(responders)
		o := w.opinion(r, town2)
		w.now = o.Deadlines[0].Due // its last second is still the unit's
		ended := together(
			func() error { _, err := w.give("town2", o.ID, appraisal.Object{Reason: "x"}); return err },
			func() error { _, err := w.office.Sweep(t.Context()); return err },
			func() error { _, err := w.office.Sweep(t.Context()); return err },
		)
		require.Equal(t, 3, ended["ok"], "%v", ended)
		require.Equal(t, appraisal.Objected, w.opinion(r, town2).Phase)
		late := w.opinion(r, town)
		w.to("2024-10-15 00:00")
		ended = together(
			func() error { _, err := w.give("town", late.ID, appraisal.Object{Reason: "x"}); return err },
			func() error { _, err := w.office.Sweep(t.Context()); return err },
		)
		require.Equal(t, map[string]int{"ok": 1, "not-allowed": 1}, ended)
		require.Equal(t, appraisal.Settled, w.opinion(r, town).Phase)
		require.NoError(t, w.books.Opinions.Verify(t.Context(), late.ID))
	}
}

// An objection is ruled upon once, whoever is faster.
func TestTwoRulings(t *testing.T) {
	w := memoryWorld(t)
	ids := w.quarter()
	o := w.opinion(w.issued(responders), town2)
	_, err := w.give("town2", o.ID, appraisal.Object{Reason: "x"})
	require.NoError(t, err)
	ended := together(
		func() error {
			_, err := w.give("centre", o.ID, appraisal.Accept{Reason: "x", LeaveOut: []appraisal.LeftOut{{Matter: ids[7], Reason: scoring.Exempted}}})
			return err
		},
		func() error { _, err := w.give("centre", o.ID, appraisal.Reject{Reason: "x"}); return err },
	)
	require.Equal(t, map[string]int{"ok": 1, "not-allowed": 1}, ended)
}

// Uses of one opinion recorded at once are all recorded.
func TestUsesAtOnce(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	o := w.opinion(w.issued(responders), town)
	yes := true
	var calls []func() error
	for _, who := range strings.Fields("centre district centre district centre district") {
		calls = append(calls, func() error {
			_, err := w.give(who, o.ID, appraisal.RecordUse{Assessment: "年度考核", Cited: &yes, Text: "x"})
			return err
		})
	}
	require.Equal(t, map[string]int{"ok": 6}, together(calls...))
	again, err := w.books.Opinions.Get(t.Context(), players["centre"], o.ID)
	require.NoError(t, err)
	require.Len(t, again.Uses, 6)
}

// The same request given again, as after a broken connection, computes nothing
// again: its answer is kept.
func TestARetryIsOneRound(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	req := governance.Request{
		Actor: players["centre"], Key: "k", Digest: governance.Digest{1},
		Command: appraisal.Compute{District: district, Period: "2024-Q3", Rules: responders},
	}
	first, err := w.books.Rounds.Shelf.Do(t.Context(), req)
	require.NoError(t, err)
	position := int64(len(w.feed(0)))
	again, err := w.books.Rounds.Shelf.Do(t.Context(), req)
	require.NoError(t, err)
	assert.Equal(t, []any{true, first.Ref}, []any{again.Replayed, again.Ref})
	assert.Equal(t, string(first.Answer), string(again.Answer))
	assert.Empty(t, w.feed(position))
	assert.NotEqual(t, uuid.Nil, again.Ref.ID)
}
