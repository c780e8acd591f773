// Package chance is where a simulation's chance comes from (随机流): streams that
// are named by what they decide.
//
// The model: a [Seed] and a [Topic] ("difficulty", "rating") and a key (the number
// of a matter, of a day) give a [Stream] of draws, whatever was drawn elsewhere and
// in whatever order. So two runs that differ in a policy meet the same residents,
// and as many cores as there are draw the same. Everything is integers: the same
// seed gives the same draws on every machine. It is not for secrets.
package chance
