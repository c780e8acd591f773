package engine

import (
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/governance"
)

// An item is a live record with what the run knows of it beyond the rules.
type item struct {
	file *court.File
	gen  uint32 // counts how often the room was used

	n          uint64 // the key of its streams: who it is, whatever the policy
	difficulty int
	category   string
	community  int32
	home       int32
	sender     *governance.Actor // nil: nobody knows
	round      int               // of rework
	phase      governance.Phase  // when it was last looked at

	wake    int64     // when time acts next; 0: not planned
	pending []pending // what is planned about it
	parent  *item     // that it was split from; kept as long
	holds   []*item   // kept as long as this one is
	held    int       // by so many others
	at      int       // among those that are live
	drawn   uuid.UUID // the sample of it that was looked at last
	sample  latest

	tried    bool // its lead has done its part and waits for the others
	returned bool
	owed     bool // has been paused
	asked    bool // for an extension in this round
	unhappy  bool
	given    bool // up: nobody looks at it again
	replied  bool // the answer of the resident is planned or has come
}

// latest is an item that may have been forgotten since.
type latest struct {
	item *item
	gen  uint32
}

// pending is something planned about an item.
type pending struct {
	step step
	unit int32
}

// fresh is an empty item, with the room of one that was forgotten if there is any.
func (r *run) fresh(f *court.File) *item {
	if n := len(r.spare); n > 0 {
		it := r.spare[n-1]
		r.spare = r.spare[:n-1]
		*it = item{file: f, gen: it.gen, pending: it.pending[:0], holds: it.holds[:0]}
		return it
	}
	return &item{file: f}
}

// plans reports whether something is planned.
func (it *item) plans(s step, unit int32) bool { return slices.Contains(it.pending, pending{s, unit}) }

func (it *item) done(s step, unit int32) {
	if i := slices.Index(it.pending, pending{s, unit}); i >= 0 {
		it.pending = slices.Delete(it.pending, i, i+1)
	}
}

// plan has something happen at a second, once.
func (r *run) plan(it *item, s step, unit int32, at int64) {
	it.pending = append(it.pending, pending{s, unit})
	r.agenda.add(event{at: max(at, r.clock), item: it, gen: it.gen, step: s, unit: unit})
}

// draw is the stream that decides a topic for an item in its present round.
func (r *run) draw(it *item, t chance.Topic) chance.Stream {
	return r.Seed.On(t, it.key())
}

// hits draws whether something happens, so many times in a thousand.
func (r *run) hits(it *item, t chance.Topic, perMille int) bool {
	s := r.draw(it, t)
	return s.Hits(perMille)
}

// hitsAt is hits for one unit of several.
func (r *run) hitsAt(it *item, t chance.Topic, unit int32, perMille int) bool {
	s := r.Seed.On(t+chance.Topic(unit), it.key())
	return s.Hits(perMille)
}
