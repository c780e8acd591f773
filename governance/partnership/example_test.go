package partnership_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/partnership"
	"github.com/jinlin-project/jinlin/governance/partnership/service"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// An agency and a community agree on services, and the first is delivered.
func Example() {
	books := districttest.Must(partnership.New(nil))
	district := districttest.Show(memory.New(), books.Shelves()...)
	ctx, today := context.Background(), civil.DateOf(district.Now())
	do := func(p *partnership.Partnership, cmd governance.Command) *partnership.Partnership {
		return districttest.Must(books.Partnerships.Do(ctx, governance.Request{Actor: district.Actor("community"), ID: p.ID, Command: cmd}))
	}

	agreed := do(&partnership.Partnership{}, partnership.Propose{
		Community: districttest.Community, Partner: agency, Forms: []service.Form{"service", "charity"},
		Title: "爱心助老", Terms: "每月上门服务两次", From: today, Until: today.AddDays(365),
	})
	agreed = do(agreed, partnership.Sign{})
	agreed = do(agreed, partnership.Deliver{Form: "service", Day: today, Served: 30})
	fmt.Println(agreed.Phase, agreed.Services)
	summary := districttest.Must(books.Partnerships.Ask(ctx, district.Actor("district"), "summary", &governance.FigureParams{}))
	figures := summary.(partnership.Summary)
	fmt.Println(figures.Partnerships, figures.ByForm, figures.Delivered)
	// Output:
	// in-force 1
	// 1 map[charity:1 service:1] map[service:{1 30}]
}
