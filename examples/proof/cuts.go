package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"
)

// fullCuts is how many cuts are a full proof, longestHalt how many milliseconds
// the wire is still at most.
const (
	fullCuts    = 500
	longestHalt = 400
)

// cuts is the proof of that name.
func cuts(ctx context.Context, s *stage) (_ *tally, err error) {
	in, err := s.freshReplicated(ctx)
	if err != nil {
		return nil, err
	}
	w, through, err := lay(in.url)
	if err != nil {
		return nil, errors.Join(err, in.remove())
	}
	remove := in.remove
	in.through, in.remove = through, func() error { return errors.Join(w.Close(), remove()) }
	p, err := s.openIn(ctx, in)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	var swallowed atomic.Int64
	return s.disturb(ctx, p, &trouble{name: "cuts between servers and database", full: fullCuts,
		strike: func(n int, chance *rand.Rand) error {
			ways := w.ways(chance, &swallowed)
			w.each(chance, ways[n%len(ways)])
			return nil
		},
		tell: func() string { return fmt.Sprintf("%d commits cut off from their answers", swallowed.Load()) },
	})
}

// ways are how a link can suffer.
func (w *wire) ways(chance *rand.Rand, swallowed *atomic.Int64) []func(*link) {
	halt := time.Duration(chance.IntN(longestHalt)) * time.Millisecond
	return []func(*link){
		func(l *link) {
			if l.swallow(longestHalt * time.Millisecond) {
				swallowed.Add(1)
			}
		},
		(*link).cut,
		func(l *link) { _ = l.database.CloseWrite() },
		func(l *link) { l.halt(halt) },
		func(l *link) { _ = l.server.CloseWrite() },
	}
}
