package orgtree

import (
	"iter"
	"slices"

	"github.com/jinlin-project/jinlin/civil"
)

// dated is a value that holds from a day until the next value of its timeline.
type dated[T any] struct {
	On civil.Date `json:"on"`
	Is T          `json:"is"`
}

// timeline is one fact of a unit or person through time, by ascending day.
// One timeline per fact, not one of whole units: a rename entered later for an
// earlier day must not undo a move that lies in between.
//
// A timeline is never written to once it is part of an Org.
type timeline[T any] []dated[T]

// always is the timeline of a value that holds from a day on.
func always[T any](day civil.Date, v T) timeline[T] { return timeline[T]{{day, v}} }

// on returns the value on a day, or the zero value before the first.
func (t timeline[T]) on(day civil.Date) (v T) {
	for i := len(t) - 1; i >= 0; i-- {
		if t[i].On <= day {
			return t[i].Is
		}
	}
	return v
}

// with returns a timeline in which v holds from day on, until the next value.
// A value of the same day is replaced: the later word counts.
func (t timeline[T]) with(day civil.Date, v T) timeline[T] {
	at, found := slices.BinarySearchFunc(t, day, func(d dated[T], day civil.Date) int { return int(d.On) - int(day) })
	if found {
		out := slices.Clone(t)
		out[at].Is = v
		return out
	}
	return slices.Insert(slices.Clone(t), at, dated[T]{day, v})
}

// before returns the part of the timeline that begins before a day.
func (t timeline[T]) before(day civil.Date) timeline[T] {
	n := len(t)
	for n > 0 && t[n-1].On >= day {
		n--
	}
	return slices.Clip(t[:n])
}

// spans yields every value with the days [from, to) it holds for, up to end.
func (t timeline[T]) spans(end civil.Date) iter.Seq2[span, T] {
	return func(yield func(span, T) bool) {
		for i, d := range t {
			to := end
			if i+1 < len(t) {
				to = t[i+1].On
			}
			if !yield(span{d.On, to}, d.Is) {
				return
			}
		}
	}
}

// ascending reports whether the days ascend, starting with from.
func (t timeline[T]) ascending(from civil.Date) bool {
	if len(t) == 0 || t[0].On != from {
		return false
	}
	for i := 1; i < len(t); i++ {
		if t[i].On <= t[i-1].On {
			return false
		}
	}
	return true
}

// later reports whether the days ascend, none of them before from.
func (t timeline[T]) later(from civil.Date) bool {
	return len(t) == 0 || t[0].On >= from && t.ascending(t[0].On)
}

// endsBy reports whether no value begins on or after a day.
func (t timeline[T]) endsBy(day civil.Date) bool { return len(t) == 0 || t[len(t)-1].On < day }

// span is the half-open interval of days [from, to).
type span struct{ from, to civil.Date }

func (s span) empty() bool             { return s.from >= s.to }
func (s span) has(day civil.Date) bool { return s.from <= day && day < s.to }
func (s span) within(o span) bool      { return o.from <= s.from && s.to <= o.to }
func (s span) and(o span) span         { return span{max(s.from, o.from), min(s.to, o.to)} }
func (s span) meets(o span) bool       { return !s.and(o).empty() }
