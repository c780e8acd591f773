// Package civil is the ground floor for days: a calendar date (日期) without a
// clock time, and the one zone in which every date of this library is read.
//
// A [Date] is a whole number of days since 1970-01-01 in the proleptic
// Gregorian calendar. It is a plain integer, so dates compare with <, == and >,
// serve as map keys and cost four bytes. Two ends are fixed: [Min], 0001-01-01,
// and [Forever], 9999-12-31, which doubles as the end of a term that has none
// ("in office until further notice"). Both print and parse as ordinary dates,
// sort after and before everything else as text too, and fit any database.
//
// An instant becomes a date in China Standard Time (北京时间), +08:00, whatever
// zone the [time.Time] carries: 2026-09-30T16:30:00Z is 1 October. China has
// kept no summer time since 1991, so the zone is a fixed offset. It is never
// loaded by name, because that would be I/O and would bring the summer time of
// 1986 to 1991 back into dates.
//
// The package imports the standard library only, reads no clock and keeps no
// state.
package civil
