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
	free  []int64 // of each pair of hands, on the axis of the unit's hours
	work  Workload
}

// take puts a piece of work in the hands that are free first, and returns when it is
// done, with whatever it then waits for. First come, first served.
func (d *desk) take(now, hands, waits int64) int64 {
	at := d.hours.worked(now)
	first := 0
	for i := range d.free {
		if d.free[i] < d.free[first] {
			first = i
		}
	}
	from := max(at, d.free[first])
	d.free[first] = from + hands
	d.work.Tasks++
	d.work.Seconds += hands
	d.work.Waited += from - at
	return d.hours.at(from + hands + waits)
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
