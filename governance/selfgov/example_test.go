package selfgov_test

import (
	"context"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov"
	"github.com/jinlin-project/jinlin/governance/selfgov/group"
	"github.com/jinlin-project/jinlin/governance/selfgov/proposal"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A group proposes and votes; the last vote that can change nothing settles it.
func Example() {
	books := districttest.Must(selfgov.New(nil))
	w, ctx := districttest.Show(memory.New(), books.Shelves()...), context.Background()
	g := districttest.Must(books.Groups.Do(ctx, governance.Request{Actor: w.Actor("community"), Command: group.Found{
		Title: "议事会", Form: "council", Place: districttest.Compound,
	}}))
	for _, who := range []string{"resident", "resident-2", "resident-3"} {
		w.Do("compound", group.Kind, g.ID, group.Enrol{Person: who, Join: group.Join{Name: "张三"}})
	}
	w.Do("resident", group.Kind, g.ID, proposal.Propose{Title: "凉亭", Text: "修缮凉亭", Subject: "facility"})
	p := districttest.Records[proposal.Proposal](w, proposal.Kind)[0]
	w.Do("community", proposal.Kind, p.ID, proposal.TakeUp{})
	w.Do("compound", proposal.Kind, p.ID, proposal.Deliberate{Venue: "hall", Present: 3, Minutes: "同意"})
	w.Do("community", proposal.Kind, p.ID, voting.OpenVote{Majority: "all-half", Until: w.Now().Add(24 * time.Hour)})
	w.Do("resident", proposal.Kind, p.ID, proposal.Vote{Choice: voting.Yes})
	w.Do("resident-2", proposal.Kind, p.ID, proposal.Vote{Choice: voting.Yes})
	w.Do("community", proposal.Kind, p.ID, proposal.CountOut{})

	p = districttest.Must(books.Proposals.Get(ctx, w.Actor("resident"), p.ID))
	fmt.Println(p.Phase, p.Vote.Result)
	decisions := districttest.Must(books.Proposals.Ask(ctx, w.Actor("district"), "decisions", &governance.FigureParams{}))
	fmt.Printf("%+v\n", decisions)
	// Output:
	// adopted passed
	// {Voted:1 Passed:{Num:1 Den:1} Turnout:{Num:2 Den:3} Rate:100.00%}
}
