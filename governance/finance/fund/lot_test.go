package fund_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
)

// G15: "every yuan traceable to its appropriation": of money taken at random, fen by fen,
// each comes from the lot that is named or else from the oldest that has some; what lines
// took, putting them back gives; and nothing is taken that is not covered.
func TestLotsAgainstSingleFen(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 4))
	for range 200 {
		var lots fund.Lots
		left := []governance.Yuan{} // of each lot
		for i := range 1 + r.IntN(4) {
			amount := governance.Yuan(1 + r.IntN(20))
			lots, left = append(lots, fund.Lot{No: i + 1, Amount: amount, Left: amount}), append(left, amount)
		}
		var taken [][]fund.Line
		for range 20 {
			if n := len(taken); n > 0 && r.IntN(3) == 0 {
				require.Equal(t, fund.Sum(taken[n-1]), lots.Put(taken[n-1]))
				for _, l := range taken[n-1] {
					left[l.Lot-1] += l.Amount
				}
				taken = taken[:n-1]
			}
			amount, named := governance.Yuan(r.IntN(25)), r.IntN(len(lots)+2)
			want, enough := pick(left, amount, named)
			covered := lots.Cover(amount, named) == nil
			require.Equal(t, enough && amount > 0 && named <= len(lots), covered, "%d of %v, lot %d", amount, left, named)
			if !covered {
				continue
			}
			lines := lots.Take(amount, named)
			taken = append(taken, lines)
			got := make([]governance.Yuan, len(lots))
			for _, l := range lines {
				got[l.Lot-1] += l.Amount
			}
			require.Equal(t, want, got)
			for i, w := range want {
				left[i] -= w
				require.Equal(t, left[i], lots[i].Left)
			}
		}
	}
}

// pick takes a fen at a time.
func pick(left []governance.Yuan, amount governance.Yuan, named int) (from []governance.Yuan, enough bool) {
	from = make([]governance.Yuan, len(left))
	for range amount {
		found := false
		for i := range left {
			if !found && left[i]-from[i] > 0 && (named == 0 || named == i+1) {
				from[i]++
				found = true
			}
		}
		if !found {
			return from, false
		}
	}
	return from, true
}
