package ledgertest

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// A Case is one rule of the contract and the attempt to see it broken.
type Case struct {
	Subject string // the group it belongs to, such as "claims"
	Name    string // unique within the subject
	Rule    string // the sentence printed when it is broken
	check   func(t *trial)
}

// Cases returns every case of the suite, subject by subject.
func Cases() []Case {
	var all []Case
	for _, s := range []struct {
		name string
		rows []Case
	}{
		{"loading", loading}, {"concurrency", concurrency}, {"atomicity", atomicity},
		{"expectations", expectations}, {"idempotency", idempotency}, {"claims", claims},
		{"history", history}, {"feed", feed}, {"tampering", tampering},
		{"personal", personal}, {"erasure", erasure}, {"audience", audience},
		{"orders", orders}, {"pages", pages}, {"timers", timers},
		{"filters", filters}, {"search", search}, {"counts", counts}, {"oracle", oracle},
		{"times", times}, {"bytes", octets}, {"series", series}, {"context", contexts},
	} {
		for _, c := range s.rows {
			c.Subject = s.name
			all = append(all, c)
		}
	}
	return all
}

// Run holds a ledger to the contract. It opens a fresh, empty one for every
// case; open closes it again through t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) governance.Ledger) {
	subjects := map[string][]Case{}
	var order []string
	for _, c := range Cases() {
		if subjects[c.Subject] == nil {
			order = append(order, c.Subject)
		}
		subjects[c.Subject] = append(subjects[c.Subject], c)
	}
	for _, subject := range order {
		t.Run(subject, func(t *testing.T) {
			for _, c := range subjects[subject] {
				t.Run(c.Name, func(t *testing.T) {
					defer c.explain(t)
					c.check(&trial{T: t, ledger: open(t), patience: 10 * time.Second})
				})
			}
		})
	}
}

func (c *Case) explain(t *testing.T) {
	if t.Failed() {
		t.Errorf("the rule broken: %s", c.Rule)
	}
}

// Try runs one case against an empty ledger outside of any test, and returns
// what it found wrong. With it one proves that a wrong ledger is found out.
func (c Case) Try(l governance.Ledger) (faults []string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := &recorder{ctx: ctx}
	defer r.clean()
	done := make(chan struct{})
	go func() { // a goroutine of its own, because FailNow ends it
		defer close(done)
		defer r.catch()
		c.check(&trial{T: r, ledger: l, patience: 300 * time.Millisecond})
	}()
	<-done
	return r.faults
}

// T is what a case needs of a test: *testing.T, or the recorder of Try.
type T interface {
	Helper()
	Errorf(format string, args ...any)
	FailNow()
	Cleanup(f func())
	Context() context.Context
}

// recorder is a T that notes failures and fails nobody.
type recorder struct {
	ctx      context.Context
	mu       sync.Mutex
	faults   []string
	cleanups []func()
}

func (r *recorder) Helper()                  {}
func (r *recorder) Context() context.Context { return r.ctx }
func (r *recorder) Cleanup(f func())         { r.cleanups = append(r.cleanups, f) }

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

func (r *recorder) FailNow() { runtime.Goexit() }

func (r *recorder) clean() {
	for i := len(r.cleanups) - 1; i >= 0; i-- {
		r.cleanups[i]()
	}
}

func (r *recorder) catch() {
	if p := recover(); p != nil {
		r.Errorf("panic: %v\n%s", p, debug.Stack())
	}
}
