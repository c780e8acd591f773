package contact

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact/problem"
	"github.com/jinlin-project/jinlin/governance/contact/visit"
)

// Books are the books of this institution.
type Books struct {
	Ties     *governance.Book[Tie]
	Visits   *governance.Book[visit.Visit]
	Problems *governance.Book[problem.Problem]
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Ties.Shelf, b.Visits.Shelf, b.Problems.Shelf}
}

// Kinds are the institutions that problems are passed on to; "" is none.
type Kinds = problem.Kinds

// New returns the books; nil takes the default limits.
func New(limits governance.Limits, kinds Kinds) (*Books, error) {
	ties, err := newTies()
	visits, visitErr := visit.New()
	problems, problemErr := problem.New(limits, kinds)
	return &Books{ties, visits, problems}, errors.Join(err, visitErr, problemErr)
}
