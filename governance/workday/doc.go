// Package workday is the mainland working-day calendar (工作日历): which days are
// worked and why, when a period counted in working days or working hours ends,
// and how sure that answer is.
//
// # Facts
//
// A [Calendar] is built from facts and never changes. The facts are the yearly
// notices of the State Council General Office ([Notice], 放假安排通知), which
// give the days off and the weekend days worked in their place (调休); the
// statutory days of the holiday law ([Statutory], 法定节假日); and the rules of
// one region ([Overlay], 地方规定), which may add days off, lift a national
// make-up day or make a day worked. [China] carries the notices for 2018 to
// 2026 and the statutory days to 2027. Every method that adds a fact returns
// another calendar, so next year's notice needs no new program:
//
//	notice, err := workday.ParseNotice(text)   // typed by hand when it is published
//	next, err := cal.WithNotice(notice)        // cal itself is unchanged
//	days := workday.Changed(cal, next)         // what has another meaning now
//
// # Counting
//
// The start day is not counted (民法典 第201条). Counting begins with the next
// working day, whatever kind of day the start is, and the nth working day
// counted is the deadline; it ends with that day, or when the office closes if
// the calendar is told so ([ClosingAt], [ClosingWithOffice]). Working hours run
// from the instant, inside the office hours of working days ([Hours]).
//
// All dates are civil dates at +08:00 ([civil.Date]), whatever zone a time
// carries. Every instant the calendar computes has second precision and is the
// last instant still in time; a fraction of a second is rounded up, so that
// nobody loses time to rounding.
//
// # How sure an answer is
//
// A year without a notice is not known. For it the calendar falls back to
// weekends and statutory days ([AllStatutory], [FixedDays]), and whatever was
// computed through such a day is provisional (暂定). The mark and the [Version]
// of the calendar are part of the [Deadline] value and of its text and JSON; no
// accessor gives a deadline without them being there. A strict calendar
// ([Strict]) refuses instead, with [*UnknownYearError].
//
// When a notice arrives or is corrected, ask the new calendar the same question
// again: Deadline(from, n) under it is the recomputed deadline. The calendar
// only answers. Recording old, new and notice, and deciding whether a shortened
// deadline binds a matter that is already running, is the law's business.
//
// # Cost
//
// Answers come from prefix sums over all days from [First] to [Last]: a
// deadline costs the same for 1 and for 250 working days and allocates nothing.
// Building a calendar takes some milliseconds and about 1.2 MB; build one per
// district and share it, it is safe for concurrent use.
package workday
