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
	books, err := directive.New(nil, "")
	if err != nil {
		fmt.Println(err)
		return
	}
	w, ctx := districttest.Example(memory.New(), books.Shelves()...), context.Background()
	d, err := books.Documents.Do(ctx, governance.Request{Actor: w.Actor("district"), Command: directive.Register{
		Title: "近邻党建指导意见", Text: "总体要求", Issuer: districttest.District, Issued: civil.MustParse("2024-09-20"), Series: "1+2",
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := books.Plans.Do(ctx, governance.Request{Actor: w.Actor("town"), Command: directive.Draft{
		Title: "一镇街一案", Text: "分步实施", Form: directive.TownPlan, Unit: districttest.Town, Document: d.ID,
		From: civil.MustParse("2024-10-01"), To: civil.MustParse("2027-09-30"),
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	w.Do("town", directive.KindPlan, p.ID, directive.Propose{})
	w.Do("district", directive.KindPlan, p.ID, directive.Approve{})
	p, err = books.Plans.Get(ctx, w.Actor("town"), p.ID)
	fmt.Println(d.Phase, p.Phase, err)

	figures, err := books.Plans.Ask(ctx, w.Actor("district"), "figures", &governance.FigureParams{})
	fmt.Println(figures.(*governance.Figures).Opened, err)
	// Output:
	// in-force running <nil>
	// 1 <nil>
}
