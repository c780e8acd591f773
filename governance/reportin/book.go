package reportin

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
)

// Books are the books of this institution.
type Books struct {
	Organisations  *governance.Book[Organisation]
	Members        *governance.Book[Member]
	Participations *governance.Book[Participation]
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Organisations.Shelf, b.Members.Shelf, b.Participations.Shelf}
}

// New returns the books; nil takes the default limits.
func New(limits governance.Limits) (*Books, error) {
	if limits == nil {
		limits = DefaultLimits()
	}
	organisations, err := newOrganisations(limits)
	members, memberErr := newMembers()
	participations, participationErr := newParticipations(limits)
	return &Books{organisations, members, participations}, errors.Join(err, memberErr, participationErr)
}

func newOrganisations(limits governance.Limits) (*governance.Book[Organisation], error) {
	return governance.NewBook(governance.Institution[Organisation]{
		Kind: KindOrganisation, Path: "reportins", Source: "4 G5", Schema: 1, Serials: true, Policy: limits, Class: "sector",
		Label:    governance.Text{Zh: "单位党组织报到", En: "report-in of an organisation"},
		Sentence: governance.Text{Zh: "机关企事业单位党组织带服务清单向社区报到，并报送在职党员名册", En: "a Party organisation reports in to a community with a service list, and hands in its members"},
		Table:    organisationTable(),
		File: func(o *Organisation, h *governance.Header) {
			h.Class, h.Unit = string(o.Sector), string(o.Organisation)
		},
		Audience: func(o *Organisation, to []governance.Address) []governance.Address {
			return o.WhoIsDistrict(o.whoIsCommunity(o.whoIsOrganisation(o.WhoIsCentre(to))))
		},
		Asks: []governance.Question{askListed(), askRates(), askStanding()},
	})
}

func newMembers() (*governance.Book[Member], error) {
	return governance.NewBook(governance.Institution[Member]{
		Kind: KindMember, Path: "reportin-members", Source: "4 G5", Schema: 1,
		Label:    governance.Text{Zh: "在职党员报到", En: "report-in of a member"},
		Sentence: governance.Text{Zh: "在职党员向社区报到并参与服务", En: "an on-the-job member reports in to a community and takes part"},
		Table:    memberTable(),
		File: func(b *Member, h *governance.Header) {
			h.Unit, h.Person = string(b.Organisation), b.Person
		},
		Audience: func(b *Member, to []governance.Address) []governance.Address {
			return b.whoIsMember(b.whoIsCommunity(b.whoIsOrganisation(b.WhoIsDistrict(b.WhoIsCentre(to)))))
		},
		Asks: []governance.Question{askExpected()},
	})
}

func newParticipations(limits governance.Limits) (*governance.Book[Participation], error) {
	return governance.NewBook(governance.Institution[Participation]{
		Kind: KindParticipation, Path: "participations", Source: "4 G5", Schema: 1, Policy: limits, Class: "campaign", Uncounted: []string{string(Rejected)},
		Label:    governance.Text{Zh: "参与记录", En: "participation"},
		Sentence: governance.Text{Zh: "在职党员在社区的一次服务", En: "what a member did in a community at one time"},
		Table:    participationTable(),
		File: func(p *Participation, h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Person = string(p.Campaign), string(p.Kind), string(p.Community), p.Person
		},
		Audience: func(p *Participation, to []governance.Address) []governance.Address {
			return p.whoIsMember(p.whoIsCommunity(append(p.WhoIsCentre(to), governance.Unit(p.Organisation), governance.Unit(p.District))))
		},
		Asks: []governance.Question{askServed()},
	})
}
