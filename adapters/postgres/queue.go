package postgres

import (
	"context"
	"slices"
	"sync"
)

// queue makes one transaction of all that is waiting. There is no goroutine of
// its own: whoever comes while a lane is free leads, carries out what has
// gathered, tells everybody their result and hands the lead to one of those
// who came since. Somebody who comes alone leads at once and waits for nobody.
//
// Commits that could get in each other's way never share a transaction, nor do
// they run side by side: the later one waits for the earlier to be done. It is
// left in its place and taken by one of the next transactions.
type queue struct {
	transact func(jobs []*job) // says in each job's err and alone what became of it
	lanes    int               // so many transactions at once
	batch    int               // at most so many jobs in one
	bound    int               // so many may wait

	mu      sync.Mutex
	idle    sync.Cond // signalled when a lane has nobody to lead it
	waiting []*job
	running held // what the jobs being carried out have locked
	leading int
	closed  bool
}

// A job is one caller's commit.
type job struct {
	draft *draft
	locks []lock
	err   error
	alone bool         // it must be carried out in a transaction of its own
	told  chan verdict // never more than the lead and the result
}

type verdict bool

const (
	done verdict = false // err and alone say how
	lead verdict = true
)

// mostEntries bounds the entries of one transaction: their positions are its
// number and 20 bits.
const mostEntries = 1<<20 - 1

// held counts who holds what: 1 and more hold it together, -1 is one alone.
type held map[int64]int

// clashes reports whether somebody holds what the locks ask for.
func (h held) clashes(locks []lock) bool {
	for _, l := range locks {
		if n := h[l.key]; n < 0 || n > 0 && !l.shared {
			return true
		}
	}
	return false
}

func (h held) take(locks []lock) {
	for _, l := range locks {
		if l.shared {
			h[l.key]++
		} else {
			h[l.key] = -1
		}
	}
}

func (h held) release(locks []lock) {
	for _, l := range locks {
		if n := h[l.key]; n > 1 {
			h[l.key] = n - 1
		} else {
			delete(h, l.key)
		}
	}
}

func newQueue(transact func([]*job), o options) *queue {
	q := &queue{transact: transact, lanes: o.lanes, batch: o.batch, bound: o.waiting, running: held{}}
	q.idle.L = &q.mu
	return q
}

// run carries out a job, alone or with others, and returns when it is durable
// or refused, or must be carried out alone. A context that ends takes a job
// out of the queue only as long as no transaction has begun with it; after
// that the caller is told what really happened.
func (q *queue) run(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j.told = make(chan verdict, 2)
	leads, err := q.join(j)
	if err != nil {
		return err
	}
	for {
		if leads {
			q.lead()
		}
		select {
		case v := <-j.told:
			leads = v == lead
		case <-ctx.Done():
			if q.leave(j) {
				return ctx.Err()
			}
			leads = <-j.told == lead
		}
		if !leads {
			return j.err
		}
	}
}

// join puts a job into the queue, and says whether its caller leads.
func (q *queue) join(j *job) (leads bool, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.closed:
		return false, ErrClosed
	case len(q.waiting) >= q.bound:
		return false, ErrOverloaded
	}
	q.waiting = append(q.waiting, j)
	if q.leading == q.lanes || q.running.clashes(j.locks) {
		return false, nil
	}
	q.leading++
	return true, nil
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

// pick takes out of the queue what may share a transaction, from the front. It
// takes nothing if everything that waits is in the way of what runs.
func (q *queue) pick() (jobs []*job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	rest, entries := q.waiting[:0], 0
	for _, j := range q.waiting {
		n := j.draft.tables[partEntries].rows
		if len(jobs) == q.batch || len(jobs) > 0 && entries+n > mostEntries || q.running.clashes(j.locks) {
			rest = append(rest, j)
			continue
		}
		q.running.take(j.locks)
		jobs, entries = append(jobs, j), entries+n
	}
	clear(q.waiting[len(rest):])
	q.waiting = rest
	return jobs
}

// lead carries out one transaction of what may share it, and hands the lead on.
// The leader's own job is not always among them: another lane may have begun
// with something that is in its way. It then waits on, like the others.
func (q *queue) lead() {
	jobs := q.pick()
	if len(jobs) > 0 {
		q.transact(jobs)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, j := range jobs {
		q.running.release(j.locks)
		j.told <- done
	}
	q.leading--
	q.handOn()
}

// handOn makes a leader of the first who waits and is not in the way of a
// transaction that runs. If there is none, nobody leads this lane, until the
// other is done or somebody comes.
func (q *queue) handOn() {
	for _, j := range q.waiting {
		if len(j.told) == 0 && !q.running.clashes(j.locks) {
			q.leading++
			j.told <- lead
			return
		}
	}
	q.idle.Broadcast()
}

// close lets those who wait finish, and nobody else come.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for q.leading > 0 || len(q.waiting) > 0 {
		q.idle.Wait()
	}
}
