package governance_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Door is the smallest record there is, for what concerns a single row.
type Door struct {
	governance.Head
	Knocks int  `json:"knocks,omitempty" zh:"次数" en:"Knocks"`
	Locked bool `json:"locked,omitempty" zh:"锁" en:"Locked"`
}

// Its phases and commands.
const (
	shut governance.Phase = "shut"
	ajar governance.Phase = "ajar"
	gone governance.Phase = "gone"
)

type (
	knock struct {
		Times int `json:"times,omitempty" zh:"次数" en:"Times"`
	}
	shove struct{}
	ruin  struct{}
)

func (knock) Verb() string { return "knock" }
func (shove) Verb() string { return "shove" }
func (ruin) Verb() string  { return "ruin" }

func knockOn(d *Door, cmd knock, _ *governance.Moment) { d.Knocks += cmd.Times }

func keepDoor(*Door, shove, *governance.Moment) {}

func notLocked(d *Door, _ shove, _ *governance.Moment) error {
	if d.Locked {
		return governance.Refuse("门已上锁", "the door is locked")
	}
	return nil
}

// doors is a table of the given rows, each with an id if it lacks one.
func doors(rows ...governance.Rule[Door]) governance.Table[Door] {
	t := governance.Table[Door]{
		Kind: "door",
		Phases: []governance.PhaseLabel{
			{Phase: shut, Label: label("关", "shut")}, {Phase: ajar, Label: label("半开", "ajar")}, {Phase: gone, Label: label("无", "gone"), Final: true},
		},
		Verbs: []governance.VerbLabel{
			{Verb: "knock", Label: label("敲", "Knock")}, {Verb: "shove", Label: label("推", "Shove")}, {Verb: "ruin", Label: label("毁", "Ruin")},
		},
	}
	t.Rules = append([]governance.Rule[Door]{
		row(governance.Phases(governance.Unopened), governance.Phases(shut), knockOn).As("door.build", "toy", "建", "built"),
		row(governance.Phases(shut, ajar), governance.Phases(gone), func(*Door, ruin, *governance.Moment) {}).As("door.ruin", "toy", "毁", "ruined"),
		row(governance.Phases(gone), governance.Phases(ajar), func(*Door, ruin, *governance.Moment) {}).As("door.rise", "toy", "复", "restored"),
	}, rows...)
	return t
}

// row is a row by anyone, without conditions.
func row[C governance.Command](from, to []governance.Phase, do func(*Door, C, *governance.Moment)) governance.Rule[Door] {
	return governance.On(from, to, governance.ByAnyone[Door](), nil, do)
}

func lifecycle(t testing.TB, rows ...governance.Rule[Door]) *governance.Lifecycle[Door] {
	l, err := governance.NewLifecycle(doors(rows...))
	require.NoError(t, err)
	return l
}

// anybody is somebody with an account and nothing else, at a quiet moment.
func anybody() *governance.Moment {
	now := instant("2024-09-27 09:00")
	return &governance.Moment{At: now, AsOf: now, Actor: governance.Actor{Account: ann, Person: ann}, Calendar: china(), Policy: governance.Limits{}}
}

// A row with one phase to go to sets it; a row with none keeps the phase; a row
// with several leaves it to the decision.
func TestApplySetsThePhase(t *testing.T) {
	l := lifecycle(t,
		row(governance.Phases(shut), governance.Phases(ajar), keepDoor).As("door.shove", "toy", "推开", "shoved"),
		row(governance.Phases(ajar), nil, knockOn).As("door.knock", "toy", "敲", "knocked"),
		row(governance.Phases(ajar), governance.Phases(ajar, shut), func(d *Door, _ shove, _ *governance.Moment) {
			if d.Knocks > 1 {
				d.Phase = shut
			}
		}).As("door.swing", "toy", "来回", "it swings"))
	d := &Door{}
	for i, step := range []struct {
		cmd  governance.Command
		want governance.Phase
	}{{knock{}, shut}, {shove{}, ajar}, {knock{1}, ajar}, {shove{}, ajar}, {knock{1}, ajar}, {shove{}, shut}} {
		require.NoError(t, l.Apply(d, step.cmd, anybody()), i)
		require.Equal(t, step.want, d.Phase, i)
	}
	require.Equal(t, 2, d.Knocks)
}

