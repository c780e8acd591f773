// Package storage opens what -db names: the ledger in which the institutions
// keep their records, and beside it, in the same database, what is the server's
// own: accounts, sessions, files, and a few facts about itself.
package storage
