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
	books := districttest.Must(volunteer.New(nil))
	w, ctx := districttest.Show(memory.New(), books.Shelves()...), context.Background()
	today := civil.DateOf(w.Now())
	p := districttest.Must(books.Postings.Do(ctx, governance.Request{Actor: w.Actor("compound"), Command: posting.Call{Offering: posting.Offering{
		Title: "巡逻", Sort: "post", Form: "rota", Place: districttest.Compound, Places: 2, From: today,
	}}}))
	w.Do("resident", posting.Kind, p.ID, posting.Claim{})
	a := districttest.Records[assignment.Assignment](w, assignment.Kind)[0]
	w.Do("resident", assignment.Kind, a.ID, assignment.Serve{Day: today, Minutes: 60})
	s := districttest.Records[service.Service](w, service.Kind)[0]
	w.Do("compound", service.Kind, s.ID, service.Confirm{})

	a = districttest.Must(books.Assignments.Get(ctx, w.Actor("resident"), a.ID))
	fmt.Println(a.Phase, a.Minutes)
	given := districttest.Must(books.Services.Ask(ctx, w.Actor("district"), "given", &governance.FigureParams{}))
	fmt.Printf("%+v\n", given)
	// Output:
	// held 60
	// {Services:1 Volunteers:1 Minutes:60 ByForm:map[rota:1] OfTeams:0}
}
