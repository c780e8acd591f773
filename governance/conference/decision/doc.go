// Package decision is what joint conferences decide (决定, G1).
//
// A [Decision] opens its action items in the same commit, each with an owner and a day,
// as tasks of whatever institution keeps tasks, and hears how each ends. With the last
// it is at its end, and so hears the problem that waits for it.
package decision
