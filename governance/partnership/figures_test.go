package partnership_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/partnership"
	"github.com/jinlin-project/jinlin/governance/partnership/service"
	"github.com/jinlin-project/jinlin/governance/partnership/studio"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// 4 G11 [F]: seven studios, six events.
func TestTheFiguresOfTheReport(t *testing.T) {
	w := open(t)
	var first uuid.UUID
	for i := range 7 {
		ref := w.Do("community", studio.KindStudio, uuid.Nil, studio.Suggest{Name: fmt.Sprint(i), Community: districttest.Community, Lead: "resident"})
		w.Do("town", studio.KindStudio, ref.ID, studio.Approve{})
		first = ref.ID
	}
	for range 6 {
		w.Do("resident", studio.KindStudio, first, studio.Plan{Series: "silver-help", Title: "助邻", Day: civil.DateOf(w.Now())})
	}
	for _, e := range districttest.Records[studio.Event](w, studio.KindEvent) {
		w.Do("resident", studio.KindEvent, e.ID, studio.Hold{Day: e.Day, Attendance: 20, Text: "好"})
	}
	got, err := w.Ask("district", partnership.Kind, "summary", "{}")
	require.NoError(t, err)
	require.EqualValues(t, 7, got.(partnership.Summary).Studios)
	require.EqualValues(t, 6, got.(partnership.Summary).Events["silver-help"])
}

// 4 G11: on every day the figures are what a clerk would count from the records.
func TestFiguresAgainstCounting(t *testing.T) {
	w := open(t)
	r := rand.New(rand.NewPCG(11, 11))
	for range 150 {
		w.To(w.Now().AddDate(0, 0, r.IntN(2)))
		something(w, r)
	}
	for day := civil.DateOf(districttest.Start).AddDays(-1); day < civil.DateOf(w.Now()).AddDays(2); day = day.AddDays(1) {
		from := day.AddDays(-1 - r.IntN(9))
		params := fmt.Sprintf(`{"from":%q,"to":%q}`, from, day)
		got, err := w.Ask("district", partnership.Kind, "summary", params)
		require.NoError(t, err)
		require.Equal(t, count(w, from, day), got, params)
	}
}

// something does one thing that may be refused.
func something(w *districttest.World, r *rand.Rand) {
	today := civil.DateOf(w.Now())
	forms := [][]service.Form{{"premises"}, {"service", "charity"}, {"fellowship", "premises", "service"}}
	agreements := districttest.Records[partnership.Partnership](w, partnership.Kind)
	studios := districttest.Records[studio.Studio](w, studio.KindStudio)
	switch n := r.IntN(8); {
	case n == 0 || len(agreements) == 0:
		_, _ = w.Try("community", partnership.Kind, uuid.Nil, partnership.Propose{
			Community: districttest.Community, Partner: []orgtree.Code{society, shop, agency}[r.IntN(3)], Forms: forms[r.IntN(3)], Title: "共建", Terms: "共建",
			From: today.AddDays(r.IntN(5) - 2), Until: today.AddDays(5 + r.IntN(20)),
		})
	case n == 1 || len(studios) == 0:
		ref, err := w.Try("community", studio.KindStudio, uuid.Nil, studio.Suggest{Name: "x", Community: districttest.Community, Lead: "resident"})
		if err == nil {
			_, _ = w.Try("town", studio.KindStudio, ref.ID, studio.Approve{})
		}
	case n < 6:
		a := agreements[r.IntN(len(agreements))]
		_, _ = w.Try("community", partnership.Kind, a.ID, []governance.Command{
			partnership.Sign{}, partnership.Deliver{Form: a.Forms[0], Day: today.AddDays(-r.IntN(3)), Served: 3}, partnership.Assess{Rating: partnership.Adequate, Text: "好"},
			partnership.Renew{Until: a.Until.AddDays(9), BothAgree: true}, partnership.Terminate{Reason: "x"}, partnership.Sign{},
			partnership.Deliver{Form: a.Forms[0], Day: today},
		}[r.IntN(7)])
	default:
		s := studios[r.IntN(len(studios))]
		_, _ = w.Try("community", studio.KindStudio, s.ID, []governance.Command{
			studio.Plan{Series: "other", Title: "x", Day: today}, studio.CloseDown{Reason: "x"}, studio.Plan{Series: "silver-help", Title: "x", Day: today},
		}[r.IntN(3)])
		for _, e := range districttest.Records[studio.Event](w, studio.KindEvent) {
			if e.Closed.IsZero() && r.IntN(2) == 0 {
				_, _ = w.Try("community", studio.KindEvent, e.ID, studio.Hold{Day: today.AddDays(-r.IntN(3)), Attendance: 5, Text: "好"})
			}
		}
	}
}

// count is what a clerk would find.
func count(w *districttest.World, from, to civil.Date) partnership.Summary {
	day := min(to.AddDays(-1), civil.DateOf(w.Now()))
	out := partnership.Summary{Events: map[studio.Series]int64{}, ByForm: map[service.Form]int64{}, Delivered: map[service.Form]service.Done{}}
	for _, s := range districttest.Records[studio.Studio](w, studio.KindStudio) {
		if s.FoundedOn != 0 && s.FoundedOn <= day && (s.Phase != studio.Closed || civil.DateOf(s.Closed) > day) {
			out.Studios++
		}
	}
	for _, e := range districttest.Records[studio.Event](w, studio.KindEvent) {
		if e.Phase == studio.Held && e.HeldOn >= from && e.HeldOn < to {
			out.Events[e.Series]++
		}
	}
	for _, a := range districttest.Records[partnership.Partnership](w, partnership.Kind) {
		ended := a.Outcome == partnership.Terminated && civil.DateOf(a.Closed) <= day
		if a.Phase == partnership.Proposed || a.Phase == partnership.Unsigned || ended || day < a.From || day > a.Until {
			continue
		}
		out.Partnerships++
		for _, f := range a.Forms {
			out.ByForm[f]++
		}
	}
	for _, s := range districttest.Records[service.Service](w, service.Kind) {
		if s.Phase == service.Delivered && s.Day >= from && s.Day < to {
			d := out.Delivered[s.Form]
			out.Delivered[s.Form] = service.Done{Services: d.Services + 1, Served: d.Served + int64(s.Served)}
		}
	}
	return out
}
