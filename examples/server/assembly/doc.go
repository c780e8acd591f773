// Package assembly puts the server together: a database, a clock, the
// institutions at work on both, accounts, files, figures, and HTTP in front of
// it all. Adding an institution is adding its line in package institutions.
package assembly
