package assembly

import (
	"context"
	"errors"
	"time"

	"github.com/jinlin-project/jinlin/examples/server/database"
	"github.com/jinlin-project/jinlin/governance"
)

const (
	// pingIn is how soon a database must answer that can be worked with.
	pingIn = 2 * time.Second
	// mostBehind is how far behind a replica may be with what time had to do.
	// What it does late it decides as of the instant due, so nothing is wrong
	// then but what is shown.
	mostBehind = time.Minute
)

var (
	errDraining = errors.New("the server is stopping")
	errBehind   = errors.New("time has not acted on what was due a while ago")
)

// ready reports why the server cannot work now.
func (s *Server) ready(ctx context.Context) error {
	if s.draining.Load() {
		return errDraining
	}
	if s.behind() > mostBehind {
		return errBehind
	}
	ctx, cancel := context.WithTimeout(ctx, pingIn)
	defer cancel()
	return s.storage.Ping(ctx)
}

// behind is how long ago the instant is up to which time has acted on
// everything: when the last sweep began that got through. A record that fails by
// itself, sweep after sweep, takes no replica out of service.
func (s *Server) behind() time.Duration {
	return s.outside.Wall().Sub(time.UnixMicro(s.level.Load()))
}

// sound finds out how far behind a server begins: to the first instant at which
// time still has to act.
func (s *Server) sound(ctx context.Context) error {
	wall := s.outside.Wall()
	due, some, err := s.office.NextWake(ctx)
	if err != nil {
		return err
	}
	if late := s.office.Now().Sub(due); some && late > 0 {
		wall = wall.Add(-late)
	}
	s.level.Store(wall.UnixMicro())
	return nil
}

// sweep lets time act on what is due. What fails is told and does not hold up
// the rest; the next sweep tries again.
func (s *Server) sweep(ctx context.Context) {
	began := s.outside.Wall()
	done, err := s.office.Sweep(ctx)
	if ctx.Err() != nil {
		err = nil // we are stopping, which is nobody's failure
	} else if !away(err) {
		s.level.Store(began.UnixMicro())
	}
	s.metrics.Swept(done, err)
	s.note(ctx, "time could not act on every record", err)
}

// away reports whether it was the database that was wanting.
func away(err error) bool {
	var unavailable *database.UnavailableError
	return errors.As(err, &unavailable) || errors.Is(err, context.DeadlineExceeded)
}

// gauges are the figures of this page, read when somebody asks for them.
func (s *Server) gauges() {
	s.metrics.Gauge("jinlin_sweep_behind_seconds", "How long ago the instant is up to which time has acted on everything.",
		func(context.Context) (float64, error) { return s.behind().Seconds(), nil })
	s.metrics.Gauge("jinlin_http_requests_limit", "Requests that may be at work at once; as many streams may be live.",
		func(context.Context) (float64, error) { return float64(s.gate.most), nil })
	s.metrics.Gauge("jinlin_ready", "Whether the server can work: 1, else 0.", func(ctx context.Context) (float64, error) {
		value := 1.0
		if s.ready(ctx) != nil {
			value = 0
		}
		return value, nil
	})
	if load := s.storage.Load; load != nil {
		s.metrics.Gauge("jinlin_database_connections_in_use", "Connections to the database that are lent out.",
			func(context.Context) (float64, error) { return load().InUse, nil })
		s.metrics.Gauge("jinlin_database_connections_limit", "Connections to the database that there may be.",
			func(context.Context) (float64, error) { return load().Most, nil })
		s.metrics.Gauge("jinlin_database_waits", "How often somebody waited for a connection since the start.",
			func(context.Context) (float64, error) { return load().Waits, nil })
	}
}

func (s *Server) feedPosition(ctx context.Context) (float64, error) {
	position, _, err := s.feed.end(ctx)
	return float64(position), err
}

// backlog counts the records on which time has still to act.
func (s *Server) backlog(ctx context.Context) (float64, error) {
	tallies, err := s.storage.Ledger.Count(ctx, governance.Query{WakeBy: s.office.Now()})
	if err != nil {
		return 0, err
	}
	var n int64
	for _, t := range tallies {
		n += t.Count
	}
	return float64(n), nil
}
