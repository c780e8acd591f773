package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"
)

// A watch is what clocks must not break, as it is seen from outside. Time is each
// server's own clock; so what falls due is done when the fastest clock says so,
// and recorded as of the instant due.
type watch struct {
	*play
	t      *tally
	reader *reader
	due    map[string]time.Time // the first deadline of each matter
	latest map[string]time.Time // the last entry of each
	apart  time.Duration        // how far the clocks were apart, at most

	checked int // how much of what was read
}

// fallDue opens matters and lets time pass in steps, both servers working at the
// matters meanwhile, and looks at what is recorded at every step.
func (w *watch) fallDue(ctx context.Context) error {
	var group sync.WaitGroup
	for n := range skewedMatters {
		if err := w.begin(ctx, n); err != nil {
			return err
		}
	}
	end := make(chan struct{})
	close(end)
	for n := range halfDays {
		failed := make(chan error, writers)
		for i := range writers {
			group.Go(func() { failed <- w.disturbOne(ctx, n, i) })
		}
		_, err := w.until(ctx, "", "/v1/demo/clock", fields{"advance": "12h"}, fmt.Sprint("advance", n))
		group.Wait()
		close(failed)
		for other := range failed {
			err = errors.Join(err, other)
		}
		if err = errors.Join(err, w.look(ctx)); err != nil {
			return err
		}
	}
	if err := w.reader.follow(ctx, end); err != nil { // what comes late
		return err
	}
	return w.look(ctx)
}

// begin opens a matter and notes when it is due.
func (w *watch) begin(ctx context.Context, n int) error {
	a, err := w.until(ctx, "resident", "/v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}, fmt.Sprint("c", n))
	if err != nil {
		return err
	}
	var matter struct{ Deadlines []struct{ Due time.Time } }
	if err := json.Unmarshal(a.body, &matter); err != nil || len(matter.Deadlines) == 0 {
		return fmt.Errorf("a matter without a deadline: %d %s", a.status, a.body)
	}
	w.due[a.record.ID] = matter.Deadlines[0].Due
	return nil
}

// disturbOne has a resident write to some of the matters, so that time acts on
// them in the same commits.
func (w *watch) disturbOne(ctx context.Context, step, writer int) error {
	n := 0
	for id := range w.due {
		if n++; n%writers != writer {
			continue
		}
		a, err := w.until(ctx, "resident", "/v1/cases/"+id+"/note", fields{"text": "还没有人来"}, fmt.Sprintf("n%d-%d-%d", step, writer, n))
		if err != nil {
			return err
		}
		if a.status != 200 {
			w.t.note(&w.t.wrong, "a note, which was in order, is answered %d: %s", a.status, a.record.Code)
		}
	}
	return nil
}

// look reads what was recorded since, and then asks the clocks.
func (w *watch) look(ctx context.Context) error {
	for {
		if n, err := w.reader.next(ctx); err != nil {
			return err
		} else if n == 0 {
			break
		}
	}
	fastest, err := w.fastest(ctx)
	if err != nil {
		return err
	}
	for _, e := range w.reader.read[w.checked:] {
		if e.Data.Kind == "case" {
			w.check(&e, fastest)
		}
	}
	w.checked = len(w.reader.read)
	return nil
}

// check holds an entry against the clocks, the deadline and the entries before.
func (w *watch) check(e *event, fastest time.Time) {
	if e.Time.After(fastest) {
		w.t.note(&w.t.wrong, "%s is as of %v, when the fastest clock shows %v", e.ID, e.Time, fastest)
	}
	if e.Time.Before(w.latest[e.Subject]) {
		w.t.note(&w.t.wrong, "%s lies before the entry it follows", e.ID)
	}
	w.latest[e.Subject] = e.Time
	var warning struct{ Colour string }
	if !e.Data.By.System || json.Unmarshal(e.Data.Body, &warning) != nil {
		return
	}
	if due := w.due[e.Subject]; warning.Colour == "red" && !e.Time.After(due) {
		w.t.note(&w.t.wrong, "%s is called overdue at %v, and is due at %v", e.Subject, e.Time, due)
	}
}

// fastest asks all clocks: it is the latest time that a server's clock shows, rounded up.
func (w *watch) fastest(ctx context.Context) (time.Time, error) {
	var latest, earliest time.Time
	for _, r := range w.replicas {
		direct := &client{url: "http://" + r.addr, http: w.client.http}
		a, err := direct.once(ctx, "", "POST", "/v1/demo/clock", fields{"advance": "0s"})
		if err != nil {
			return latest, err
		}
		var clock struct{ Now time.Time }
		if err := json.Unmarshal(a.body, &clock); err != nil || clock.Now.IsZero() {
			return latest, fmt.Errorf("the clock answers %d: %s", a.status, a.body)
		}
		if clock.Now.After(latest) {
			latest = clock.Now
		}
		if earliest.IsZero() || clock.Now.Before(earliest) {
			earliest = clock.Now
		}
	}
	w.apart = max(w.apart, latest.Sub(earliest))
	return latest.Add(time.Second), nil
}

// stopped looks at the histories once the servers have ended.
func (w *watch) stopped(ctx context.Context) error {
	if err := w.stop(); err != nil {
		return err
	}
	ids := make([]string, 0, len(w.due))
	for id := range w.due {
		ids = append(ids, id)
	}
	return verified(ctx, w.room.url, ids, w.t)
}
