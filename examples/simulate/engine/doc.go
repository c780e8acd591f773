// Package engine runs a scenario (模拟): the real rules of casework, a clock that jumps
// from one thing that happens to the next, residents and units that are made up.
//
// The model: a district is a run of its own ([Run]); several districts run side by side
// and their results are added in the order of their codes, so that any number of cores
// gives the same bytes. In a district everything is an event at a second: something
// comes in, a clerk is done with a step, a resident answers, time itself acts. Each unit
// has so many hands; a step waits for the first that is free, takes its minutes of
// working time, and then gives its command, under the real actor's rights, to a
// [court.Court]. Whoever owes something next is read from the record as the command
// has left it.
//
// Nothing is rolled but what people are: how hard a matter is, whether somebody rates.
// All of it comes from streams that are named by what they decide and for which matter
// (package chance), so that two policies meet the same residents. Whether something is
// in time, who is overloaded, what is scored: that the rules say.
package engine
