package annual_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/annual"
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

// gate is a ledger at which commits wait until all that are expected have decided.
type gate struct {
	governance.Ledger
	decided sync.WaitGroup
}

func (g *gate) Commit(ctx context.Context, c governance.Commit) error {
	g.decided.Done()
	g.decided.Wait()
	return g.Ledger.Commit(ctx, c)
}

// An assessment of a unit by a scheme is opened once, however many open it at once:
// also where each has decided before any of them is written.
func TestTwoOpenOne(t *testing.T) {
	ledger := &gate{Ledger: memory.New()}
	w := newWorldOn(t, ledger)
	w.to("2025-01-06 09:00")
	calls := make([]func() error, 5)
	for i := range calls {
		calls[i] = func() error { _, err := w.give("district", uuid.Nil, opening()); return err }
	}
	ledger.decided.Add(len(calls))
	require.Equal(t, map[string]int{"ok": 1, "conflict": 4}, together(calls...))
	found, _, err := w.annual.Assessments.List(t.Context(), players["district"], governance.Query{})
	require.NoError(t, err)
	require.Len(t, found, 1)
}

// Reviewers do not wait for one another: many hand in at once, and none is lost.
func TestManyHandInAtOnce(t *testing.T) {
	w := newWorld(t)
	w.to("2025-01-06 09:00")
	open := opening()
	open.Scheme = schemeOf("many", "redistribute", node("review", "1", panelOf("leave", `"expected":60,"least":1`)))
	open.Reviewers = nil
	for i := range 60 {
		id := fmt.Sprintf("r%d", i)
		open.Reviewers = append(open.Reviewers, annual.Reviewer{Kind: "panel", Unit: housing, Person: id})
	}
	a := w.must("district", uuid.Nil, open)
	a = w.must("district", a.ID, annual.Collect{})
	var calls []func() error
	for i, id := range a.Sheets {
		points := scoring.Fixed(i) * scoring.One
		calls = append(calls, func() error {
			_, err := w.annual.Sheets.Do(t.Context(), governance.Request{Actor: person(fmt.Sprintf("r%d", i)), ID: id, Command: annual.HandIn{Points: &points}})
			return err
		})
	}
	require.Equal(t, map[string]int{"ok": 60}, together(calls...))
	a = w.must("district", a.ID, annual.Combine{})
	require.Equal(t, 60, a.Handed)
	require.Equal(t, "29.5", a.Result.Nodes[0].Value.String(), "(0 + … + 59) ÷ 60")
}

// Handing in against combining: either the sheet is combined as it was handed in, or
// it is not handed in; never handed in and left out.
func TestHandInAgainstCombine(t *testing.T) {
	for range 12 {
		w := newWorld(t)
		w.year()
		a := w.collected()
		s := w.sheet(a, "review", "li")
		ended := together(
			func() error { return w.handIn("li", s, "10") },
			func() error { _, err := w.give("district", a.ID, annual.Combine{}); return err },
			func() error { return w.handIn("wang", w.sheet(a, "review", "wang"), "20") },
		)
		require.Equal(t, 3, ended["ok"]+ended["not-allowed"], "%v", ended)
		a, err := w.annual.Assessments.Get(t.Context(), players["district"], a.ID)
		require.NoError(t, err)
		if a.Phase == annual.Collecting { // a sheet came in while it was being combined
			a = w.must("district", a.ID, annual.Combine{})
		}
		var want []string
		for _, who := range []string{"wang", "li", string(housing)} {
			want = append(want, w.sheet(a, "review", who).Points.String())
		}
		var got []string
		for _, p := range a.Result.Nodes[2].Sheets.Kinds[0].Points {
			got = append(got, p.String())
		}
		require.ElementsMatch(t, want, got, "what was combined is what stands on the sheets")
	}
}

// Publishing, dropping and going back at once: one of them, whole.
func TestOneEndOnly(t *testing.T) {
	for range 4 {
		w := newWorld(t)
		w.year()
		a := w.collected()
		a = w.must("district", a.ID, annual.Combine{})
		ended := together(
			func() error { _, err := w.give("district", a.ID, annual.Publish{}); return err },
			func() error { _, err := w.give("district", a.ID, annual.Drop{Reason: "x"}); return err },
		)
		require.Equal(t, map[string]int{"ok": 1, "not-allowed": 1}, ended)
		a, err := w.annual.Assessments.Get(t.Context(), players["district"], a.ID)
		require.NoError(t, err)
		uses := 0
		for _, id := range a.Cited[0].Opinions {
			o, err := w.appraisal.Opinions.Get(t.Context(), players["centre"], id)
			require.NoError(t, err)
			uses += len(o.Uses)
		}
		assert.Equal(t, a.Phase == annual.Published, uses == 2, "cited where it was published, and only there")
	}
}

// Two assessments that cite the same opinion are published at once, and the opinion
// says so of both.
func TestTwoCiteOneOpinion(t *testing.T) {
	w := newWorld(t)
	w.year()
	var all []uuid.UUID
	for _, s := range []string{"small", "twice"} {
		open := opening()
		open.Scheme, open.Reviewers = schemes[s], nil
		a := w.must("district", uuid.Nil, open)
		w.must("district", a.ID, annual.Collect{})
		for _, leaf := range map[string][]string{"small": {"opinions"}, "twice": {"a", "b"}}[s] {
			w.must("district", a.ID, annual.Cite{Leaf: leaf})
		}
		w.must("district", a.ID, annual.Combine{})
		all = append(all, a.ID)
	}
	ended := together(
		func() error { _, err := w.give("district", all[0], annual.Publish{}); return err },
		func() error { _, err := w.give("district", all[1], annual.Publish{}); return err },
	)
	require.Equal(t, map[string]int{"ok": 2}, ended)
	a, err := w.annual.Assessments.Get(t.Context(), players["district"], all[1])
	require.NoError(t, err)
	require.Len(t, a.Cited, 2)
	for _, id := range a.Cited[0].Opinions {
		o, err := w.appraisal.Opinions.Get(t.Context(), players["centre"], id)
		require.NoError(t, err)
		require.Len(t, o.Uses, 2)
	}
}
