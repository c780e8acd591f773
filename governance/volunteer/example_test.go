package volunteer_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer"
	"github.com/jinlin-project/jinlin/governance/volunteer/assignment"
	"github.com/jinlin-project/jinlin/governance/volunteer/posting"
	"github.com/jinlin-project/jinlin/governance/volunteer/service"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A resident claims a place of a post and serves; the hours count once confirmed.
func Example() {
	books, err := volunteer.New(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	w, ctx := districttest.Example(memory.New(), books.Shelves()...), context.Background()
	today := civil.DateOf(w.Now())
	p, err := books.Postings.Do(ctx, governance.Request{Actor: w.Actor("compound"), Command: posting.Call{Offering: posting.Offering{
		Title: "巡逻", Sort: "post", Form: "rota", Place: districttest.Compound, Places: 2, From: today,
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	w.Do("resident", posting.Kind, p.ID, posting.Claim{})
	a := districttest.Records[assignment.Assignment](w, assignment.Kind)[0]
	w.Do("resident", assignment.Kind, a.ID, assignment.Serve{Day: today, Minutes: 60})
	s := districttest.Records[service.Service](w, service.Kind)[0]
	w.Do("compound", service.Kind, s.ID, service.Confirm{})

	a, err = books.Assignments.Get(ctx, w.Actor("resident"), a.ID)
	fmt.Println(a.Phase, a.Minutes, err)
	given, err := books.Services.Ask(ctx, w.Actor("district"), "given", &governance.FigureParams{})
	fmt.Printf("%+v %v\n", given, err)
	// Output:
	// held 60 <nil>
	// {Services:1 Volunteers:1 Minutes:60 ByForm:map[rota:1] OfTeams:0} <nil>
}
