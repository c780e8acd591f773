package contact_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact"
	"github.com/jinlin-project/jinlin/governance/contact/problem"
	"github.com/jinlin-project/jinlin/governance/contact/visit"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// 4 G4: visits per leader, who has not visited and how many problems are solved are
// what a clerk would count by going through the records.
func TestFiguresAgainstCounting(t *testing.T) {
	w := open(t)
	r := rand.New(rand.NewPCG(4, 4))
	places := []orgtree.Code{districttest.Community, districttest.Compound, districttest.Community2, districttest.Compound2}
	for i, leader := range []string{"leader", "volunteer", "neighbour", "volunteer"} {
		w.Do("district", contact.KindTie, governance.Ref{}.ID, contact.TieTo{Leader: w.Person(leader), Unit: places[i], Until: civil.MustParse("2024-12-15").AddDays(10 * i)})
	}
	for range 60 {
		w.To(w.Now().AddDate(0, 0, 1+r.IntN(2)))
		ties := districttest.Records[contact.Tie](w, contact.KindTie)
		tie := ties[r.IntN(len(ties))]
		if tie.Phase == contact.Ended {
			continue
		}
		switch r.IntN(5) {
		case 0, 1: // may be refused: the day is taken, or lies before the term
			_, _ = w.Try("leader", contact.KindTie, tie.ID, contact.Call{Day: civil.DateOf(w.Now()).AddDays(-r.IntN(5)), Manner: "survey"})
		case 2:
			_, _ = w.Try("community", contact.KindTie, tie.ID, contact.Raise{Title: "难题", Text: "难题"})
		default:
			randomEnd(w, r)
		}
	}
	compare(t, w, civil.MustParse("2024-01-01"), civil.MustParse("2026-01-01"))
	for day := civil.DateOf(districttest.Start).AddDays(-4); day < civil.DateOf(w.Now()); day = day.AddDays(1) {
		compare(t, w, day, day.AddDays(1+r.IntN(3)))
	}
}

// randomEnd voids a visit, or solves or gives up a problem.
func randomEnd(w *districttest.World, r *rand.Rand) {
	for _, p := range districttest.Records[problem.Problem](w, problem.Kind) {
		if p.Closed.IsZero() {
			_, _ = w.Try("district", problem.Kind, p.ID, problem.GiveUp{Reason: "x"})
			return
		}
	}
	visits := districttest.Records[visit.Visit](w, visit.Kind)
	if len(visits) > 0 {
		_, _ = w.Try("leader", visit.Kind, visits[r.IntN(len(visits))].ID, visit.Void{Reason: "误登"})
	}
}

func compare(t *testing.T, w *districttest.World, from, to civil.Date) {
	params := fmt.Sprintf(`{"from":%q,"to":%q}`, from, to)
	visited, wantNever := map[string]string{}, 0
	for _, tie := range districttest.Records[contact.Tie](w, contact.KindTie) {
		last := tie.Until
		if tie.Phase == contact.Ended {
			last = civil.DateOf(tie.Closed)
		}
		if tie.From >= to || last < from {
			continue
		}
		n := 0
		for _, v := range districttest.Records[visit.Visit](w, visit.Kind) {
			if v.Parent == tie.ID && v.Phase == visit.Made && v.Day >= from && v.Day < to {
				n++
			}
		}
		visited[w.Tree().Name(tie.Unit)] = fmt.Sprint(n)
		if n == 0 {
			wantNever++
		}
	}
	got, err := w.Ask("district", contact.KindTie, "visits", params)
	require.NoError(t, err)
	rows := map[string]string{}
	for _, row := range got.(*governance.Listing).Rows {
		rows[row[2]] = row[4]
	}
	require.Equal(t, visited, rows, params)
	never, err := w.Ask("district", contact.KindTie, "unvisited", params)
	require.NoError(t, err)
	require.Len(t, never.(*governance.Listing).Rows, wantNever, params)

	var want problem.Progress
	for _, p := range districttest.Records[problem.Problem](w, problem.Kind) {
		if day := civil.DateOf(p.Opened); day < from || day >= to {
			continue
		}
		want.Raised++
		switch p.Phase {
		case problem.Solved:
			want.Solved.Num++
		case problem.GivenUp:
			want.GivenUp++
		default:
			want.Open++
		}
	}
	want.Solved.Den = want.Raised
	want.Rate = want.Solved.Percent(2)
	progress, err := w.Ask("district", problem.Kind, "solved", params)
	require.NoError(t, err)
	require.Equal(t, want, progress, params)
}
