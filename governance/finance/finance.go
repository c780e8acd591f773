package finance

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/expenditure"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/governance/finance/posting"
	"github.com/jinlin-project/jinlin/governance/finance/statement"
)

// Books are the books of money; assemble all of them together.
type Books struct {
	Budgets      *governance.Book[budget.Budget]
	Expenditures *governance.Book[expenditure.Expenditure]
	Postings     *governance.Book[posting.Posting]
}

// New returns the books; nil takes the default rules.
func New(rules *fund.Rules) (*Books, error) {
	if rules == nil {
		rules = fund.DefaultRules()
	}
	budgets, err := budget.New(rules, statement.Questions()...)
	expenditures, expenditureErr := expenditure.New(rules)
	postings, postingErr := posting.New()
	return &Books{budgets, expenditures, postings}, errors.Join(err, expenditureErr, postingErr)
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Budgets.Shelf, b.Expenditures.Shelf, b.Postings.Shelf}
}