// "A row lists every phase it may lead to; the decision picks one; one not
// listed is a bug the interpreter reports."
func TestUnlistedPhaseIsADefect(t *testing.T) {
	to := func(p governance.Phase) func(*Door, shove, *governance.Moment) {
		return func(d *Door, _ shove, _ *governance.Moment) { d.Phase = p }
	}
	for name, r := range map[string]governance.Rule[Door]{
		"none listed":    row(governance.Phases(shut), nil, to(ajar)),
		"one listed":     row(governance.Phases(shut), governance.Phases(ajar), to(gone)),
		"two listed":     row(governance.Phases(shut), governance.Phases(ajar, gone), to("elsewhere")),
		"none was taken": row(governance.Phases(shut), governance.Phases(ajar, gone), keepDoor),
	} {
		t.Run(name, func(t *testing.T) {
			l := lifecycle(t, r.As("door.shove", "toy", "推", "shoved"))
			d := &Door{}
			require.NoError(t, l.Apply(d, knock{}, anybody()))
			var defect *governance.Defect
			require.ErrorAs(t, l.Apply(d, shove{}, anybody()), &defect)
			assert.Equal(t, "door.shove", defect.Rule)
		})
	}
}

// A defect names the row in which it happened, or nobody finds it. What the
// calendar cannot answer is no defect, but no reason to go on either.
func TestDefectNamesItsRow(t *testing.T) {
	apply := func(do func(*Door, shove, *governance.Moment)) error {
		l := lifecycle(t, row(governance.Phases(shut), nil, do).As("door.shove", "toy", "推", "shoved"))
		d := &Door{}
		require.NoError(t, l.Apply(d, knock{}, anybody()))
		return l.Apply(d, shove{}, anybody())
	}
	err := apply(func(d *Door, _ shove, m *governance.Moment) { d.Start(m, "nowhere", "") })
	var defect *governance.Defect
	require.ErrorAs(t, err, &defect)
	assert.Equal(t, "door.shove", defect.Rule)
	assert.Contains(t, defect.Problem, "nowhere")
	err = apply(func(d *Door, _ shove, m *governance.Moment) {
		d.StartFor(m, "x", "", governance.Period{N: 1 << 30, Unit: governance.WorkingDays})
	})
	var horizon *workday.HorizonError
	require.ErrorAs(t, err, &horizon)
	assert.NotErrorAs(t, err, &defect)
}

// Rows of one verb are tried in the order of the table: the first whose actor
// and condition fit decides; if only conditions refused, one of them is told.
func TestRowsAreTriedInOrder(t *testing.T) {
	by := func(id string, person string) governance.Authority[Door] {
		return governance.By(id, id, id, func(_ *Door, to []governance.Address) []governance.Address {
			return append(to, governance.Person(person))
		})
	}
	say := func(d *Door, knocks int) func(*Door, shove, *governance.Moment) {
		return func(d *Door, _ shove, _ *governance.Moment) { d.Knocks = knocks }
	}
	var d *Door
	l := lifecycle(t,
		governance.On(governance.Phases(shut), nil, by("owner", ann), notLocked, say(d, 1)).As("door.a", "toy", "甲", "a"),
		governance.On(governance.Phases(shut), nil, by("guest", bo), nil, say(d, 2)).As("door.b", "toy", "乙", "b"),
		governance.On(governance.Phases(shut), nil, by("either", ann).Or(by("", bo)), nil, say(d, 3)).As("door.c", "toy", "丙", "c"))
	give := func(person string, locked bool) (int, error) {
		d = &Door{Locked: locked}
		require.NoError(t, l.Apply(d, knock{}, anybody()))
		m := anybody()
		m.Actor.Person = person
		err := l.Apply(d, shove{}, m)
		return d.Knocks, err
	}
	n, err := give(ann, false)
	require.NoError(t, err)
	assert.Equal(t, 1, n, "the first row that fits decides")
	n, err = give(bo, true)
	require.NoError(t, err)
	assert.Equal(t, 2, n)
	n, err = give(ann, true)
	require.NoError(t, err)
	assert.Equal(t, 3, n, "a condition that refuses leaves the command to the next row")
	_, err = give("kei", false)
	var forbidden *governance.ForbiddenError
	require.ErrorAs(t, err, &forbidden)
	assert.Equal(t, "shove", forbidden.Verb)
	assert.Len(t, forbidden.Who, 3, "everybody who may is named")
	m := anybody()
	var offered []string
	for _, a := range l.Actions(&Door{Head: d.Head}, m) {
		offered = append(offered, a.Command+" by "+a.Rule)
	}
	assert.Equal(t, []string{"ruin by door.ruin", "shove by door.a"}, offered, "a verb is offered once, by the first row that fits")
}

