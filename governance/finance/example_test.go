package finance_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/expenditure"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A budget is approved and appropriated; an expenditure under it is traced to the
// appropriation that it came from.
func Example() {
	books := districttest.Must(finance.New(nil))
	w, ctx := districttest.Show(memory.New(), books.Shelves()...), context.Background()
	b := districttest.Must(books.Budgets.Do(ctx, governance.Request{Actor: w.Actor("community"), Command: budget.Propose{
		Unit: districttest.Community, Level: "district", Purpose: fund.Serving, Year: 2024, Amount: governance.MustYuan("2000"),
	}}))
	w.Do("district", budget.Kind, b.ID, budget.Approve{Amount: b.Amount, Number: "海财〔2024〕1号"})
	w.Do("district", budget.Kind, b.ID, budget.Appropriate{Amount: b.Amount, Number: "海财〔2024〕2号"})
	w.Do("community", budget.Kind, b.ID, expenditure.Request{Title: "凉亭", Payee: "甲公司", Amount: governance.MustYuan("1234.50")})
	e := districttest.Records[expenditure.Expenditure](w, expenditure.Kind)[0]
	w.Do("town", expenditure.Kind, e.ID, expenditure.Grant{})

	b = districttest.Must(books.Budgets.Get(ctx, w.Actor("community"), b.ID))
	fmt.Println(b.Lots.Left(), b.Reserved)
	trace := districttest.Must(books.Expenditures.Ask(ctx, w.Actor("community"), "trace", &expenditure.TraceOf{Expenditure: e.ID}))
	fmt.Println(trace.(*governance.Listing).Rows)
	// Output:
	// 765.50 1234.50
	// [[1234.50 海财〔2024〕2号 2024-09-27 海沧社区2024年第1笔]]
}
