package feedtest

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// A Case is one rule of the contract and the attempt to see it broken.
type Case struct {
	Subject string // positions, leases or letters
	Name    string // unique within the subject
	Rule    string // the sentence printed when it is broken
	check   func(t *trial)
}

// subjectLetters are the cases for those who keep letters.
const subjectLetters = "letters"

// Cases returns every case of the suite, subject by subject.
func Cases() []Case {
	var all []Case
	for _, s := range []struct {
		name string
		rows []Case
	}{{"positions", positions}, {"leases", leases}, {"fencing", fencing}, {"standing", standings}, {subjectLetters, letters}} {
		for _, c := range s.rows {
			c.Subject = s.name
			all = append(all, c)
		}
	}
	return all
}

// Run holds a keeper to the contract. It opens a fresh one for every case; open
// closes it again through t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) feed.Keeper) {
	for _, c := range Cases() {
		t.Run(c.Subject+"/"+c.Name, func(t *testing.T) {
			k := open(t)
			if _, keeps := k.(feed.Letters); c.Subject == subjectLetters && !keeps {
				t.Skip("this keeper keeps no letters")
			}
			defer func() {
				if t.Failed() {
					t.Errorf("the rule broken: %s", c.Rule)
				}
			}()
			c.check(&trial{T: t, keeper: k})
		})
	}
}

// Try runs one case against a keeper outside of any test, and returns what it
// found wrong. With it one proves that a wrong keeper is found out.
func (c Case) Try(k feed.Keeper) (faults []string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := &recorder{ctx: ctx}
	done := make(chan struct{})
	go func() { // a goroutine of its own, because FailNow ends it
		defer close(done)
		defer r.rescue()
		c.check(&trial{T: r, keeper: k})
	}()
	<-done
	return r.faults
}

// T is what a case needs of a test: *testing.T, or the recorder of Try.
type T interface {
	Helper()
	Errorf(format string, args ...any)
	FailNow()
	Context() context.Context
}

// recorder is a T that notes failures and fails nobody.
type recorder struct {
	ctx    context.Context
	faults []string
}

func (r *recorder) Helper()                  {}
func (r *recorder) Context() context.Context { return r.ctx }
func (r *recorder) FailNow()                 { runtime.Goexit() }
func (r *recorder) Errorf(format string, args ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

func (r *recorder) rescue() {
	if p := recover(); p != nil {
		r.Errorf("panic: %v\n%s", p, debug.Stack())
	}
}
