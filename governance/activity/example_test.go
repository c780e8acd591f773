package activity_test

import (
	"context"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/governance/activity/plan"
	"github.com/jinlin-project/jinlin/governance/activity/signup"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// A free clinic with one place: who waits has it as soon as it comes free.
func Example() {
	books := districttest.Must(activity.New(nil))
	district := districttest.Show(memory.New(), books.Shelves()...)
	ctx, begins := context.Background(), district.Now().Add(24*time.Hour)

	clinic := districttest.Must(books.Activities.Do(ctx, governance.Request{Actor: district.Actor("community"), Command: activity.Announce{
		Plan:   plan.Plan{Title: "义诊", Theme: "clinic", Benefit: true, Place: districttest.Compound, Capacity: 1, Waitlist: 1},
		Begins: begins, Ends: begins.Add(time.Hour),
	}}))
	for i, who := range []string{"resident", "resident-2"} {
		district.To(district.Now().Add(time.Duration(i+1) * time.Minute))
		districttest.Must(books.Activities.Do(ctx, governance.Request{Actor: district.Actor(who), ID: clinic.ID, Command: activity.Join{}}))
	}
	first := districttest.Records[signup.SignUp](district, signup.Kind)[0]
	districttest.Must(books.SignUps.Do(ctx, governance.Request{Actor: district.Actor("resident"), ID: first.ID, Command: signup.Withdraw{}}))
	for _, s := range districttest.Records[signup.SignUp](district, signup.Kind) {
		fmt.Println(s.Number, s.Phase)
	}

	district.To(begins.Add(2 * time.Hour)) // it begins and ends by itself
	districttest.Must(books.Activities.Do(ctx, governance.Request{Actor: district.Actor("community"), ID: clinic.ID, Command: activity.Conclude{Text: "如期举办", Others: 12}}))
	came := districttest.Must(books.Activities.Ask(ctx, district.Actor("district"), "participation", &governance.FigureParams{}))
	fmt.Printf("%+v\n", came)
	// Output:
	// 1 void
	// 2 seated
	// {Activities:1 PublicBenefit:1 Participations:12 SignedUp:{Num:0 Den:1}}
}
