package finance

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

func column(name, zh, en string) governance.ListingColumn {
	return governance.ListingColumn{Name: name, Label: governance.Text{Zh: zh, En: en}}
}

// name says which lot of whose budget it is.
func (h Held) name(r *governance.Reader) string {
	return fmt.Sprintf("%s%d年第%d笔", r.Org.Name(h.Unit), h.Year, h.Lot.No)
}

// A Turnover is what an account was debited and credited.
type Turnover struct {
	Debit  governance.Yuan `json:"debit"`
	Credit governance.Yuan `json:"credit"`
}

// Balance is what the debits exceed the credits by.
func (t Turnover) Balance() governance.Yuan { return t.Debit - t.Credit }

// A Trial is a trial balance (试算平衡): of the postings of some budgets.
type Trial struct {
	Budgets    int                  `json:"budgets"`
	Accounts   map[Account]Turnover `json:"accounts"`
	Debit      governance.Yuan      `json:"debit"`
	Credit     governance.Yuan      `json:"credit"`
	Difference governance.Yuan      `json:"difference"` // of all debits and credits: nothing
	// Disagreeing are the budgets whose own counters say something else than their
	// postings: none.
	Disagreeing []string `json:"disagreeing"`
}

// books are the balances of the accounts as the budget's own counters have them.
func (b *Budget) books() map[Account]governance.Yuan {
	return map[Account]governance.Yuan{
		Treasury: b.Returned - b.Appropriated, Funds: b.left(), Reserved: b.Reserved, Expense: b.Spent, Between: b.Out - b.In,
	}
}

func askTrial() governance.Question {
	return governance.Ask("trial", func(ctx context.Context, r *governance.Reader, p YearOf) (*Trial, error) {
		t := &Trial{Accounts: map[Account]Turnover{}, Disagreeing: []string{}}
		var failed error
		err := p.each(ctx, r, func(b *Budget) {
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
func (t *Trial) add(ctx context.Context, r *governance.Reader, b *Budget) error {
	entered, err := governance.Inquire[EnteredOf, map[Account]Turnover](ctx, r, KindPosting, "entered", EnteredOf{b.ID})
	t.Budgets++
	agrees := true
	for account, balance := range b.books() {
		e := entered[account]
		agrees = agrees && e.Balance() == balance
		sum := t.Accounts[account]
		t.Accounts[account] = Turnover{sum.Debit + e.Debit, sum.Credit + e.Credit}
	}
	if !agrees {
		t.Disagreeing = append(t.Disagreeing, b.Serial)
	}
	return err
}

// EnteredOf asks what is entered for a budget.
type EnteredOf struct {
	Budget uuid.UUID `json:"budget" zh:"预算" en:"Budget" rule:"required"`
}

// askEntered answers trial balances.
func askEntered() governance.Question {
	return governance.Ask("entered", func(ctx context.Context, r *governance.Reader, p EnteredOf) (map[Account]Turnover, error) {
		out := map[Account]Turnover{}
		err := r.Each(ctx, governance.Query{Parent: p.Budget, Limit: 1000}, func(rec any) bool {
			one := rec.(*Posting)
			debit, credit := out[one.Debit], out[one.Credit]
			debit.Debit += one.Amount
			credit.Credit += one.Amount
			out[one.Debit], out[one.Credit] = debit, credit
			return true
		})
		return out, err
	}).ToDecisions().As("4 G15 [D]", governance.Text{Zh: "科目发生额", En: "turnover"}, governance.Text{Zh: "供试算平衡", En: "for trial balances"})
}
