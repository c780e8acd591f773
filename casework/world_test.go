package casework_test

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The units of the demo district, and a few of the district next to it.
const (
	district    orgtree.Code = "350205"
	centre      orgtree.Code = "350205C00"
	townHaicang              = orgtree.Code("350205001")
	townXinyang              = orgtree.Code("350205002")
	haihong                  = orgtree.Code("350205001001") // community, with the compound
	haida                    = orgtree.Code("350205001002") // its neighbour in the same town
	xingwang                 = orgtree.Code("350205002001") // community of the other town
	sunshine                 = orgtree.Code("350205001001001")
	bareYard                 = orgtree.Code("350205001001002") // a compound without an organisation
	lane                     = orgtree.Code("350205001001003")
	housing                  = orgtree.Code("350205D01")
	cityMgmt                 = orgtree.Code("350205D02")
	water                    = orgtree.Code("350205D03")
	elsewhere                = orgtree.Code("350206") // another district
	huli                     = orgtree.Code("350206001001")
	hulDept                  = orgtree.Code("350206D01")
)

// A player is somebody in the scenarios: a name to call them by, their post,
// and where they live.
type player struct {
	name string
	post orgtree.PostKind
	unit orgtree.Code // of the post
	home orgtree.Code
}

// The players. Each id is also the person's.
var players = []player{
	{name: "resident", home: sunshine},
	{name: "neighbour", home: haida},
	{name: "stranger", home: huli},
	{name: "unknown"},
	{name: "compound", post: orgtree.CompoundSecretary, unit: "P350205001001001"},
	{name: "community", post: orgtree.CommunityWorker, unit: haihong},
	{name: "community2", post: orgtree.CommunityWorker, unit: haida},
	{name: "community3", post: orgtree.CommunityWorker, unit: xingwang},
	{name: "town", post: orgtree.TownClerk, unit: townHaicang},
	{name: "town2", post: orgtree.TownClerk, unit: townXinyang},
	{name: "centre", post: orgtree.CentreClerk, unit: centre},
	{name: "housing", post: orgtree.DepartmentClerk, unit: housing},
	{name: "citymgmt", post: orgtree.DepartmentClerk, unit: cityMgmt},
	{name: "water", post: orgtree.DepartmentClerk, unit: water},
	{name: "huli-community", post: orgtree.CommunityWorker, unit: huli},
	{name: "huli-town", post: orgtree.TownClerk, unit: "350206001"},
	{name: "huli-centre", post: orgtree.CentreClerk, unit: "350206C00"},
	{name: "huli-dept", post: orgtree.DepartmentClerk, unit: hulDept},
}

var founded = civil.MustParse("2018-01-01")

// The organisation and the calendar never change and are made once.
var (
	demoOrg  = sync.OnceValues(newDemoOrg)
	mainland = sync.OnceValue(workday.China)
)

// newDemoOrg is the organisation of the scenarios.
func newDemoOrg() (*orgtree.Org, error) {
	var changes []orgtree.Change
	add := func(code orgtree.Code, name string, kind orgtree.Kind, parent, at orgtree.Code) {
		changes = append(changes, orgtree.AddUnit{Day: founded, Unit: orgtree.Unit{Code: code, Name: name, Kind: kind, Parent: parent, At: at}})
	}
	add(district, "海沧区", orgtree.District, "", "")
	add(townHaicang, "海沧街道", orgtree.Town, district, "")
	add(townXinyang, "新阳街道", orgtree.Town, district, "")
	add(haihong, "海虹社区", orgtree.Community, townHaicang, "")
	add(haida, "海达社区", orgtree.Community, townHaicang, "")
	add(xingwang, "兴旺社区", orgtree.Community, townXinyang, "")
	add(sunshine, "阳光小区", orgtree.Compound, haihong, "")
	add(bareYard, "无支部小区", orgtree.Compound, haihong, "")
	add(lane, "海虹街", orgtree.Lane, haihong, "")
	add(centre, "智慧管理服务中心", orgtree.Centre, district, "")
	add(housing, "住建局", orgtree.Department, district, "")
	add(cityMgmt, "城管局", orgtree.Department, district, "")
	add(water, "水务局", orgtree.Department, district, "")
	add("P350205", "海沧区委", orgtree.DistrictCommittee, district, district)
	add("P350205001", "海沧街道党工委", orgtree.TownCommittee, "P350205", townHaicang)
	add("P350205002", "新阳街道党工委", orgtree.TownCommittee, "P350205", townXinyang)
	add("P350205001002", "海达社区党委", orgtree.CommunityCommittee, "P350205001", haida)
	add("P350205002001", "兴旺社区党委", orgtree.CommunityCommittee, "P350205002", xingwang)
	add("P350205001001", "海虹社区党委", orgtree.CommunityCommittee, "P350205001", haihong)
	add("P350205001001001", "阳光小区党支部", orgtree.CompoundBranch, "P350205001001", sunshine)
	add(elsewhere, "湖里区", orgtree.District, "", "")
	add("350206001", "湖里街道", orgtree.Town, elsewhere, "")
	add(huli, "湖里社区", orgtree.Community, "350206001", "")
	add("350206C00", "湖里区中心", orgtree.Centre, elsewhere, "")
	add(hulDept, "湖里区住建局", orgtree.Department, elsewhere, "")
	changes = append(changes, // somebody who is seconded to the centres of two districts
		orgtree.Appoint{ID: "both-1", Post: orgtree.Post{Kind: orgtree.CentreClerk, Unit: centre, Person: "both", From: founded}},
		orgtree.Appoint{ID: "both-2", Post: orgtree.Post{Kind: orgtree.CentreClerk, Unit: "350206C00", Person: "both", From: founded}})
	for _, p := range players {
		if p.post != 0 {
			changes = append(changes, orgtree.Appoint{ID: "post-" + p.name, Post: orgtree.Post{Kind: p.post, Unit: p.unit, Person: p.name, From: founded}})
		}
		if p.home != "" {
			changes = append(changes, orgtree.SetPerson{Day: founded, Person: orgtree.Person{ID: p.name, Home: p.home}})
		}
	}
	return orgtree.New().Apply(changes...)
}

