// Package webhook hands the feed on to somebody's HTTP endpoint, signed. It is a
// sink for the relay of governance/feed, and what the receiving side needs to
// check what it gets. It needs the standard library only.
//
//	secret, err := webhook.ParseSecret("whsec_…")
//	sink, err := webhook.NewSink(webhook.Options{URL: "https://…", Secrets: []webhook.Secret{secret}})
//	relay, err := feed.NewRelay(feed.Ports{Sink: sink, Letters: keeper, …}, feed.Settings{Reader: "webhook:districts"})
//
// # On the wire
//
// Each request is a POST of one CloudEvent 1.0 (application/cloudevents+json), or
// with Batch of a list of them (application/cloudevents-batch+json). It is signed
// by the scheme of Standard Webhooks:
//
//	webhook-id:        the event's id; of a list, its first id, "+", and how many follow
//	webhook-timestamp: when this attempt was made, in seconds since 1970
//	webhook-signature: v1,BASE64 [v1,BASE64 …]
//
// where each signature is the HMAC-SHA256 of "ID.TIMESTAMP.BODY" under one secret.
// Secrets are written whsec_ and base64 of 24 to 64 bytes. With two, every request
// carries both signatures: to rotate, add the new one, have the receiver use it,
// remove the old one. [Verify] is the receiver's side, also for an old and a new
// secret at once.
//
// # Delivered, later, never
//
// 2xx: delivered. 408, 425, 429, 5xx, a redirect (none is followed), no answer in
// time: tried again, after a wait that grows, and not before Retry-After. Any
// other 4xx: the receiver refuses this very event, which is poison and laid aside
// after some tries; a list that is refused is first taken apart, so that only the
// event at fault is. Requests go one after the other, in the order of the feed.
//
// Requests of one subscription never overlap. A receiver answers 2xx once it has kept the event, does its work after that,
// and leaves out what it has had already: by id, or by the greatest position.
//
// # Where it connects to
//
// An endpoint is somebody else's text, and must not make us reach into our own
// network. The address that is really dialled, after names are resolved and
// whatever they resolve to at that moment, is refused when it is private,
// loopback, link-local, shared, multicast, unspecified, reserved, or where clouds
// keep their credentials, unless Allow holds it. Proxies of the environment are
// ignored, since they would dial for us. What the other side answers is read up to
// a bound, thrown away, and never logged.
package webhook
