package hearing_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/hearing"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

func open(tb testing.TB) *districttest.World {
	book, err := hearing.New(nil, casework.KindCase)
	require.NoError(tb, err)
	cases, err := casework.New(nil)
	require.NoError(tb, err)
	board, err := notice.New()
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), book.Shelf, cases.Shelf, board.Shelf)
}

func TestScenarios(t *testing.T) { districttest.Scenarios(t, open, hearing.Kind) }

// rated is a hearing of some units by some residents, open to be rated.
func rated(w *districttest.World, units []orgtree.Code, invited []string) governance.Ref {
	h := w.Do("community", hearing.Kind, uuid.Nil, hearing.Convene{
		Title: "听评会", Host: districttest.Community, Venue: "hall", At: w.Now().Add(time.Hour), Units: units, Invited: invited,
	})
	w.To(w.Now().Add(time.Hour))
	w.Do("community", h.Kind, h.ID, hearing.OpenRating{Present: 5, Until: w.Now().Add(24 * time.Hour)})
	return h
}

// The marks of a period against a log of what was rated.
func TestMarksAgainstALog(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	w := open(t)
	all := []orgtree.Code{districttest.Department1, districttest.Department2, districttest.Town}
	people := []string{"resident", "resident-2", "resident-3"}
	steps := hearing.Mark("").Choices()
	type logged struct {
		unit orgtree.Code
		mark string
		at   time.Time
	}
	var log []logged
	held := map[time.Time][]orgtree.Code{}
	for range 6 {
		units := all[r.IntN(2) : 2+r.IntN(2)]
		h := rated(w, units, people)
		begun := districttest.Record[hearing.Hearing](w, h).Opened
		held[begun] = units
		for _, who := range people {
			for _, unit := range units {
				if mark := steps[r.IntN(5)].Code; r.IntN(3) > 0 {
					w.Do(who, h.Kind, h.ID, hearing.Rate{Unit: unit, Mark: hearing.Mark(mark)})
					log = append(log, logged{unit, mark, begun})
				}
			}
		}
		w.Do("community", h.Kind, h.ID, hearing.CloseRating{})
		w.To(w.Now().Add(24 * time.Hour))
	}
	for _, from := range []time.Time{{}, districttest.Start.Add(60 * time.Hour)} {
		var want [][]string
		for _, unit := range []orgtree.Code{districttest.Town, districttest.Department1, districttest.Department2} {
			hearings, counts, good, n := 0, make([]int, 5), int64(0), int64(0)
			for begun, units := range held {
				for _, u := range units {
					if u == unit && !begun.Before(from) {
						hearings++
					}
				}
			}
			for _, l := range log {
				for i, step := range steps {
					if l.unit == unit && !l.at.Before(from) && l.mark == step.Code {
						counts[i]++
						n++
						if i < 3 {
							good++
						}
					}
				}
			}
			if hearings > 0 {
				row := []string{string(unit), w.Tree().Name(unit), strconv.Itoa(hearings)}
				for _, c := range counts {
					row = append(row, strconv.Itoa(c))
				}
				want = append(want, append(row, governance.Ratio{Num: good, Den: n}.Percent(2)))
			}
		}
		params := "{}"
		if !from.IsZero() {
			params = fmt.Sprintf(`{"from":%q}`, from.Format(time.RFC3339))
		}
		got, err := w.Ask("district", hearing.Kind, "marks", params)
		require.NoError(t, err)
		require.Equal(t, want, got.(*governance.Listing).Rows)
	}
}

// 4 G8: a rating is unsigned in the history.
func TestARatingIsUnsigned(t *testing.T) {
	w := open(t)
	h := rated(w, []orgtree.Code{districttest.Town}, []string{"resident"})
	w.Do("resident", h.Kind, h.ID, hearing.Rate{Unit: districttest.Town, Mark: "poor", Text: "路灯不亮"})
	entries, err := w.Ledger.Entries(t.Context(), governance.Span{Ref: h, Limit: 100})
	require.NoError(t, err)
	last := entries[len(entries)-1]
	assert.Equal(t, "rate", last.Verb)
	assert.Zero(t, last.By)
}

// A hearing invites no more than fill a hall.
func TestTooManyInvited(t *testing.T) {
	w := open(t)
	h := w.Do("community", hearing.Kind, uuid.Nil, hearing.Convene{
		Title: "听评会", Host: districttest.Community, Venue: "hall", At: w.Now().Add(time.Hour), Units: []orgtree.Code{districttest.Town}, Invited: w.Move("guest", 50, districttest.Compound),
	})
	_, err := w.Try("community", h.Kind, h.ID, hearing.Invite{Invited: w.Move("more", 11, districttest.Compound)})
	require.ErrorAs(t, err, new(*governance.InvalidError))
	_, err = w.Try("community", h.Kind, h.ID, hearing.Invite{Invited: w.Move("more", 10, districttest.Compound)})
	require.NoError(t, err)
}
