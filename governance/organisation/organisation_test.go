package organisation_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Every change command: what the tree says from its day on, and what it still
// says of the day before.
func TestChanges(t *testing.T) {
	const before, day = "2024-09-30", "2024-10-01"
	for _, c := range []struct {
		name      string
		cmd       governance.Command
		read      func(*orgtree.Tree) any
		was, is   any
		preparing []governance.Command
	}{
		{name: "add a unit", cmd: organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: unit("350205001003", east, orgtree.Community, "新社区", ""), Day: on(day)}},
			read: func(t *orgtree.Tree) any { return t.Name("350205001003") }, was: "", is: "新社区"},
		{name: "rename", cmd: organisation.Rename{Rename: orgtree.Rename{Code: hill, Name: "山前社区", Day: on(day)}},
			read: func(t *orgtree.Tree) any { return t.Name(hill) }, was: "山边社区", is: "山前社区"},
		{name: "move", cmd: organisation.Move{Move: orgtree.Move{Code: hill, Parent: west, Day: on(day)}},
			read: func(t *orgtree.Tree) any { town, _ := t.Town(hill); return town }, was: east, is: west},
		{name: "restation", cmd: organisation.Restation{Restation: orgtree.Restation{Code: partyHil, At: meadow, Day: on(day)}},
			read: func(t *orgtree.Tree) any { at, _ := t.Seat(partyHil); return at }, was: hill, is: meadow},
		{name: "set the form", cmd: organisation.SetForm{SetForm: orgtree.SetForm{Code: partyH, Form: orgtree.FormCommittee, Day: on(day)}},
			read: func(t *orgtree.Tree) any { u, _ := t.Unit(partyH); return u.Form }, was: orgtree.Form(0), is: orgtree.FormCommittee},
		{name: "set what is covered", cmd: organisation.SetCovers{SetCovers: orgtree.SetCovers{Code: grid, Covers: nil, Day: on(day)}},
			read: func(t *orgtree.Tree) any { u, _ := t.Unit(grid); return len(u.Covers) }, was: 1, is: 0},
		{name: "merge", cmd: organisation.Merge{Merge: orgtree.Merge{Codes: []orgtree.Code{meadow}, Into: hill, Day: on(day)}},
			read: func(t *orgtree.Tree) any { heir, _ := t.Successor(meadow); return heir }, was: meadow, is: hill},
		{name: "split", cmd: organisation.Split{Split: orgtree.Split{Code: meadow, Into: []orgtree.Unit{unit("350205002002", west, orgtree.Community, "新埔社区", "")}, Day: on(day)}},
			read: func(t *orgtree.Tree) any { return t.Has("350205002002") && t.Has(meadow) }, was: false, is: true},
		{name: "dissolve", cmd: organisation.Dissolve{Dissolve: orgtree.Dissolve{Code: meadow, Successor: hill, Day: on(day)}},
			read: func(t *orgtree.Tree) any { return t.Has(meadow) }, was: true, is: false},
		{name: "appoint", cmd: organisation.Appoint{Appoint: orgtree.Appoint{ID: "9", Post: orgtree.Post{Kind: orgtree.CommunityWorker, Unit: hill, Person: "dai", From: on(day)}}},
			read: func(t *orgtree.Tree) any { return len(t.PostsOf("dai")) }, was: 0, is: 1},
		{name: "end a post", cmd: organisation.EndPost{EndPost: orgtree.EndPost{ID: "2", Day: on(day)}},
			read: func(t *orgtree.Tree) any { return len(t.PostsOf("deng")) }, was: 1, is: 0},
		{name: "set a person", cmd: organisation.SetPerson{SetPerson: orgtree.SetPerson{Person: orgtree.Person{ID: "ann", Member: true, Home: partyH}, Day: on(day)}},
			read: func(t *orgtree.Tree) any { p, _ := t.Person("ann"); return p.Member }, was: false, is: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			version := h.stored().Version
			h.do(c.cmd)
			assert.Equal(t, c.was, c.read(h.tree(before)))
			assert.Equal(t, c.is, c.read(h.tree(day)))
			assert.Equal(t, version+1, h.stored().Version)
			last := h.entries()[version]
			assert.Equal(t, governance.Stamp{Person: "zhong", Post: "centre-clerk", Unit: string(centre)}, last.By)
			assert.LessOrEqual(t, len(last.Changes), 4, "an entry holds only what changed")
			require.NoError(t, h.book.Verify(t.Context(), organisation.ID(root)))
		})
	}
}

