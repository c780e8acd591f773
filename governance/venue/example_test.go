package venue_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue"
	"github.com/jinlin-project/jinlin/governance/venue/booking"
	"github.com/jinlin-project/jinlin/governance/venue/hours"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A shared hall is booked, and the free hours of the day follow.
func Example() {
	books := districttest.Must(venue.New(nil, nil))
	w, ctx := districttest.Show(memory.New(), books.Shelves()...), context.Background()
	hall := districttest.Must(books.Venues.Do(ctx, governance.Request{Actor: w.Actor("community"), Command: place.Register{Unit: districttest.Community, About: place.About{
		Name: "议事厅", Type: "hall", Space: place.RaisedFloor, Area: 60, Shared: true, Hours: hours.Hours{Days: hours.AnyDay, From: 16, To: 42},
	}}}))
	day := civil.MustParse("2024-10-08")
	b := districttest.Must(books.Bookings.Do(ctx, governance.Request{Actor: w.Actor("resident"), Command: booking.Book{
		Title: "邻里茶会", Venue: hall.ID, Place: districttest.Community, Day: day, From: 28, To: 32,
	}}))
	fmt.Println(b.Phase, b.From, b.To)

	free := districttest.Must(books.Bookings.Ask(ctx, w.Actor("resident-2"), "free", &booking.DayOf{Venue: hall.ID, Day: day}))
	fmt.Println(free)
	// Output:
	// booked 14:00 16:00
	// [{08:00 14:00} {16:00 21:00}]
}
