// Package pgtest gives tests a PostgreSQL of their own: the machine's, started
// once for a test process, in a folder of its own, reached by a socket in it. A
// test that cannot have it fails: what was not tried is not known to work.
//
//	var server pgtest.Server
//
//	func TestMain(m *testing.M) { os.Exit(server.Run(m)) }
//
//	func TestSomething(t *testing.T) {
//		url := server.Database(t) // fresh, with the ledger's tables
//		…
//	}
package pgtest
