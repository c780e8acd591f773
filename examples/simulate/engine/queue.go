package engine

// event is something that happens to an item at a second. Events of one second
// happen in the order of their kinds, time's own first, then in which they were
// planned.
type event struct {
	at   int64
	seq  uint64
	item *item
	gen  uint32
	step step
	unit int32
}

func (e *event) before(o *event) bool {
	if e.at != o.at {
		return e.at < o.at
	}
	if wake, other := e.step == stepWake, o.step == stepWake; wake != other {
		return wake
	}
	return e.seq < o.seq
}

const day = 24 * 3600

// agenda holds events: those of the day in hand as a heap, small enough to stay in the
// cache, those of later days in a pile for each day.
type agenda struct {
	from  int64 // start of the run
	today int
	heap  []event
	later [][]event
	spare [][]event // room of days that are over
	seq   uint64
}

func newAgenda(from, until int64) *agenda {
	return &agenda{from: from, later: make([][]event, (until-from)/day+1)}
}

// add plans an event; what lies behind the end of the run never happens.
func (a *agenda) add(e event) {
	a.seq++
	e.seq = a.seq
	switch d := int((e.at - a.from) / day); {
	case d <= a.today:
		a.push(e)
	case d < len(a.later):
		if n := len(a.spare); a.later[d] == nil && n > 0 {
			a.later[d], a.spare = a.spare[n-1], a.spare[:n-1]
		}
		a.later[d] = append(a.later[d], e)
	}
}

func (a *agenda) push(e event) {
	a.heap = append(a.heap, e)
	for i := len(a.heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !a.heap[i].before(&a.heap[up]) {
			return
		}
		a.heap[i], a.heap[up] = a.heap[up], a.heap[i]
		i = up
	}
}

// next takes the next event of the day in hand.
func (a *agenda) next() (event, bool) {
	if len(a.heap) == 0 {
		return event{}, false
	}
	top, last := a.heap[0], len(a.heap)-1
	a.heap[0] = a.heap[last]
	a.heap[last] = event{}
	a.heap = a.heap[:last]
	a.sink(0)
	return top, true
}

func (a *agenda) sink(i int) {
	for {
		child := 2*i + 1
		if child >= len(a.heap) {
			return
		}
		if child+1 < len(a.heap) && a.heap[child+1].before(&a.heap[child]) {
			child++
		}
		if !a.heap[child].before(&a.heap[i]) {
			return
		}
		a.heap[i], a.heap[child] = a.heap[child], a.heap[i]
		i = child
	}
}

// turn begins the next day and reports whether there is one.
func (a *agenda) turn() bool {
	a.today++
	if a.today >= len(a.later) {
		return false
	}
	for _, e := range a.later[a.today] {
		a.push(e)
	}
	if room := a.later[a.today]; room != nil {
		clear(room) // whom they were about is not kept for it
		a.spare = append(a.spare, room[:0])
	}
	a.later[a.today] = nil
	return true
}

// lastDay is the number of whole days.
func (a *agenda) lastDay() int { return len(a.later) - 1 }
