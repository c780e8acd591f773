package finance_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/expenditure"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/governance/finance/posting"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// open is a district that is its own treasury.
func open(tb testing.TB) *districttest.World { return by(tb, nil) }

// treasured is a district whose treasury is department 1.
func treasured(tb testing.TB) *districttest.World {
	rules := fund.DefaultRules()
	rules.Treasury = districttest.Department1
	return by(tb, rules)
}

func by(tb testing.TB, rules *fund.Rules) *districttest.World {
	books, err := finance.New(rules)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), books.Shelves()...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, budget.Kind, expenditure.Kind, posting.Kind)
}

// 1: "merging or dissolving a unit must never strand its open work": whoever has the
// work of a dissolved community spends its budget, and carries the rest over to its
// own.
func TestBudgetOfADissolvedCommunity(t *testing.T) {
	w := treasured(t)
	propose := func(who string, unit orgtree.Code, year int) governance.Ref {
		b := w.Do(who, budget.Kind, uuid.Nil, budget.Propose{Unit: unit, Level: "district", Purpose: fund.Serving, Year: year, Amount: 100_00})
		w.Do(treasury, budget.Kind, b.ID, budget.Approve{Amount: 100_00, Number: "1"})
		return b
	}
	old := propose("community-2", districttest.Community2, 2024)
	w.Do(treasury, budget.Kind, old.ID, budget.Appropriate{Amount: 100_00, Number: "2"})
	day := civil.MustParse("2024-11-01")
	w.Change(orgtree.Dissolve{Code: districttest.Community2 + "R", Successor: districttest.Community + "R", Day: day},
		orgtree.Dissolve{Code: "P" + districttest.Community2, Successor: "P" + districttest.Community, Day: day},
		orgtree.Dissolve{Code: districttest.Community2, Successor: districttest.Community, Day: day})
	w.To(day.Start())
	w.Do("community", budget.Kind, old.ID, expenditure.Request{Title: "支出", Payee: "甲", Amount: 40_00})
	w.To(civil.MustParse("2025-01-02").Start())
	next := propose("community", districttest.Community, 2025)
	w.Do(treasury, budget.Kind, old.ID, budget.Settle{CarryTo: next.ID})
	require.Equal(t, governance.Yuan(100_00), districttest.Record[budget.Budget](w, next).In, "what was asked for was not granted in the year")
}
