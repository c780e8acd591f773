// Package member is a unit's time in an alliance, from a day to a day (成员单位, G6).
//
// A [Member] is invited and joins, or joins with the alliance that it founds; it may
// leave, and ends with the alliance. It has one place there, by a claim. The alliance
// keeps who sits in it, and is told of who comes and goes.
package member
