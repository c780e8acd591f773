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

const (
	hour = 3600
	day  = 24 * hour
)

// agenda holds events: those of the hour in hand as a heap, small enough to stay in the
// cache, those of later hours in a pile for each.
type agenda struct {
	from  int64 // start of the run
	now   int   // the hour in hand
	heap  []event
	later [][]event
	spare [][]event // room of hours that are over
	seq   uint64
}

func newAgenda(from, until int64) *agenda {
	return &agenda{from: from, later: make([][]event, (until-from)/hour)}
}

// add plans an event; what lies behind the end of the run never happens.
func (a *agenda) add(e event) {
	a.seq++
	e.seq = a.seq
	switch h := int((e.at - a.from) / hour); {
	case h <= a.now:
		a.push(e)
	case h < len(a.later):
		if n := len(a.spare); a.later[h] == nil && n > 0 {
			a.later[h], a.spare = a.spare[n-1], a.spare[:n-1]
		}
		a.later[h] = append(a.later[h], e)
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

// next takes the next event of the hour in hand.
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

// turn begins the next hour.
func (a *agenda) turn() {
	a.now++
	if a.now >= len(a.later) {
		return
	}
	for _, e := range a.later[a.now] {
		a.push(e)
	}
	if room := a.later[a.now]; room != nil {
		clear(room) // whom they were about is not kept for it
		a.spare = append(a.spare, room[:0])
	}
	a.later[a.now] = nil
}
