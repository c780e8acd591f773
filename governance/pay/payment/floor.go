package payment

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/reckoning"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/orgtree"
)

// MonthsOf asks about months, given by any of their days, of a unit and what lies
// below it.
type MonthsOf struct {
	From civil.Date   `json:"from" zh:"自（含该月）" en:"From, the month included" rule:"required"`
	To   civil.Date   `json:"to" zh:"至（含该月）" en:"To, the month included" rule:"required"`
	Unit orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
}

// An income is what a cadre had of the months asked about: only whole months count,
// with all that was reckoned for them at whatever time [D].
type income struct {
	Cadre     uuid.UUID
	Person    string
	Community orgtree.Code
	Post      standard.Post
	Months    int64
	Total     governance.Yuan
}

func (i *income) average() governance.Yuan { return i.Total.Per(i.Months) }

// incomes reads the payments, in the order of communities and people.
func (p MonthsOf) incomes(ctx context.Context, r *governance.Reader) ([]*income, error) {
	whole, sums := map[uuid.UUID]map[reckoning.Month]bool{}, map[uuid.UUID]map[reckoning.Month]governance.Yuan{}
	of := map[uuid.UUID]*income{}
	err := governance.EachOf(ctx, r, governance.Query{Unit: Communities(r, p.Unit), Limit: 1000}, func(one *Payment) {
		if of[one.Parent] == nil {
			of[one.Parent] = &income{Cadre: one.Parent, Person: one.Person, Community: one.Community, Post: one.Post}
			whole[one.Parent], sums[one.Parent] = map[reckoning.Month]bool{}, map[reckoning.Month]governance.Yuan{}
		}
		for _, l := range one.Lines {
			if l.Month >= reckoning.MonthOf(p.From) && l.Month <= p.To {
				full, seen := whole[one.Parent][l.Month]
				whole[one.Parent][l.Month] = (full || !seen) && l.Days == l.Of
				sums[one.Parent][l.Month] += l.Amount
			}
		}
	})
	var out []*income
	for id, i := range of {
		for m, full := range whole[id] {
			if full {
				i.Months++
				i.Total += sums[id][m]
			}
		}
		if i.Months > 0 {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b *income) int {
		return cmp.Or(cmp.Compare(a.Community, b.Community), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Cadre.String(), b.Cadre.String()))
	})
	return out, err
}

// ClassAverage is what a class of posts has on average, against its floor.
type ClassAverage struct {
	Class   standard.Class  `json:"class"`
	Heads   int64           `json:"heads"`  // people
	Months  int64           `json:"months"` // whole months, of all of them
	Total   governance.Yuan `json:"total"`
	Average governance.Yuan `json:"average"` // a head and month, to the fen, half away from zero
	Floor   governance.Yuan `json:"floor"`
	Short   governance.Yuan `json:"short"` // by how much the average lies below the floor
}

func askAverages() governance.Question {
	return governance.Ask("averages", func(ctx context.Context, r *governance.Reader, p MonthsOf) ([]ClassAverage, error) {
		all, err := p.incomes(ctx, r)
		out := []ClassAverage{}
		for _, floor := range r.PolicyAt(p.Unit).(*standard.Rules).Floors {
			a, people := ClassAverage{Class: floor.Class, Floor: floor.Monthly}, map[string]bool{}
			for _, i := range all {
				if i.Post.Class() == floor.Class {
					people[i.Person] = true
					a.Months += i.Months
					a.Total += i.Total
				}
			}
			if a.Heads = int64(len(people)); a.Heads > 0 {
				a.Average = a.Total.Per(a.Months)
				a.Short = max(0, floor.Monthly-a.Average)
			}
			out = append(out, a)
		}
		return out, err
	}).As("4 G16 [F]", governance.Text{Zh: "人均待遇", En: "average pay"},
		governance.Text{Zh: "整月待遇（含补发）合计除以人月数，四舍五入到分，与保底标准对照", En: "what whole months were worth, back pay included, divided by heads and months, rounded to the fen half away from zero, against the floor"})
}

func askBelow() governance.Question {
	return governance.Ask("below", func(ctx context.Context, r *governance.Reader, p MonthsOf) (*governance.Listing, error) {
		l := &governance.Listing{Columns: []governance.ListingColumn{
			governance.ColumnOf("person", "人员", "Person"), governance.ColumnOf("community", "社区", "Community"), governance.ColumnOf("post", "职务", "Post"), governance.ColumnOf("months", "整月数", "Whole months"),
			governance.ColumnOf("average", "月均", "Average a month"), governance.ColumnOf("floor", "保底标准", "Floor"), governance.ColumnOf("short", "低于", "Below by"),
		}}
		all, err := p.incomes(ctx, r)
		for _, i := range all {
			for _, floor := range r.PolicyAt(i.Community).(*standard.Rules).Floors {
				if average := i.average(); floor.Class == i.Post.Class() && average < floor.Monthly {
					l.Rows = append(l.Rows, []string{i.Person, r.Org.Name(i.Community), governance.Label(i.Post.Choices(), string(i.Post)).Zh,
						strconv.FormatInt(i.Months, 10), average.String(), floor.Monthly.String(), (floor.Monthly - average).String()})
				}
			}
		}
		return l, err
	}).As("4 G16 [F]", governance.Text{Zh: "低于保底标准", En: "who is below"},
		governance.Text{Zh: "整月月均低于保底标准的干部及差额", En: "whose average of whole months lies below the floor, and by how much"})
}

// Communities lists the communities of a unit, and those they have inherited from.
func Communities(r *governance.Reader, unit orgtree.Code) (codes []string) {
	if unit == "" {
		return nil
	}
	for u := range r.Org.Subtree(unit, orgtree.Community) {
		codes = append(codes, string(u.Code))
		for _, old := range r.Org.Inherited(u.Code) {
			codes = append(codes, string(old))
		}
	}
	return append(codes, string(unit))
}
