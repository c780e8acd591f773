// Package reckoning is the arithmetic of pay: what the days of a month are worth.
//
// Each day counts for its month's [Rate] divided by the days of that month; the days
// are summed first and the month is rounded once, to the fen, half away from zero. A
// [Reckoning] is what a term is worth up to a day by some rates; comparing two gives
// what is newly due, and the differences of the months that were reckoned before, so
// that what was paid and what is paid afterwards add up to what the rates give.
package reckoning