// A refusal says what was asked, when it would be allowed and why not now.
func TestRefusalsAreNamed(t *testing.T) {
	l := lifecycle(t, governance.On(governance.Phases(shut, ajar), nil, governance.ByAnyone[Door](), notLocked, keepDoor).As("door.shove", "toy", "推", "shoved"))
	d := &Door{}
	var refused *governance.NotAllowedError
	require.ErrorAs(t, l.Apply(d, shove{}, anybody()), &refused)
	assert.Equal(t, &governance.NotAllowedError{Verb: "shove", From: governance.Phases(shut, ajar)}, refused)
	require.NoError(t, l.Apply(d, knock{}, anybody()))
	d.Locked = true
	require.ErrorAs(t, l.Apply(d, shove{}, anybody()), &refused)
	assert.Equal(t, &governance.NotAllowedError{Verb: "shove", Phase: shut, Reason: label("门已上锁", "the door is locked")}, refused)
	require.ErrorAs(t, l.Apply(d, Lapse{}, anybody()), &refused, "a verb the table does not know")
	assert.Empty(t, refused.From)
	d.Phase = "cellar"
	require.ErrorAs(t, l.Apply(d, knock{}, anybody()), &refused, "a phase the table does not know")
	odd := errors.New("odd")
	l = lifecycle(t, governance.On(governance.Phases(shut), nil, governance.ByAnyone[Door](), func(*Door, shove, *governance.Moment) error { return odd }, keepDoor).As("door.shove", "toy", "推", "shoved"))
	d.Phase = shut
	require.ErrorIs(t, l.Apply(d, shove{}, anybody()), odd, "another error is passed on as it is")
}

