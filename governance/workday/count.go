package workday

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
)

// Deadline returns the end of the nth working day after the date of from, which
// is not counted itself: from 2024-09-27 five working days end on 2024-10-10.
// The date of from is its date at +08:00.
//
// n is at least 1, else the error is [*InvalidError]; when the count leaves the
// calendar it is [*HorizonError]; a strict calendar gives [*UnknownYearError]
// rather than a provisional deadline. It does not allocate.
func (c *Calendar) Deadline(from time.Time, n int) (Deadline, error) {
	i := rowOf(from)
	if i >= uint64(horizonDays) {
		return Deadline{}, &HorizonError{"from"}
	}
	row := &c.cells[i]
	k := uint(int(row.counted)-1) + uint(n)
	if uint(n-1) >= uint(horizonDays) || k >= uint(len(c.dues)) {
		return Deadline{}, miscounted(n)
	}
	due := c.dues[k]
	provisional := startOf(row.unknown) <= due
	if provisional && c.settings.strict {
		return Deadline{}, &UnknownYearError{row.unknown.Year()}
	}
	return Deadline{due, provisional, c.version}, nil
}

// miscounted says why a count of working days has no answer.
func miscounted(n int) error {
	if n < 1 {
		return &InvalidError{SubjectQuestion, []Fault{{"n", FaultCount}}}
	}
	return &HorizonError{"n"}
}

// startOf is the unix time of the first instant of a date.
func startOf(d civil.Date) int64 { return int64(d)*secondsPerDay - zoneSeconds }

// DeadlineFrom is [Calendar.Deadline] for a start that is a date.
func (c *Calendar) DeadlineFrom(from civil.Date, n int) (Deadline, error) {
	return c.Deadline(time.Unix(startOf(from), 0), n)
}

// Extend returns the deadline moved n working days further (延期). A provisional
// deadline stays provisional, and with it the extension, whatever this calendar
// knows by now: recompute it first to make it final. A strict calendar does not
// extend it at all.
func (c *Calendar) Extend(d Deadline, n int) (Deadline, error) {
	if d.IsZero() {
		return Deadline{}, &InvalidError{SubjectQuestion, []Fault{{"d", FaultZeroValue}}}
	}
	later, err := c.DeadlineFrom(d.Date(), n)
	if err != nil {
		return Deadline{}, err
	}
	later.provisional = later.provisional || d.provisional
	if later.provisional && c.settings.strict {
		return Deadline{}, &InvalidError{SubjectQuestion, []Fault{{"d", FaultProvisional}}}
	}
	return later, nil
}

// OnOrAfter returns the end of the first working day that is not before a date:
// a period counted in calendar days or months whose last day is a day off ends
// with the first working day after it (民法典 第203条).
func (c *Calendar) OnOrAfter(d civil.Date) (Deadline, error) {
	i := index(d)
	if i < 0 {
		return Deadline{}, &HorizonError{"d"}
	}
	row := &c.cells[i]
	k := int(row.counted)
	if row.working {
		k--
	}
	if k >= len(c.dues) {
		return Deadline{}, &HorizonError{"d"}
	}
	return c.settle(c.dues[k], c.unknownFrom(i))
}

// settle marks an instant that was found by counting from a day on; unknown is
// the first provisional day from there. Working time that ends at 24:00 ends at
// the first instant of the next day without counting any of it.
func (c *Calendar) settle(due int64, unknown civil.Date) (Deadline, error) {
	provisional := startOf(unknown) < due
	if provisional && c.settings.strict {
		return Deadline{}, &UnknownYearError{unknown.Year()}
	}
	return Deadline{due, provisional, c.version}, nil
}

// WorkdaysBetween counts the working days after from up to and including to,
// the inverse of DeadlineFrom: it gives n for the date of DeadlineFrom(from, n).
// It is negative when to is the earlier date, and counts only days within the
// calendar. Whether all of them are final, [Calendar.Known] tells.
func (c *Calendar) WorkdaysBetween(from, to civil.Date) int {
	return c.countedTo(to) - c.countedTo(from)
}

func (c *Calendar) countedTo(d civil.Date) int {
	if d < First {
		return 0
	}
	return int(c.cells[min(int(d-First), horizonDays)].counted)
}
