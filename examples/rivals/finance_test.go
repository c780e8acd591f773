package rivals_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/expenditure"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/governance/finance/posting"
	"github.com/jinlin-project/jinlin/governance/finance/statement"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func money(t *testing.T, ledger governance.Ledger) *districttest.World {
	books, err := finance.New(nil)
	require.NoError(t, err)
	return districttest.New(t, ledger, books.Shelves()...)
}

// purse opens a budget with some lots of 100 yuan.
func purse(w *districttest.World, purpose fund.Purpose, lots int) governance.Ref {
	b := w.Do("community", budget.Kind, uuid.Nil, budget.Propose{Unit: districttest.Community, Level: "district", Purpose: purpose, Year: 2024, Amount: 1000_00})
	w.Do("district", budget.Kind, b.ID, budget.Approve{Amount: 1000_00, Number: "1"})
	for range lots {
		w.Do("district", budget.Kind, b.ID, budget.Appropriate{Amount: 100_00, Number: "2"})
	}
	return b
}

// G15: "never overspent" under concurrency, "every yuan traceable to its
// appropriation", and postings that balance: while many grant, pay, cancel, refund,
// transfer and appropriate at once, what a lot has lost is exactly what its uses took.
func TestBudgetsAreNeverOverspent(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		w := money(t, ledger)
		a, b := purse(w, fund.Running, 4), purse(w, fund.Party, 2)
		r := rand.New(rand.NewPCG(15, 3))
		for range 24 {
			from := []governance.Ref{a, b}[r.IntN(2)]
			w.Do("community", budget.Kind, from.ID, expenditure.Request{Title: "支出", Payee: "甲", Amount: governance.Yuan(1 + r.IntN(90_00)), Lot: r.IntN(3)})
		}
		granted := 0
		for range 4 {
			all := districttest.Records[expenditure.Expenditure](w, expenditure.Kind)
			granted += w.Rivals(len(all), func(i int) error { return step(w, all[i], i, a, b) })
			accounts(t, w)
		}
		require.NotZero(t, granted)
	})
}

// step takes an expenditure further; some others move money between the budgets
// instead.
func step(w *districttest.World, e *expenditure.Expenditure, i int, a, b governance.Ref) error {
	var err error
	spending := func(who string, cmd governance.Command) { _, err = w.Try(who, expenditure.Kind, e.ID, cmd) }
	switch {
	case i%8 == 7:
		_, err = w.Try("district", budget.Kind, a.ID, budget.Transfer{To: b.ID, Amount: 35_00, Reason: "调剂"})
	case i%8 == 6:
		_, err = w.Try("district", budget.Kind, b.ID, budget.Appropriate{Amount: 55_00, Number: "3"})
	case e.Phase == expenditure.Asked:
		spending("town", expenditure.Grant{})
	case e.Phase == expenditure.Granted && i%3 == 0:
		spending("community", expenditure.Cancel{Reason: "取消"})
	case e.Phase == expenditure.Granted:
		spending("town", expenditure.Pay{Voucher: "1"})
	case e.Phase == expenditure.Paid && i%2 == 0:
		spending("town", expenditure.Refund{Amount: 1, Reason: "退回"})
	case e.Phase == expenditure.Paid:
		spending("town", expenditure.Reverse{Reason: "有误"})
	}
	return err
}

// accounts holds the budgets' books against their expenditures and postings.
func accounts(t *testing.T, w *districttest.World) {
	t.Helper()
	budgets := districttest.Records[budget.Budget](w, budget.Kind)
	for _, b := range budgets {
		used := map[int]governance.Yuan{}
		for _, e := range districttest.Records[expenditure.Expenditure](w, expenditure.Kind) {
			for _, l := range e.Lines {
				if e.Parent == b.ID {
					used[l.Lot] += l.Amount - l.Back
				}
			}
		}
		for _, other := range budgets {
			for _, l := range other.Lots {
				if l.Budget == b.ID {
					used[l.From] += l.Amount
				}
			}
		}
		for _, l := range b.Lots {
			require.GreaterOrEqual(t, l.Left, governance.Yuan(0))
			require.Equal(t, used[l.No], l.Amount-l.Left, "lot %d of %s", l.No, b.Purpose)
		}
	}
	got, err := w.Ask("district", budget.Kind, "trial", `{"year":2024}`)
	require.NoError(t, err)
	trial := got.(*statement.Trial)
	require.Zero(t, trial.Difference)
	require.Empty(t, trial.Disagreeing)
	require.Zero(t, trial.Accounts[posting.Between].Balance(), "what one budget passes on another takes in")
}

// G15: of what many ask for at once, no more is granted than is there.
func TestTheLastYuanIsGrantedOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		w := money(t, ledger)
		b := purse(w, fund.Running, 1)
		for range 8 {
			w.Do("community", budget.Kind, b.ID, expenditure.Request{Title: "支出", Payee: "甲", Amount: 30_00})
		}
		all := districttest.Records[expenditure.Expenditure](w, expenditure.Kind)
		require.Equal(t, 3, w.Rivals(len(all), func(i int) error {
			_, err := w.Try("town", expenditure.Kind, all[i].ID, expenditure.Grant{})
			return err
		}))
		require.Equal(t, governance.Yuan(90_00), districttest.Record[budget.Budget](w, b).Reserved)
	})
}
