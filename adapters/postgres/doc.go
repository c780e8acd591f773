// Package postgres keeps a governance ledger in a PostgreSQL database (14 or
// newer), for any number of processes. It passes the conformance suite of
// governance/ledgertest.
//
//	ledger, err := postgres.Open(ctx, "postgres://jinlin@localhost/jinlin")
//	defer ledger.Close()
//
// [New] does the same upon an embedder's own pool, beside other tables;
// [Ledger.In] commits within a transaction that an embedder has open, so that
// their tables and our record are there together or not at all; [Migrations]
// gives the tables to those who run migrations with a tool of their own.
//
// # Durability
//
// A commit returns when the server has flushed it. Opening refuses a server
// that runs with fsync, full_page_writes or synchronous_commit off, or that has
// synchronous standbys and does not wait for them, unless told otherwise
// ([Undurable]). Commits that wait at the same time become one transaction of
// at most [Batch] commits, sent in one round trip: there is no timer and no
// goroutine for it, the first caller leads and takes along whoever has come;
// alone, a caller waits for nobody. Each commit has its own checks, all before
// its first write, so a refused one leaves no trace in the transaction it
// shares; if one fails in any other way, the transaction is undone and each of
// its commits is made alone. So is one that has to wait for somebody else's
// transaction: it holds up nobody but its caller. The server's deadlocks and
// serialization failures are tried again here and never seen.
//
// If the connection breaks or the server does not answer, nobody knows whether
// the commit was made; the error says so by being none of the law's. Give
// commands an idempotency key: with it they can be given again.
//
// # Pools that share connections
//
// Nothing rests on a session: no session-level lock, no setting, no
// notification. Behind a pool that gives every transaction another connection
// (PgBouncer in transaction mode), add default_query_exec_mode=exec to the url;
// statements are then not kept prepared. The plans of commits are kept by the
// server anyway, since a commit is one call of a function.
//
// # Tables
//
// ledger_records holds one row per record: the header as real columns, each
// list's order as an index, and the document as the bytes that were committed
// (text, never jsonb: digests cover bytes). ledger_entries is history and feed
// in one; a trigger refuses to change or delete a row. ledger_audience says who
// may see a record and whose desk it lies on; ledger_personal holds the sealed
// values. ledger_refs says where each record is at home; ledger_claims,
// ledger_answers and ledger_series are what must be unique over all districts;
// ledger_readers says where relays of the feed stand ([Ledger.Keeper]), and
// ledger_letters what they laid aside. The statements that make them are in
// migrations/, with comments; commits are written by the function there,
// ledger_commit_1.
//
// Text is compared and sorted byte by byte under any locale, letter case is
// folded for ASCII only, and Chinese is found in titles whatever the locale.
// The database must be encoded in UTF8; a text must have no NUL, and one that
// is looked up by (a key, a claim, a unit, a person) must fit an index: 2,700
// bytes, compressed.
//
// # Districts
//
// Records, entries, audience and personal values are partitioned by district,
// as a list: a district can be given partitions of its own ([Ledger.Settle]),
// be vacuumed, dumped, and one day leave for another server, which hashing
// districts together would not allow. All others, and records without a
// district, share one default partition, so that a small ledger pays nothing.
// The key is the district a record was first written in, its home: when a
// unit moves, the column district changes and no row moves, so a history is
// never spread over partitions and an update never meets a row in flight.
//
// # The feed
//
// The position of an entry is the number of its transaction and an ordinal.
// Writers do not wait for each other to get one; readers read below the oldest
// transaction that is running anywhere on the server and has written
// something, so that nothing can be committed behind them, however late. The
// price: while somebody holds such a transaction open, also in another
// database of the server, the feed stands still for all (and then goes on,
// complete). After a restore into another cluster, open the ledger once before
// anybody writes: positions then go on from the highest there is.
//
// # For analysts
//
// These views are meant to be read by people and by programs of theirs; neither
// titles nor sealed values appear in them. Each has a twin whose name and
// columns are Chinese:
//
//   - jinlin_records, 近邻_记录: every record with its header and its document
//     (document ->> 'field' reads a field)
//   - jinlin_feed, 近邻_动态: what happened, by position
//   - jinlin_history, 近邻_历史: the same in full, with the command's fields
//     (body), the record's fields that changed (changes; "-name": removed) and
//     the digest
//   - jinlin_deadlines, 近邻_时限: running deadlines, hours left by the wall
//     clock, and whether overdue
//   - jinlin_standing, 近邻_统计: how many records by kind, district, phase,
//     outcome and class, and how many deadlines they missed
//   - jinlin_audience, 近邻_可见: who may see what, and what lies on whose desk
//   - jinlin_readers, 近邻_转发: how far each relay of the feed is, how many
//     entries it is behind, and who runs it
//   - jinlin_letters, 近邻_未达: what relays laid aside, and why
//
// For example, the matters of a community that were closed in March:
//
//	SET TIME ZONE 'Asia/Shanghai';
//	SELECT serial, outcome, closed FROM jinlin_records
//	WHERE kind = 'matter' AND unit = '110105024031' AND closed >= '2024-03-01' AND closed < '2024-04-01';
//
// # What questions cost
//
// Lists, desks, timers, history and the feed are read from an index in their
// order, and cost what a page costs, however many records there are
// (plan_test.go holds the server to it, over 100,000 records); times the number
// of partitions, since a question names no district. Exceptions: words are
// looked for in every record that the rest of the question leaves; a question
// about every kind at once, without keys, person, parent, unit or wake, walks
// all records; what is due for given keys, but not on their desk, walks what
// is due; a count costs what it counts.
//
// # Erasing
//
// Erased values leave the tables at once, and their pages when the server has
// vacuumed them, which it does by itself. Copies remain in its write-ahead log
// until that is recycled; archives and backups are the operator's to renew.
package postgres
