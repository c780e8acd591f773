package whatif

import (
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/yearreport/chart"
)

// point is a spread as it is drawn.
func (s *Spread) point(places int) chart.Point {
	return chart.Point{Low: s.Low.scaled(places), Value: s.Median.scaled(places), High: s.High.scaled(places), None: s.Of == 0}
}

// names are the scenarios as legends call them.
func (p *writer) names() []string {
	out := make([]string, len(p.c.Scenarios))
	for i := range out {
		out[i] = p.c.Scenarios[i].said()
	}
	return out
}

// plots draws the figures of a section: those of one unit of measure in one plot.
func (p *writer) plots(s Section, rows []*Row) {
	if s == Backlog {
		p.draw(p.days())
	}
	var units []string
	for _, r := range rows {
		if unit := r.Unit.In(p.lang); !slices.Contains(units, unit) {
			units = append(units, unit)
		}
	}
	for i, unit := range units {
		f := chart.Frame{ID: fmt.Sprintf("%s-%d", s, i), Title: s.Label().In(p.lang) + " · " + unit, Desc: medians.In(p.lang), Unit: unit}
		var of []*Row
		for _, r := range rows {
			if r.Unit.In(p.lang) == unit {
				of, f.Places = append(of, r), r.places
			}
		}
		if rows := p.drawn(of); len(rows) > 0 {
			p.draw(f.Dots(p.names(), rows...))
		}
	}
	if s == Workload {
		p.draw(p.load(rows))
	}
}

var medians = governance.Text{
	Zh: "每个情景一点，为各种子的中位数；线为至少九成种子所在的区间", En: "a dot for each scenario, the median over the seeds; the line holds at least nine tenths of them",
}

// drawn are the figures that have a value anywhere.
func (p *writer) drawn(rows []*Row) (drawn []chart.Row) {
	for _, r := range rows {
		one := chart.Row{Label: r.Name.In(p.lang)}
		some := false
		for i := range r.Spreads {
			one.Points = append(one.Points, r.Spreads[i].point(r.places))
			some = some || r.Spreads[i].Of > 0
		}
		if some {
			drawn = append(drawn, one)
		}
	}
	return drawn
}

// mostDays is how many days are drawn at most.
const mostDays = 60

// days draws how many matters were open.
func (p *writer) days() string {
	f := chart.Frame{ID: "days", Title: governance.Text{Zh: "每日在办（带为至少九成种子所在的区间）", En: "open matters by day (the band holds at least nine tenths of the seeds)"}.In(p.lang), Unit: matters.Name.In(p.lang)}
	every := (len(p.c.Days[0]) + mostDays - 1) / mostDays
	var labels []string
	lines := make([]chart.Line, len(p.c.Days))
	for day := every - 1; day < len(p.c.Days[0]); day += every {
		labels = append(labels, p.c.From.AddDays(day).String())
		for i := range lines {
			lines[i].Points = append(lines[i].Points, p.c.Days[i][day].point(0))
		}
	}
	for i, name := range p.names() {
		lines[i].Label = name
	}
	return f.Lines(labels, lines...)
}

// load draws how much of their office hours the kinds of units work.
func (p *writer) load(rows []*Row) string {
	f := chart.Frame{ID: "load", Title: governance.Text{Zh: "工时占办公时间（中位数）", En: "work in office hours (medians)"}.In(p.lang), Unit: perMille.Name.In(p.lang), Places: perMille.Places}
	var bars []chart.Bar
	for _, r := range rows {
		if r.Unit != perMille.Name {
			continue
		}
		for i := range r.Spreads {
			bars = append(bars, chart.Bar{Label: r.Name.In(p.lang) + " " + p.c.Scenarios[i].Letter, Value: r.Spreads[i].Median.scaled(r.places)})
		}
	}
	return f.Ranked(bars...)
}

// plotMoved draws the units that win and lose.
func (p *writer) plotMoved(side int, m *UnitRow, rows []*UnitRow) {
	s := &p.c.Scenarios[side]
	f := chart.Frame{ID: "moved-" + s.Letter + "-" + m.ID, Title: m.Name.In(p.lang) + " · " + s.Letter + "−A", Desc: medians.In(p.lang), Unit: m.Unit.In(p.lang), Places: m.places}
	var drawn []chart.Row
	for _, u := range rows {
		drawn = append(drawn, chart.Row{Label: u.Of.Name, Points: []chart.Point{u.Differences[side-1].point(u.places)}})
	}
	p.draw(f.Differences([]string{s.said()}, drawn...))
}
