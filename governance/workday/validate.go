package workday

import (
	"strconv"
	"time"

	"github.com/jinlin-project/jinlin/civil"
)

const longestName = 300 // bytes of a document number or title

// Validate returns an [*InvalidError] naming every fault of the notice by
// itself, or nil. Whether it fits the other facts is checked by
// [Calendar.WithNotice].
func (n Notice) Validate() error { return refuse(SubjectNotice, n.faults("")) }

func (n Notice) faults(at string) []Fault {
	c := checker{at: at, seen: map[civil.Date]string{}}
	c.name("notice", n.Number, true)
	if n.Year < First.Year() || n.Year > Last.Year() {
		c.fault("year", FaultYear)
		return c.faults // every other rule speaks of the year
	}
	if y := n.Issued.Year(); c.issued(n.Issued) && y != n.Year && y != n.Year-1 {
		c.fault("issued", FaultIssued)
	}
	if len(n.Plain) > 0 && !n.Patch {
		c.fault("plain", FaultPlainWhole)
	}
	if len(n.Off) == 0 && (!n.Patch || len(n.Work)+len(n.Plain) == 0) {
		c.fault("off", FaultNoDays)
	}
	c.days("off", n.Off, n.inReach)
	c.days("work", n.Work, func(d civil.Date) FaultCode {
		if !d.IsWeekend() {
			return FaultWorkWeekday
		}
		return n.inReach(d)
	})
	c.days("plain", n.Plain, n.inReach)
	return c.faults
}

// inReach keeps the days of a notice in its year and in December before it.
func (n Notice) inReach(d civil.Date) FaultCode {
	year, month, _ := d.YMD()
	if year == n.Year || year == n.Year-1 && month == time.December {
		return ""
	}
	return FaultOtherYear
}

// Validate returns an [*InvalidError] naming every fault of the overlay, or nil.
func (o Overlay) Validate() error { return refuse(SubjectOverlay, o.faults("")) }

func (o Overlay) faults(at string) []Fault {
	c := checker{at: at, seen: map[civil.Date]string{}}
	c.name("region", o.Region, true)
	c.name("notice", o.Notice, false)
	c.issued(o.Issued)
	if len(o.Off)+len(o.Work) == 0 {
		c.fault("off", FaultNoDays)
	}
	c.days("off", o.Off, inHorizon)
	c.days("work", o.Work, inHorizon)
	return c.faults
}

// Validate returns an [*InvalidError] naming every fault of the statutory days,
// or nil.
func (s Statutory) Validate() error { return refuse(SubjectStatutory, s.faults()) }

func (s Statutory) faults() []Fault {
	c := checker{}
	c.name("law", s.Law, true)
	if s.Year < First.Year() || s.Year > Last.Year() {
		c.fault("year", FaultYear)
		return c.faults
	}
	if len(s.Festivals) == 0 {
		c.fault("festivals", FaultNoDays)
	}
	for i, festival := range s.Festivals {
		c.at = "festivals[" + strconv.Itoa(i) + "]."
		c.seen = map[civil.Date]string{} // two festivals may share a day
		c.name("name", festival.Name, true)
		c.days("days", festival.Days, func(d civil.Date) FaultCode {
			if d.Year() != s.Year {
				return FaultDayYear
			}
			return ""
		})
	}
	return c.faults
}

func inHorizon(d civil.Date) FaultCode {
	if d < First || d > Last {
		return FaultOutside
	}
	return ""
}

// checker gathers faults, each under its place.
type checker struct {
	at     string // prefix of every place
	seen   map[civil.Date]string
	faults []Fault
}

func (c *checker) fault(field string, code FaultCode) {
	c.faults = append(c.faults, Fault{c.at + field, code})
}

func (c *checker) name(field, value string, wanted bool) {
	switch {
	case wanted && value == "":
		c.fault(field, FaultMissing)
	case len(value) > longestName:
		c.fault(field, FaultTooLong)
	}
}

// issued reports whether a date of issue is given and can be read.
func (c *checker) issued(d civil.Date) bool {
	if d == unreadable {
		c.fault("issued", FaultDate)
	}
	return d != 0 && d != unreadable
}

// days applies a rule to every day of a list, and the rule of all lists: a day
// stands once, in one of them.
func (c *checker) days(list string, days []civil.Date, rule func(civil.Date) FaultCode) {
	for i, d := range days {
		field := list + "[" + strconv.Itoa(i) + "]"
		if d == unreadable {
			c.fault(field, FaultDate)
			continue
		}
		if code := rule(d); code != "" {
			c.fault(field, code)
		}
		switch earlier, seen := c.seen[d]; {
		case seen && earlier == list:
			c.fault(field, FaultRepeated)
		case seen:
			c.fault(field, FaultBothWays)
		default:
			c.seen[d] = list
		}
	}
}
