// Package database is the handle on the server's own tables, which stand beside
// the ledger's in the same database.
//
// Every statement is written once, for SQLite and PostgreSQL alike: parameters
// are $1, $2 …, instants are integers, keys are bytes. What differs is two
// things only. The words of a schema ([DB.Create]) stand in braces and are
// replaced; and where SQLite lets one writer in at a time, PostgreSQL is told
// who must not run beside whom ([DB.Alone], [DB.Exclusively]). Both locks end
// with a transaction, so that nothing is left behind by a process that dies, or
// in a pool that gives every transaction another connection.
//
// A database that does not answer, or has no room, is an [*UnavailableError]:
// nobody did anything wrong, and it is worth trying again.
package database
