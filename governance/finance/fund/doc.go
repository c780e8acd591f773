// Package fund is what all records of money share: from which [Level] it comes and for
// which [Purpose] it is, the [Rules] that a district sets about it, and the [Lots] of
// a budget.
//
// Money comes in by lots. It is taken from the oldest first (先进先出), or from the one
// that is named; the [Line]s that this gives say how much came from which, and are
// what puts it back. So each yuan spent leads back to its appropriation.
package fund
