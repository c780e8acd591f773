// Package pay is the pay of the cadres of a community's two committees (两委干部待遇,
// G16): what holds for which post and grade from which day, who is paid what, who
// is below the floor, and what is paid afterwards when a standard is adjusted.
//
//   - A standard says how much a month a post at a grade is worth from a day on
//     (动态调整). It may begin in the past. Of several the youngest day that has come
//     holds.
//   - A cadre is one person's term in a post at a grade: registered against the
//     organisation, with the pension insurance that is the base of all pay (养老保险).
//     When a month is over, time reckons what is due for it; when standards have
//     changed since, the difference of all months reckoned before is due too (补发).
//   - A payment is what is due to a cadre for a month, or the difference for months
//     past, line by line, and that it was paid.
//
// How a month is reckoned, to the day and to the fen, is in package reckoning. Each
// record has a package of its name.
package pay