// Every change that the tree refuses names its fields, leaves no trace, and
// repeats nothing.
func TestFaults(t *testing.T) {
	day := on("2024-10-01")
	for _, c := range []struct {
		cmd  governance.Command
		want string
	}{
		{organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: unit(hill, east, orgtree.Community, "重", ""), Day: day}}, "unit.code duplicate"},
		{organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: unit("350205001003", west, orgtree.Compound, "错", ""), Day: day}}, "unit.parent wrong-parent"},
		{organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: unit("350205001003", "350205009", orgtree.Community, "孤", ""), Day: day}}, "unit.parent orphan"},
		{organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: unit("C01", root, orgtree.Centre, "二中心", ""), Day: day}}, "unit.kind second-of-kind"},
		{organisation.Rename{Rename: orgtree.Rename{Code: "350205009", Name: "甲", Day: day}}, "code unknown"},
		{organisation.Rename{Rename: orgtree.Rename{Code: hill, Name: "\u202e", Day: day}}, "name bad-name"},
		{organisation.Rename{Rename: orgtree.Rename{Code: hill, Name: "甲", Day: on("2017-01-01")}}, "day not-then"},
		{organisation.Move{Move: orgtree.Move{Code: hill, Parent: root, Day: day}}, "parent wrong-parent"},
		{organisation.Restation{Restation: orgtree.Restation{Code: partyHil, At: harbour, Day: day}}, "second-leader"},
		{organisation.Restation{Restation: orgtree.Restation{Code: partyHil, At: works, Day: day}}, "at wrong-place"},
		{organisation.SetForm{SetForm: orgtree.SetForm{Code: hill, Form: orgtree.FormBranch, Day: day}}, "form bad-form"},
		{organisation.SetCovers{SetCovers: orgtree.SetCovers{Code: grid, Covers: []orgtree.Code{hill}, Day: day}}, "covers"},
		{organisation.Dissolve{Dissolve: orgtree.Dissolve{Code: meadow, Day: day}}, "successor no-successor"},
		{organisation.Dissolve{Dissolve: orgtree.Dissolve{Code: meadow, Successor: works, Day: day}}, "successor"},
		{organisation.Merge{Merge: orgtree.Merge{Codes: nil, Into: hill, Day: day}}, "codes too-few"},
		{organisation.Merge{Merge: orgtree.Merge{Codes: []orgtree.Code{"350205009"}, Into: hill, Day: day}}, "codes[0] unknown"},
		{organisation.Split{Split: orgtree.Split{Code: meadow, Day: day}}, "into too-few"},
		{organisation.Split{Split: orgtree.Split{Code: meadow, Into: []orgtree.Unit{unit(hill, west, orgtree.Community, "重", "")}, Day: day}}, "into[0].code duplicate"},
		{organisation.Appoint{Appoint: orgtree.Appoint{ID: "2", Post: post(orgtree.CommunityWorker, hill, "dai")}}, "id duplicate"},
		{organisation.Appoint{Appoint: orgtree.Appoint{ID: "9", Post: post(orgtree.CommunityWorker, works, "dai")}}, "post.unit wrong-unit"},
		{organisation.Appoint{Appoint: orgtree.Appoint{ID: "9", Post: post(orgtree.Secretary, partyH, "dai")}}, "post.from post-overlap"},
		{organisation.Appoint{Appoint: orgtree.Appoint{ID: "9", Post: orgtree.Post{Kind: orgtree.CommunityWorker, Unit: hill, Person: "dai", From: day, To: day}}}, "post.from bad-day"},
		{organisation.EndPost{EndPost: orgtree.EndPost{ID: "99", Day: day}}, "id unknown"},
		{organisation.SetPerson{SetPerson: orgtree.SetPerson{Person: orgtree.Person{ID: "ann", Home: "350205009"}, Day: day}}, "person.home unknown"},
	} {
		h := newHall(t)
		before := h.stored()
		err := h.try("zhong", c.cmd)
		var invalid *governance.InvalidError
		if assert.ErrorAs(t, err, &invalid, "%s: %s", c.cmd.Verb(), c.want) {
			assert.Contains(t, err.Error(), c.want, c.cmd.Verb())
			for _, f := range invalid.Faults {
				assert.NotEmpty(t, f.Detail.Zh)
				assert.NotContains(t, f.Path, "changes[")
			}
		}
		assert.Equal(t, before, h.stored())
	}
}

