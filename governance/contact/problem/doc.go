// Package problem is what contact leaders follow until it is solved (点题、破题、解题, G4).
//
// A [Problem] is raised with its tie, analysed, and solved: the leader judges. Where it
// needs more than leader and unit it is passed on to another institution, whose record
// tells it how that ended; the clock runs on. With a hand-over the successor has it.
package problem
