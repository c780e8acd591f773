package venue

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue/booking"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/governance/venue/upgrade"
)

// Books are the books of venues; assemble all of them together.
type Books struct {
	Venues   *governance.Book[place.Venue]
	Upgrades *governance.Book[upgrade.Upgrade]
	Bookings *governance.Book[booking.Booking]
}

// New returns the books; nil takes the default limits of upgrades and the default
// rules of bookings.
func New(limits governance.Limits, rules *booking.Rules) (*Books, error) {
	venues, err := place.New()
	upgrades, upgradeErr := upgrade.New(limits)
	bookings, bookingErr := booking.New(rules)
	return &Books{venues, upgrades, bookings}, errors.Join(err, upgradeErr, bookingErr)
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Venues.Shelf, b.Upgrades.Shelf, b.Bookings.Shelf}
}
