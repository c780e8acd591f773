package place

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A UnitParam restricts an answer to what a unit has and what lies below it.
type UnitParam struct {
	Unit orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
}

// query finds the venues in use that concern the unit.
func (p UnitParam) query(r *governance.Reader) governance.Query {
	q := governance.Query{Phases: governance.Phases(Open, Suspended), Limit: 1000}
	if p.Unit != "" {
		q.Among = r.Within(p.Unit)
	}
	return q
}

func (p UnitParam) each(ctx context.Context, r *governance.Reader, visit func(*Venue)) error {
	return governance.EachOf(ctx, r, p.query(r), visit)
}

// A Circle is a neighbour service circle in numbers (近邻服务圈).
type Circle struct {
	Venues   int64 `json:"venues"`   // in use
	Shared   int64 `json:"shared"`   // that may be booked
	Spaces   int64 `json:"spaces"`   // won from ancillary rooms and raised floors
	Full     int64 `json:"full"`     // that have all six
	Upgraded int64 `json:"upgraded"` // with an accepted upgrade
	Services int64 `json:"services"` // offered, over all venues
}

func askCircle() governance.Question {
	return governance.Ask("circle", func(ctx context.Context, r *governance.Reader, p UnitParam) (c Circle, err error) {
		one := map[bool]int64{true: 1}
		err = p.each(ctx, r, func(v *Venue) {
			c.Venues++
			c.Shared += one[v.Shared]
			c.Spaces += one[v.Space.won()]
			c.Full += one[len(v.Haves) == len(Item("").Choices())]
			c.Upgraded += one[v.Upgrades > 0]
			c.Services += int64(len(v.Services))
		})
		return c, err
	}).ToAnyone().As("4 G14 [F]", governance.Text{Zh: "近邻服务圈", En: "the service circle"},
		governance.Text{Zh: "在用场所、可预约、拓展空间、六有齐全、已提升改造和服务项目数", En: "venues in use, bookable, won spaces, those that have all six, upgraded ones, services"})
}

func askChecklist() governance.Question {
	return governance.Ask("checklist", func(ctx context.Context, r *governance.Reader, p UnitParam) (*governance.Listing, error) {
		l := &governance.Listing{Columns: []governance.ListingColumn{
			governance.ColumnOf("venue", "场所", "Venue"), governance.ColumnOf("unit", "所属单位", "Unit"), governance.ColumnOf("have", "已具备", "Has"), governance.ColumnOf("missing", "尚缺", "Lacks"),
		}}
		err := p.each(ctx, r, func(v *Venue) {
			var missing []string
			for _, c := range Item("").Choices() {
				if !v.has(Item(c.Code)) {
					missing = append(missing, c.Label.Zh)
				}
			}
			l.Rows = append(l.Rows, []string{v.Name, r.Org.Name(v.Unit), strconv.Itoa(len(v.Haves)), strings.Join(missing, "、")})
		})
		return l, err
	}).ToAnyone().As("4 G14 [R]", governance.Text{Zh: "六有对照", En: "the six haves"},
		governance.Text{Zh: "各场所已具备几项、尚缺哪几项", En: "how many of the six each venue has, and which it lacks"})
}

func askServices() governance.Question {
	return governance.Ask("services", func(ctx context.Context, r *governance.Reader, p UnitParam) (*governance.Listing, error) {
		l := &governance.Listing{Columns: []governance.ListingColumn{governance.ColumnOf("service", "服务项目", "Service"), governance.ColumnOf("venues", "场所数", "Venues")}}
		count := map[Service]int{}
		err := p.each(ctx, r, func(v *Venue) {
			for _, s := range v.Services {
				count[s]++
			}
		})
		for _, c := range Service("").Choices() {
			if n := count[Service(c.Code)]; n > 0 {
				l.Rows = append(l.Rows, []string{c.Label.Zh, strconv.Itoa(n)})
			}
		}
		return l, err
	}).ToAnyone().As("4 G14 [D]", governance.Text{Zh: "服务项目", En: "services"},
		governance.Text{Zh: "服务圈内各服务项目在几处场所提供", En: "at how many venues of the circle each service is offered"})
}

// askTerms answers bookings.
func askTerms() governance.Question {
	return governance.Ask("terms", func(ctx context.Context, r *governance.Reader, p TermsOf) (Terms, error) {
		rec, err := r.Get(ctx, p.Venue)
		if errors.As(err, new(*governance.NotFoundError)) {
			return Terms{}, nil
		}
		if err != nil {
			return Terms{}, err
		}
		v := rec.(*Venue)
		return Terms{v.Unit, v.Name, v.Hours, v.Shared && v.Phase == Open}, nil
	}).ToDecisions().As("4 G14 [D]", governance.Text{Zh: "预约条件", En: "terms"}, governance.Text{Zh: "供预约查验", En: "for bookings to be checked against"})
}
