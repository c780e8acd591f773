package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/url"
	"time"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
)

// fullFailovers is how many failovers are a full proof.
const fullFailovers = 20

// A pair is a primary, and a standby without which it acknowledges nothing.
type pair struct{ primary, standby *pgtest.Server }

// fail kills the primary, promotes the standby, and has whoever was the primary
// follow it.
func (p *pair) fail(down time.Duration) error {
	if err := p.primary.Crash(); err != nil {
		return err
	}
	time.Sleep(down)
	if !p.standby.Running() {
		if err := p.standby.Start(); err != nil {
			return err
		}
	}
	if err := p.standby.Promote(); err != nil {
		return err
	}
	p.primary, p.standby = p.standby, p.primary
	return p.standby.Follow(p.primary)
}

func (p *pair) remove() error { return errors.Join(p.standby.Remove(), p.primary.Remove()) }

// paired is an empty database on a pair, under a URL that names both: clients
// find out which of them may be written to.
func paired() (*pair, *room, error) {
	p := &pair{&pgtest.Server{}, &pgtest.Server{}}
	at, err := p.primary.Make(pgtest.Bare)
	if err == nil {
		err = p.standby.Follow(p.primary)
	}
	if err == nil {
		err = p.primary.Synchronous(true)
	}
	if err != nil {
		return nil, nil, errors.Join(err, p.remove())
	}
	both, err := url.Parse(at)
	if err != nil {
		return nil, nil, errors.Join(err, p.remove())
	}
	both.RawQuery = "host=" + p.primary.Host() + "," + p.standby.Host() + "&target_session_attrs=read-write"
	return p, &room{url: both.String(), remove: p.remove}, nil
}

// failovers is the proof of that name.
func failovers(ctx context.Context, s *stage) (_ *tally, err error) {
	servers, in, err := paired()
	if err != nil {
		return nil, err
	}
	p, err := s.openIn(ctx, in)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	return s.disturb(ctx, p, &trouble{name: "failovers to a synchronous standby", full: fullFailovers,
		strike: func(_ int, chance *rand.Rand) error {
			if s.plant.pair != nil {
				if err := s.plant.pair(ctx, servers, p); err != nil {
					return err
				}
			}
			return servers.fail(time.Duration(chance.IntN(longestDown)) * time.Millisecond)
		}})
}
