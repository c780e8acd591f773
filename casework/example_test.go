package casework_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/orgtree"
)

// village is a directory of an organisation that never changes: one district
// with one town, one community, its centre and one department.
type village struct{ org *orgtree.Org }

func newVillage() village {
	from := civil.MustParse("2024-01-01")
	add := func(code orgtree.Code, name string, kind orgtree.Kind, parent orgtree.Code) orgtree.Change {
		return orgtree.AddUnit{Day: from, Unit: orgtree.Unit{Code: code, Name: name, Kind: kind, Parent: parent}}
	}
	appoint := func(person string, kind orgtree.PostKind, unit orgtree.Code) orgtree.Change {
		return orgtree.Appoint{ID: person, Post: orgtree.Post{Kind: kind, Unit: unit, Person: person, From: from}}
	}
	org, err := orgtree.New().Apply(
		add("350205", "海沧区", orgtree.District, ""), add("350205001", "海沧街道", orgtree.Town, "350205"),
		add("350205001001", "海虹社区", orgtree.Community, "350205001"), add("350205C00", "中心", orgtree.Centre, "350205"),
		add("350205D01", "住建局", orgtree.Department, "350205"),
		appoint("worker", orgtree.CommunityWorker, "350205001001"), appoint("town", orgtree.TownClerk, "350205001"),
		appoint("centre", orgtree.CentreClerk, "350205C00"), appoint("housing", orgtree.DepartmentClerk, "350205D01"),
	)
	if err != nil {
		log.Fatal(err)
	}
	return village{org}
}

func (v village) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	return v.org.On(day), nil, nil
}

func (village) Refresh(context.Context) error { return nil }

// as is a person of the village with the posts they act in.
func (v village) as(person string) governance.Actor {
	return governance.ActorOf(v.org.On(civil.MustParse("2024-09-27")), person, person)
}

// assembled puts the institutions of this package to work on a memory ledger.
func assembled(v village, now *time.Time, policy *casework.Policy) (*governance.Book[casework.Case], *governance.Book[casework.Inquiry], *governance.Office) {
	cases, err := casework.New(policy)
	if err != nil {
		log.Fatal(err)
	}
	inquiries, err := casework.NewInquiries(policy)
	if err != nil {
		log.Fatal(err)
	}
	board, err := notice.New()
	if err != nil {
		log.Fatal(err)
	}
	office, err := governance.Assemble(governance.Ports{
		Ledger: memory.New(), Now: func() time.Time { return *now }, Entropy: rand.Reader, Directory: v,
	}, cases.Shelf, inquiries.Shelf, board.Shelf)
	if err != nil {
		log.Fatal(err)
	}
	return cases, inquiries, office
}

// A matter is whistled for before the National Day holiday, and the town has
// five working days.
func ExampleNew() {
	v := newVillage()
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	cases, _, _ := assembled(v, &now, nil)
	ctx := context.Background()

	c, err := cases.Do(ctx, governance.Request{Actor: v.as("resident"), Command: casework.Report{
		Title: "路灯坏了", Text: "三号楼前的路灯不亮", Place: casework.Place{Unit: "350205001001"},
	}})
	if err != nil {
		log.Fatal(err)
	}
	for _, cmd := range []governance.Command{casework.Verify{Category: "A103"}, casework.Whistle{Reason: "超出社区能力"}} {
		if c, err = cases.Do(ctx, governance.Request{Actor: v.as("worker"), ID: c.ID, Command: cmd}); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(c.Serial, c.Phase)
	fmt.Println("town until", civil.DateOf(c.Deadline(casework.LimitTown, "350205001").Due))
	// Output:
	// 350205-2024-0000001 whistled
	// town until 2024-10-10
}

// Whoever may not is told who may; what is wrong with a command is named field
// by field.
func ExampleNew_refused() {
	v := newVillage()
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	cases, _, _ := assembled(v, &now, nil)
	ctx := context.Background()
	_, err := cases.Do(ctx, governance.Request{Actor: v.as("resident"), Command: casework.Report{Title: "路灯坏了", Place: casework.Place{Unit: "350205"}}})
	var invalid *governance.InvalidError
	if errors.As(err, &invalid) {
		for _, f := range invalid.Faults {
			fmt.Println(f.Path, f.Code, f.Detail.Zh)
		}
	}
	c, err := cases.Do(ctx, governance.Request{Actor: v.as("resident"), Command: casework.Report{Title: "路灯坏了", Text: "不亮", Place: casework.Place{Unit: "350205001001"}}})
	if err != nil {
		log.Fatal(err)
	}
	_, err = cases.Do(ctx, governance.Request{Actor: v.as("town"), ID: c.ID, Command: casework.Verify{}})
	var forbidden *governance.ForbiddenError
	if errors.As(err, &forbidden) {
		fmt.Println(forbidden.Explain().Zh)
	}
	// Output:
	// text required 必填
	// place.unit no-community 应具体到社区或社区以下
	// 只有反映人所在党组织可以进行此操作
}

// Time warns, and answers for nobody: the office lets it act whenever it is
// swept, as of the instant that was due.
func ExampleNew_time() {
	v := newVillage()
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	cases, _, office := assembled(v, &now, nil)
	ctx := context.Background()
	c, err := cases.Do(ctx, governance.Request{Actor: v.as("resident"), Command: casework.Report{Title: "路灯坏了", Text: "不亮", Place: casework.Place{Unit: "350205001001"}}})
	if err != nil {
		log.Fatal(err)
	}
	now = now.AddDate(0, 0, 30)
	if _, err := office.Sweep(ctx); err != nil {
		log.Fatal(err)
	}
	entries, err := cases.History(ctx, v.as("centre"), c.ID, 0, 0)
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range entries {
		fmt.Println(e.AsOf.In(civil.Zone).Format("01-02 15:04"), e.Label.Zh)
	}
	// Output:
	// 09-27 09:00 上报
	// 09-29 14:42 时限预警
	// 09-30 00:00 时限预警
}

// Another district gives its towns two working days for lifts.
func ExamplePolicy() {
	p := casework.DefaultPolicy()
	p.Limits = p.With(casework.LimitTown, "A106", governance.Period{N: 2, Unit: governance.WorkingDays})
	for _, category := range []string{"A103", "A106"} {
		limit, _ := p.Limit(casework.LimitTown, category)
		fmt.Println(category, limit.Period.Text().En)
	}
	// Output:
	// A103 5 working days
	// A106 2 working days
}

// A question that asks for more is turned into a matter, both ways linked.
func ExampleNewInquiries() {
	v := newVillage()
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)
	cases, inquiries, _ := assembled(v, &now, nil)
	ctx := context.Background()
	q, err := inquiries.Do(ctx, governance.Request{Actor: v.as("resident"), Command: casework.Ask{Title: "路灯何时修", Place: casework.Place{Unit: "350205001001"}}})
	if err != nil {
		log.Fatal(err)
	}
	if q, err = inquiries.Do(ctx, governance.Request{Actor: v.as("worker"), ID: q.ID, Command: casework.Convert{Category: "A103"}}); err != nil {
		log.Fatal(err)
	}
	c, err := cases.Get(ctx, v.as("resident"), q.Matter)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(q.Phase, "→", c.Phase, c.Title)
	fmt.Println(c.Origin == governance.OriginOf(governance.Ref{Kind: casework.KindInquiry, ID: q.ID}))
	// Output:
	// converted → reported 路灯何时修
	// true
}