// "JSON path of the field": every path that a fault names is one of the
// command's own fields.
func TestFaultPathsAreFields(t *testing.T) {
	h := newHall(t)
	bad := orgtree.Unit{Code: "?", Name: "\x01", Kind: 99, Parent: "350205009", At: "x"}
	for _, cmd := range []governance.Command{
		organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: bad}},
		organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: unit("X1", "350205009", orgtree.Community, "\x01", "x", "y"), Day: first}},
		organisation.Split{Split: orgtree.Split{Code: "350205009", Into: []orgtree.Unit{bad}, Heir: "z"}},
		organisation.Appoint{Appoint: orgtree.Appoint{ID: "?", Post: orgtree.Post{Kind: 99, Unit: "x", Person: "?", Source: "?", From: 5, To: 2}}},
		organisation.Appoint{Appoint: orgtree.Appoint{ID: "?", Post: orgtree.Post{Kind: orgtree.Mediator, Unit: works, Person: "?", Source: "?", From: first}}},
		organisation.SetPerson{SetPerson: orgtree.SetPerson{Person: orgtree.Person{ID: "?", Home: "350205009"}}},
		organisation.Merge{Merge: orgtree.Merge{Codes: []orgtree.Code{"x", hill}, Into: "y", Day: first}},
	} {
		org := founding(t)
		o := organisation.Organisation{Org: org}
		o.Phase, o.District = organisation.Standing, root
		m := governance.Moment{At: h.now, AsOf: h.now, Org: org.On(on("2024-09-27")), Actor: governance.ActorOf(h.tree("2024-09-27"), "zhong", "zhong")}
		err := h.book.Lifecycle().Apply(&o, cmd, &m) // without the field rules, to reach the tree's own
		var invalid *governance.InvalidError
		require.ErrorAs(t, err, &invalid, cmd.Verb())
		known := paths("", h.book.Describe().Sheet(cmd.Verb()).Fields)
		for _, f := range invalid.Faults {
			path := regexp.MustCompile(`\[\d+\]`).ReplaceAllString(f.Path, "[]")
			assert.Contains(t, known, strings.TrimSuffix(path, "[]"), "%s %s", cmd.Verb(), f.Code)
		}
	}
}

// paths lists all fields of a command, nested ones too.
func paths(at string, fields []governance.FieldSpec) (out []string) {
	for _, f := range fields {
		out = append(out, at+f.Name)
		out = append(out, paths(at+f.Name+".", f.Fields)...)
		if f.Element != nil {
			out = append(out, paths(at+f.Name+"[].", f.Element.Fields)...)
		}
	}
	return out
}

// "Every label that an official reads exists in Chinese", in these forms too.
func TestEveryFieldHasALabel(t *testing.T) {
	var unlabelled []string
	var walk func(path string, fields []governance.FieldSpec)
	walk = func(path string, fields []governance.FieldSpec) {
		for _, f := range fields {
			if f.Label.Zh == "" || f.Label.En == "" {
				unlabelled = append(unlabelled, path+f.Name)
			}
			walk(path+f.Name+".", f.Fields)
			if f.Element != nil {
				walk(path+f.Name+"[].", f.Element.Fields)
			}
		}
	}
	book, err := organisation.New()
	require.NoError(t, err)
	for _, c := range book.Describe().Commands {
		walk(c.Verb+" ", c.Fields)
	}
	assert.Empty(t, unlabelled)
}

// Who may change it: the district and its centre, nobody else; only the system
// founds one, and once.
func TestWhoMay(t *testing.T) {
	rename := organisation.Rename{Rename: orgtree.Rename{Code: hill, Name: "山前社区", Day: on("2024-10-01")}}
	for person, may := range map[string]bool{"zhong": true, "deng": false, "tang": false, "shu": false, "ling": false, "ann": false} {
		h := newHall(t)
		err := h.try(person, rename)
		assert.Equal(t, may, err == nil, "%s: %v", person, err)
	}
	h := newHall(t)
	found := organisation.Found{Root: root, Org: orgtree.New()}
	require.Error(t, h.try("zhong", found))
	_, err := h.book.Do(t.Context(), governance.Request{Actor: governance.Actor{System: true}, ID: organisation.ID(root), Command: found})
	var notAllowed *governance.NotAllowedError
	require.ErrorAs(t, err, &notAllowed)
	empty := openHall(t, memory.New())
	_, err = empty.book.Do(t.Context(), governance.Request{Actor: governance.Actor{System: true}, ID: organisation.ID(root), Command: organisation.Found{Root: root}})
	require.Error(t, err, "without a tree there is nothing to found")
	assert.Zero(t, empty.tree("2024-09-27").Len(), "before it is founded, the tree is empty")
	assert.Equal(t, organisation.ID(root), organisation.ID(root))
	assert.NotEqual(t, organisation.ID(root), organisation.ID("350206"))
	assert.Equal(t, uuid.Version(8), organisation.ID(root).Version())
}

