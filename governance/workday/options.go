package workday

import "errors"

// Reading says how days of a year without a notice are read (推算方式).
type Reading uint8

// The readings of a year without a notice. Either way the answer is provisional.
const (
	// AllStatutory takes weekends and all statutory days off where the lunar
	// festivals of the year are known, else weekends and the fixed dates. It is
	// the default, because it comes closest to the notice that will follow.
	AllStatutory Reading = iota
	// FixedDays takes weekends and the fixed dates off: 1 January, 1 and 2 May,
	// 1 to 3 October (to 2024 without 2 May).
	FixedDays
)

// String returns the reading's stable name.
func (r Reading) String() string {
	if r == FixedDays {
		return "fixed_days"
	}
	return "all_statutory"
}

// settings are the choices of a calendar that are not facts.
type settings struct {
	reading       Reading
	strict        bool
	officeClosing bool  // deadlines end when the office closes, by date
	closing       Clock // else at this time of day
	hours         Hours
}

// Option is a choice given to [New] or [Calendar.With].
type Option func(*settings) []Fault

// FallBack chooses how years without a notice are read.
func FallBack(r Reading) Option {
	return func(s *settings) []Fault {
		if r > FixedDays {
			return []Fault{{"reading", FaultReading}}
		}
		s.reading = r
		return nil
	}
}

// Strict makes questions that depend on a year without a notice fail with
// [*UnknownYearError], instead of giving a provisional answer.
func Strict(on bool) Option {
	return func(s *settings) []Fault {
		s.strict = on
		return nil
	}
}

// ClosingAt sets the time of day at which a deadline counted in days ends, as
// its last instant still in time. The default is the end of the civil day,
// 23:59:59; 民法典 第203条 lets business hours end it earlier.
func ClosingAt(c Clock) Option {
	return func(s *settings) []Fault {
		if c <= 0 || c > endOfDay {
			return []Fault{{"closing", FaultClosing}}
		}
		s.closing, s.officeClosing = c, false
		return nil
	}
}

// ClosingWithOffice ends deadlines counted in days when the office hours of
// their last day end, which may differ by season.
func ClosingWithOffice() Option {
	return func(s *settings) []Fault {
		s.officeClosing = true
		return nil
	}
}

// Office sets the office hours in which working time runs.
func Office(h Hours) Option {
	return func(s *settings) []Fault {
		var invalid *InvalidError
		if errors.As(h.Validate(), &invalid) {
			return invalid.Faults
		}
		s.hours = h.clone()
		return nil
	}
}
