package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// How many cuts are a full proof, how many milliseconds the wire is still at most,
// and how long a commit is waited for.
const (
	fullCuts    = 500
	longestHalt = 400
	longestWait = 5 * time.Second
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
	swallowed := int64(0)
	return s.disturb(ctx, p, &trouble{name: "cuts between servers and database", full: fullCuts,
		strike: func(n int, chance *rand.Rand) error {
			if n%ways == 0 {
				swallowed += w.swallow(ctx)
			} else {
				w.each(chance, suffering(n%ways, chance))
			}
			return nil
		},
		tell: func() string { return fmt.Sprintf("%d commits cut off from their answers", swallowed) },
	})
}

// ways is in how many ways the wire is cut, one of which is to cut off a commit
// from its answer.
const ways = 5

// suffering is what happens to a link in each of the others.
func suffering(way int, chance *rand.Rand) func(*link) {
	halt := time.Duration(chance.IntN(longestHalt)) * time.Millisecond
	return []func(*link){
		1: (*link).cut,
		2: func(l *link) { _ = l.database.CloseWrite() },
		3: func(l *link) { l.halt(halt) },
		4: func(l *link) { _ = l.server.CloseWrite() },
	}[way]
}
