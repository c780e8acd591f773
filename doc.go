// Package jinlin is the front door of 近邻, the system by which a district
// governs itself together with its residents: a community whistles, the
// departments report in (吹哨报到). It holds no code; it says where things are.
//
// Every institution of a district (a resident's matter, a conference, a call
// for help, a mediation…) is the same four things:
//
//   - a record, the state of one case of it;
//   - its commands, what people and time may ask of the record;
//   - its lifecycle, a table that says in which phase which command, given by
//     whom, leads where;
//   - its questions, named and read-only.
//
// Everything else (storage, history, rights, deadlines, routes, diagrams) is
// derived from those and written once.
//
// The packages stand on floors, and imports point down only:
//
//	examples/              server, simulation, embedding, proof
//	adapters/              memory, sqlite, httpapi, nats, webhook …
//	governance/X           the institutions, one package each
//	casework               a resident's matter: the whole chain
//	scoring                rules, terms and the opinion on every unit
//	governance             the law: rule, lifecycle, ledger, book
//	governance/workday     the working-day calendar
//	orgtree                units, posts and their dated changes
//	civil                  the civil date they all share
//
// What stands below adapters does no I/O, reads no clock and draws no random
// number: the time, the ids, the tree and the calendar are handed in. That is
// what makes a year of a district a thing one can simulate in a test.
//
// The floors are data in floors_test.go, each ban with its reason, and the
// tests of this package hold the whole tree to them.
package jinlin
