// Package task is the record of the chain of responsibility (责任链, G2) and what may be
// asked of it: one duty of one unit, who set it, by when it is due, how far it has come.
// What becomes of it is decided in the package around this one.
package task
