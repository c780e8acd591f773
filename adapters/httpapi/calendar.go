package httpapi

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// What may be asked at once. Both answers are computed from tables, but the
// second is as long as what was asked for, and needs no account.
const (
	mostDays = 10_000 // working days that may be counted at once
	mostSpan = 3_660  // days that may be listed at once: ten years
)

// deadline answers when a number of working days after a start ends (2.4): the
// start day does not count, and the deadline is the end of the last day. From
// may be a date or an instant; the mark whether the answer is provisional and
// the calendar it was computed with always come along.
func (c *call) deadline() error {
	q, err := c.query("from", "days")
	if err != nil {
		return err
	}
	q.need("from", "days")
	from, days := q.instant("from"), q.number("days", 1, 1, mostDays)
	if err := q.err(); err != nil {
		return err
	}
	d, err := c.api.office.Calendar().Deadline(from, days)
	if err != nil {
		return err
	}
	return c.json(struct {
		Due         civil.Date `json:"due"`
		At          time.Time  `json:"at"` // the last instant still in time
		Provisional bool       `json:"provisional"`
		Calendar    string     `json:"calendar"`
	}{d.Date(), d.Due(), d.Provisional(), d.Calendar().String()})
}

// days answers which days are worked, and why. A strict calendar, which refuses
// to guess a deadline, refuses to guess a day as well.
func (c *call) days() error {
	q, err := c.query("from", "to")
	if err != nil {
		return err
	}
	q.need("from", "to")
	from, to := q.date("from", workday.First), q.date("to", workday.First)
	// The order of two days is only judged when both are days.
	if q.err() == nil {
		q.spanned(from, to)
	}
	if err := q.err(); err != nil {
		return err
	}
	cal := c.api.office.Calendar()
	if cal.Strict() {
		if err := cal.Known(from, to); err != nil {
			return err
		}
	}
	items := cal.Days(from, to)
	// The label has the festival or region in Chinese; in English only the
	// reason is known, the festival stands beside it.
	if c.lang == english {
		for i := range items {
			items[i].Label = items[i].Why.En()
		}
	}
	return c.json(struct {
		Items    []workday.Day `json:"items"`
		Calendar string        `json:"calendar"`
	}{items, cal.Version().String()})
}

// spanned judges a stretch of days, both included.
func (q *query) spanned(from, to civil.Date) {
	outside := governance.Fault{Code: "outside-calendar", Detail: governance.Text{
		Zh: "超出日历范围（" + workday.First.String() + " 至 " + workday.Last.String() + "）",
		En: "is outside the calendar, " + workday.First.String() + " to " + workday.Last.String()}}
	for name, day := range map[string]civil.Date{"from": from, "to": to} {
		if day < workday.First || day > workday.Last {
			q.bad(name, outside)
		}
	}
	switch {
	case to < from:
		q.invalid.Add("to", "before-from", "早于起始日期", "is before from")
	case to.Sub(from) >= mostSpan:
		q.invalid.Add("to", "too-far", "一次至多查询十年", "is more than ten years behind from")
	}
}
