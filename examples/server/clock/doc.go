// Package clock is the time that the server goes by. Usually that is the wall
// clock. A demonstration may begin at another instant and be moved forward; it
// runs on from there at the pace of the wall clock, and never goes back.
package clock
