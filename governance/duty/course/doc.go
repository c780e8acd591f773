// Package course is what a task owes at any instant (历程, G2): who owned it since when,
// and by when it was due, so that how it stood on any day gone by is there to be read.
package course
