package governance_test

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// What most institutions say of their records is said in one word, and means what
// the long way of saying it means.

// lease is the toy of a record that names a unit and a person.
type lease struct {
	governance.Head
	Tenant orgtree.Code `json:"tenant" zh:"租用单位" en:"Tenant"`
	Farmer string       `json:"farmer" zh:"农户" en:"Farmer"`
}

func tenant() governance.Authority[lease] {
	return governance.ByUnitOf("tenant", "租用单位", "the tenant", func(f *lease) orgtree.Code { return f.Tenant })
}

func farmer() governance.Authority[lease] {
	return governance.ByPersonOf("farmer", "农户", "the farmer", func(f *lease) string { return f.Farmer })
}

func leases() governance.Table[lease] {
	return governance.Table[lease]{
		Kind: "field", Phases: []governance.PhaseLabel{governance.PhaseOf("let", "出租", "let"), governance.FinalPhase("fallow", "休耕", "fallow")},
		Verbs: []governance.VerbLabel{governance.VerbOf("stake", "占地", "Stake")},
		Rules: []governance.Rule[lease]{governance.On(governance.Phases(governance.Unopened), governance.Phases("let", "fallow"), tenant(), nil,
			func(f *lease, cmd Stake, _ *governance.Moment) { f.Tenant, f.Phase = cmd.Place, "let" }).
			As("field.stake", "test", "租用", "let")},
	}
}

func TestTimedAndKeptAreTheRowsOfEveryPhase(t *testing.T) {
	all := governance.Phases("let", "fallow")
	short := leases().Timed("let").Kept(farmer(), tenant())
	long := slices.Concat(leases().Rules, governance.TimeRules[lease]("field", governance.Phases("let")))
	long = append(long, governance.RecordRules("field", all, farmer(), tenant(), governance.ByCentre[lease]())...)
	require.Len(t, short.Rules, len(long))
	for i, want := range long {
		got := short.Rules[i]
		assert.Equal(t, []any{want.ID, want.From, want.To, want.By.ID}, []any{got.ID, got.From, got.To, got.By.ID})
	}
	assert.Equal(t, governance.StandardVerbs(), short.Verbs[1:])
	assert.Equal(t, governance.RecordVerbs(), leases().Kept(farmer(), tenant()).Verbs[1:])
	_, err := governance.NewLifecycle(short)
	assert.NoError(t, err)
	nameless := leases()
	nameless.Kind = ""
	_, err = governance.NewLifecycle(nameless.Kept(farmer(), tenant()))
	assert.ErrorContains(t, err, "before the table had its kind")
}

func TestSeenByThoseWithASayAndWhoOversees(t *testing.T) {
	f := &lease{Head: governance.Head{District: district}, Tenant: hill, Farmer: ann}
	town := governance.ByTownOf(func(f *lease) orgtree.Code { return f.Tenant })
	plots := governance.ByUnitsOf("plots", "地块", "the plots", func(*lease) []orgtree.Code { return []orgtree.Code{towers, gardens} })
	assert.ElementsMatch(t, []governance.Address{
		governance.Of(orgtree.Centre, district), governance.Unit(district), governance.Unit(hill), governance.Person(ann), governance.Of(orgtree.Town, hill),
		governance.Unit(towers), governance.Unit(gardens),
	}, governance.Seen(tenant(), farmer(), town, plots, governance.ByAnyone[lease]())(f, nil))
	assert.Contains(t, governance.Published(tenant())(f, nil), governance.Public)
}

// Who names a unit opens a record in its name: the record says nothing yet.
func TestAUnitThatIsNamedOpensTheRecord(t *testing.T) {
	l, err := governance.NewLifecycle(leases())
	require.NoError(t, err)
	tree := today(t)
	for place, ok := range map[orgtree.Code]bool{harbour: true, hill: false} {
		err := l.Apply(new(lease), Stake{place}, &governance.Moment{Actor: governance.ActorOf(tree, deng, deng), Org: tree})
		assert.Equal(t, ok, err == nil, place)
	}
}

// Whose a command is that names units, its own half of the row says.
func TestForbiddenByWhatTheCommandNames(t *testing.T) {
	refused := func(*Door, shove, *governance.Moment) error { return governance.Forbid("守门人", "the keeper") }
	l := lifecycle(t, governance.On(governance.Phases(shut), nil, governance.ByAnyone[Door](), refused, func(*Door, shove, *governance.Moment) {}).As("door.shove", "toy", "推", "shoved"))
	d := Door{Head: governance.Head{Phase: shut}}
	var forbidden *governance.ForbiddenError
	require.ErrorAs(t, l.Apply(&d, shove{}, anybody()), &forbidden)
	assert.Equal(t, governance.ForbiddenError{Verb: "shove", Who: []governance.Text{label("守门人", "the keeper")}}, *forbidden)
}

func TestAReasonSaysTheSameEverywhere(t *testing.T) {
	specs, err := governance.Fields(reflect.TypeFor[struct {
		Plain governance.Reason `json:"plain"`
		Own   governance.Reason `json:"own,omitempty" zh:"请假理由" rule:"max=9"`
	}]())
	require.NoError(t, err)
	plain := governance.FieldSpec{Name: "plain", Label: label("理由", "Reason"), Type: governance.TextField, Required: true, Max: 500, Personal: governance.Content}
	assert.Equal(t, asJSON(t, plain), asJSON(t, specs[0]))
	assert.Equal(t, asJSON(t, governance.FieldSpec{Name: "own", Label: label("请假理由", "Reason"), Type: governance.TextField, Max: 9, Personal: governance.Content}), asJSON(t, specs[1]))
}

