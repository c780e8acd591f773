// Package feed is the way out of the house: it turns the feed of all entries
// into events that other systems can be given, and hands them on.
//
// # The model
//
// The ledger's feed is the outbox. It is totally ordered, never skips an entry
// that was committed late, and never changes; so whoever reads it needs to keep
// one number. Everything here is built on that:
//
//	ledger ─ Reader ─ events ─┬─ pages and live streams (adapters/httpapi)
//	                          └─ Relay ─ Sink: a broker, a webhook, an archive
//	                               │
//	                             Keeper: where the relay stands, and whose turn it is
//
// An [Event] is one entry as a CloudEvent 1.0. A [Form] writes it, in the same
// bytes for every reader and for ever, without personal data: neither what was
// sealed nor who a person is.
//
// A [Keeper] keeps where a named reader stands, in the database beside the
// ledger, and lets one holder at a time move it on. Each lease carries a token
// that only grows: whoever was paused, and comes back when another has taken
// over, is refused. The suite in governance/feed/feedtest holds every keeper to
// this.
//
// A [Relay] reads from the kept position, hands events to a [Sink] in order, and
// moves the position on behind what was delivered.
//
// # What is promised
//
// At least once, in order, nothing skipped. An event is delivered again when a
// relay ends between delivering and moving on; it then has the same id and the
// same position. Since a first delivery never comes before that of an earlier
// entry, a consumer that acts upon events one after the other need only remember
// the greatest [Position] it has acted upon, and leave out what does not lie
// behind it; one that acts upon several at once remembers ids.
//
// What cannot be delivered waits, and all that follows with it, however long the
// other side is away. Only what the sink itself calls poison ([PoisonError]) is
// laid aside after some tries, where somebody keeps [Letters].
//
// # What comes in
//
// The package reads no clock and draws no lot: time and chance are ports
// ([Time], Jitter), so that a test runs an outage of hours in no time.
package feed
