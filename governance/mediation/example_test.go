package mediation_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// Two neighbours come to an agreement, and the rate of success says so.
func Example() {
	book := districttest.Must(mediation.New(nil))
	w, ctx := districttest.Show(memory.New(), book.Shelf), context.Background()
	m := districttest.Must(book.Do(ctx, governance.Request{Actor: w.Actor("resident"), Command: mediation.Apply{
		Title: "楼上漏水", Text: "厨房顶棚渗水", Dispute: "neighbours", Place: districttest.Compound,
		Applicant: mediation.Party{Name: "张三"}, Respondent: mediation.Party{Name: "李四"},
	}}))
	fmt.Println(m.Phase, m.Deadlines[0].Due.Format("01-02"))
	w.Do("community", mediation.Kind, m.ID, mediation.Accept{Mediator: w.Person("mediator")})
	w.Do("mediator", mediation.Kind, m.ID, mediation.HoldSession{Text: "双方到场"})
	w.Do("mediator", mediation.Kind, m.ID, mediation.Agree{Form: "written", Terms: "一周内修好"})

	rate := districttest.Must(book.Ask(ctx, w.Actor("district"), "success", &governance.FigureParams{}))
	fmt.Printf("%+v\n", rate)
	// Output:
	// applied 10-08
	// {Ratio:{Num:1 Den:1} Rate:100.00%}
}