// change is a random change, mostly of something that exists.
func change(r *rand.Rand, day civil.Date, n int) governance.Command {
	codes := []orgtree.Code{east, west, harbour, hill, meadow, towers, grid, works, partyHil}
	a, b := codes[r.IntN(len(codes))], codes[r.IntN(len(codes))]
	id := string(rune('a'+n%26)) + string(rune('a'+n/26))
	switch r.IntN(9) {
	case 0:
		return organisation.Rename{Rename: orgtree.Rename{Code: a, Name: "新名" + id, Day: day}}
	case 1:
		return organisation.Move{Move: orgtree.Move{Code: a, Parent: b, Day: day}}
	case 2:
		return organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: unit(orgtree.Code("350205001"+id), b, orgtree.Compound, "小区"+id, ""), Day: day}}
	case 3:
		return organisation.Dissolve{Dissolve: orgtree.Dissolve{Code: a, Successor: b, Day: day}}
	case 4:
		return organisation.SetCovers{SetCovers: orgtree.SetCovers{Code: grid, Covers: []orgtree.Code{towers}[:r.IntN(2)], Day: day}}
	case 5:
		return organisation.Appoint{Appoint: orgtree.Appoint{ID: id, Post: orgtree.Post{Kind: orgtree.CommunityWorker, Unit: a, Person: "p" + id, From: day}}}
	case 6:
		return organisation.EndPost{EndPost: orgtree.EndPost{ID: "2", Day: day}}
	}
	return organisation.SetPerson{SetPerson: orgtree.SetPerson{Person: orgtree.Person{ID: "p" + id, Member: r.IntN(2) == 0, Home: a}, Day: day}}
}

// fields is an organisation as text, to compare.
func fields(org *orgtree.Org) string {
	var out []string
	for key, value := range org.Fields() {
		out = append(out, key+"="+string(value))
	}
	return strings.Join(out, "\n")
}

// A replica that folds the entries as they come, now and then, knows the same
// as one that decodes the whole document, and as one that rebuilds it from
// history; and every earlier version can be rebuilt.
func TestFoldingEqualsDecoding(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 2))
		h := newHall(t)
		replica := organisation.NewDirectory(h.ledger, root)
		made, versions := 0, []string{fields(founding(t))}
		for n := range 40 {
			day := on("2024-10-01") + civil.Date(r.IntN(60))
			if err := h.try("zhong", change(r, day, n)); err == nil {
				made++
				require.NoError(t, h.dir.Refresh(t.Context()))
				o, err := h.book.Get(t.Context(), governance.Actor{System: true}, organisation.ID(root))
				require.NoError(t, err)
				versions = append(versions, fields(o.Org))
			} else {
				var invalid *governance.InvalidError
				require.ErrorAs(t, err, &invalid)
			}
			if r.IntN(4) > 0 {
				continue
			}
			require.NoError(t, replica.Refresh(t.Context()))
			tree, expect, err := replica.Tree(t.Context(), day)
			require.NoError(t, err)
			require.Equal(t, h.stored().Version, expect[0].Version)
			o, err := h.book.Get(t.Context(), governance.Actor{System: true}, organisation.ID(root))
			require.NoError(t, err)
			sameTree(t, o.Org.On(day), tree)
		}
		require.Greater(t, made, 5)
		entries := h.entries()
		require.NoError(t, governance.Verify(entries, h.stored().Digest))
		for v, want := range versions {
			var o organisation.Organisation
			require.NoError(t, json.Unmarshal(governance.Rebuild(entries[:v+1]), &o))
			require.Equal(t, want, fields(o.Org), "seed %d version %d", seed, v+1)
		}
	}
}

// sameTree compares two trees unit by unit and post by post.
func sameTree(t *testing.T, want, got *orgtree.Tree) {
	require.Equal(t, want.Len(), got.Len())
	for u := range want.Subtree(root) {
		other, ok := got.Unit(u.Code)
		require.True(t, ok)
		require.Equal(t, u, other)
		require.Equal(t, want.PostsAt(u.Code), got.PostsAt(u.Code))
		require.Equal(t, want.Inherited(u.Code), got.Inherited(u.Code))
	}
}

