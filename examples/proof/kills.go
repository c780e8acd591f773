package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
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
func write(ctx context.Context, c *client, name string, known *acknowledged, t *tally, stop <-chan struct{}) error {
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
				t.note(&t.wrong, "%s, which was in order, is answered %d: %s", s.command, a.status, a.record.Code)
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
	return s.disturb(ctx, p, &trouble{name: "kills", full: fullKills, fatal: true, strike: func(n int, chance *rand.Rand) error {
		r := p.replicas[chance.IntN(len(p.replicas))]
		err := r.kill()
		if s.plant.database != nil {
			err = errors.Join(err, s.plant.database(ctx, p.room.path, n))
		}
		return errors.Join(err, r.start())
	}})
}
