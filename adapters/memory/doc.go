// Package memory keeps records in the memory of one process. It passes the
// whole conformance suite of governance/ledgertest, so it is the ledger for
// tests, demonstrations and simulations; when the process ends, all is gone.
//
// One lock guards the books: commits go one at a time, readers side by side.
// What is handed in is copied before the lock is taken, and what is handed out
// is copied again, so nobody shares bytes with the ledger.
//
// What things cost, with n records of a kind:
//
//   - Load, Entries, Answer, Reserve: maps and slices, independent of n.
//   - Commit: maps, plus one binary search in a sorted list for each of
//     opened, due and wake that the write changes. That is the logarithm of n,
//     and a copy within one block of the list.
//   - Find by keys or by parent: what the smallest of these indexes holds,
//     plus sorting the page. When that would be many records (a whole
//     district's key), it walks the sorted list from the cursor instead and
//     stops behind the page, which is cheap when many match.
//   - Find by neither: the walk alone. A due or wake bound ends it early; any
//     other filter that hardly anything matches makes it visit all n.
//   - Count: every record of the narrowest index.
//
// History is kept whole, so memory grows with entries.
package memory
