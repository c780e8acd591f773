package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// How many requests are a full proof, and how many of a hundred are sent again;
// one answer in ten is lost besides.
const (
	fullRequests = 100_000
	repeatedOf   = 30
	lostOneIn    = 10
)

// repeats is the proof of that name.
func repeats(ctx context.Context, s *stage) (_ *tally, err error) {
	p, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	p.gate.lose.Store(lostOneIn)
	t, known := &tally{}, newAcknowledged()
	requests := s.part(fullRequests)
	t.tried = fmt.Sprintf("%d requests, %d of a hundred twice, one answer in %d lost", requests, repeatedOf, lostOneIn)
	var group sync.WaitGroup
	failed := make([]error, writers)
	for i := range writers {
		group.Go(func() {
			failed[i] = repeating(ctx, p.client, s, i, requests/writers, known, func(format string, args ...any) {
				t.note(&t.wrong, format, args...)
			})
		})
	}
	group.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	p.gate.lose.Store(0)
	feed, err := whole(ctx, p.client, known)
	if err != nil {
		return nil, err
	}
	known.audit(t, feed)
	return t, nil
}

// repeating sends one writer's requests: a matter, and many notes to it.
func repeating(ctx context.Context, c *client, s *stage, writer, requests int, known *acknowledged, wrong func(string, ...any)) error {
	chance := s.chance(writer)
	id := ""
	for n := range requests {
		command, account, path, body := "note", "resident", "/v1/cases/"+id+"/note", fields{"text": "补充说明"}
		if n%50 == 0 {
			command, path, body = "report", "/v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}
		}
		key := fmt.Sprintf("r%d-%d", writer, n)
		first, err := c.until(ctx, account, path, body, key)
		if err != nil {
			return err
		}
		if first.status >= 300 {
			wrong("%s, which was in order, is answered %d: %s", command, first.status, first.record.Code)
			continue
		}
		known.add(first, command)
		if command == "report" {
			id = first.record.ID
		}
		if chance.IntN(100) >= repeatedOf {
			continue
		}
		again, err := c.until(ctx, account, path, body, key)
		if err != nil {
			return err
		}
		if again.status != first.status || string(again.body) != string(first.body) {
			wrong("the same request is answered otherwise: %d and %d", first.status, again.status)
		}
	}
	return nil
}
