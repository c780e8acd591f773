// Package membership is the roll of a group (名册): every [Membership] is one person on it,
// from one change of the roll to another.
//
// Each change has a number, which the group gives. So the question "standing" can say
// whether somebody was on the roll after a change, and what they weighed: a later change
// moves no earlier answer. One person is on a group's roll once, by a claim.
package membership
