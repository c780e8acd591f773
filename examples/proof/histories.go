package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/anishathalye/porcupine"
)

// How many histories are a full proof, and how long each is. patience is how
// long an order is searched for; a history for which none was found in time
// fails the proof.
const (
	fullHistories = 50
	operations    = 1000
	patience      = time.Minute
)

// moves are what competing clients try, allowed or not.
func moves() []step {
	done := fields{"outcome": "solved", "result": "已处理完毕"}
	return append(story(),
		step{"compound", "return", fields{"reason": "请补充照片"}},
		step{"resident", "amend", fields{"text": "不亮三天了"}},
		step{"town", "complete", done},
		step{"department-1", "complete", done},
		step{"community", "send-back", fields{"reason": "仍未解决"}},
		step{"centre", "send-back", fields{"reason": "仍未解决"}},
		step{"department-1", "progress", fields{"text": "已到现场"}},
		step{"centre", "reclassify", fields{"list": "phased", "reason": "需分阶段", "stages": []fields{{"title": "第一阶段", "due": "2024-12-31"}}}},
	)
}

// histories is the proof of that name.
func histories(ctx context.Context, s *stage) (_ *tally, err error) {
	p, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	rows, err := table(ctx, p.client)
	if err != nil {
		return nil, err
	}
	full, t, done := s.part(fullHistories), &tally{}, 0
	for n := range full {
		began, err := p.until(ctx, "resident", "/v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}, fmt.Sprint("h", n))
		if err != nil {
			return nil, err
		}
		history, err := compete(ctx, p.client, s, n, began.record.ID)
		if err != nil {
			return nil, err
		}
		for _, o := range history {
			if o.Output.(told).status == http.StatusOK && o.Input.(asked).command != "" {
				done++
			}
		}
		m := model(rows, state{began.record.Version, began.record.Phase})
		if found := porcupine.CheckOperationsTimeout(m, history, patience); found != porcupine.Ok {
			t.note(&t.wrong, "the answers of history %d have no order that the table allows (%s)", n, found)
		}
	}
	t.tried = fmt.Sprintf("%d histories of %d operations by %d clients, %d commands done", full, operations, writers, done)
	return t, nil
}

// compete lets clients loose on one matter and writes down what they were told.
func compete(ctx context.Context, c *client, s *stage, n int, id string) ([]porcupine.Operation, error) {
	var mu sync.Mutex
	var history []porcupine.Operation
	begin := time.Now()
	var group sync.WaitGroup
	failed := make([]error, writers)
	for i := range writers {
		group.Go(func() {
			chance := s.chance(n*writers + i)
			last := int64(1)
			for k := range operations / writers {
				call := time.Since(begin)
				in, out, err := move(ctx, c, id, fmt.Sprintf("h%d-%d-%d", n, i, k), last, chance)
				if err != nil {
					failed[i] = err
					return
				}
				back := time.Since(begin)
				if out.version > 0 {
					last = out.version
				}
				mu.Lock()
				history = append(history, porcupine.Operation{ClientId: i, Input: in, Call: int64(call), Output: out, Return: int64(back)})
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return history, errors.Join(failed...)
}

// move reads the matter, or gives a command of chance, one in three under the
// version that was seen last.
func move(ctx context.Context, c *client, id, key string, last int64, chance *rand.Rand) (in asked, out told, err error) {
	var a answer
	if chance.IntN(4) == 0 {
		a, err = c.once(ctx, "centre", "GET", "/v1/cases/"+id, nil)
	} else {
		all := moves()
		step := all[chance.IntN(len(all))]
		in.command = step.command
		var headers []string
		if chance.IntN(3) == 0 {
			in.version = last
			headers = []string{"If-Match", strconv.Quote(strconv.FormatInt(last, 10))}
		}
		a, err = c.until(ctx, step.account, "/v1/cases/"+id+"/"+step.command, step.body, key, headers...)
	}
	return in, told{a.status, a.record.Code, state{a.record.Version, a.record.Phase}}, err
}
