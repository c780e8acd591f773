package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How often clocks disagree in a full proof, by how much at most, over how many
// matters, and in how many steps time then passes, which together lead past all
// that falls due to a new matter.
const (
	fullClocks    = 20
	mostSkew      = 10 * time.Minute
	skewedMatters = 50
	halfDays      = 12
)

// clocks is the proof of that name.
func clocks(ctx context.Context, s *stage) (*tally, error) {
	want, err := undisturbed(ctx, s)
	if err != nil {
		return nil, err
	}
	skewed, remove, err := build(ctx, "proof/skewed")
	if err != nil {
		return nil, err
	}
	defer remove()
	t, rounds, apart := &tally{}, s.part(fullClocks), time.Duration(0)
	for n := range rounds {
		seen, err := s.disagree(ctx, t, skewed, n, want)
		if err != nil {
			return nil, err
		}
		apart = max(apart, seen)
	}
	if apart == 0 {
		t.note(&t.wrong, "the clocks agreed")
	}
	t.tried = fmt.Sprintf("%d pairs of clocks up to %v apart, over %d matters with %d effects of time each", rounds, apart.Round(time.Second), skewedMatters, sum(want))
	return t, nil
}

// disagree plays one round with two servers, one fast and one slow, and returns
// how far apart they were seen to be.
func (s *stage) disagree(ctx context.Context, t *tally, skewed string, n int, want map[string]int) (apart time.Duration, err error) {
	in, err := s.freshReplicated(ctx)
	if err != nil {
		return 0, err
	}
	chance, replicas := s.chance(n), []*replica(nil)
	for _, sign := range []int64{1, -1} {
		skew := time.Duration(sign * chance.Int64N(int64(mostSkew)))
		replicas = append(replicas, &replica{binary: skewed, first: []string{skew.String()}, url: in.door()})
	}
	p, err := s.openWith(ctx, in, replicas)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	w := &watch{play: p, t: t, reader: &reader{c: p.client}, due: map[string]time.Time{}, latest: map[string]time.Time{}}
	if err := w.fallDue(ctx); err != nil {
		return 0, err
	}
	done, repeated := effects(w.reader.read)
	for range repeated {
		t.note(&t.doubled, "an entry stands in the feed twice")
	}
	for id := range w.due {
		compareTimers(t, id, want, done[id])
	}
	return w.apart, w.stopped(ctx)
}
