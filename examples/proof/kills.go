package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// The writers of a proof, and how many kills are a full one.
const (
	writers   = 4
	fullKills = 200
)

// A step is one command of the story every writer tells again and again.
type step struct {
	account, command string
	body             fields
}

func story() []step {
	return []step{
		{"compound", "verify", fields{}},
		{"community", "whistle", fields{"reason": "超出社区职能"}},
		{"town", "report-in", fields{}},
		{"community", "note", fields{"text": "已通知居民"}},
		{"town", "escalate", fields{"reason": "需区级部门"}},
		{"centre", "triage", fields{"list": "immediate", "units": []fields{{"unit": housing, "role": "lead"}}}},
		{"department-1", "take", fields{}},
	}
}

// write tells the story until it is told to stop, and finishes what it began.
func write(ctx context.Context, c *client, name string, known *acknowledged, t *tally, mu *sync.Mutex, stop <-chan struct{}) error {
	for n := 0; ; n++ {
		select {
		case <-stop:
			return nil
		default:
		}
		key := fmt.Sprintf("%s-%d", name, n)
		opened, err := c.until(ctx, "resident", "/v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}, key)
		if err != nil {
			return err
		}
		if opened.status != http.StatusCreated {
			return fmt.Errorf("report: %d %s", opened.status, opened.body)
		}
		known.add(opened, "report")
		for i, s := range story() {
			a, err := c.until(ctx, s.account, "/v1/cases/"+opened.record.ID+"/"+s.command, s.body, fmt.Sprintf("%s-%d", key, i))
			if err != nil {
				return err
			}
			if a.status != http.StatusOK {
				mu.Lock()
				t.note(&t.wrong, "%s, which was in order, is answered %d: %s", s.command, a.status, a.record.Code)
				mu.Unlock()
				break // what follows would be refused too
			}
			known.add(a, s.command)
		}
	}
}

// kills is the proof of that name.
func kills(ctx context.Context, s *stage) (_ *tally, err error) {
	p, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	t, known, mu := &tally{}, newAcknowledged(), &sync.Mutex{}
	live := &reader{c: p.client}
	stop := make(chan struct{})
	var group sync.WaitGroup
	failed := make([]error, writers)
	for i := range writers {
		group.Go(func() { failed[i] = write(ctx, p.client, fmt.Sprint("w", i), known, t, mu, stop) })
	}
	written, read := make(chan struct{}), make(chan error, 1)
	go func() { read <- live.follow(ctx, written) }()
	full := s.part(fullKills)
	err = killing(ctx, p, known, full, s.chance(0), s.plant)
	close(stop)
	group.Wait()
	close(written)
	if err := errors.Join(append(failed, err, <-read)...); err != nil {
		return nil, err
	}
	t.tried = fmt.Sprintf("%d kills amid %d commands", full, known.count())
	feed, err := whole(ctx, p.client)
	if err != nil {
		return nil, err
	}
	known.audit(t, feed)
	followed(t, live.read, feed)
	if err := p.stop(); err != nil {
		return nil, err
	}
	return t, verified(ctx, p.room.url, known.matters, t)
}

// killing kills one server after the other and starts it again, at moments of
// chance, with some commands acknowledged in between.
func killing(ctx context.Context, p *play, known *acknowledged, times int, chance *rand.Rand, broken plant) error {
	for n := range times {
		for more := known.count() + 5 + chance.IntN(20); known.count() < more; {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Millisecond):
			}
		}
		r := p.replicas[chance.IntN(len(p.replicas))]
		err := r.kill()
		if broken.database != nil {
			err = errors.Join(err, broken.database(ctx, p.room.path, n))
		}
		if err := errors.Join(err, r.start()); err != nil {
			return err
		}
	}
	return nil
}
