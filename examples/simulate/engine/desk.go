package engine

import (
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A desk is a unit at work: its people, and when each of them is free again.
type desk struct {
	code  orgtree.Code
	kind  orgtree.Kind
	like  scenario.Unit
	hours *hours
	actor *governance.Actor
	hands hands // that handle
	front hands // at the window, for the short steps
	work  Workload
}

// hands are when each pair of hands is free again, on the axis of the unit's hours: a
// heap, the earliest first.
type hands []int64

// take puts a piece of work in the hands that are free first, and returns when they
// begin. First come, first served.
func (h hands) take(at, takes int64) (from int64) {
	from = max(at, h[0])
	h[0] = from + takes
	for i := 0; ; {
		child := 2*i + 1
		if child+1 < len(h) && h[child+1] < h[child] {
			child++
		}
		if child >= len(h) || h[i] <= h[child] {
			return from
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}

// take puts a step on the desk and returns when it is done, with whatever it then
// waits for.
func (d *desk) take(by hands, now, takes, waits int64) int64 {
	at := d.hours.worked(now)
	from := by.take(at, takes)
	d.work.Tasks++
	d.work.Seconds += takes
	d.work.Waited += from - at
	return d.hours.at(from + takes + waits)
}

// percent applies percentages to a duration.
func percent(n int64, by ...int) int64 {
	for _, p := range by {
		if p != 100 {
			n = n * int64(p) / 100
		}
	}
	return n
}
