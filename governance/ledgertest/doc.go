// Package ledgertest is the storage contract as a suite of cases: whoever
// brings another database runs it against their own [governance.Ledger].
//
//	func TestLedger(t *testing.T) {
//		ledgertest.Run(t, func(t *testing.T) governance.Ledger {
//			return mine.Open(t.TempDir())
//		})
//	}
//
// Every case gets a fresh, empty ledger, takes one rule of the contract,
// tries to see it broken, and prints the rule as a sentence when it is. The
// cases stand one subject to a file; a file begins with its table, and the
// functions below the table are the cases.
//
// Commits are composed with record and change (build.go): a record remembers
// what the ledger should hold about it, a change is a write in the making,
// and whatever is committed is well-formed, with versions, digests and sealed
// values as the book would make them. What a case reads of the ledger goes
// through the trial (trial.go).
//
// The suite itself is under test: broken_test.go runs it against ledgers with
// one planted fault each, and requires that every fault is found.
package ledgertest
