package alliance_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/governance/alliance/member"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// 4 G6: the six together, alliances and members on every day are what a clerk would
// count by going through the records.
func TestFiguresAgainstCounting(t *testing.T) {
	w := open(t)
	r := rand.New(rand.NewPCG(6, 6))
	for i, core := range []orgtree.Code{districttest.Community, districttest.Community2} {
		ref := w.Do([]string{"community", "community-2"}[i], alliance.Kind, uuid.Nil, alliance.Propose{
			Name: "联盟", Core: core, Reasons: []alliance.Reason{"ease"}, Rotation: governance.Quarterly,
			Founders: []orgtree.Code{districttest.Department1, districttest.Department2},
		})
		w.To(w.Now().AddDate(0, 0, 3))
		w.Do([]string{"town", "town-2"}[i], alliance.Kind, ref.ID, alliance.Approve{})
	}
	for range 120 {
		w.To(w.Now().AddDate(0, 0, r.IntN(2)))
		something(w, r)
	}
	w.Do("town-2", alliance.Kind, endItems(w), alliance.Dissolve{Reason: "x"})
	w.To(w.Now().AddDate(0, 0, 2))
	for day := civil.DateOf(districttest.Start); day < civil.DateOf(w.Now()); day = day.AddDays(1) {
		for _, unit := range []orgtree.Code{districttest.District, districttest.Community, districttest.Department1} {
			compare(t, w, unit, day, day.AddDays(1+r.IntN(9)))
		}
	}
}

// something does one thing that may be refused.
func something(w *districttest.World, r *rand.Rand) {
	today := civil.DateOf(w.Now())
	alliances := districttest.Records[alliance.Alliance](w, alliance.Kind)
	a := alliances[r.IntN(len(alliances))]
	members := districttest.Records[member.Member](w, member.Kind)
	items := districttest.Records[item.Item](w, item.Kind)
	kinds := item.Together("").Choices()
	who := map[orgtree.Code]string{districttest.Community: "community", districttest.Community2: "community-2"}[a.Core]
	switch n := r.IntN(6); {
	case n == 0:
		_, _ = w.Try(who, alliance.Kind, a.ID, alliance.Invite{Unit: []orgtree.Code{districttest.Department1, districttest.Department3}[r.IntN(2)]})
	case n == 1:
		b := members[r.IntN(len(members))]
		by := map[orgtree.Code]string{districttest.Community: "community", districttest.Community2: "community-2"}[b.Core]
		_, _ = w.Try(by, member.Kind, b.ID, []governance.Command{member.Join{}, member.Leave{Reason: "x"}}[r.IntN(2)])
	case n < 4 || len(items) == 0:
		_, _ = w.Try(who, alliance.Kind, a.ID, alliance.Plan{
			Together: item.Together(kinds[r.IntN(6)].Code), Title: "联办", Lead: districttest.Department2, Day: today.AddDays(r.IntN(9)),
		})
	default:
		_, _ = w.Try("department-2", item.Kind, items[r.IntN(len(items))].ID, []governance.Command{
			item.Hold{Day: today.AddDays(-r.IntN(3)), Attendance: 9}, item.Render{Text: "好"}, item.Cancel{Reason: "x"},
			item.Postpone{Day: today.AddDays(r.IntN(5)), Reason: "x"},
		}[r.IntN(4)])
	}
}

// endItems cancels or accounts for all that is open of the second alliance.
func endItems(w *districttest.World) uuid.UUID {
	for _, i := range districttest.Records[item.Item](w, item.Kind) {
		if i.Core == districttest.Community2 {
			_, _ = w.Try("community-2", item.Kind, i.ID, item.Cancel{Reason: "x"})
			_, _ = w.Try("community-2", item.Kind, i.ID, item.Render{Text: "好"})
		}
	}
	for _, a := range districttest.Records[alliance.Alliance](w, alliance.Kind) {
		if a.Core == districttest.Community2 {
			return a.ID
		}
	}
	return uuid.Nil
}

func compare(t *testing.T, w *districttest.World, unit orgtree.Code, from, to civil.Date) {
	params := fmt.Sprintf(`{"unit":%q,"from":%q,"to":%q}`, unit, from, to)
	six := map[item.Together]item.Progress{}
	for _, c := range item.Together("").Choices() {
		six[item.Together(c.Code)] = item.Progress{}
	}
	for _, i := range districttest.Records[item.Item](w, item.Kind) {
		day := i.Day
		if i.Phase == item.Held || i.Phase == item.Accounted {
			day = i.HeldOn
		}
		concerns := unit == districttest.District || unit == i.Core || unit == i.Lead
		if !concerns || i.Phase == item.Cancelled || day < from || day >= to {
			continue
		}
		p := six[i.Together]
		switch i.Phase {
		case item.Planned:
			p.Planned++
		case item.Accounted:
			p.Accounted++
			p.Held++
		default:
			p.Held++
		}
		six[i.Together] = p
	}
	got, err := w.Ask("district", item.Kind, "six", params)
	require.NoError(t, err)
	require.Equal(t, six, got, params)
	if unit != districttest.District {
		return
	}
	var want alliance.Summary
	last := min(to.AddDays(-1), civil.DateOf(w.Now()))
	for _, a := range districttest.Records[alliance.Alliance](w, alliance.Kind) {
		if a.FormedOn <= last && (a.Closed.IsZero() || civil.DateOf(a.Closed) > last) {
			want.Alliances++
		}
	}
	for _, b := range districttest.Records[member.Member](w, member.Kind) {
		if b.Joined != 0 && b.Joined <= last && (b.LeftOn == 0 || b.LeftOn > last) {
			want.Members++
		}
	}
	summary, err := w.Ask("district", alliance.Kind, "summary", params)
	require.NoError(t, err)
	require.Equal(t, want, summary, params)
}
