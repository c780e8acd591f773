package contact_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A leader is tied to a community, calls on it and brings a problem up.
func Example() {
	books := districttest.Must(contact.New(nil, contact.Kinds{}))
	district := districttest.Show(memory.New(), books.Shelves()...)
	ctx, today := context.Background(), civil.DateOf(district.Now())

	tie := districttest.Must(books.Ties.Do(ctx, governance.Request{Actor: district.Actor("district"), Command: contact.TieTo{
		Leader: district.Person("leader"), Unit: districttest.Community, Until: today.AddDays(365),
	}}))
	for _, cmd := range []governance.Command{
		contact.Call{Day: today, Manner: "survey", Text: "了解物业情况"},
		contact.Raise{Title: "充电难", Text: "小区没有充电桩"},
	} {
		tie = districttest.Must(books.Ties.Do(ctx, governance.Request{Actor: district.Actor("leader"), ID: tie.ID, Command: cmd}))
	}
	fmt.Println(tie.Rank, tie.Visits, tie.Raised)
	visits := districttest.Must(books.Ties.Ask(ctx, district.Actor("district"), "visits", &governance.FigureParams{}))
	for _, row := range visits.(*governance.Listing).Rows {
		fmt.Println(row[1:])
	}
	// Output:
	// standing-member 1 1
	// [区委常委 海沧社区 2024-09-27 1]
}
