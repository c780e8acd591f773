package mutualaid_test

import (
	"context"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A resident needs help, a neighbour gives it; the time counts once confirmed.
func Example() {
	books := districttest.Must(mutualaid.New(nil, "", ""))
	w, ctx := districttest.Show(memory.New(), books.Shelves()...), context.Background()
	n := districttest.Must(books.Needs.Do(ctx, governance.Request{Actor: w.Actor("resident"), Command: need.Post{Ask: need.Ask{
		Title: "搬家", Place: districttest.Compound, Wanted: 1, Begins: w.Now().Add(24 * time.Hour),
	}}}))
	w.Do("compound", need.Kind, n.ID, need.Check{})
	w.Do("community", need.Kind, n.ID, need.Order{})
	w.Do("resident-2", need.Kind, n.ID, need.Take{})
	h := districttest.Records[help.Help](w, help.Kind)[0]
	w.To(n.Begins)
	w.Do("resident-2", help.Kind, h.ID, help.Report{})
	w.To(w.Now().Add(2 * time.Hour))
	w.Do("resident-2", help.Kind, h.ID, help.Finish{Minutes: 90})
	w.Do("resident", help.Kind, h.ID, help.Confirm{Rating: "very"})

	n = districttest.Must(books.Needs.Get(ctx, w.Actor("resident"), n.ID))
	fmt.Println(n.Phase, n.Minutes)
	service := districttest.Must(books.Helps.Ask(ctx, w.Actor("district"), "service", &governance.FigureParams{}))
	fmt.Printf("%+v\n", service)
	// Output:
	// done 90
	// {Services:1 Helpers:1 Minutes:90 Missed:0 Satisfied:{Num:1 Den:1}}
}
