package partnership

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
)

// Books are the books of this institution.
type Books struct {
	Studios      *governance.Book[Studio]
	Events       *governance.Book[Event]
	Partnerships *governance.Book[Partnership]
	Services     *governance.Book[Service]
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Studios.Shelf, b.Events.Shelf, b.Partnerships.Shelf, b.Services.Shelf}
}

// New returns the books; nil takes the default limits.
func New(limits governance.Limits) (*Books, error) {
	if limits == nil {
		limits = DefaultLimits()
	}
	studios, err := newStudios(limits)
	events, eventErr := newEvents(limits)
	partnerships, partnershipErr := newPartnerships(limits)
	services, serviceErr := newServices()
	return &Books{studios, events, partnerships, services}, errors.Join(err, eventErr, partnershipErr, serviceErr)
}

func newStudios(limits governance.Limits) (*governance.Book[Studio], error) {
	return governance.NewBook(governance.Institution[Studio]{
		Kind: KindStudio, Path: "studios", Source: "4 G11", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{string(Refused)},
		Label:    governance.Text{Zh: "老干部工作室", En: "retired cadres' studio"},
		Sentence: governance.Text{Zh: "退休干部领办的工作室及其系列活动", En: "a studio led by a retired cadre, with its series of events"},
		Table:    studioTable(),
		File: func(s *Studio, h *governance.Header) {
			h.Unit, h.Person, h.Title = string(s.Community), s.Lead, s.Name
		},
		Audience: func(s *Studio, to []governance.Address) []governance.Address {
			return s.whoLeads(s.whoIsTown(s.whoIsCommunity(append(s.WhoIsCentre(to), governance.Unit(s.District)))))
		},
		Asks: []governance.Question{askRunning()},
	})
}

func newEvents(limits governance.Limits) (*governance.Book[Event], error) {
	return governance.NewBook(governance.Institution[Event]{
		Kind: KindEvent, Path: "studio-events", Source: "4 G11", Schema: 1, Policy: limits, Class: "series",
		Label:    governance.Text{Zh: "工作室活动", En: "event of a studio"},
		Sentence: governance.Text{Zh: "老干部工作室的一次活动", En: "one event of a studio"},
		Table:    eventTable(),
		File: func(e *Event, h *governance.Header) {
			h.Class, h.Unit, h.Person, h.Title = string(e.Series), string(e.Community), e.Lead, e.Title
		},
		Audience: func(e *Event, to []governance.Address) []governance.Address {
			return e.whoLeads(e.whoIsCommunity(append(e.WhoIsCentre(to), governance.Unit(e.District))))
		},
		Asks: []governance.Question{askHeld()},
	})
}

func newPartnerships(limits governance.Limits) (*governance.Book[Partnership], error) {
	return governance.NewBook(governance.Institution[Partnership]{
		Kind: Kind, Path: "partnerships", Source: "4 G11", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{string(Unsigned)},
		Label:    governance.Text{Zh: "社企共建", En: "partnership"},
		Sentence: governance.Text{Zh: "社区与社会组织、商企、社工机构的共建协议：签约、落实、评估、续签", En: "an agreement of a community with a partner: signed, delivered, reviewed, renewed"},
		Table:    partnershipTable(),
		File: func(p *Partnership, h *governance.Header) {
			h.Unit, h.Title = string(p.Community), p.Title
		},
		Audience: func(p *Partnership, to []governance.Address) []governance.Address {
			return p.whoIsPartner(p.whoIsCommunity(append(p.WhoIsCentre(to), governance.Unit(p.District))))
		},
		Asks: []governance.Question{askAgreements(), askSummary()},
	})
}

func newServices() (*governance.Book[Service], error) {
	return governance.NewBook(governance.Institution[Service]{
		Kind: KindService, Path: "partnership-services", Source: "4 G11", Schema: 1, Class: "form", Uncounted: []string{string(Voided)},
		Label:    governance.Text{Zh: "共建服务", En: "service of a partner"},
		Sentence: governance.Text{Zh: "共建协议下落实的一次服务", En: "one service under a partnership"},
		Table:    serviceTable(),
		File: func(s *Service, h *governance.Header) {
			h.Class, h.Unit = string(s.Form), string(s.Community)
		},
		Audience: func(s *Service, to []governance.Address) []governance.Address {
			return s.whoIsPartner(s.whoIsCommunity(append(s.WhoIsCentre(to), governance.Unit(s.District))))
		},
		Asks: []governance.Question{askDelivered()},
	})
}
