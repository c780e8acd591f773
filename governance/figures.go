package governance

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// FigureParams restrict figures to what was opened in a half-open period
// [from, to), given as dates or instants, and to what concerns a unit.
type FigureParams struct {
	Unit orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
	From string       `json:"from,omitempty" zh:"自（含）" en:"From, included" rule:"max=40"`
	To   string       `json:"to,omitempty" zh:"至（不含）" en:"To, not included" rule:"max=40"`
}

// Figures count an institution's records (统计), as far as the asker may see
// them. Rates are given as two counts, never as percentages.
type Figures struct {
	Unit       orgtree.Code     `json:"unit,omitempty"`
	From       *time.Time       `json:"from,omitempty"`
	To         *time.Time       `json:"to,omitempty"`
	Opened     int64            `json:"opened"`
	Closed     int64            `json:"closed"` // of those opened in the period
	Open       int64            `json:"open"`
	OnTime     Ratio            `json:"onTime"` // closed without a missed deadline, of those closed
	ByPhase    map[string]int64 `json:"byPhase"`
	ByOutcome  map[string]int64 `json:"byOutcome"`
	ByClass    map[string]int64 `json:"byClass,omitempty"`
	ByCategory map[string]int64 `json:"byCategory,omitempty"`
	// ByUnit counts outcomes by unit, "open" what has none yet, where the
	// institution's unit is who did the work.
	ByUnit map[string]map[string]int64 `json:"byUnit,omitempty"`
}

// figuresQuestion is the question that every institution answers.
func figuresQuestion() Question {
	return Ask("figures", countFigures).As("4 G18", Text{"统计", "figures"},
		Text{"按单位和期间统计数量、阶段、结果和按时情况", "how many, in which phase, with which outcome, and how many in time"})
}

func countFigures(ctx context.Context, r *Reader, p FigureParams) (*Figures, error) {
	q, f, err := r.period(p)
	if err != nil {
		return nil, err
	}
	for _, by := range []struct {
		column Column
		into   *map[string]int64
	}{{ByPhase, &f.ByPhase}, {ByOutcome, &f.ByOutcome}, {ByClass, &f.ByClass}, {ByCategory, &f.ByCategory}} {
		if *by.into, err = r.split(ctx, q, by.column); err != nil {
			return nil, err
		}
	}
	if f.ByUnit, err = r.units(ctx, q); err != nil {
		return nil, err
	}
	err = r.tally(ctx, q, f)
	return f, err
}

// Outcomes counts by outcome what was opened in a period and concerns a unit, as
// figures do: what institutions make their own rates of.
func (r *Reader) Outcomes(ctx context.Context, p FigureParams) (map[string]int64, error) {
	q, _, err := r.period(p)
	if err != nil {
		return nil, err
	}
	return r.split(ctx, q, ByOutcome)
}

// Period is the query for what was opened in a period and concerns a unit, as
// figures restrict it, for figures that institutions compute from the records
// themselves.
func (r *Reader) Period(p FigureParams) (Query, error) {
	q, _, err := r.period(p)
	return q, err
}

// period reads the parameters, naming every one at fault.
func (r *Reader) period(p FigureParams) (Query, *Figures, error) {
	var faults Faults
	f := &Figures{Unit: p.Unit}
	q := Query{OpenedFrom: instant(&faults, "from", p.From), OpenedTo: instant(&faults, "to", p.To)}
	if p.Unit != "" && !r.Org.Has(p.Unit) {
		faults.Add("unit", "unknown-unit", "没有这个单位", "is not a unit")
	} else if p.Unit != "" {
		q.Among = r.Within(p.Unit)
	}
	if !q.OpenedFrom.IsZero() && !q.OpenedTo.IsZero() && !q.OpenedFrom.Before(q.OpenedTo) {
		faults.Add("to", "before-from", "应晚于起始时间", "does not lie after from")
	}
	if !q.OpenedFrom.IsZero() {
		f.From = &q.OpenedFrom
	}
	if !q.OpenedTo.IsZero() {
		f.To = &q.OpenedTo
	}
	return q, f, faults.Err()
}

// Days reads the parameters for figures that go by the day on which something was
// done, which a record keeps, and not by when it was entered: the days from the
// first, included, to the last, not included, and a query for all records that
// concern the unit.
func (r *Reader) Days(p FigureParams) (q Query, from, to civil.Date, err error) {
	period, _, err := r.period(p)
	from, to = civil.Min, civil.Forever
	if !period.OpenedFrom.IsZero() {
		from = civil.DateOf(period.OpenedFrom)
	}
	if !period.OpenedTo.IsZero() {
		to = civil.DateOf(period.OpenedTo)
	}
	return Query{Among: period.Among, Limit: 1000}, from, to, err
}

// LastDay is the last day of a period that ends before a day, or today: of which
// figures tell what there was at the end.
func (r *Reader) LastDay(to civil.Date) civil.Date { return min(to.AddDays(-1), civil.DateOf(r.Now)) }

// instant reads a date, as its first instant, or an instant with its zone.
func instant(faults *Faults, path, text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	if d, err := civil.ParseDate(text); err == nil {
		return d.Start()
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		faults.Add(path, "bad-time", "应为日期或带时区的时间", "is neither a date nor an instant with its zone")
	}
	return t.In(civil.Zone)
}

// split counts by one column; records without a value, and those counted
// elsewhere, are left out.
func (r *Reader) split(ctx context.Context, q Query, by Column) (map[string]int64, error) {
	tallies, err := r.Count(ctx, q, by, ByOutcome)
	out := map[string]int64{}
	for _, t := range tallies {
		value, outcome := t.Values[0], t.Values[1]
		if value != "" && (by == ByOutcome || !slices.Contains(r.shelf.Describe().Uncounted, outcome)) {
			out[value] += t.Count
		}
	}
	return out, err
}

// units counts outcomes by the header's unit, where the institution wants that.
func (r *Reader) units(ctx context.Context, q Query) (map[string]map[string]int64, error) {
	if !r.shelf.Describe().ByUnit {
		return nil, nil
	}
	tallies, err := r.Count(ctx, q, ByUnit, ByOutcome)
	out := map[string]map[string]int64{}
	for _, t := range tallies {
		unit, outcome := t.Values[0], cmp.Or(t.Values[1], "open")
		if unit == "" || slices.Contains(r.shelf.Describe().Uncounted, outcome) {
			continue
		}
		if out[unit] == nil {
			out[unit] = map[string]int64{}
		}
		out[unit][outcome] += t.Count
	}
	return out, err
}

// tally counts what was opened, closed, and closed in time. Outcomes that the
// institution leaves uncounted are counted elsewhere.
func (r *Reader) tally(ctx context.Context, q Query, f *Figures) error {
	tallies, err := r.Count(ctx, q, ByPhase, ByOutcome, ByLate)
	if err != nil {
		return err
	}
	about := r.shelf.Describe()
	for _, t := range tallies {
		phase, outcome, late := Phase(t.Values[0]), t.Values[1], t.Values[2]
		if slices.Contains(about.Uncounted, outcome) {
			continue
		}
		f.Opened += t.Count
		if !about.final(phase) {
			f.Open += t.Count
			continue
		}
		f.Closed += t.Count
		if late == "0" {
			f.OnTime.Num += t.Count
		}
	}
	f.OnTime.Den = f.Closed
	return nil
}

// final reports whether a phase is one in which nothing is left to do.
func (d *Description) final(p Phase) bool {
	for _, l := range d.Phases {
		if l.Phase == p {
			return l.Final
		}
	}
	return false
}
