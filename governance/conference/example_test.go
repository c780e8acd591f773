package conference_test

import (
	"context"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/conference"
	"github.com/jinlin-project/jinlin/governance/conference/problem"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A conference ends when the problems that were raised in it have: here with the one
// that is solved on the spot.
func Example() {
	books := districttest.Must(conference.New(nil, duty.Kind, "case"))
	district := districttest.Show(memory.New(), books.Shelves()...)
	ctx := context.Background()

	meeting := districttest.Must(books.Conferences.Do(ctx, governance.Request{Actor: district.Actor("district"), Command: conference.Convene{
		Host: districttest.District, Title: "联席会议", At: district.Now().Add(time.Hour), Venue: "区会议室", Agenda: []string{"停车难"}, Invited: []orgtree.Code{districttest.Town},
	}}))
	for _, step := range []struct {
		who string
		cmd governance.Command
	}{
		{"town", conference.Raise{From: districttest.Town, Title: "停车难", Text: "车位不足", Place: districttest.Compound}},
		{"district", conference.Begin{}},
		{"district", conference.TakeRoll{Present: []orgtree.Code{districttest.Town}}},
		{"district", conference.Adjourn{Minutes: "当场协调"}},
	} {
		districttest.Must(books.Conferences.Do(ctx, governance.Request{Actor: district.Actor(step.who), ID: meeting.ID, Command: step.cmd}))
	}
	raised := districttest.Records[problem.Problem](district, problem.Kind)[0]
	districttest.Must(books.Problems.Do(ctx, governance.Request{Actor: district.Actor("district"), ID: raised.ID, Command: problem.Answer{Text: "增设车位"}}))
	districttest.Must(books.Problems.Do(ctx, governance.Request{Actor: district.Actor("town"), ID: raised.ID, Command: problem.Confirm{}}))

	meeting = districttest.Must(books.Conferences.Get(ctx, district.Actor("town"), meeting.ID))
	fmt.Println(meeting.Phase, meeting.Outcome)
	results := districttest.Must(books.Conferences.Ask(ctx, district.Actor("district"), "results", &governance.FigureParams{}))
	fmt.Println(results.(conference.Results).Meetings, results.(conference.Results).SolvedRate)
	// Output:
	// settled all-done
	// 1 100.00%
}
