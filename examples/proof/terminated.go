package main

import (
	"context"
	"errors"
	"math/rand/v2"
)

// fullTerminations is how often connections are terminated in a full proof.
const fullTerminations = 500

// terminate ends some connections of the servers, or all, at whatever they are.
const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
	WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND random() < `

// terminated is the proof of that name.
func terminated(ctx context.Context, s *stage) (_ *tally, err error) {
	in, err := s.freshReplicated(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.openIn(ctx, in)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	return s.disturb(ctx, p, &trouble{name: "terminations of connections", full: fullTerminations,
		strike: func(_ int, chance *rand.Rand) error {
			share := []string{"0.2", "0.5", "1"}[chance.IntN(3)]
			return p.room.carryOut(ctx, terminate+share)
		}})
}
