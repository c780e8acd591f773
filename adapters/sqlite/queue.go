package sqlite

import (
	"context"
	"slices"
	"sync"
)

// queue makes one transaction of all that is waiting. There is no goroutine of
// its own: whoever comes first leads, carries out what has gathered, tells
// everybody their result and hands the lead to one of those who came since.
// Somebody who comes alone leads at once and waits for nobody.
type queue struct {
	writer *writer
	batch  int // at most so many jobs in one transaction

	mu      sync.Mutex
	idle    sync.Cond // signalled when nobody leads any more
	waiting []*job
	led     bool
	closed  bool
}

// A job is one caller's part of a transaction.
type job struct {
	work func(*handle) error
	err  error
	told chan bool // true: lead; false: done, err says how
}

func newQueue(w *writer, batch int) *queue {
	q := &queue{writer: w, batch: batch}
	q.idle.L = &q.mu
	return q
}

// run carries out work in a transaction, alone or with others, and returns
// when it is durable. A context that ends takes a job out of the queue only
// as long as no transaction has begun with it; after that the caller is told
// what really happened.
func (q *queue) run(ctx context.Context, work func(*handle) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j := &job{work: work, told: make(chan bool, 2)} // never more than the lead and the result
	leads, err := q.join(j)
	if err != nil {
		return err
	}
	if !leads {
		select {
		case leads = <-j.told:
		case <-ctx.Done():
			if q.leave(j) {
				return ctx.Err()
			}
			leads = <-j.told
		}
	}
	if leads {
		q.lead()
		<-j.told
	}
	return j.err
}

// runAll carries out works in their order, as many in one transaction as there is
// room for, and returns when all are durable.
func (q *queue) runAll(works []func(*handle) error) []error {
	if len(works) == 0 {
		return nil // there would be nobody to lead
	}
	jobs := make([]*job, len(works))
	for i, work := range works {
		jobs[i] = &job{work: work, told: make(chan bool, 2)}
	}
	leads, err := q.join(jobs...)
	out := make([]error, len(jobs))
	if err != nil {
		for i := range out {
			out[i] = err
		}
		return out
	}
	for i, j := range jobs {
		if leads || <-j.told {
			q.lead()
			leads = false
			<-j.told
		}
		out[i] = j.err
	}
	return out
}

// join puts jobs into the queue, and says whether their caller leads.
func (q *queue) join(jobs ...*job) (leads bool, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false, ErrClosed
	}
	q.waiting = append(q.waiting, jobs...)
	leads, q.led = !q.led, true
	return leads, nil
}

// leave takes a job out of the queue, unless it has been taken into a
// transaction or made the next leader.
func (q *queue) leave(j *job) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(j.told) > 0 {
		return false
	}
	at := slices.Index(q.waiting, j)
	if at < 0 {
		return false
	}
	q.waiting = slices.Delete(q.waiting, at, at+1)
	return true
}

// next takes the first waiting job, or returns nil.
func (q *queue) next() *job {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		return nil
	}
	j := q.waiting[0]
	q.waiting[0] = nil
	q.waiting = q.waiting[1:]
	return j
}

// lead carries out one transaction, which begins with the leader's own job
// and takes in those who come while it lasts, then hands the lead on.
func (q *queue) lead() {
	for _, j := range q.writer.transact(q.next, q.batch) {
		j.told <- false
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) > 0 {
		q.waiting[0].told <- true
		return
	}
	q.led, q.waiting = false, nil
	q.idle.Broadcast()
}

// close lets those who wait finish, and nobody else come.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for q.led {
		q.idle.Wait()
	}
}
