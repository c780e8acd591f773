package orgtree_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// small is a little of everything, all from day 0 on.
func small() (changes []orgtree.Change) {
	add := func(code, parent orgtree.Code, kind orgtree.Kind, at orgtree.Code, covers ...orgtree.Code) {
		changes = append(changes, orgtree.AddUnit{Unit: orgtree.Unit{
			Code: code, Name: "单位" + string(code), Kind: kind, Parent: parent, At: at, Covers: covers,
		}})
	}
	add("1", "", orgtree.District, "")
	add("1C", "1", orgtree.Centre, "")
	add("1D1", "1", orgtree.Department, "")
	add("1D2", "1D1", orgtree.Department, "")
	add("P1", "1", orgtree.DistrictCommittee, "1")
	for _, town := range []orgtree.Code{"1a", "1b"} {
		add(town, "1", orgtree.Town, "")
		add("P"+town, "P1", orgtree.TownCommittee, town)
		for _, c := range []orgtree.Code{town + "1", town + "2"} {
			add(c, town, orgtree.Community, "")
			add("P"+c, "P"+town, orgtree.CommunityCommittee, c)
			add(c+"R", c, orgtree.ResidentsCommittee, "")
			add(c+"x", c, orgtree.Compound, "")
			add(c+"y", c, orgtree.Compound, "")
			add(c+"L", c, orgtree.Lane, "")
			add(c+"x1", c+"x", orgtree.Building, "")
			add(c+"y1", c+"y", orgtree.Building, "")
			add(c+"G", c, orgtree.Grid, "", c+"x", c+"y1")
			add("P"+c+"x", "P"+c, orgtree.CompoundBranch, c+"x", c+"x")
		}
	}
	return changes
}

// guesser makes changes, most of which make sense.
type guesser struct {
	*rand.Rand
	o     *oracle
	n     int
	today civil.Date // the day of all changes; any where it is zero
}

func (g *guesser) day() civil.Date {
	if g.today != 0 {
		return g.today
	}
	return civil.Date(g.IntN(horizon))
}

// unit is the code of some unit on a day, of one of the kinds if there are any.
func (g *guesser) unit(day civil.Date, kinds ...orgtree.Kind) orgtree.Code {
	var codes []orgtree.Code
	for c, u := range g.o.days[day] {
		if len(kinds) == 0 || slices.Contains(kinds, u.Kind) || g.IntN(40) == 0 {
			codes = append(codes, c)
		}
	}
	if len(codes) == 0 || g.IntN(60) == 0 {
		return "nowhere"
	}
	slices.Sort(codes)
	return codes[g.IntN(len(codes))]
}

func (g *guesser) newUnit(day civil.Date) orgtree.Unit {
	rules := orgtree.Kinds()
	r := rules[g.IntN(len(rules))]
	if g.IntN(2) == 0 {
		r = []orgtree.Kind{orgtree.Compound, orgtree.Building, orgtree.Grid, orgtree.CompoundBranch, orgtree.Department}[g.IntN(5)].Rule()
	}
	g.n++
	u := orgtree.Unit{Code: orgtree.Code(fmt.Sprintf("n%d", g.n)), Name: "新设", Kind: r.Kind}
	if g.IntN(30) == 0 {
		u.Code = g.unit(day)
	}
	if len(r.Parents) > 0 {
		u.Parent = g.unit(day, r.Parents...)
	}
	if len(r.At) > 0 {
		u.At = g.unit(day, r.At...)
	}
	u.Covers = g.covers(day, r)
	if len(r.Forms) > 0 {
		u.Form = r.Forms[g.IntN(len(r.Forms))]
	}
	return u
}

func (g *guesser) covers(day civil.Date, r orgtree.KindRule) (covers []orgtree.Code) {
	if len(r.Covers) == 0 {
		return nil
	}
	for range g.IntN(3) {
		covers = append(covers, g.unit(day, r.Covers...))
	}
	return covers
}

func (g *guesser) change() orgtree.Change {
	day := g.day()
	code := g.unit(day)
	rule := g.o.days[day][code].Kind.Rule()
	heirs := append([]orgtree.Kind{rule.Kind, rule.Kind, rule.Kind}, rule.Parents...)
	switch g.IntN(16) {
	case 0, 1, 2:
		return orgtree.AddUnit{Unit: g.newUnit(day), Day: day}
	case 3:
		return orgtree.Rename{Code: code, Name: fmt.Sprintf("更名%d", g.IntN(100)), Day: day}
	case 4, 5:
		return orgtree.Move{Code: code, Parent: g.unit(day, rule.Parents...), Day: day}
	case 6:
		code = g.unit(day, orgtree.Grid, orgtree.CompoundBranch)
		return orgtree.SetCovers{Code: code, Covers: g.covers(day, g.o.days[day][code].Kind.Rule()), Day: day}
	case 7:
		code = g.unit(day, orgtree.CompoundBranch, orgtree.CommunityCommittee)
		return orgtree.Restation{Code: code, At: g.unit(day, g.o.days[day][code].Kind.Rule().At...), Day: day}
	case 8, 9:
		return orgtree.Dissolve{Code: code, Successor: g.unit(day, heirs...), Day: day}
	case 10:
		return orgtree.Merge{Codes: []orgtree.Code{code, g.unit(day, rule.Kind)}, Into: g.unit(day, rule.Kind), Day: day}
	case 11:
		into := []orgtree.Unit{g.newUnit(day), g.newUnit(day)}
		into[0].Kind, into[0].Parent, into[0].At, into[0].Covers, into[0].Form = rule.Kind, g.o.days[day][code].Parent, "", nil, 0
		return orgtree.Split{Code: code, Into: into[:1+g.IntN(2)], Heir: []orgtree.Code{"", into[0].Code}[g.IntN(2)], Day: day}
	case 12, 13, 14:
		return g.appoint(day)
	}
	if ids := slices.Sorted(maps.Keys(g.o.posts)); len(ids) > 0 {
		return orgtree.EndPost{ID: ids[g.IntN(len(ids))], Day: day}
	}
	return orgtree.SetForm{Code: code, Form: orgtree.FormBranch, Day: day}
}

