package duty_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/chart"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// What a community reports is the progress of its town's task, and the wall chart
// shows both.
func Example() {
	book := districttest.Must(duty.New(nil))
	district := districttest.Show(memory.New(), book.Shelf)
	ctx, due := context.Background(), civil.DateOf(district.Now()).AddDays(30)

	whole := districttest.Must(book.Do(ctx, governance.Request{Actor: district.Actor("district"), Command: task.Order{
		Title: "小区摸底", Text: "逐小区摸底", From: districttest.District, Owner: districttest.Town, Due: due,
	}}))
	districttest.Must(book.Do(ctx, governance.Request{Actor: district.Actor("town"), ID: whole.ID, Command: task.Assign{
		Title: "小区摸底", Text: "逐小区摸底", Owners: []orgtree.Code{districttest.Community}, Due: due,
	}}))
	part := partsOfTop(district, whole)
	districttest.Must(book.Do(ctx, governance.Request{Actor: district.Actor("community"), ID: part.ID, Command: task.Report{Progress: 40, Text: "已完成四成"}}))

	whole = districttest.Must(book.Get(ctx, district.Actor("town"), whole.ID))
	fmt.Println(whole.Owner, whole.Progress)
	wall := districttest.Must(book.Ask(ctx, district.Actor("district"), "chart", &chart.ChartParams{}))
	fmt.Printf("%+v\n", wall.(*chart.Chart).Total)
	// Output:
	// 350205001 40
	// {Done:0 OnTrack:2 AtRisk:0 Overdue:0}
}

// partsOfTop is the task that was given out as a part of another.
func partsOfTop(district *districttest.World, top *task.Task) *task.Task {
	for _, t := range districttest.Records[task.Task](district, duty.Kind) {
		if t.Parent == top.ID {
			return t
		}
	}
	return nil
}
