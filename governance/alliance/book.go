package alliance

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance/entry"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/governance/alliance/member"
)

// Books are the books of this institution.
type Books struct {
	Alliances *governance.Book[Alliance]
	Members   *governance.Book[member.Member]
	Items     *governance.Book[item.Item]
	Entries   *governance.Book[entry.Entry]
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Alliances.Shelf, b.Members.Shelf, b.Items.Shelf, b.Entries.Shelf}
}

// New returns the books; nil takes the default limits.
func New(limits governance.Limits) (*Books, error) {
	limits = limits.Or(DefaultLimits())
	alliances, err := newAlliances(limits)
	members, memberErr := member.New()
	items, itemErr := item.New(limits)
	entries, entryErr := entry.New()
	return &Books{alliances, members, items, entries}, errors.Join(err, memberErr, itemErr, entryErr)
}
