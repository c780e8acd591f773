// Package stored is where a simulation meets the real books (入账): an office of
// all institutions on any ledger, with a clock that moves only when it is told to
// and chance that comes from a seed.
//
// The model: a [Stage] is given commands at instants that never go back. On the
// way to an instant it stops wherever time has to act on a record, and lets it
// act there, so that every warning and every end of a time limit stands in the
// history when it was due. Ids and salts are drawn from the seed, so that the same
// commands make the same entries, byte for byte, on whatever ledger.
//
// A stage is for one goroutine. It asks the ledger nothing to find out when time
// acts next: it sees what it commits.
package stored
