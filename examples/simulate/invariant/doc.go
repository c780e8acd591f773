// Package invariant holds a simulation to what the domain says (不变量): whatever
// happens in whatever scenario, these sentences are true of every record after every
// command, and of the counters at the end.
//
// The model: an invariant is a [Row], with a stable id, where in the domain it is laid
// down, and the sentence that has to hold. Each is checked without asking the rules it
// guards: working days are counted one by one in the notices, a unit's place is read
// off its code, who may do what stands in a small table of its own. A [Set] watches
// one run: [Set.Watch] makes the watcher of each district, cheap enough to be always
// on, and [Set.Settle] holds the result to a naive count of all that was seen. A run
// on a real ledger is held to its books with [Books].
//
// What breaks is a [*BrokenError]: which sentence, of which record, when, after which
// command.
package invariant
