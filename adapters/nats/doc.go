// Package nats hands the feed on to NATS JetStream. It is a sink for the relay
// of governance/feed:
//
//	conn, err := nats.Connect(url)
//	sink, err := nats.NewSink(conn, nats.Options{Stream: nats.StreamConfig("jinlin", "jinlin")})
//	relay, err := feed.NewRelay(feed.Ports{Sink: sink, …}, feed.Settings{Reader: "nats"})
//	relay.Run(ctx)
//
// # On the wire
//
// Each event is one message: a CloudEvent 1.0 in structured mode (Content-Type
// application/cloudevents+json), whose Nats-Msg-Id is the event's id. Its subject
// is
//
//	jinlin.KIND.DISTRICT.COMMAND        jinlin.case.350205.close
//
// so that "jinlin.case.>" are all matters, "jinlin.*.350205.>" all that happens
// in one district, and "jinlin.case.*.close" what is closed anywhere. A record
// of no district has "_" in its place. Whatever is no ASCII letter, digit, "-" or
// "_" stands as "=" and two hexadecimal digits for each byte ([Subject]).
//
// # Order, and exactly once for those who look
//
// Events are published without waiting for each (a window of them), yet none can
// be stored before one that precedes it: each names the one before it as the
// last message that the stream must have (Nats-Expected-Last-Msg-Id), and is
// refused where that one was lost. Acknowledgements are awaited in order; the
// relay moves on behind the last of an unbroken row.
//
// An event is published again when a relay ended between an acknowledgement and
// noting it. Within the stream's window of duplicates JetStream drops it by its
// id; beyond it, does not. So consumers deduplicate: by id, or, cheaper, by
// remembering the greatest position they have acted upon, since first deliveries
// come in the order of the feed (see the example of [Sink]). The latter is for
// consumers that get one message at a time, an ordered consumer or one with
// MaxAckPending 1: with several under way, JetStream brings back one that was not
// acknowledged behind later ones that were.
//
// A stream should be the relay's alone. Where others publish to it, too, nothing
// is lost or put out of order, but every strange message in between costs a
// round trip.
//
// # When something fails
//
// A broker that is gone, a stream that is missing or full, an acknowledgement
// that does not come: the sink reports how far it got, and the relay comes back
// with the rest. Nothing is buffered while the broker is gone ([Connect]). Only
// an event larger than broker or stream accept is poison.
package nats
