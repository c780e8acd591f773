package alliance

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
)

// Books are the books of this institution.
type Books struct {
	Alliances *governance.Book[Alliance]
	Members   *governance.Book[Member]
	Items     *governance.Book[Item]
	Entries   *governance.Book[Entry]
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Alliances.Shelf, b.Members.Shelf, b.Items.Shelf, b.Entries.Shelf}
}

// New returns the books; nil takes the default limits.
func New(limits governance.Limits) (*Books, error) {
	if limits == nil {
		limits = DefaultLimits()
	}
	alliances, err := newAlliances(limits)
	members, memberErr := newMembers()
	items, itemErr := newItems(limits)
	entries, entryErr := newEntries()
	return &Books{alliances, members, items, entries}, errors.Join(err, memberErr, itemErr, entryErr)
}

func newAlliances(limits governance.Limits) (*governance.Book[Alliance], error) {
	return governance.NewBook(governance.Institution[Alliance]{
		Kind: Kind, Path: "alliances", Source: "4 G6", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{string(Dropped)},
		Label:    governance.Text{Zh: "区域性党建联盟", En: "regional Party-building alliance"},
		Sentence: governance.Text{Zh: "以社区党组织为核心联合共建单位和两新组织：成员、轮值、六联、清单", En: "units around a community: members, a chair that goes round, the six together, lists"},
		Table:    allianceTable(),
		File: func(a *Alliance, h *governance.Header) {
			h.Unit, h.Title = string(a.Core), a.Name
		},
		Audience: func(a *Alliance, to []governance.Address) []governance.Address {
			return a.whoAreMembers(a.whoIsTown(a.whoIsCore(append(a.WhoIsCentre(to), governance.Unit(a.District)))))
		},
		Asks: []governance.Question{askSeated(), askLists(), askSummary()},
	})
}

func newMembers() (*governance.Book[Member], error) {
	return governance.NewBook(governance.Institution[Member]{
		Kind: KindMember, Path: "alliance-members", Source: "4 G6", Schema: 1, Uncounted: []string{string(NotJoined)},
		Label:    governance.Text{Zh: "联盟成员", En: "member of an alliance"},
		Sentence: governance.Text{Zh: "单位加入、退出联盟", En: "a unit joins an alliance and leaves it"},
		Table:    memberTable(),
		File:     func(b *Member, h *governance.Header) { h.Unit = string(b.Unit) },
		Audience: func(b *Member, to []governance.Address) []governance.Address {
			return b.whoIsUnit(b.whoIsCore(append(b.WhoIsCentre(to), governance.Unit(b.District))))
		},
	})
}

func newItems(limits governance.Limits) (*governance.Book[Item], error) {
	return governance.NewBook(governance.Institution[Item]{
		Kind: KindItem, Path: "alliance-items", Source: "4 G6", Schema: 1, Serials: true, Policy: limits, Class: "together",
		Label:    governance.Text{Zh: "六联事项", En: "item of the six together"},
		Sentence: governance.Text{Zh: "联盟成员一起做的一件事：计划、实施、了结", En: "one thing that members do together: planned, held, accounted for"},
		Table:    itemTable(),
		File: func(t *Item, h *governance.Header) {
			h.Class, h.Unit, h.Title = string(t.Together), string(t.Core), t.Title
		},
		Audience: func(t *Item, to []governance.Address) []governance.Address {
			return t.whoLeads(t.whoTakePart(t.whoIsCore(append(t.WhoIsCentre(to), governance.Unit(t.District)))))
		},
		Asks: []governance.Question{askSix()},
	})
}

func newEntries() (*governance.Book[Entry], error) {
	return governance.NewBook(governance.Institution[Entry]{
		Kind: KindEntry, Path: "alliance-entries", Source: "4 G6", Schema: 1, Class: "list",
		Label:    governance.Text{Zh: "联盟清单", En: "entry of an alliance's lists"},
		Sentence: governance.Text{Zh: "资源清单、需求清单中的一项，对接后成为项目", En: "one line of the resource list or the need list; matched, they are a project"},
		Table:    entryTable(),
		File: func(e *Entry, h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Title = string(e.List), string(e.Sort), string(e.Owner), e.Title
		},
		Audience: func(e *Entry, to []governance.Address) []governance.Address {
			return e.whoOwns(e.whoIsCore(append(e.WhoIsCentre(to), governance.Unit(e.District))))
		},
		Asks: []governance.Question{askOffer(), askEntries()},
	})
}
