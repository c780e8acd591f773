package expenditure

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/orgtree"
)

// LotOf names a lot of a budget.
type LotOf struct {
	Budget uuid.UUID `json:"budget" zh:"预算" en:"Budget" rule:"required"`
	Lot    int       `json:"lot" zh:"拨付序号" en:"Lot" rule:"required,min=1"`
}

// Held is a lot and whose it is.
type Held struct {
	Lot  fund.Lot
	Unit orgtree.Code
	Year int
}

// TraceOf asks where an expenditure's money came from.
type TraceOf struct {
	Expenditure uuid.UUID `json:"expenditure" zh:"支出" en:"Expenditure" rule:"required"`
}

func askTrace() governance.Question {
	return governance.Ask("trace", func(ctx context.Context, r *governance.Reader, p TraceOf) (*governance.Listing, error) {
		l := &governance.Listing{Columns: []governance.ListingColumn{
			governance.ColumnOf("amount", "金额", "Amount"), governance.ColumnOf("number", "拨付文号", "Document"), governance.ColumnOf("on", "拨付日", "Day"), governance.ColumnOf("path", "经由", "By way of"),
		}}
		rec, err := r.Get(ctx, p.Expenditure)
		if err != nil {
			return l, err
		}
		e := rec.(*Expenditure)
		for _, line := range e.Lines {
			path, at := "", LotOf{e.Parent, line.Lot}
			for at.Budget != uuid.Nil {
				held, err := governance.Inquire[LotOf, Held](ctx, r, KindBudget, "lot", at)
				if err != nil {
					return l, err
				}
				if path != "" {
					path += " ← "
				}
				path += held.name(r)
				at = LotOf{held.Lot.Budget, held.Lot.From}
				if at.Budget == uuid.Nil {
					l.Rows = append(l.Rows, []string{(line.Amount - line.Back).String(), held.Lot.Number, held.Lot.On.String(), path})
				}
			}
		}
		return l, nil
	}).As("4 G15 [R]", governance.Text{Zh: "资金追溯", En: "trace"},
		governance.Text{Zh: "一笔支出的资金来自哪些拨付，经由哪些预算", En: "from which appropriations an expenditure's money comes, and by way of which budgets"})
}

// name says which lot of whose budget it is.
func (h Held) name(r *governance.Reader) string {
	return fmt.Sprintf("%s%d年第%d笔", r.Org.Name(h.Unit), h.Year, h.Lot.No)
}
