package statement

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/posting"
)

// A Trial is a trial balance (试算平衡): of the postings of some budgets.
type Trial struct {
	Budgets    int                                  `json:"budgets"`
	Accounts   map[posting.Account]posting.Turnover `json:"accounts"`
	Debit      governance.Yuan                      `json:"debit"`
	Credit     governance.Yuan                      `json:"credit"`
	Difference governance.Yuan                      `json:"difference"` // of all debits and credits: nothing
	// Disagreeing are the budgets whose own counters say something else than their
	// postings: none.
	Disagreeing []string `json:"disagreeing"`
}

// books are the balances of the accounts as the budget's own counters have them.
func books(b *budget.Budget) map[posting.Account]governance.Yuan {
	return map[posting.Account]governance.Yuan{
		posting.Treasury: b.Returned - b.Appropriated, posting.Funds: b.Lots.Left(), posting.Reserved: b.Reserved, posting.Expense: b.Spent, posting.Between: b.Out - b.In,
	}
}

func askTrial() governance.Question {
	return governance.Ask("trial", func(ctx context.Context, r *governance.Reader, p YearOf) (*Trial, error) {
		t := &Trial{Accounts: map[posting.Account]posting.Turnover{}, Disagreeing: []string{}}
		var failed error
		err := p.each(ctx, r, func(b *budget.Budget) {
			if failed == nil {
				failed = t.add(ctx, r, b)
			}
		})
		for _, a := range t.Accounts {
			t.Debit += a.Debit
			t.Credit += a.Credit
		}
		t.Difference = t.Debit - t.Credit
		if err == nil {
			err = failed
		}
		return t, err
	}).As("4 G15 [D]", governance.Text{Zh: "试算平衡", En: "trial balance"},
		governance.Text{Zh: "各科目借方、贷方合计及差额（应为零），并与预算自身的数核对", En: "debits and credits by account, their difference, which is nothing, and budgets that their postings do not agree with"})
}

// add adds a budget's postings, and holds them against its counters.
func (t *Trial) add(ctx context.Context, r *governance.Reader, b *budget.Budget) error {
	entered, err := governance.Inquire[posting.EnteredOf, map[posting.Account]posting.Turnover](ctx, r, posting.Kind, "entered", posting.EnteredOf{Budget: b.ID})
	t.Budgets++
	agrees := true
	for account, balance := range books(b) {
		e := entered[account]
		agrees = agrees && e.Balance() == balance
		sum := t.Accounts[account]
		t.Accounts[account] = posting.Turnover{Debit: sum.Debit + e.Debit, Credit: sum.Credit + e.Credit}
	}
	if !agrees {
		t.Disagreeing = append(t.Disagreeing, b.Serial)
	}
	return err
}
