package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"
)

// How many matters fall due at once in a full proof, how often, and the instant
// the demonstration's time is moved to: past every deadline of a new matter.
const (
	fullTimers = 1000
	fullRounds = 10
	later      = "2024-10-17T10:00:00+08:00"
	latest     = "2024-10-17T11:00:00+08:00" // to which it is moved after the kill
)

// timers is the proof of that name. What a matter must have had of the system is
// what one had that nothing disturbed.
func timers(ctx context.Context, s *stage) (*tally, error) {
	want, err := undisturbed(ctx, s)
	if err != nil {
		return nil, err
	}
	t, matters, rounds := &tally{}, s.part(fullTimers), s.part(fullRounds)
	for round := range rounds {
		all, repeated, err := storm(ctx, s, matters, round)
		if err != nil {
			return nil, err
		}
		for range repeated {
			t.note(&t.doubled, "an entry stands in the feed twice")
		}
		for id, had := range all {
			compareTimers(t, id, want, had)
		}
	}
	t.tried = fmt.Sprintf("%d rounds of %d matters with %d effects of time each, killed halfway", rounds, matters, sum(want))
	return t, nil
}

// undisturbed is what the system does to a matter when nothing goes wrong.
func undisturbed(ctx context.Context, s *stage) (map[string]int, error) {
	all, _, err := storm(ctx, &stage{binary: s.binary, db: s.db}, 1, -1)
	if err != nil {
		return nil, err
	}
	for _, had := range all {
		if len(had) > 0 {
			return had, nil
		}
	}
	return nil, fmt.Errorf("nothing falls due by %s", later)
}

func compareTimers(t *tally, id string, want, had map[string]int) {
	if maps.Equal(want, had) {
		return
	}
	for what, n := range want {
		for range n - had[what] {
			t.note(&t.lost, "%s never had %s", id, what)
		}
	}
	for what, n := range had {
		for range n - want[what] {
			t.note(&t.doubled, "%s had %s again", id, what)
		}
	}
}

func sum(counts map[string]int) (all int) {
	for _, n := range counts {
		all += n
	}
	return all
}

// storm opens matters, moves time, kills the server while it applies what fell
// due, starts it again and moves time a little further; a negative round is
// not killed. It returns what the system did to each.
func storm(ctx context.Context, s *stage, matters, round int) (done map[string]map[string]int, repeated int, err error) {
	p, err := s.open(ctx)
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	for n := range matters {
		if _, err := p.until(ctx, "resident", "/v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}, fmt.Sprint("t", n)); err != nil {
			return nil, 0, err
		}
	}
	if err := moveOn(ctx, p, s, matters, round); err != nil {
		return nil, 0, err
	}
	feed, err := whole(ctx, p.client, nil)
	if err != nil {
		return nil, 0, err
	}
	done, repeated = effects(feed)
	return done, repeated, nil
}

// moveOn moves the demonstration's time; see storm.
func moveOn(ctx context.Context, p *play, s *stage, matters, round int) error {
	if round >= 0 {
		moving := make(chan struct{})
		go func() {
			defer close(moving)
			_, _ = p.once(ctx, "", "POST", "/v1/demo/clock", fields{"to": later}) // it is cut off, or was already done
		}()
		chance := s.chance(round)
		time.Sleep(time.Duration(1+chance.IntN(1+matters)) * time.Millisecond)
		if err := p.replicas[0].kill(); err != nil {
			return err
		}
		<-moving
		if err := p.replicas[0].start(); err != nil {
			return err
		}
	}
	a, err := p.once(ctx, "", "POST", "/v1/demo/clock", fields{"to": latest})
	if err == nil && a.status != 200 {
		err = fmt.Errorf("the clock answers %d: %s", a.status, a.body)
	}
	return err
}

// effects are what the system did to each matter, and how often an entry was
// read again.
func effects(feed []event) (done map[string]map[string]int, repeated int) {
	done = map[string]map[string]int{}
	seen := map[string]bool{}
	for _, e := range feed {
		if e.Data.Kind != "case" {
			continue
		}
		if done[e.Subject] == nil {
			done[e.Subject] = map[string]int{}
		}
		if seen[e.ID] {
			repeated++
		} else if e.Data.By.System {
			done[e.Subject][e.Data.Rule+" "+string(e.Data.Body)]++
		}
		seen[e.ID] = true
	}
	return done, repeated
}

// appliedOnce finds what the system did to a matter a second time.
func appliedOnce(t *tally, feed []event) {
	done, _ := effects(feed)
	for id, had := range done {
		for what, n := range had {
			for range n - 1 {
				t.note(&t.doubled, "%s had %s again", id, what)
			}
		}
	}
}
