package stored

import (
	"container/heap"
	"context"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// wakes is a ledger that remembers when time has to act on the records that are
// committed through it, so that a clock may be moved half a million times without
// asking; and which records the last commit opened.
type wakes struct {
	governance.Ledger
	next   map[governance.Ref]time.Time
	line   line // every instant of next, and some that are no longer
	opened []governance.Ref
}

// Commit implements [governance.Ledger].
func (w *wakes) Commit(ctx context.Context, c governance.Commit) error {
	if err := w.Ledger.Commit(ctx, c); err != nil {
		return err
	}
	w.opened = w.opened[:0]
	for i := range c.Writes {
		ref, at := c.Writes[i].Ref, c.Writes[i].Header.Wake
		if c.Writes[i].Base == 0 {
			w.opened = append(w.opened, ref)
		}
		if at.IsZero() {
			delete(w.next, ref)
		} else if !w.next[ref].Equal(at) {
			w.next[ref] = at
			heap.Push(&w.line, wake{at, ref})
		}
	}
	return nil
}

// by takes the earliest instant at which time has to act, up to a last one.
func (w *wakes) by(last time.Time) (at time.Time, ok bool) {
	for len(w.line) > 0 && !w.line[0].at.After(last) {
		first := heap.Pop(&w.line).(wake)
		if w.next[first.ref].Equal(first.at) {
			delete(w.next, first.ref)
			return first.at, true
		}
	}
	return time.Time{}, false
}

type wake struct {
	at  time.Time
	ref governance.Ref
}

// line is a heap by instant.
type line []wake

func (l line) Len() int           { return len(l) }
func (l line) Less(i, j int) bool { return l[i].at.Before(l[j].at) }
func (l line) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l *line) Push(x any)        { *l = append(*l, x.(wake)) }
func (l *line) Pop() any {
	last := len(*l) - 1
	x := (*l)[last]
	*l = (*l)[:last]
	return x
}