func (g *guesser) appoint(day civil.Date) orgtree.Change {
	rules := orgtree.PostKinds()
	r := rules[g.IntN(len(rules))]
	unit := g.unit(day, r.Units...)
	if g.IntN(2) == 0 {
		r, unit = orgtree.Secretary.Rule(), []orgtree.Code{"P1", "P1a", "P1b", "P1a1"}[g.IntN(4)]
	}
	g.n++
	p := orgtree.Post{
		Kind: r.Kind, Unit: unit, Person: fmt.Sprintf("person%d", g.IntN(9)),
		From: day, To: civil.Forever, AfterVacancy: g.IntN(3) == 0,
	}
	if g.IntN(2) == 0 {
		p.To = day + civil.Date(g.IntN(horizon/2)) // may end before it begins
	}
	if p.To == 0 {
		p.To = 1 // zero says "no end" to Appoint
	}
	return orgtree.Appoint{ID: fmt.Sprintf("post%d", g.n), Post: p}
}

// batch is a change or a few. A dissolved unit's Party organisation and its
// residents' committee have to go somewhere in the same batch, or hardly any
// dissolution would be accepted.
func (g *guesser) batch() []orgtree.Change {
	first := g.change()
	batch := []orgtree.Change{first}
	if d, ok := first.(orgtree.Dissolve); ok {
		for _, c := range slices.Sorted(maps.Keys(g.o.days[d.Day])) {
			u := g.o.days[d.Day][c]
			if u.At == d.Code {
				batch = append(batch, orgtree.Dissolve{Code: c, Successor: g.o.leader(int(d.Day), d.Successor), Day: d.Day})
			}
			if u.Parent == d.Code && u.Kind.Rule().Single {
				batch = append(batch, orgtree.Dissolve{Code: c, Successor: d.Successor + "R", Day: d.Day})
			}
		}
	}
	for range g.IntN(3) - 1 {
		batch = append(batch, g.change())
	}
	return batch
}

// TestChangesAgainstOracle lets random batches loose on the package and on the
// oracle: both accept or both refuse, and every day looks the same to both.
func TestChangesAgainstOracle(t *testing.T) {
	accepted, refused := 0, 0
	for seed := range uint64(20) {
		o := newOracle()
		org, err := orgtree.New().Apply(small()...)
		require.NoError(t, err)
		if seed%2 == 1 { // plain units in a block, as after reading a document
			org, err = orgtree.FromFields(org.Fields())
			require.NoError(t, err)
		}
		for _, c := range small() {
			require.True(t, o.apply(c))
		}
		require.True(t, o.valid())
		g := &guesser{Rand: rand.New(rand.NewPCG(seed, 7)), o: o}
		for step := range 60 {
			batch := g.batch()
			next, wanted := o.clone(), true
			for _, c := range batch {
				wanted = next.apply(c) && wanted
			}
			wanted = wanted && next.valid()
			before := dump(org)
			changed, err := org.Apply(batch...)
			require.Equal(t, wanted, err == nil, "seed %d step %d: %+v\n%v", seed, step, batch, err)
			require.Equal(t, before, dump(org), "applying to an organisation changed it")
			if err != nil {
				refused++
				requireFaults(t, err)
				continue
			}
			accepted++
			requireFolds(t, org, changed)
			org, o, g.o = changed, next, next
			if step%5 == 0 {
				for d := range horizon {
					o.requireSame(t, d, org.On(civil.Date(d)))
				}
			}
		}
		requireRoundTrip(t, org)
	}
	t.Logf("%d batches accepted, %d refused", accepted, refused)
	require.Greater(t, accepted, 300, "the guesser no longer guesses well")
	require.Greater(t, refused, 300)
}

func dump(org *orgtree.Org) string {
	var b bytes.Buffer
	for key, value := range org.Fields() {
		b.WriteString(key)
		b.Write(value)
	}
	return b.String()
}

func requireFaults(t *testing.T, err error) {
	t.Helper()
	var invalid *orgtree.InvalidError
	require.ErrorAs(t, err, &invalid)
	for _, f := range invalid.Faults {
		require.NotEmpty(t, f.Path)
		require.NotEmpty(t, f.Message.Zh)
	}
}

// requireFolds has a replica take in the delta: it must arrive at the same.
func requireFolds(t *testing.T, before, after *orgtree.Org) {
	t.Helper()
	replica, err := before.Fold(after.Delta())
	require.NoError(t, err)
	require.Equal(t, dump(after), dump(replica))
	last := civil.Date(horizon - 1)
	require.Equal(t, describe(after.On(last)), describe(replica.On(last)))
}

func requireRoundTrip(t *testing.T, org *orgtree.Org) {
	t.Helper()
	read, err := orgtree.FromFields(org.Fields())
	require.NoError(t, err)
	require.Equal(t, dump(org), dump(read))
	for d := range civil.Date(horizon) {
		require.Equal(t, describe(org.On(d)), describe(read.On(d)))
	}
}
