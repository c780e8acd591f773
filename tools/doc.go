// Package tools pins the programs that check the tree, as tool lines of this
// module's go.mod. The module stays out of go.work, so that what a linter
// requires never raises the version of what the library requires.
package tools
