package nats

import (
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Connect connects to brokers: a URL, or several with commas between them. It
// also succeeds while none of them answers, and goes on trying for ever. Nothing
// is buffered meanwhile: what cannot be sent fails at once, and the relay, which
// has it in the database, comes back with it. Options are those of nats.go and
// come last.
func Connect(url string, options ...nats.Option) (*nats.Conn, error) {
	own := []nats.Option{
		nats.Name("jinlin"),
		nats.RetryOnFailedConnect(true),
		nats.MaxReconnects(-1),
		nats.ReconnectWait(500 * time.Millisecond),
		nats.ReconnectJitter(250*time.Millisecond, time.Second),
		nats.ReconnectBufSize(-1),
		nats.PingInterval(10 * time.Second),
		nats.MaxPingsOutstanding(2),
	}
	conn, err := nats.Connect(url, append(own, options...)...)
	if err != nil {
		return nil, fmt.Errorf("nats: connecting: %w", err)
	}
	return conn, nil
}

// Duplicates is how long a stream of [StreamConfig] recognises an event that is
// published again: longer than a lease, a restart and a failover together.
const Duplicates = 10 * time.Minute

// StreamConfig is a stream for the events below a prefix, as we would set it up:
// in files, without a limit, and refusing news rather than forgetting what is
// old. To bound it, set MaxBytes or MaxAge; to survive a broker, Replicas. With
// DiscardOld a bound would silently throw away what nobody may have read yet.
func StreamConfig(name, prefix string) *jetstream.StreamConfig {
	return &jetstream.StreamConfig{
		Name: name, Subjects: []string{prefix + ".>"},
		Retention: jetstream.LimitsPolicy, Storage: jetstream.FileStorage,
		Discard: jetstream.DiscardNew, Duplicates: Duplicates,
		Description: "events of jinlin, in the order of the feed",
	}
}
