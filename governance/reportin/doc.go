// Package reportin is the double report-in (双报到双融入, G5): the Party organisations of
// agencies, enterprises and institutions report in to a community with a list of what
// they can do there, and their on-the-job members report in each for themselves. Both
// then take part.
//
// There are two registers and two rates. An organisation is on the district's list
// of those who should report, from a day to a day; a member is on the list of an
// organisation, from a day to a day, and of no second one meanwhile. A rate is of
// those who stood on the list on a day, how many had reported by it: whoever looks
// at it, and whoever has joined or left since, it stays the same.
//
// What a member does is a participation: the community where it was done confirms
// it, and only then does it count. A half hour of somebody's counts once.
//
// Each record has a package of its name; what the two registers share is in package roll,
// the figures in package rate.
package reportin
