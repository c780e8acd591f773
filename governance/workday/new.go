package workday

import (
	"slices"

	"github.com/jinlin-project/jinlin/civil"
)

// New builds a calendar from facts. The error is an [*InvalidError] which names
// every fault of the first fact that is refused, or of the options.
func New(facts Facts, options ...Option) (*Calendar, error) {
	base := facts
	base.Notices, base.Statutory, base.Overlays = nil, nil, nil
	c := &Calendar{
		facts:    base.clone(),
		settings: settings{closing: endOfDay, hours: DefaultHours()},
	}
	if err := facts.checkBase(); err != nil {
		return nil, err
	}
	for _, s := range facts.Statutory {
		if err := s.Validate(); err != nil {
			return nil, err
		}
		c.facts.admitStatutory(s)
	}
	// Whole notices first, so that a patch finds its year in whatever order the
	// facts list them.
	for _, patch := range []bool{false, true} {
		for _, n := range facts.Notices {
			if n.Patch == patch {
				if err := c.facts.take(n); err != nil {
					return nil, err
				}
			}
		}
	}
	for _, o := range facts.Overlays {
		if err := o.Validate(); err != nil {
			return nil, err
		}
		c.facts.Overlays = append(c.facts.Overlays, o.clone())
	}
	return c.With(options...)
}

// checkBase checks what stands beside notices, statutory days and overlays.
func (f *Facts) checkBase() error {
	var c checker
	if !validName(f.Name) {
		c.fault("name", FaultName)
	}
	for i, day := range f.Fixed {
		if !(MonthDay{day.Month, day.Day}).valid() {
			c.fault("fixed["+itoa(i)+"]", FaultMonthDay)
		}
	}
	return refuse(SubjectSettings, c.faults)
}

func validName(name string) bool {
	for _, r := range name {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (r < '0' || r > '9') && r != '.' && r != '-' {
			return false
		}
	}
	return len(name) >= 1 && len(name) <= 32
}

// With returns the calendar with other settings and the same facts.
func (c *Calendar) With(options ...Option) (*Calendar, error) {
	s := c.settings
	var faults []Fault
	for _, option := range options {
		if option != nil {
			faults = append(faults, option(&s)...)
		}
	}
	if err := refuse(SubjectSettings, faults); err != nil {
		return nil, err
	}
	return build(c.facts.clone(), s), nil
}

// WithNotice returns the calendar with one more notice: the next year's, a
// corrected one in place of the year's earlier notices, or a patch. The error
// is an [*InvalidError].
func (c *Calendar) WithNotice(n Notice) (*Calendar, error) {
	facts := c.facts.clone()
	if err := facts.take(n); err != nil {
		return nil, err
	}
	return build(facts, c.settings), nil
}

// WithStatutory returns the calendar with the statutory days of one more year,
// or of a year in place of those known. Days that a notice already loaded works
// through are refused, as the notice would have been. The error is an
// [*InvalidError].
func (c *Calendar) WithStatutory(s Statutory) (*Calendar, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	facts := c.facts.clone()
	facts.admitStatutory(s)
	var conflict checker
	for _, n := range facts.Notices {
		conflict.statutory(n, facts.statutoryDays())
	}
	if len(conflict.faults) > 0 {
		return nil, refuse(SubjectStatutory, []Fault{{"festivals", FaultNoticed}})
	}
	return build(facts, c.settings), nil
}

// WithOverlay returns the calendar with one more regional rule, laid over those
// it has. The error is an [*InvalidError].
func (c *Calendar) WithOverlay(o Overlay) (*Calendar, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	facts := c.facts.clone()
	facts.Overlays = append(facts.Overlays, o.clone())
	return build(facts, c.settings), nil
}

// take checks a notice against itself and against the other facts, and admits it.
func (f *Facts) take(n Notice) error {
	c := checker{faults: n.faults("")}
	if len(c.faults) == 0 && n.Patch && !slices.ContainsFunc(f.Notices, func(base Notice) bool {
		return base.Year == n.Year && !base.Patch
	}) {
		c.fault("year", FaultNoBase)
	}
	c.statutory(n, f.statutoryDays())
	if err := refuse(SubjectNotice, c.faults); err != nil {
		return err
	}
	f.admit(n)
	return nil
}

// statutory keeps the holiday law (全国年节及纪念日放假办法 第二条): a notice
// moves weekends, it cannot make a statutory day worked. In practice the rule
// finds dates typed wrong.
func (c *checker) statutory(n Notice, statutory map[civil.Date]mark) {
	for i, d := range n.Work {
		if _, festival := statutory[d]; festival {
			c.fault("work["+itoa(i)+"]", FaultStatutory)
		}
	}
	for i, d := range n.Plain {
		if _, festival := statutory[d]; festival && !d.IsWeekend() {
			c.fault("plain["+itoa(i)+"]", FaultStatutory)
		}
	}
	if n.Patch {
		return
	}
	for d := range statutory {
		if d.Year() == n.Year && !d.IsWeekend() && !slices.Contains(n.Off, d) {
			c.fault("off", FaultStatutory)
			return // the dates missing may not be repeated, so once is enough
		}
	}
}
