// Package pay is the pay of the cadres of a community's two committees (两委干部待遇,
// G16): what holds for which post and grade from which day, who is paid what, who
// is below the floor, and what is paid afterwards when a standard is adjusted.
//
//   - A [Standard] says how much a month a post at a grade is worth from a day on
//     (动态调整). It may begin in the past. Of several the youngest day that has come
//     holds.
//   - A [Cadre] is one person's term in a post at a grade: registered against the
//     organisation, with the pension insurance that is the base of all pay (养老保险).
//     When a month is over, time reckons what is due for it; when standards have
//     changed since, the difference of all months reckoned before is due too (补发).
//   - A [Payment] is what is due to a cadre for a month, or the difference for months
//     past, line by line, and that it was paid.
//
// How a month is reckoned: each day counts for its month's standard divided by the
// days of that month; the days are summed first and the month is rounded once, to
// the fen, half away from zero. Back pay is the difference of months so reckoned by
// the old standards and by the new, so that it is exact to the day, and what was
// paid and what is paid afterwards add up to what the standards give.
package pay
