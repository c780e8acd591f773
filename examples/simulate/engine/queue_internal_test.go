package engine

import (
	"cmp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
)

// Events come out by their second, time's own first, then as they were planned: as a
// sorted list has them, also when more are planned on the way.
func TestAgendaIsASortedList(t *testing.T) {
	s := chance.Seed(1).On(chance.TopicOf("test"), 0)
	a := newAgenda(0, 10*day)
	var want []event
	plan := func(at int64) {
		e := event{at: at, step: []step{stepWake, stepWork}[s.Below(2)]}
		a.add(e)
		e.seq = a.seq
		if at < 10*day {
			want = append(want, e)
		}
	}
	for range 2000 {
		plan(int64(s.Below(11 * day)))
	}
	var got []event
	for range 10 * day / hour {
		for {
			e, ok := a.next()
			if !ok {
				break
			}
			got = append(got, e)
			if s.Hits(300) {
				plan(e.at + 1 + int64(s.Below(3*hour)))
			}
		}
		a.turn()
	}
	slices.SortFunc(want, func(x, y event) int {
		return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(min(x.step, 1), min(y.step, 1)), cmp.Compare(x.seq, y.seq))
	})
	require.Equal(t, want, got)
}

// Work goes to whoever is free first, as a clerk would find by looking at everybody.
func TestHandsAreFirstComeFirstServed(t *testing.T) {
	s := chance.Seed(2).On(chance.TopicOf("test"), 0)
	for n := 1; n <= 9; n++ {
		h, naive := make(hands, n), make([]int64, n)
		at := int64(0)
		for range 500 {
			at += int64(s.Below(20))
			takes := int64(s.Below(100))
			first := slices.Index(naive, slices.Min(naive))
			from := max(at, naive[first])
			naive[first] = from + takes
			require.Equal(t, from, h.take(at, takes))
		}
	}
}

// Shares are whole, in proportion, and all is given.
func TestShared(t *testing.T) {
	require.Equal(t, []int{0, 3, 0, 7}, shared(10, []int{0, 300, 0, 700}))
	sum := 0
	for _, n := range shared(27483, slices.Repeat([]int{7, 11, 13}, 121)) {
		sum += n
	}
	require.Equal(t, 27483, sum)
	require.Equal(t, []int{0, 0}, shared(5, []int{0, 0}), "of what weighs nothing nothing comes")
}
