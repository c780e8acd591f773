// Package feedtest is the contract of [feed.Keeper] as a suite of cases: whoever
// keeps positions in another database runs it against their own.
//
//	func TestKeeper(t *testing.T) {
//		feedtest.Run(t, func(t *testing.T) feed.Keeper {
//			return mine.Open(t.TempDir())
//		})
//	}
//
// Every case gets a fresh keeper that knows no reader, takes one rule, tries to
// see it broken, and prints the rule as a sentence when it is. A keeper that is a
// [feed.Letters], too, is held to that contract as well; else those cases are
// skipped, by name.
//
// No case waits: time is handed in. The suite itself is under test:
// broken_test.go runs it against keepers with one planted fault each.
package feedtest
