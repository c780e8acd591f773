package directive_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/directive"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A plan under a guiding document goes from its draft to its approval.
func Example() {
	books := districttest.Must(directive.New(nil, ""))
	w, ctx := districttest.Show(memory.New(), books.Shelves()...), context.Background()
	d := districttest.Must(books.Documents.Do(ctx, governance.Request{Actor: w.Actor("district"), Command: directive.Register{
		Title: "近邻党建指导意见", Text: "总体要求", Issuer: districttest.District, Issued: civil.MustParse("2024-09-20"), Series: "1+2",
	}}))
	p := districttest.Must(books.Plans.Do(ctx, governance.Request{Actor: w.Actor("town"), Command: directive.Draft{
		Title: "一镇街一案", Text: "分步实施", Form: directive.TownPlan, Unit: districttest.Town, Document: d.ID,
		From: civil.MustParse("2024-10-01"), To: civil.MustParse("2027-09-30"),
	}}))
	w.Do("town", directive.KindPlan, p.ID, directive.Propose{})
	w.Do("district", directive.KindPlan, p.ID, directive.Approve{})
	p = districttest.Must(books.Plans.Get(ctx, w.Actor("town"), p.ID))
	fmt.Println(d.Phase, p.Phase)

	figures := districttest.Must(books.Plans.Ask(ctx, w.Actor("district"), "figures", &governance.FigureParams{}))
	fmt.Println(figures.(*governance.Figures).Opened)
	// Output:
	// in-force running
	// 1
}