// Rights by authority: persons, time and consequences exclude one another,
// unless a row says "or".
func TestWhoMayIsExclusive(t *testing.T) {
	authorities := map[string]governance.Authority[Door]{
		"anyone": governance.ByAnyone[Door](), "system": governance.BySystem[Door](), "consequence": governance.ByConsequence[Door](),
		"ann": governance.By("ann", "安", "ann", func(_ *Door, to []governance.Address) []governance.Address {
			return append(to, governance.Person(ann))
		}),
	}
	moments := map[string]func(*governance.Moment){
		"ann": func(*governance.Moment) {}, "bo": func(m *governance.Moment) { m.Actor = governance.Actor{Account: bo, Person: bo} },
		"system":      func(m *governance.Moment) { m.Actor = governance.Actor{System: true} },
		"consequence": func(m *governance.Moment) { m.Cause = governance.Cause{Version: 1} },
		"time's consequence": func(m *governance.Moment) {
			m.Actor, m.Cause = governance.Actor{System: true}, governance.Cause{Version: 1}
		},
		"nobody": func(m *governance.Moment) { m.Actor = governance.Actor{} },
	}
	admitted := map[string][]string{
		"anyone": {"ann", "bo"}, "system": {"system"}, "ann": {"ann"}, "consequence": {"consequence", "time's consequence"},
	}
	may := func(by governance.Authority[Door], m *governance.Moment) bool {
		l := lifecycle(t, governance.On(governance.Phases(shut), nil, by, nil, keepDoor).As("door.shove", "toy", "推", "shoved"))
		d := &Door{}
		d.Phase = shut
		return l.Apply(d, shove{}, m) == nil
	}
	for a, by := range authorities {
		for who, set := range moments {
			m := anybody()
			set(m)
			assert.Equal(t, contains(admitted[a], who), may(by, m), "a row by %s, asked by %s", a, who)
			for b, other := range authorities {
				assert.Equal(t, contains(admitted[a], who) || contains(admitted[b], who), may(by.Or(other), m), "%s or %s, asked by %s", a, b, who)
			}
		}
	}
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// The post that gave the right is the one that stands in the entry.
func TestActingPost(t *testing.T) {
	var acting orgtree.Post
	by := governance.By("units", "单位", "units", func(_ *Door, to []governance.Address) []governance.Address {
		return append(to, governance.Unit(hill), governance.Unit(harbour))
	})
	l := lifecycle(t, governance.On(governance.Phases(shut), nil, by, nil, func(_ *Door, _ shove, m *governance.Moment) { acting = m.Acting }).As("door.shove", "toy", "推", "shoved"))
	org, err := orgtree.New().Apply(units()...)
	require.NoError(t, err)
	m := anybody()
	m.Org = org.On(civil.MustParse("2024-09-27"))
	m.Actor.Posts = []orgtree.Post{{Unit: townEast, Kind: orgtree.TownClerk}, {Unit: harbour, Kind: orgtree.CommunityWorker}}
	d := &Door{}
	d.Phase = shut
	require.NoError(t, l.Apply(d, shove{}, m))
	assert.Equal(t, harbour, acting.Unit)
	stamp := m.Actor.Stamp(acting)
	assert.Equal(t, governance.Stamp{Person: ann, Post: "community-worker", Unit: string(harbour)}, stamp, "an account's name stays out of history")
	nobody := governance.Actor{Account: "13900001111"}
	assert.Equal(t, governance.Stamp{Account: "13900001111"}, nobody.Stamp(orgtree.Post{}), "unless no person acts")
}

// IsAmong answers for the actor what an authority would.
func TestIsAmong(t *testing.T) {
	m := anybody()
	assert.True(t, m.IsAmong(those(governance.Unit(hill), governance.Person(ann))))
	assert.False(t, m.IsAmong(those(governance.Unit(hill), governance.Person(bo), governance.Address{})))
	assert.False(t, m.IsAmong(those()))
}

// "No storage, no allocation to speak of": at most one a step.
func TestApplyHardlyAllocates(t *testing.T) {
	l := lifecycle(t, governance.On(governance.Phases(shut), governance.Phases(shut), governance.ByAnyone[Door](), notLocked, keepDoor).As("door.shove", "toy", "推", "shoved"))
	d := &Door{}
	d.Phase = shut
	m := anybody()
	var cmd governance.Command = shove{}
	allocs := testing.AllocsPerRun(100, func() {
		if err := l.Apply(d, cmd, m); err != nil {
			t.Fatal(err)
		}
	})
	require.LessOrEqual(t, allocs, 1.0)
}

// A command in the wrong Go form is refused, not a panic.
func TestWrongGoTypeOfCommand(t *testing.T) {
	w := newWorld(t)
	for name, cmd := range map[string]governance.Command{"pointer": &Ask{}, "nil": nil, "nil pointer": (*Ask)(nil), "stranger": otherAsk{}} {
		t.Run(name, func(t *testing.T) {
			require.NotPanics(t, func() {
				_, err := w.loans.Do(t.Context(), governance.Request{Actor: w.actor(ann), Command: cmd})
				require.Error(t, err)
			})
		})
	}
}

type otherAsk struct{}

func (otherAsk) Verb() string { return "ask" }

func BenchmarkApply(b *testing.B) {
	l := lifecycle(b, governance.On(governance.Phases(shut), governance.Phases(shut), governance.ByAnyone[Door](), notLocked, keepDoor).As("door.shove", "toy", "推", "shoved"))
	d := &Door{}
	d.Phase = shut
	m := anybody()
	var cmd governance.Command = shove{}
	b.ReportAllocs()
	for b.Loop() {
		if err := l.Apply(d, cmd, m); err != nil {
			b.Fatal(err)
		}
	}
}

// Head's own helpers: closing ends everything that runs, reopening clears only
// what closing set, a schedule replaces its predecessor.
func TestHeadHelpers(t *testing.T) {
	m := anybody()
	d := &Door{}
	d.Schedule(m.Now().Add(time.Hour), "knock")
	d.Schedule(m.Now().Add(2*time.Hour), "ruin")
	d.Schedule(m.Now().Add(3*time.Hour), "knock")
	at, ok := d.Scheduled("knock")
	require.True(t, ok)
	assert.Equal(t, m.Now().Add(3*time.Hour), at)
	wake, ok := d.Wake()
	require.True(t, ok)
	assert.Equal(t, "ruin", wake.Verb)
	assert.WithinDuration(t, m.Now().Add(2*time.Hour), wake.At, time.Second)
	d.Unschedule("ruin")
	_, ok = d.Scheduled("ruin")
	assert.False(t, ok)
	d.StartFor(m, "x", hill, governance.Period{N: 1, Unit: governance.WorkingDays})
	d.Close(m, "done")
	assert.Equal(t, governance.Lifted, d.Deadlines[0].State(m.Now()))
	_, ok = d.Wake()
	assert.False(t, ok, "nothing is left for time to do")
	d.Reopen()
	assert.True(t, d.Closed.IsZero())
	assert.Empty(t, d.Outcome)
	assert.Equal(t, governance.Lifted, d.Deadlines[0].State(m.Now()))
}
