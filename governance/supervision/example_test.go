package supervision_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/governance/supervision"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A round finds something, which becomes a task of whoever has to set it right.
func Example() {
	tasks := districttest.Must(duty.New(nil))
	books := districttest.Must(supervision.New(nil, duty.Kind))
	w, ctx := districttest.Show(memory.New(), append(books.Shelves(), tasks.Shelf)...), context.Background()
	r := districttest.Must(books.Rounds.Do(ctx, governance.Request{Actor: w.Actor("town"), Command: supervision.Begin{
		Title: "消防专项督察", Form: supervision.Inspection, Unit: districttest.Town, Scope: districttest.Town,
	}}))
	w.Do("town", supervision.KindRound, r.ID, supervision.Find{
		Unit: districttest.Community, Title: "通道堵塞", Text: "立即清理", Due: civil.MustParse("2024-10-11"),
	})
	task := districttest.Records[task.Task](w, task.Kind)[0]
	fmt.Println(task.Title, task.Origin == governance.OriginOf(governance.Ref{Kind: supervision.KindRound, ID: r.ID}))

	findings := districttest.Must(books.Rounds.Ask(ctx, w.Actor("district"), "findings", &governance.FigureParams{}))
	fmt.Printf("%+v\n", findings)
	// Output:
	// 通道堵塞 true
	// {Rounds:1 Found:1 Rectified:{Num:0 Den:1} Rate:0.00%}
}
