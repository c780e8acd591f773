package partnership

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/partnership/service"
	"github.com/jinlin-project/jinlin/governance/partnership/studio"
)

// Books are the books of this institution.
type Books struct {
	Studios      *governance.Book[studio.Studio]
	Events       *governance.Book[studio.Event]
	Partnerships *governance.Book[Partnership]
	Services     *governance.Book[service.Service]
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Studios.Shelf, b.Events.Shelf, b.Partnerships.Shelf, b.Services.Shelf}
}

// New returns the books; nil takes the default limits.
func New(limits governance.Limits) (*Books, error) {
	limits = limits.Or(DefaultLimits())
	studios, err := studio.NewStudios(limits)
	events, eventErr := studio.NewEvents(limits)
	partnerships, partnershipErr := newPartnerships(limits)
	services, serviceErr := service.New()
	return &Books{studios, events, partnerships, services}, errors.Join(err, eventErr, partnershipErr, serviceErr)
}
