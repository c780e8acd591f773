package reportin_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin"
	"github.com/jinlin-project/jinlin/governance/reportin/member"
	"github.com/jinlin-project/jinlin/governance/reportin/organisation"
	"github.com/jinlin-project/jinlin/governance/reportin/rate"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A department reports in to a community, and one of its two members does too.
func Example() {
	books := districttest.Must(reportin.New(nil))
	w, ctx := districttest.Show(memory.New(), books.Shelves()...), context.Background()
	o := districttest.Must(books.Organisations.Do(ctx, governance.Request{Actor: w.Actor("district"), Command: organisation.List{
		Organisation: districttest.Department1, Sector: "agency",
	}}))
	w.Do("department-1", organisation.Kind, o.ID, organisation.BringList{
		Community: districttest.Community, Services: []organisation.Service{{Kind: "care", Text: "慰问独居老人"}},
	})
	w.Do("community", organisation.Kind, o.ID, organisation.Accept{})
	w.Do("department-1", organisation.Kind, o.ID, organisation.Enrol{Members: []organisation.Enrolled{{Person: "member-1"}, {Person: "member-2"}}})
	m := districttest.Records[member.Member](w, member.Kind)[0]
	w.Do("department-1", member.Kind, m.ID, member.Present{Community: districttest.Community})

	rates := districttest.Must(books.Organisations.Ask(ctx, w.Actor("district"), "rates", &governance.FigureParams{}))
	fmt.Println(rates.(rate.Rates).OrganisationRate, rates.(rate.Rates).MemberRate)
	// Output:
	// 100.00% 50.00%
}