// A world is everything assembled on a memory ledger, with a clock that only
// moves when it is told to and chance that comes from a seed.
type world struct {
	tb        testing.TB
	now       time.Time
	ledger    *memory.Ledger
	office    *governance.Office
	orgs      *governance.Book[organisation.Organisation]
	cases     *governance.Book[casework.Case]
	inquiries *governance.Book[casework.Inquiry]
	samples   *governance.Book[casework.Sample]
	board     *governance.Book[notice.Notice]
	directory *organisation.Directory
	calendar  *workday.Calendar
}

// start is a Friday four days before the National Day holiday of 2024.
var start = time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)

func newWorld(tb testing.TB, policy *casework.Policy) *world {
	tb.Helper()
	return newWorldOf(tb, policy, true)
}

// newWorldOf is a world that keeps samples or does without.
func newWorldOf(tb testing.TB, policy *casework.Policy, samples bool) *world {
	tb.Helper()
	w := &world{tb: tb, now: start, ledger: memory.New(), calendar: mainland()}
	org, err := demoOrg()
	require.NoError(tb, err)
	w.cases, err = casework.New(policy)
	require.NoError(tb, err)
	w.inquiries, err = casework.NewInquiries(policy)
	require.NoError(tb, err)
	w.samples, err = casework.NewSamples(policy)
	require.NoError(tb, err)
	w.board, err = notice.New()
	require.NoError(tb, err)
	w.orgs, err = organisation.New()
	require.NoError(tb, err)
	shelves := []*governance.Shelf{w.orgs.Shelf, w.cases.Shelf, w.inquiries.Shelf, w.board.Shelf}
	if samples {
		shelves = append(shelves, w.samples.Shelf)
	}
	w.directory = organisation.NewDirectory(w.ledger, district)
	w.office, err = governance.Assemble(governance.Ports{
		Ledger: w.ledger, Now: func() time.Time { return w.now }, Entropy: rand.NewChaCha8([32]byte{1}),
		Directory: w.directory, Calendar: func() *workday.Calendar { return w.calendar },
	}, shelves...)
	require.NoError(tb, err)
	_, err = w.orgs.Do(tb.Context(), governance.Request{
		Actor: governance.Actor{System: true}, ID: organisation.ID(district),
		Command: organisation.Found{Root: district, Org: org},
	})
	require.NoError(tb, err)
	require.NoError(tb, w.directory.Refresh(tb.Context()))
	return w
}

// tree is the organisation of the world's day.
func (w *world) tree() *orgtree.Tree {
	tree, err := w.office.Tree(w.tb.Context(), civil.DateOf(w.now))
	require.NoError(w.tb, err)
	return tree
}

// actor is a player with the posts they hold today.
func (w *world) actor(name string) governance.Actor {
	if name == "system" {
		return governance.Actor{System: true}
	}
	return governance.ActorOf(w.tree(), name, name)
}

// try gives a command about a matter a minute later.
func (w *world) try(who string, id uuid.UUID, cmd governance.Command) (*casework.Case, error) {
	w.now = w.now.Add(time.Minute)
	return w.cases.Do(w.tb.Context(), governance.Request{Actor: w.actor(who), ID: id, Command: cmd})
}

// do is try that must succeed.
func (w *world) do(who string, id uuid.UUID, cmd governance.Command) *casework.Case {
	w.tb.Helper()
	c, err := w.try(who, id, cmd)
	require.NoError(w.tb, err, "%s %s", who, cmd.Verb())
	return c
}

// to moves the clock forward and lets time act, stopping at nothing on the way:
// what was due is decided as of the instant it was due.
func (w *world) to(at time.Time) {
	w.tb.Helper()
	require.False(w.tb, at.Before(w.now), "the clock only goes forward")
	w.now = at
	w.sweep()
}

func (w *world) sweep() {
	w.tb.Helper()
	_, err := w.office.Sweep(w.tb.Context())
	require.NoError(w.tb, err)
}

// at reads a civil date and time of day.
func at(tb testing.TB, text string) time.Time {
	tb.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", text, civil.Zone)
	require.NoError(tb, err)
	return t
}

// get reads a matter as the ledger has it, whoever may see it.
func (w *world) get(id uuid.UUID) *casework.Case {
	w.tb.Helper()
	c, err := w.cases.Get(w.tb.Context(), governance.Actor{System: true}, id)
	require.NoError(w.tb, err)
	return c
}

// report is a plain matter that the resident sends from the compound.
func report() casework.Report {
	return casework.Report{Title: "路灯坏了", Text: "三号楼前的路灯不亮", Place: casework.Place{Unit: sunshine}}
}

// assign names units, the first as lead.
func assign(units ...orgtree.Code) []casework.Assignment {
	out := make([]casework.Assignment, len(units))
	for i, u := range units {
		out[i] = casework.Assignment{Unit: u, Role: casework.Assigned(casework.Assist)}
	}
	out[0].Role = casework.Assigned(casework.Lead)
	return out
}

// entries is the whole history of a record as it is stored.
func (w *world) entries(kind string, id uuid.UUID) []governance.Entry {
	w.tb.Helper()
	all, err := w.ledger.Entries(w.tb.Context(), governance.Span{Ref: governance.Ref{Kind: kind, ID: id}, Limit: 10000})
	require.NoError(w.tb, err)
	return all
}
