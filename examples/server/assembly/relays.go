package assembly

import (
	"context"

	"github.com/jinlin-project/jinlin/examples/server/metrics"
	"github.com/jinlin-project/jinlin/examples/server/relays"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// openRelays makes the relays that the settings ask for. They keep the wall
// clock's time, also in a demonstration: brokers and receivers do.
func (s *Server) openRelays(ctx context.Context) (err error) {
	o := relays.Options{
		Keeper: s.storage.Keeper, Wall: s.outside.Wall, NATS: s.settings.NATS, Webhook: s.settings.Webhook, Lease: s.settings.Lease,
		Note: func(relay string, err error) {
			s.note(context.WithoutCancel(ctx), "the relay "+relay+" could not deliver", err)
		},
	}
	if o.NATS != "" || o.Webhook != "" {
		end, _, err := s.feed.end(ctx)
		if err != nil {
			return err
		}
		o.End = feed.Position(end)
	}
	var about []*governance.Description
	for _, shelf := range s.office.Shelves() {
		about = append(about, shelf.Describe())
	}
	o.Reader = feed.NewReader(s.office, feed.NewForm("", about...))
	s.relays, err = relays.Open(o)
	return err
}

// relaying is how each relay is doing, for the metrics.
func (s *Server) relaying(ctx context.Context) ([]metrics.Relay, error) {
	list := s.relays.Status()
	if len(list) == 0 {
		return nil, nil
	}
	end, _, err := s.feed.end(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]metrics.Relay, len(list))
	for i, st := range list {
		lag, err := s.relays.Lag(ctx, st.Reader, feed.Position(end))
		if err != nil {
			return nil, err
		}
		out[i] = metrics.Relay{
			Name: st.Reader, Holding: st.Holding, Failing: !st.Failing.IsZero(), Lag: lag,
			Delivered: st.Delivered, Retries: st.Failures, Buried: st.Buried,
		}
	}
	return out, nil
}
