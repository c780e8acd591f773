package pay

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/cadre"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
)

// Books are the books of pay; assemble all of them together.
type Books struct {
	Cadres    *governance.Book[cadre.Cadre]
	Standards *governance.Book[standard.Standard]
	Payments  *governance.Book[payment.Payment]
}

// New returns the books; nil takes the default rules.
func New(rules *standard.Rules) (*Books, error) {
	if rules == nil {
		rules = standard.DefaultRules()
	}
	cadres, err := cadre.New(rules)
	standards, standardErr := standard.New(rules)
	payments, paymentErr := payment.New(rules)
	return &Books{cadres, standards, payments}, errors.Join(err, standardErr, paymentErr)
}

// Shelves are those of all books, to be assembled.
func (b *Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Cadres.Shelf, b.Standards.Shelf, b.Payments.Shelf}
}
