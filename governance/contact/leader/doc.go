// Package leader is who the contact leaders are (挂钩领导, G4): which rank goes before
// which, by the posts held on the day, and what leader and unit are to every record of
// the contact between them.
package leader
