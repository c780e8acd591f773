package metrics

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"
)

// A Relay is how one relay is doing on this server. Lag is the same on every
// server; the rest is what this one has done.
type Relay struct {
	Name      string // as it was configured
	Holding   bool   // it is this server's turn
	Failing   bool   // the last attempt to deliver failed
	Lag       int64  // entries yet to deliver
	Delivered int64
	Retries   int64
	Buried    int64 // laid aside as dead letters
}

// Relays adds figures of relays, read when somebody asks for the metrics.
func (m *Metrics) Relays(read func(context.Context) ([]Relay, error)) {
	m.registry.MustRegister(&relays{read: read, figures: []figure{
		{"jinlin_relay_lag_entries", "Entries that a relay has yet to deliver.", prometheus.GaugeValue, func(r *Relay) float64 { return float64(r.Lag) }},
		{"jinlin_relay_holding", "Whether it is this server's turn to relay.", prometheus.GaugeValue, func(r *Relay) float64 { return flag(r.Holding) }},
		{"jinlin_relay_failing", "Whether the last attempt to deliver failed.", prometheus.GaugeValue, func(r *Relay) float64 { return flag(r.Failing) }},
		{"jinlin_relay_delivered_total", "Events delivered by this server.", prometheus.CounterValue, func(r *Relay) float64 { return float64(r.Delivered) }},
		{"jinlin_relay_retries_total", "Attempts of this server to deliver that failed.", prometheus.CounterValue, func(r *Relay) float64 { return float64(r.Retries) }},
		{"jinlin_relay_dead_letters_total", "Events that this server laid aside.", prometheus.CounterValue, func(r *Relay) float64 { return float64(r.Buried) }},
	}})
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

type figure struct {
	name, help string
	kind       prometheus.ValueType
	of         func(*Relay) float64
}

func (f *figure) desc() *prometheus.Desc {
	return prometheus.NewDesc(f.name, f.help, []string{"relay"}, nil)
}

// relays is a collector whose rows are known only when it is asked.
type relays struct {
	read    func(context.Context) ([]Relay, error)
	figures []figure
}

// Describe implements [prometheus.Collector].
func (c *relays) Describe(to chan<- *prometheus.Desc) {
	for i := range c.figures {
		to <- c.figures[i].desc()
	}
}

// Collect implements [prometheus.Collector]. Where the database does not answer,
// there are no figures, rather than reassuring ones.
func (c *relays) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), readFor)
	defer cancel()
	list, err := c.read(ctx)
	if err != nil {
		return
	}
	for i := range list {
		for j := range c.figures {
			f := &c.figures[j]
			to <- prometheus.MustNewConstMetric(f.desc(), f.kind, f.of(&list[i]), list[i].Name)
		}
	}
}
