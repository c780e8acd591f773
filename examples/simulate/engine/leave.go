package engine

import (
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

// sampled keeps the sample that was drawn of a matter beside it, and tells one whose
// matter is worked on anew.
func (r *run) sampled(it *item) error {
	c := it.file.Case
	if c.Sample == it.drawn {
		return nil
	}
	if last := it.sample; last.item != nil && last.item.gen == last.gen {
		if err := r.refresh(last.item); err != nil {
			return err
		}
		if err := r.changed(last.item); err != nil {
			return err
		}
	} else if last.item != nil {
		r.out.Entries++ // it was judged and forgotten, and its history says that the work was done anew
	}
	it.drawn, it.sample = c.Sample, latest{}
	if c.Sample == uuid.Nil {
		return nil
	}
	f, err := r.court.Find(casework.KindSample, c.Sample)
	if f == nil {
		return err
	}
	sample := r.fresh(f)
	sample.n, sample.community, sample.home = keyOf(asSample, it.n, it.round), it.community, it.home
	it.sample = latest{sample, sample.gen}
	r.hold(sample, it)
	r.keep(sample)
	r.out.Samples.Drawn++
	return r.changed(sample)
}

// keep notes a live item, so that what is open at the end can be counted.
func (r *run) keep(it *item) {
	it.at = len(r.live)
	r.live = append(r.live, it)
}

// leave forgets an item that has ended and that nobody needs any more: what came of it
// is counted, its room is used again.
func (r *run) leave(it *item) error {
	h := it.file.Head()
	if was := it.phase; was != h.Phase {
		it.moved(r, h.Phase)
		if it.parent != nil && (h.Phase == casework.PhaseClosed || was == casework.PhaseClosed) { // which may complete now, or no more
			if err := r.refresh(it.parent); err != nil {
				return err
			}
			if err := r.changed(it.parent); err != nil {
				return err
			}
		}
	}
	if h.Closed.IsZero() || len(it.pending) > 0 || it.held > 0 {
		return nil
	}
	if _, waits := h.WakeAt(); waits {
		return nil
	}
	if err := r.count(it); err != nil {
		return err
	}
	last := r.live[len(r.live)-1]
	r.live[it.at], last.at = last, it.at
	r.live = r.live[:len(r.live)-1]
	r.court.Drop(it.file)
	holds := slices.Clone(it.holds)
	it.gen++
	it.file = nil
	it.holds = it.holds[:0]
	r.spare = append(r.spare, it)
	for _, other := range holds {
		if other.held--; other.held == 0 { // it may have been answered with this one
			if err := r.refresh(other); err != nil {
				return err
			}
		}
		if err := r.leave(other); err != nil {
			return err
		}
	}
	return nil
}

// moved notes that an item has come into another phase.
func (it *item) moved(r *run, to governance.Phase) {
	if it.file.Case != nil {
		switch {
		case to == casework.PhaseClosed:
			r.open--
		case it.phase == casework.PhaseClosed:
			r.open++
		}
	}
	it.phase = to
}