// Many ask at once while it changes; each is answered by one version, and told
// which.
func TestDirectoryFromManyGoroutines(t *testing.T) {
	h := newHall(t)
	reader := organisation.NewDirectory(h.ledger, root)
	names := []string{"山边社区"}
	var wg sync.WaitGroup
	var mu sync.Mutex
	for g := range 4 {
		wg.Go(func() {
			for i := range 60 {
				tree, expect, err := reader.Tree(t.Context(), on("2024-10-01")+civil.Date((g+i)%12))
				if !assert.NoError(t, err) {
					return
				}
				mu.Lock()
				assert.Equal(t, names[expect[0].Version-1], tree.Name(hill), "the tree is of the version it says")
				mu.Unlock()
				if i%7 == 0 {
					assert.NoError(t, reader.Refresh(t.Context()))
				}
			}
		})
	}
	for i := range 20 {
		name := "山边" + string(rune('一'+i))
		mu.Lock()
		names = append(names, name)
		h.do(organisation.Rename{Rename: orgtree.Rename{Code: hill, Name: name, Day: on("2024-09-01")}})
		mu.Unlock()
	}
	wg.Wait()
}

// The document survives JSON, whatever field order it is read in.
func TestJSON(t *testing.T) {
	o := organisation.Organisation{Org: founding(t)}
	o.Phase = organisation.Standing
	raw, err := json.Marshal(&o)
	require.NoError(t, err)
	var back organisation.Organisation
	require.NoError(t, json.Unmarshal(raw, &back))
	assert.Equal(t, fields(o.Org), fields(back.Org))
	list, err := governance.Document(raw).Split()
	require.NoError(t, err)
	slices.Reverse(list)
	require.NoError(t, json.Unmarshal(governance.Join(list), &back))
	assert.Equal(t, fields(o.Org), fields(back.Org))
	for _, damage := range []string{`{"phase":"standing","u.350205":{"kind":"x"}}`, `{"phase":7}`, `[]`} {
		assert.Error(t, json.Unmarshal([]byte(damage), &back), damage)
	}
	assert.True(t, errors.Is(json.Unmarshal([]byte(`{"phase":"standing"}`), &back), nil))
}

// An actor has the posts that act for their units on that day, and those where
// a Party post leads; others give no rights.
func TestActor(t *testing.T) {
	tree := newHall(t).tree("2024-09-27")
	units := func(person string) (out []orgtree.Code) {
		for _, p := range governance.ActorOf(tree, "account", person).Posts {
			out = append(out, p.Unit)
		}
		slices.Sort(out)
		return out
	}
	assert.Equal(t, []orgtree.Code{harbour}, units("deng"))
	assert.Equal(t, []orgtree.Code{harbour, partyH}, units("shu"))
	assert.Empty(t, units("ling"), "a leader acts for nobody by that alone")
	assert.Empty(t, units("ann"))
	a := governance.ActorOf(tree, "account", "deng")
	assert.Equal(t, [3]any{"account", "deng", false}, [3]any{a.Account, a.Person, a.System})
}

// domain.md §1: somebody who works at the residents' committee acts for the
// community, whose committee it is, and that comes first.
func TestActorAtAResidentsCommittee(t *testing.T) {
	const committee = "350205001001J"
	org, err := founding(t).Apply(
		orgtree.AddUnit{Unit: unit(committee, harbour, orgtree.ResidentsCommittee, "海港居委会", ""), Day: first},
		orgtree.Appoint{ID: "6", Post: post(orgtree.CommunityWorker, committee, "ju")})
	require.NoError(t, err)
	posts := governance.ActorOf(org.On(first), "account", "ju").Posts
	require.Len(t, posts, 2)
	assert.Equal(t, []orgtree.Code{harbour, committee}, []orgtree.Code{posts[0].Unit, posts[1].Unit})
}

// A fault that another unit would suffer from says which: the field that was given
// is sound by itself.
func TestFaultsNameTheUnitThatSuffers(t *testing.T) {
	const office = "350205J01"
	h := newHall(t)
	h.do(organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: unit(office, root, orgtree.Department, "城管局", ""), Day: first}})
	h.do(organisation.AddUnit{AddUnit: orgtree.AddUnit{Unit: unit("P01", party, orgtree.AgencyCommittee, "城管局党组", office), Day: first}})
	for _, cmd := range []governance.Command{
		organisation.Dissolve{Dissolve: orgtree.Dissolve{Code: office, Successor: works, Day: on("2024-10-01")}},
		organisation.Merge{Merge: orgtree.Merge{Codes: []orgtree.Code{office}, Into: works, Day: on("2024-10-01")}},
	} {
		var invalid *governance.InvalidError
		require.ErrorAs(t, h.try("zhong", cmd), &invalid, cmd.Verb())
		for _, f := range invalid.Faults {
			assert.Equal(t, "not-then", f.Code, cmd.Verb())
			assert.Contains(t, f.Detail.Zh, "P01", cmd.Verb())
			assert.Contains(t, f.Detail.En, "P01", cmd.Verb())
		}
	}
}
