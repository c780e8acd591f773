package finance_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/expenditure"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/governance/finance/posting"
	"github.com/jinlin-project/jinlin/governance/finance/statement"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

const treasury = "department-1"

var (
	levels   = []fund.Level{"district", "city"}
	purposes = []fund.Purpose{fund.Running, fund.Serving}
	units    = map[string]orgtree.Code{"community": districttest.Community, "community-2": districttest.Community2, "town": districttest.Town}
)

// live opens budgets and has money go through them at random: what is refused is
// refused, what is left must add up.
func live(w *districttest.World, r *rand.Rand, steps int) {
	for who, unit := range units {
		for _, level := range levels {
			for _, purpose := range purposes {
				b := w.Do(who, budget.Kind, uuid.Nil, budget.Propose{Unit: unit, Level: level, Purpose: purpose, Year: 2024, Amount: 1000_00})
				w.Do(treasury, budget.Kind, b.ID, budget.Approve{Amount: 1000_00, Number: "1"})
			}
		}
	}
	for range steps {
		budgets := districttest.Records[budget.Budget](w, budget.Kind)
		b, other := budgets[r.IntN(len(budgets))], budgets[r.IntN(len(budgets))]
		amount := governance.Yuan(1 + r.IntN(400_00))
		move(w, r, b, other, amount)
	}
}

func move(w *districttest.World, r *rand.Rand, b, other *budget.Budget, amount governance.Yuan) {
	try := func(who string, cmd governance.Command) { _, _ = w.Try(who, budget.Kind, b.ID, cmd) }
	switch r.IntN(7) {
	case 0, 1:
		try(treasury, budget.Appropriate{Amount: amount, Number: fmt.Sprint(amount)})
	case 2:
		try(treasury, budget.Transfer{To: other.ID, Amount: amount, Reason: "调剂"})
	case 3:
		try(treasury, budget.Recall{Lot: 1, Amount: amount, Reason: "收回"})
	default:
		for who, unit := range units {
			if unit == b.Unit {
				try(who, expenditure.Request{Title: "支出", Payee: "甲", Amount: amount, Lot: r.IntN(3)})
			}
		}
		spend(w, r)
	}
}

// spend takes one expenditure that is under way a step further.
func spend(w *districttest.World, r *rand.Rand) {
	for _, e := range districttest.Records[expenditure.Expenditure](w, expenditure.Kind) {
		try := func(who string, cmd governance.Command) { _, _ = w.Try(who, expenditure.Kind, e.ID, cmd) }
		keeper := map[orgtree.Code]string{districttest.Town: "town", districttest.Town2: "town-2"}[e.Keeper]
		switch {
		case r.IntN(3) > 0:
		case e.Phase == expenditure.Asked:
			try(keeper, expenditure.Grant{})
			try(treasury, expenditure.Grant{})
		case e.Phase == expenditure.Granted && r.IntN(4) == 0:
			try(keeper, expenditure.Cancel{Reason: "取消"})
		case e.Phase == expenditure.Granted:
			try(keeper, expenditure.Pay{Voucher: "1"})
		case e.Phase == expenditure.Paid && r.IntN(4) == 0:
			try(keeper, expenditure.Reverse{Reason: "有误"})
		case e.Phase == expenditure.Paid:
			try(keeper, expenditure.Refund{Amount: governance.Yuan(1 + r.IntN(100_00)), Reason: "退回"})
		}
	}
}

// books are all records of money, counted naively.
type books struct {
	budgets  []*budget.Budget
	spending []*expenditure.Expenditure
	postings []*posting.Posting
}

func read(w *districttest.World) books {
	return books{districttest.Records[budget.Budget](w, budget.Kind), districttest.Records[expenditure.Expenditure](w, expenditure.Kind), districttest.Records[posting.Posting](w, posting.Kind)}
}

