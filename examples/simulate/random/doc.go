// Package random makes scenarios that nobody would think of: small districts with
// every number somewhere between its bounds and often upon them, so that rules meet
// what no sensible scenario brings about.
//
// The model: a seed gives a [World], a scenario file that extends the built-in
// founding district, and the divisions it plays in. It is valid like any file that a
// person wrote, since it is read as one, and can be written down to be played again.
package random
