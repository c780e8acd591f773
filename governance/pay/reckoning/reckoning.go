package reckoning

import (
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// A Rate is what holds from a day on.
type Rate struct {
	From    civil.Date      `json:"from" zh:"起执行日" en:"From"`
	Monthly governance.Yuan `json:"monthly" zh:"月标准" en:"A month"`
}

// A Month is a calendar month, as its first day.
type Month = civil.Date

// MonthOf is the month of a day.
func MonthOf(d civil.Date) Month { return civil.Of(d.Year(), d.Month(), 1) }

// Next is the month after one.
func Next(m Month) Month { return civil.Of(m.Year(), m.Month()+1, 1) }

// A Share is the part of a month that counts.
type Share struct {
	Month Month      `json:"month" zh:"月份" en:"Month"`
	Days  int        `json:"days" zh:"任职天数" en:"Days served"`
	Of    int        `json:"of" zh:"当月天数" en:"Days of the month"`
	from  civil.Date // the first of the days
}

// shareOf is the part of a month that lies between two days, the second not
// included.
func shareOf(m Month, from, to civil.Date) Share {
	first, last := max(m, from), min(Next(m), to)
	return Share{Month: m, Days: max(0, last.Sub(first)), Of: Next(m).Sub(m), from: first}
}

// worth is what the days of a month are worth by some rates, which lie in the order
// of their days: the days are summed, and the sum is rounded once.
func (s Share) worth(rates []Rate) (total governance.Yuan) {
	for day := s.from; day < s.from.AddDays(s.Days); day = day.AddDays(1) {
		total += At(rates, day)
	}
	return total.Per(int64(s.Of))
}

// At is the rate that holds on a day; before the first there is none.
func At(rates []Rate, day civil.Date) governance.Yuan {
	i, found := slices.BinarySearchFunc(rates, day, func(r Rate, d civil.Date) int { return r.From.Sub(d) })
	if !found {
		i--
	}
	if i < 0 {
		return 0
	}
	return rates[i].Monthly
}

// A Line is what is due for a month, or the difference to what was due before.
type Line struct {
	Share
	Amount governance.Yuan `json:"amount" zh:"金额" en:"Amount"`
}

// A Reckoning is what a term is worth: up to a day, by some rates.
type Reckoning struct {
	To    civil.Date
	Rates []Rate
}

// worth is what a month of a term that began on a day is worth.
func (r Reckoning) worth(m Month, from civil.Date) (Share, governance.Yuan) {
	s := shareOf(m, from, r.To)
	return s, s.worth(r.Rates)
}

// Compare reckons a term that began on a day anew, month by month: what is due for
// months that had not been reckoned, and the differences of those that had.
func Compare(from civil.Date, old, current Reckoning) (due, back []Line) {
	for m := MonthOf(from); m < max(old.To, current.To); m = Next(m) {
		s, worth := current.worth(m, from)
		_, before := old.worth(m, from)
		switch {
		case m >= old.To && worth != 0:
			due = append(due, Line{s, worth})
		case m < old.To && worth != before:
			back = append(back, Line{s, worth - before})
		}
	}
	return due, back
}

// Sum is what lines add up to.
func Sum(lines []Line) (total governance.Yuan) {
	for _, l := range lines {
		total += l.Amount
	}
	return total
}
