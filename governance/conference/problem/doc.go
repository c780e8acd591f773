// Package problem is the problems that are raised in joint conferences (点题, G1).
//
// A [Problem] is followed until whoever raised it confirms that it is solved (销号): on
// the spot, by a decision that the conference takes, or as a matter to which it is
// handed over. It waits for either, and its conference hears how it ends.
package problem
