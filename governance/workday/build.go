package workday

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/jinlin-project/jinlin/civil"
)

// mark is the meaning of a day that a fact speaks of.
type mark struct {
	working  bool
	named    bool // by a notice, so not provisional even in an unknown year
	why      Reason
	notice   string
	festival string
	region   string
}

// build turns facts that were checked before into a calendar.
func build(facts Facts, s settings) *Calendar {
	c := &Calendar{facts: facts, settings: s, marks: map[civil.Date]mark{}}
	// Whole notices by year, so that the December days a notice names stand
	// over the notice of that December's own year; then patches as they came.
	slices.SortStableFunc(c.facts.Notices, func(a, b Notice) int {
		if a.Patch != b.Patch {
			return cmp.Compare(flag(a.Patch), flag(b.Patch))
		}
		if a.Patch {
			return 0
		}
		return cmp.Compare(a.Year, b.Year)
	})
	for _, n := range c.facts.Notices {
		c.known[n.Year-First.Year()] = true
	}
	c.layHolidays()
	for _, n := range c.facts.Notices {
		c.layNotice(n)
	}
	for _, o := range c.facts.Overlays {
		c.layOverlay(o)
	}
	c.fill()
	c.version = c.digest()
	return c
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// layHolidays marks the days off that need no notice: the statutory days of
// known years, for their names, and what the reading takes for unknown ones.
func (c *Calendar) layHolidays() {
	tabled := [horizonYears]bool{}
	for d, m := range c.facts.statutoryDays() {
		year := d.Year()
		tabled[year-First.Year()] = true
		if c.KnownYear(year) || c.settings.reading == AllStatutory {
			c.marks[d] = m
		}
	}
	for i := range horizonYears {
		if c.known[i] || tabled[i] && c.settings.reading == AllStatutory {
			continue
		}
		for _, f := range c.facts.Fixed {
			if year := First.Year() + i; f.From <= year && year <= f.To {
				c.marks[civil.Of(year, f.Month, f.Day)] = mark{why: ReasonStatutory, notice: f.Law, festival: f.Name}
			}
		}
	}
}

func (c *Calendar) layNotice(n Notice) {
	for _, d := range n.Off {
		m := mark{named: true, why: ReasonOff, notice: n.Number}
		if statutory, ok := c.marks[d]; ok && statutory.festival != "" {
			m.why, m.festival = ReasonStatutory, statutory.festival
		}
		c.marks[d] = m
	}
	for _, d := range n.Work {
		c.marks[d] = mark{named: true, working: true, why: ReasonMakeup, notice: n.Number}
	}
	for _, d := range n.Plain {
		m := plain(d)
		m.named, m.notice = true, n.Number
		c.marks[d] = m
	}
}

func (c *Calendar) layOverlay(o Overlay) {
	lay := func(days []civil.Date, working bool) {
		for _, d := range days {
			// Whether the national arrangement is known does not change.
			c.marks[d] = mark{
				working: working, named: c.marks[d].named,
				why: ReasonOverlay, notice: o.Notice, region: o.Region,
			}
		}
	}
	lay(o.Off, false)
	lay(o.Work, true)
}

// plain is the meaning of a day of which no fact speaks.
func plain(d civil.Date) mark {
	if d.IsWeekend() {
		return mark{why: ReasonWeekend}
	}
	return mark{working: true, why: ReasonWorkday}
}

func (c *Calendar) meaning(d civil.Date) mark {
	if m, ok := c.marks[d]; ok {
		return m
	}
	return plain(d)
}

// fill computes the rows: forward the sums, backward the next unknown day.
func (c *Calendar) fill() {
	c.shifts = c.settings.hours.compile()
	c.cells = new([horizonDays + 1]cell)
	c.dues = make([]int64, 0, horizonDays*5/7)
	var counted int32
	var spent int64
	for i := range horizonDays {
		d := First + civil.Date(i)
		m := c.meaning(d)
		row := cell{base: spent * nanos, spent: uint32(spent), working: m.working, guessed: !m.named && !c.KnownYear(d.Year())}
		if m.working {
			counted++
			row.kind = c.settings.hours.kind(d)
			hours := &c.shifts[row.kind]
			row.base -= hours.mass(0)
			spent += hours.seconds()
			c.dues = append(c.dues, d.Start().Unix()+c.closing(hours))
		}
		row.counted = counted
		c.cells[i] = row
	}
	c.cells[horizonDays] = cell{base: spent * nanos, counted: counted, spent: uint32(spent), unknown: civil.Forever}
	unknown := civil.Forever
	for i := horizonDays - 1; i >= 0; i-- {
		c.cells[i].unknown = unknown
		if c.cells[i].guessed {
			unknown = First + civil.Date(i)
		}
	}
}

// closing is the second of the day at which a deadline on the day ends.
func (c *Calendar) closing(hours *shift) int64 {
	if c.settings.officeClosing {
		return hours.closes()
	}
	return int64(c.settings.closing)
}

func itoa(n int) string { return strconv.Itoa(n) }
