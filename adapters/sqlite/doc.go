// Package sqlite keeps a governance ledger in one SQLite file, for one machine
// and as many processes on it as like. It passes the conformance suite of
// governance/ledgertest.
//
//	ledger, err := sqlite.Open(ctx, "jinlin.db")
//	defer ledger.Close()
//
// [New] does the same upon an embedder's own *sql.DB, beside other tables;
// [Migrations] gives the tables to those who run migrations with a tool of
// their own.
//
// # Durability
//
// A commit returns when the file system has it: write-ahead log, synchronous
// FULL, one flush per transaction. Commits that wait at the same time become
// one transaction of at most [Batch] commits. There is no timer and no
// goroutine for it: the first caller leads, and takes in whoever comes while
// the transaction lasts; alone, a caller waits for nobody. Each commit has its
// own checks, all before its first write, so a refused one leaves no trace in
// the transaction it shares; if one fails in any other way, the transaction is
// undone and each of its commits is tried alone.
//
// Another process that writes to the file is waited for ([BusyTimeout]).
// Readers never wait and never see half a commit.
//
// # Tables
//
// ledger_records holds one row per record: the header as real columns, each
// list's order as an index, and the document as JSON text. ledger_entries is
// history and feed in one: its position is the feed's, since there is one
// writer at a time, and triggers refuse to change or delete a row.
// ledger_audience says who may see a record and whose desk it lies on;
// ledger_claims what at most one record holds; ledger_personal the sealed
// values, ledger_answers what was answered under an idempotency key,
// ledger_series the next number of each series; ledger_readers where relays of
// the feed stand and whose turn it is, ledger_letters what they could not
// deliver ([Ledger.Keeper]). The statements that make them are in migrations/,
// with comments.
//
// Times are integers: microseconds since 1970-01-01 00:00 UTC. Ids are their
// 16 bytes.
//
// # For analysts
//
// These views are meant to be read by people and by programs of theirs; ids
// are text in them, times are text in +08:00 (Beijing time, whole seconds,
// later fractions cut off), and neither titles nor sealed values appear:
//
//   - jinlin_records: every record with its header and its document
//     (document ->> '$.field' reads a field)
//   - jinlin_feed: what happened, in the order it was committed, by position
//   - jinlin_history: the same in full, with the command's fields (body), the
//     record's fields that changed (changes; "-name": removed) and the digest
//   - jinlin_deadlines: running deadlines, hours left by the wall clock, and
//     whether overdue
//   - jinlin_standing: how many records by kind, district, phase, outcome and
//     class, and how many deadlines they missed
//   - jinlin_audience: who may see what, and what lies on whose desk
//   - jinlin_readers: how far each relay of the feed is, and who runs it
//   - jinlin_letters: what relays laid aside because it could not be delivered
//
// For example, the matters of a community that were closed in March:
//
//	SELECT serial, outcome, closed FROM jinlin_records
//	WHERE kind = 'matter' AND unit = '110105024031' AND closed LIKE '2024-03-%';
//
// Open the file for reading only (sqlite3 -readonly): the reader then cannot
// hold up those who write.
//
// # What questions cost
//
// Lists, desks, timers, history and the feed are read from an index in their
// order, and cost what a page costs, however many records there are
// (plan_internal_test.go holds the engine to it). Exceptions: words are looked
// for in every record that the rest of the question leaves; a question about
// every kind at once, without keys, person, parent or unit, walks all records;
// what is due for given keys, but not on their desk, walks what is due.
//
// # Erasing
//
// Erased values are overwritten in the file, not only unlinked. Copies of the
// pages they stood on may remain in the file's log (-wal) until it is next
// reset, which closing the last ledger on the file always does; backups are
// the operator's to renew.
package sqlite
