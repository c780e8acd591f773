package rivals_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/hearing"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// G8: each resident invited rates each unit once, however many ratings they hand in
// at the same moment; the marks are those that were admitted.
func TestOneRatingOfAUnitEach(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		book, err := hearing.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, book.Shelf)
		units := []orgtree.Code{districttest.Department1, districttest.Town}
		people := []string{"a", "b", "c", "d"}
		h := w.Do("community", hearing.Kind, uuid.Nil, hearing.Convene{
			Title: "听评会", Host: districttest.Community, Venue: "hall", At: w.Now().Add(time.Hour), Units: units, Invited: people,
		})
		w.To(w.Now().Add(time.Hour))
		w.Do("community", h.Kind, h.ID, hearing.OpenRating{Present: 4, Until: w.Now().Add(time.Hour)})
		rate := func(i int) error {
			_, err := w.Try(people[i/2%4], h.Kind, h.ID, hearing.Rate{Unit: units[i%2], Mark: "good"})
			return err
		}
		admitted := w.Rivals(24, rate) // three of each
		require.LessOrEqual(t, admitted, 8)
		for i := range 8 { // whoever was crowded out
			if rate(i) == nil {
				admitted++
			}
		}
		require.Equal(t, 8, admitted)
		for _, u := range districttest.Record[hearing.Hearing](w, h).Units {
			require.Equal(t, hearing.Marks{Good: 4}, u.Marks, u.Unit)
		}
	})
}
