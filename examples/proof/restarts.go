package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
)

// fullRestarts is how many restarts of the database are a full proof, and
// longestDown for how many milliseconds it is away at most, besides what it
// needs to start.
const (
	fullRestarts = 200
	longestDown  = 500
)

// restarts is the proof of that name: the database ends under its servers, in
// turn by pg_ctl stop -m immediate and by kill -9 of all its processes.
func restarts(ctx context.Context, s *stage) (_ *tally, err error) {
	server := &pgtest.Server{}
	p, err := s.openOwned(ctx, server)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	crashes := 0
	return s.disturb(ctx, p, &trouble{name: "restarts", full: fullRestarts,
		strike: func(n int, chance *rand.Rand) error {
			end := server.Kill
			if n%2 == 1 {
				crashes++
				end = server.Crash
			}
			if err := end(); err != nil {
				return err
			}
			time.Sleep(time.Duration(chance.IntN(longestDown)) * time.Millisecond)
			return server.Start()
		},
		tell: func() string { return fmt.Sprintf("%d times by kill -9", crashes) },
	})
}