// ofLot is what of a lot is used: by expenditures, and by lots of other budgets.
func (o *books) ofLot(b *budget.Budget, no int) (sum governance.Yuan) {
	for _, e := range o.spending {
		for _, l := range e.Lines {
			if e.Parent == b.ID && l.Lot == no {
				sum += l.Amount - l.Back
			}
		}
	}
	for _, to := range o.budgets {
		for _, l := range to.Lots {
			if l.Budget == b.ID && l.From == no {
				sum += l.Amount
			}
		}
	}
	return sum
}

// G15: "appropriated, spent, never overspent", "every yuan traceable to its
// appropriation": of each lot, what is left, what its uses account for and what was
// recalled is what came in; of each budget, so are its counters and its postings.
func TestEveryFenIsAccountedFor(t *testing.T) {
	w := treasured(t)
	live(w, rand.New(rand.NewPCG(15, 1)), 120)
	o := read(w)
	moved := map[posting.Movement]int{}
	for _, b := range o.budgets {
		var left, missing governance.Yuan
		for _, l := range b.Lots {
			require.GreaterOrEqual(t, l.Left, governance.Yuan(0))
			left += l.Left
			missing += l.Amount - l.Left - o.ofLot(b, l.No)
		}
		require.Equal(t, b.Returned, missing, "what no use accounts for was recalled")
		require.Equal(t, b.Appropriated+b.In, left+b.Reserved+b.Spent+b.Out+b.Returned)
		require.LessOrEqual(t, b.Appropriated-b.Returned, b.Amount)
		balance := map[posting.Account]governance.Yuan{}
		for _, p := range o.postings {
			if p.Parent == b.ID {
				balance[p.Debit] += p.Amount
				balance[p.Credit] -= p.Amount
				moved[p.Movement]++
			}
		}
		require.Equal(t, left, balance[posting.Funds])
		require.Equal(t, b.Reserved, balance[posting.Reserved])
		require.Equal(t, b.Spent, balance[posting.Expense])
		require.Equal(t, b.Out-b.In, balance[posting.Between])
		require.Equal(t, b.Appropriated-b.Returned, -balance[posting.Treasury])
	}
	require.Len(t, moved, 8, "every movement within the year has occurred: %v", moved)
}

// G15 [F]: summary, trial balance and average are what a naive sum finds.
func TestFiguresAgainstOracle(t *testing.T) {
	w := treasured(t)
	live(w, rand.New(rand.NewPCG(15, 2)), 60)
	o, tree := read(w), w.Tree()
	for unit, params := range map[orgtree.Code]string{districttest.District: `{"year":2024}`, districttest.Town: `{"year":2024,"unit":"350205001"}`, districttest.Community2: `{"year":2024,"unit":"350205002006"}`} {
		var debit, total governance.Yuan
		for _, p := range o.postings {
			if tree.Within(p.Unit, unit) {
				debit += p.Amount
			}
		}
		for _, b := range o.budgets {
			if tree.Within(b.Unit, unit) && tree.Kind(b.Unit) == orgtree.Community {
				total += b.Appropriated - b.Returned
			}
		}
		got, err := w.Ask(treasury, budget.Kind, "trial", params)
		require.NoError(t, err)
		trial := got.(*statement.Trial)
		require.Equal(t, []any{debit, debit, governance.Yuan(0), []string{}}, []any{trial.Debit, trial.Credit, trial.Difference, trial.Disagreeing})
		n := int64(0)
		for range tree.Subtree(unit, orgtree.Community) {
			n++
		}
		got, err = w.Ask(treasury, budget.Kind, "average", params)
		require.NoError(t, err)
		require.Equal(t, statement.Average{Communities: n, Total: total, Average: (2*total + governance.Yuan(n)) / governance.Yuan(2*n)}, got)
		got, err = w.Ask(treasury, budget.Kind, "summary", params)
		require.NoError(t, err)
		for _, row := range got.(*governance.Listing).Rows {
			y := func(i int) governance.Yuan { return governance.MustYuan(row[i]) }
			require.Equal(t, y(3)+y(4), y(5)+y(6)+y(7), "what came in is spent, reserved or left")
		}
	}
}
