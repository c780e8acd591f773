package booking

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue/hours"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/orgtree"
)

// DayOf asks for one day of a venue.
type DayOf struct {
	Venue uuid.UUID  `json:"venue" zh:"场所" en:"Venue" rule:"required"`
	Day   civil.Date `json:"day" zh:"日期" en:"Day" rule:"required"`
}

// TakenOn asks what is taken of a day of a venue of a unit.
type TakenOn struct {
	DayOf
	Unit orgtree.Code `json:"unit" zh:"所属单位" en:"Unit of the venue"`
}

// askFree tells which hours of a day a venue is free, without saying who has the
// others.
func askFree() governance.Question {
	return governance.Ask("free", func(ctx context.Context, r *governance.Reader, p DayOf) ([]hours.Stretch, error) {
		out := []hours.Stretch{}
		terms, err := governance.Inquire[place.TermsOf, place.Terms](ctx, r, place.Kind, "terms", place.TermsOf{Venue: p.Venue})
		if err != nil || !terms.Bookable || !terms.Hours.Open(p.Day, r.Calendar) {
			return out, err
		}
		taken, err := governance.Inquire[TakenOn, []hours.Stretch](ctx, r, Kind, "taken", TakenOn{p, terms.Unit})
		at := terms.Hours.From
		for _, t := range append(taken, hours.Stretch{From: terms.Hours.To, To: terms.Hours.To}) {
			if at < t.From {
				out = append(out, hours.Stretch{From: at, To: t.From})
			}
			at = max(at, t.To)
		}
		return out, err
	}).ToAnyone().As("4 G14", governance.Text{Zh: "空闲时段", En: "free hours"},
		governance.Text{Zh: "某场所某日可以预约的时段", En: "the hours of a day at which a venue may still be booked"})
}

// askTaken tells which hours of a day are taken, in order. It looks only at what
// can have been booked for that day.
func askTaken() governance.Question {
	return governance.Ask("taken", func(ctx context.Context, r *governance.Reader, p TakenOn) ([]hours.Stretch, error) {
		var out []hours.Stretch
		ahead := r.PolicyAt(p.Unit).(*Rules).Ahead
		q := governance.Query{Parent: p.Venue, OpenedFrom: p.Day.AddDays(-ahead).Start(), Phases: governance.Phases(Booked, Used, Missed), Limit: 1000}
		err := governance.EachOf(ctx, r, q, func(b *Booking) {
			if b.Day == p.Day {
				out = append(out, hours.Stretch{From: b.From, To: b.To})
			}
		})
		slices.SortFunc(out, func(a, b hours.Stretch) int { return int(a.From) - int(b.From) })
		return out, err
	}).ToDecisions().As("4 G14 [D]", governance.Text{Zh: "已约时段", En: "taken hours"}, governance.Text{Zh: "供查询空闲时段", En: "from which the free hours follow"})
}
