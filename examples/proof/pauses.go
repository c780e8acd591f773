package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"syscall"
	"time"
)

// How many pauses are a full proof, and how long one is. Nothing that a server
// waits for, or holds while others wait, is given more time than the long one,
// which is every fifth: five seconds for a connection, three for a look at what
// others did, a second between two sweeps.
const (
	fullPauses = 100
	shortPause = 3 * takeover / 2
	longPause  = 7 * time.Second
	// away is how long clients wait for a server before they ask another.
	away = 700 * time.Millisecond
)

// pauses is the proof of that name: one of two servers stands still, as one does
// whose machine is moved or short of memory, and then goes on with what it was
// at, after others have done it. Mostly it is the one that relays the feed, and
// whose lease runs out meanwhile.
func pauses(ctx context.Context, s *stage) (_ *tally, err error) {
	b, err := openBroker(ctx, s.plant)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	in, err := s.freshReplicated(ctx)
	if err != nil {
		return nil, err
	}
	relaying := *s
	relaying.flags = []string{"-nats", b.url(), "-lease", takeover.String()}
	p, err := relaying.openIn(ctx, in)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	p.client.http.Timeout = away
	return s.disturb(ctx, p, &trouble{name: "pauses of a server", full: fullPauses,
		strike: func(n int, chance *rand.Rand) error {
			r, err := p.relaying(ctx)
			if n%3 == 2 {
				r = p.replicas[chance.IntN(len(p.replicas))]
			}
			if err != nil {
				return err
			}
			moved := p.advance(ctx)
			time.Sleep(time.Duration(chance.IntN(30)) * time.Millisecond) // into the move, or into anything else
			if err := r.signal(syscall.SIGSTOP); err != nil {
				return err
			}
			pause := shortPause
			if n%5 == 4 {
				pause = longPause
			}
			time.Sleep(pause)
			return errors.Join(r.signal(syscall.SIGCONT), <-moved)
		},
		after: func(t *tally) error { return b.agrees(ctx, p.client, t) },
	})
}

// advance has the demonstration's time pass by half a day, so that effects of
// time fall due.
func (p *play) advance(ctx context.Context) <-chan error {
	moved := make(chan error, 1)
	go func() {
		a, err := p.once(ctx, "", "POST", "/v1/demo/clock", fields{"advance": "12h"})
		var late interface{ Timeout() bool }
		switch {
		case errors.As(err, &late) && late.Timeout(): // whoever was asked is paused, and will move it
			err = nil
		case err == nil && a.status != 200 && a.status != 503:
			err = fmt.Errorf("the clock answers %d: %s", a.status, a.body)
		}
		moved <- err
	}()
	return moved
}
