// Package court decides the commands of a simulation under the real rules, and keeps
// the records that are still of use.
//
// The model: a [File] is one live record, a matter, an inquiry or a sample, as its
// lifecycle has left it. A [Court] takes commands about files, lets time act on them,
// and finds those that a decision opened. [Pure] runs the lifecycles themselves, with
// nothing stored: what nobody needs any more is dropped, so that memory grows with
// open work and never with history. [Stored] gives the same commands to the books of
// an office, on any ledger.
package court
