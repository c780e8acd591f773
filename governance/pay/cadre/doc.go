// Package cadre is the terms of two-committee cadres (两委干部): one person's time in a
// post at a grade.
//
// The town registers a [Cadre] against the organisation, with the pension insurance
// that is the base of all pay (养老保险). When a month is over, time reckons what is due
// for it; when standards have changed since, the difference of all months reckoned
// before is due too (补发). Each is opened as a payment, and what is paid is counted.
// Who leaves is paid for the days served.
package cadre
