package rivals_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue"
	"github.com/jinlin-project/jinlin/governance/venue/booking"
	"github.com/jinlin-project/jinlin/governance/venue/hours"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/governance/venue/upgrade"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func venues(t *testing.T, ledger governance.Ledger) *districttest.World {
	books, err := venue.New(nil, nil)
	require.NoError(t, err)
	return districttest.New(t, ledger, books.Shelves()...)
}

func sharedRoom(w *districttest.World) governance.Ref {
	return w.Do("community", place.Kind, uuid.Nil, place.Register{Unit: districttest.Community, About: place.About{
		Name: "议事厅", Type: "hall", Space: place.RaisedFloor, Area: 60, Shared: true, Hours: hours.Hours{Days: hours.AnyDay, From: 16, To: 42}}})
}

// G14: "shared spaces booked without clashes": of whatever many book and cancel at
// once, once or every week, no half hour of a venue is ever held twice, and what was
// given up is free again.
func TestBookingsNeverClash(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		w := venues(t, ledger)
		halls := []governance.Ref{sharedRoom(w), sharedRoom(w)}
		names := w.Move("guest", 12, districttest.Compound)
		day, r := civil.MustParse("2024-10-08"), rand.New(rand.NewPCG(14, 2))
		for range 6 {
			cmds := make([]booking.Book, len(names))
			for i := range cmds {
				from := hours.HalfHour(16 + r.IntN(24))
				cmds[i] = booking.Book{Title: "会", Venue: halls[r.IntN(2)].ID, Place: districttest.Community, Day: day.AddDays(r.IntN(2)), From: from, To: min(42, from+hours.HalfHour(1+r.IntN(6)))}
				if r.IntN(4) == 0 {
					cmds[i].Repeat, cmds[i].Times = &governance.Recurrence{Every: governance.Daily}, 3
				}
			}
			made := w.Rivals(len(names), func(i int) error {
				_, err := w.Try(names[i], booking.Kind, uuid.Nil, cmds[i])
				return err
			})
			require.NotZero(t, made)
			noClash(t, w)
			held := districttest.Records[booking.Booking](w, booking.Kind)
			w.Rivals(len(held), func(i int) error {
				if i%3 != 0 {
					return nil
				}
				_, err := w.Try(held[i].Subject, booking.Kind, held[i].ID, booking.Cancel{})
				return err
			})
			noClash(t, w)
		}
		for _, b := range districttest.Records[booking.Booking](w, booking.Kind) { // what was cancelled can be had again
			if b.Phase == booking.Booked {
				w.Do(b.Subject, booking.Kind, b.ID, booking.Cancel{})
			}
		}
		for _, h := range halls {
			w.Do("resident", booking.Kind, uuid.Nil, booking.Book{Title: "会", Venue: h.ID, Place: districttest.Community, Day: day, From: 16, To: 42})
		}
	})
}

func noClash(t *testing.T, w *districttest.World) {
	t.Helper()
	taken := map[string]bool{}
	for _, b := range districttest.Records[booking.Booking](w, booking.Kind) {
		for h := b.From; h < b.To && b.Phase == booking.Booked; h++ {
			slot := fmt.Sprint(b.Parent, b.Day, h)
			require.False(t, taken[slot], "%s is booked twice", slot)
			taken[slot] = true
		}
	}
}

// G14: an upgrade's payments never exceed what was approved, however many are made
// at once.
func TestUpgradesAreNeverOverspent(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		w := venues(t, ledger)
		w.Do("community", place.Kind, sharedRoom(w).ID, place.Plan{Title: "改造", Text: "改造", Planned: 1000_00})
		u := districttest.Records[upgrade.Upgrade](w, upgrade.Kind)[0]
		w.Do("district", upgrade.Kind, u.ID, upgrade.Approve{Amount: 1000_00, Number: "1"})
		paid := w.Rivals(9, func(i int) error {
			_, err := w.Try([]string{"community", "town"}[i%2], upgrade.Kind, u.ID, upgrade.Spend{Amount: 300_00, Voucher: "1", Text: "工程款"})
			return err
		})
		require.Equal(t, 3, paid)
		require.Equal(t, governance.Yuan(900_00), districttest.Records[upgrade.Upgrade](w, upgrade.Kind)[0].Spent)
	})
}
