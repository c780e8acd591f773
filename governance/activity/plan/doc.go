// Package plan is what an activity is to be (G12): what is done, where, for how many,
// with whom; of one activity, or of every one of a fixed day.
//
// A [Plan] is the organiser's; whose a record is to look after is said by [Hosted]. A
// fixed day announces its next activity with [Recur].
package plan
