package alliance_test

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A community and a department form an alliance and plan something together.
func Example() {
	books := districttest.Must(alliance.New(nil))
	district := districttest.Show(memory.New(), books.Shelves()...)
	ctx := context.Background()

	formed := districttest.Must(books.Alliances.Do(ctx, governance.Request{Actor: district.Actor("community"), Command: alliance.Propose{
		Name: "海沧社区党建联盟", Core: districttest.Community, Reasons: []alliance.Reason{"adjacency"}, Founders: []orgtree.Code{districttest.Department1}, Rotation: governance.Quarterly,
	}}))
	for _, step := range []struct {
		who string
		cmd governance.Command
	}{
		{"town", alliance.Approve{}},
		{"department-1", alliance.Plan{
			Together: "services", Title: "便民服务日", Lead: districttest.Department1, With: []orgtree.Code{districttest.Community}, Day: civil.DateOf(district.Now()).AddDays(7),
		}},
	} {
		formed = districttest.Must(books.Alliances.Do(ctx, governance.Request{Actor: district.Actor(step.who), ID: formed.ID, Command: step.cmd}))
	}
	fmt.Println(formed.Phase, formed.Chair, formed.ChairUntil, formed.OpenItems)
	figures := districttest.Must(books.Alliances.Ask(ctx, district.Actor("district"), "summary", &governance.FigureParams{}))
	fmt.Printf("%+v\n", figures)
	// Output:
	// formed 350205001001 2024-09-30 1
	// {Alliances:1 Members:2}
}
