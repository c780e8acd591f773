package contact

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
)

// Books are the books of this institution.
type Books struct {
	Ties     *governance.Book[Tie]
	Visits   *governance.Book[Visit]
	Problems *governance.Book[Problem]
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Ties.Shelf, b.Visits.Shelf, b.Problems.Shelf}
}

// New returns the books; nil takes the default limits.
func New(limits governance.Limits, kinds Kinds) (*Books, error) {
	if limits == nil {
		limits = DefaultLimits()
	}
	ties, err := newTies()
	visits, visitErr := newVisits()
	problems, problemErr := newProblems(limits, kinds)
	return &Books{ties, visits, problems}, errors.Join(err, visitErr, problemErr)
}

func newTies() (*governance.Book[Tie], error) {
	return governance.NewBook(governance.Institution[Tie]{
		Kind: KindTie, Path: "contacts", Source: "4 G4", Schema: 1, Serials: true, Class: "rank",
		Label:    governance.Text{Zh: "挂钩联系", En: "contact of a leader"},
		Sentence: governance.Text{Zh: "领导挂钩联系社区、小区党支部：走访、点题、交接", En: "a leader is tied to a unit: visits it, brings problems up, hands over"},
		Table:    tieTable(),
		File: func(t *Tie, h *governance.Header) {
			h.Class, h.Unit, h.Person = string(t.Rank), string(t.Unit), t.Leader
		},
		Audience: func(t *Tie, to []governance.Address) []governance.Address {
			return t.WhoIsDistrict(t.whoIsLeader(t.whoIsUnit(append(t.WhoIsCentre(to), governance.Unit(t.Community)))))
		},
		Asks: []governance.Question{askTied(), askVisits(), askUnvisited()},
	})
}

func newVisits() (*governance.Book[Visit], error) {
	return governance.NewBook(governance.Institution[Visit]{
		Kind: KindVisit, Path: "contact-visits", Source: "4 G4", Schema: 1, Uncounted: []string{string(Voided)},
		Label:    governance.Text{Zh: "挂钩走访", En: "visit of a contact leader"},
		Sentence: governance.Text{Zh: "挂钩领导的一次不定期走访", En: "one unscheduled visit of a contact leader"},
		Table:    visitTable(),
		File: func(v *Visit, h *governance.Header) {
			h.Category, h.Unit, h.Person = string(v.Manner), string(v.Unit), v.Leader
		},
		Audience: func(v *Visit, to []governance.Address) []governance.Address {
			return v.whoIsLeader(v.whoIsUnit(append(v.WhoIsCentre(to), governance.Unit(v.Community), governance.Unit(v.District))))
		},
		Asks: []governance.Question{askPaid()},
	})
}

func newProblems(limits governance.Limits, kinds Kinds) (*governance.Book[Problem], error) {
	return governance.NewBook(governance.Institution[Problem]{
		Kind: KindProblem, Path: "contact-problems", Source: "4 G4", Schema: 1, Serials: true, Policy: limits,
		Label:    governance.Text{Zh: "挂钩问题", En: "problem of a contact"},
		Sentence: governance.Text{Zh: "挂钩联系中的问题：点题、破题、解题", En: "a problem: raised, analysed, solved"},
		Table:    problemTable(kinds),
		File: func(p *Problem, h *governance.Header) {
			h.Class, h.Unit, h.Person, h.Title = string(p.Target), string(p.Unit), p.Leader, p.Title
		},
		Class: "target",
		Audience: func(p *Problem, to []governance.Address) []governance.Address {
			return p.whoOwns(p.WhoIsDistrict(p.whoIsLeader(p.whoIsUnit(append(p.WhoIsCentre(to), governance.Unit(p.Community))))))
		},
		Asks: []governance.Question{askSolved()},
	})
}