func TestWhatIsAskedOfFieldsTimeAndAgain(t *testing.T) {
	m := &governance.Moment{AsOf: instant("2024-09-27 09:00"), Org: today(t)}
	day := civil.MustParse("2024-09-27")
	for _, c := range []struct {
		name string
		note func(*governance.Faults)
		want string
	}{
		{"up to today", func(f *governance.Faults) { f.UpToToday("a", day, m); f.UpToToday("b", day+1, m) }, "b in-future"},
		{"from today", func(f *governance.Faults) {
			f.FromToday("a", day, m)
			f.FromToday("b", day-1, m)
			f.FromToday("c", 0, m)
		}, "b in-past"},
		{"after today", func(f *governance.Faults) {
			f.AfterToday("a", day+1, m)
			f.AfterToday("b", day, m)
			f.AfterToday("c", 0, m)
		}, "b in-past"},
		{"ahead", func(f *governance.Faults) { f.Ahead("a", m.AsOf.Add(1), m); f.Ahead("b", m.AsOf, m) }, "b past"},
		{"a unit", func(f *governance.Faults) { f.Unit("a", hill, m); f.Unit("b", "350205009", m); f.Unit("c", "", m) }, "b unknown-unit"},
		{"units", func(f *governance.Faults) { f.Units("a", []orgtree.Code{hill, "350205009"}, m) }, "a[1] unknown-unit"},
		{"of the district", func(f *governance.Faults) { f.UnitOf(district, "a", hill, m); f.UnitOf("350206", "b", hill, m) }, "b unknown-unit"},
		{"a community", func(f *governance.Faults) { f.Community("a", hill, m); f.Community("b", towers, m) }, "b no-community"},
		{"in a community", func(f *governance.Faults) {
			assert.Equal(t, harbour, f.InCommunity("a", towers, m))
			f.InCommunity("b", townEast, m)
		}, "b no-community"},
		{"once", func(f *governance.Faults) { governance.Once(f, "a", []int{1, 2, 1, 1}) }, "a[2] repeated, a[3] repeated"},
	} {
		var f governance.Faults
		c.note(&f)
		assert.Equal(t, c.want, faults(f.Err()), c.name)
	}
}

func TestTheMomentKnowsTheDayAndWhoActs(t *testing.T) {
	tree := today(t)
	m := &governance.Moment{AsOf: instant("2024-09-27 23:59"), Org: tree, Actor: governance.ActorOf(tree, deng, deng)}
	assert.Equal(t, civil.MustParse("2024-09-27"), m.Today())
	assert.Equal(t, governance.Period{N: 3, Unit: governance.Days}, m.DaysTo(civil.MustParse("2024-09-30")))
	assert.Zero(t, m.DaysTo(m.Today()).N)
	assert.True(t, m.ActsFor(hill, harbour))
	assert.False(t, m.ActsFor(hill))
	assert.False(t, m.ActsFor())
}

func TestACodesOwnLabel(t *testing.T) {
	assert.Equal(t, label("会议", "meeting"), governance.LabelOf(Meeting))
	assert.Equal(t, label("x", "x"), governance.LabelOf(Use("x")))
}

func TestLimitsOfOnesOwnOrTheDefault(t *testing.T) {
	own, others := governance.Limits{limit("a", "甲", "", 1, governance.Days)}, governance.Limits{limit("b", "乙", "", 1, governance.Days)}
	assert.Equal(t, own, own.Or(others))
	assert.Equal(t, others, governance.Limits(nil).Or(others))
}

// Figures by the day that a record keeps visit what a clerk would pick by hand.
func TestEachOnADay(t *testing.T) {
	w := newWorld(t)
	for range 5 {
		w.ask(ann)
		w.at(w.clock().Add(24 * time.Hour))
	}
	day := func(l *Loan) civil.Date { return civil.DateOf(l.Opened) }
	question := governance.Ask("on", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) ([]uuid.UUID, error) {
		var ids []uuid.UUID
		err := governance.EachOn(ctx, r, p, governance.Phases(Asked), day, func(l *Loan) { ids = append(ids, l.ID) })
		return ids, err
	}).As("test", label("某日", "on"), label("某日", "on"))
	in := loanInstitution()
	in.Asks = append(slices.Clone(in.Asks), question)
	book, err := governance.NewBook(in)
	require.NoError(t, err)
	tags, err := governance.NewBook(tagInstitution())
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: zeros{}, Directory: w.dir}, book.Shelf, tags.Shelf)
	require.NoError(t, err)
	got, err := book.Ask(t.Context(), w.actor(deng), "on", &governance.FigureParams{From: "2024-09-28", To: "2024-09-30"})
	require.NoError(t, err)
	assert.Len(t, got, 2)
	_, err = book.Ask(t.Context(), w.actor(deng), "on", &governance.FigureParams{From: "bad"})
	assert.Equal(t, "from bad-time", faults(err))
}

// zeros is entropy for an office that opens nothing.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func asJSON(t *testing.T, v any) string {
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return string(text)
}
