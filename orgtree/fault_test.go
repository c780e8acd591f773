package orgtree_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// day is a day of the small organisation, which exists from day 0 on.
const day = civil.Date(10)

// refusals are batches that must be refused, each with all its faults. They
// stand on small().
var refusals = []struct {
	name    string
	changes []orgtree.Change
	faults  string // "path code unit", separated by commas
}{
	{"code of another form", add(orgtree.Unit{Code: "1/2", Name: "甲", Kind: orgtree.Town, Parent: "1"}), "changes[0].code bad-code"},
	{"code of an existing unit", add(orgtree.Unit{Code: "1a", Name: "甲", Kind: orgtree.Town, Parent: "1"}), "changes[0].code duplicate"},
	{"blank name", add(orgtree.Unit{Code: "n", Name: " 　", Kind: orgtree.Town, Parent: "1"}), "changes[0].name bad-name"},
	{"name with a line feed", rename("1a", "一\n二"), "changes[0].name bad-name"},
	{"name that turns around", rename("1a", "一\u202e二"), "changes[0].name bad-name"},
	{"endless name", rename("1a", strings.Repeat("长", 101)), "changes[0].name bad-name"},
	{"no kind", add(orgtree.Unit{Code: "n", Name: "甲", Parent: "1"}), "changes[0].kind bad-kind"},
	{"day nobody can write", []orgtree.Change{orgtree.AddUnit{
		Unit: orgtree.Unit{Code: "n", Name: "甲", Kind: orgtree.Town, Parent: "1"}, Day: civil.Forever + 1,
	}}, "changes[0].day bad-day"},
	{"branch for a town", []orgtree.Change{orgtree.SetForm{Code: "1a", Form: orgtree.FormBranch, Day: day}}, "changes[0].form bad-form"},
	{"nobody to rename", rename("nobody", "甲"), "changes[0].code unknown"},
	{"before it was founded", []orgtree.Change{orgtree.Rename{Code: "1a", Name: "甲", Day: -1}}, "changes[0].day not-then"},
	{
		"after it was dissolved",
		[]orgtree.Change{
			orgtree.Dissolve{Code: "1D2", Successor: "1D1", Day: day}, orgtree.Rename{Code: "1D2", Name: "甲", Day: day},
		},
		"changes[1].day already-ended",
	},
	{"no parent at all", move("1a", ""), "changes[0].parent orphan"},
	{"parent that never was", move("1a", "nobody"), "changes[0].parent orphan"},
	{"parent of a wrong level", move("1a1", "1"), "changes[0].parent wrong-parent"},
	{
		"department below itself", move("1D1", "1D2"),
		"changes[0].parent cycle",
	},
	{"town below its community", move("1a", "1a1"), "changes[0].parent wrong-parent, changes[0].parent cycle"},
	{
		"grid left behind by a compound", move("1a1x", "1a2"),
		"changes[0] outside-parent 1a1G",
	},
	{
		"grid left behind by a building's compound", move("1a1y", "1a2"),
		"changes[0] outside-parent 1a1G",
	},
	{"town committee in a community", []orgtree.Change{orgtree.Restation{Code: "P1a", At: "1a1", Day: day}}, "changes[0].at wrong-place, changes[0].at second-leader"},
	{"town committee nowhere", []orgtree.Change{orgtree.Restation{Code: "P1a", Day: day}}, "changes[0].at wrong-place"},
	{"town that stands somewhere", []orgtree.Change{orgtree.Restation{Code: "1a", At: "1", Day: day}}, "changes[0].at wrong-place"},
	{
		"committee without a place",
		add(orgtree.Unit{Code: "n", Name: "甲", Kind: orgtree.TownCommittee, Parent: "P1"}),
		"changes[0].at wrong-place",
	},
	{"grid over a town", cover("1a1G", "1a"), "changes[0].covers wrong-cover"},
	{"grid over a compound twice", cover("1a1G", "1a1x", "1a1x"), "changes[0].covers wrong-cover"},
	{"grid over a neighbour's compound", cover("1a1G", "1a2x"), "changes[0].covers outside-parent"},
	{"second centre", add(orgtree.Unit{Code: "n", Name: "甲", Kind: orgtree.Centre, Parent: "1"}), "changes[0].kind second-of-kind"},
	{"compound covered twice", cover("P1a1x", "1a1x", "1a2x"), "changes[0].covers second-leader"},
	{"dissolved without successor", dissolve("1D2", ""), "changes[0].successor no-successor"},
	{"dissolved into itself", dissolve("1D2", "1D2"), "changes[0].successor no-successor"},
	{"dissolved into nobody", dissolve("1D2", "nobody"), "changes[0].successor wrong-successor"},
	{"dissolved into a stranger", dissolve("1D2", "1a1"), "changes[0].successor wrong-successor"},
	{"dissolved before it was founded", []orgtree.Change{orgtree.Dissolve{Code: "1D2", Successor: "1D1", Day: 0}}, "changes[0].code not-then"},
	{
		"successor that ended earlier",
		[]orgtree.Change{
			add(orgtree.Unit{Code: "n", Name: "甲", Kind: orgtree.Department, Parent: "1"})[0],
			orgtree.Dissolve{Code: "1D2", Successor: "n", Day: day + 5},
			orgtree.Dissolve{Code: "n", Successor: "1D1", Day: day + 1},
		},
		"changes[1].successor wrong-successor",
	},
	{
		// Children of a compound cannot go to a town with it; the branch that
		// stands there was forgotten.
		"compound dissolved into its community, its branch forgotten", dissolve("1a1x", "1a1"),
		"changes[0] not-then P1a1x",
	},
	{"nothing merged", []orgtree.Change{orgtree.Merge{Into: "1a", Day: day}}, "changes[0].codes too-few"},
	{"nobody merged", []orgtree.Change{orgtree.Merge{Codes: []orgtree.Code{"nobody"}, Into: "1a", Day: day}}, "changes[0].codes[0] unknown"},
	{"nothing split off", []orgtree.Change{orgtree.Split{Code: "1D1", Day: day}}, "changes[0].into too-few"},
	{
		"split without its heir",
		[]orgtree.Change{orgtree.Split{
			Code: "1D2", Heir: "1D1", Day: day,
			Into: []orgtree.Unit{{Code: "n", Name: "甲", Kind: orgtree.Department, Parent: "1"}},
		}},
		"changes[0].heir wrong-successor",
	},
	{"post of no kind", post(0, "1a", day, 0), "changes[0].post.kind bad-kind"},
	{"post at nobody's", post(orgtree.TownClerk, "nobody", day, 0), "changes[0].post.unit unknown"},
	{"post at a wrong unit", post(orgtree.TownClerk, "1a1", day, 0), "changes[0].post.unit wrong-unit"},
	{"post before its unit", post(orgtree.TownClerk, "1a", -5, 0), "changes[0].post post-outlives 1a"},
	{"post that ends before it begins", post(orgtree.TownClerk, "1a", day, day-1), "changes[0].post.from bad-day"},
	{
		"post of a source it does not know",
		[]orgtree.Change{orgtree.Appoint{ID: "x", Post: orgtree.Post{
			Kind: orgtree.Instructor, Unit: "P1a1", Person: "p", Source: "moon", From: day,
		}}},
		"changes[0].post.source bad-source",
	},
	{
		"cadre of an enterprise who is no Party member", // 1 [R]; whoever joins later may come later
		[]orgtree.Change{
			orgtree.SetPerson{Person: orgtree.Person{ID: "p"}, Day: day},
			orgtree.SetPerson{Person: orgtree.Person{ID: "p", Member: true}, Day: day + 3},
			partTime("a", "p", "enterprise", day), partTime("b", "p", "", day), partTime("c", "p", "agency", day+3),
			partTime("d", "p", "police", day), partTime("e", "nobody-knows", "enterprise", day),
		},
		"changes[2].post.person not-member, changes[3].post.person not-member",
	},
	{
		"cadre who has left the Party",
		[]orgtree.Change{
			partTime("a", "p", "institution", day),
			orgtree.SetPerson{Person: orgtree.Person{ID: "p", Member: true}, Day: 0},
			orgtree.SetPerson{Person: orgtree.Person{ID: "p"}, Day: day + 3},
		},
		"changes[0].post.person not-member",
	},
	{
		"ids nobody can use",
		[]orgtree.Change{orgtree.Appoint{ID: "a b", Post: orgtree.Post{Kind: orgtree.TownClerk, Unit: "1a", Person: "", From: day}}},
		"changes[0].post.id bad-id, changes[0].post.person bad-id",
	},
	{
		"two secretaries", append(post(orgtree.Secretary, "P1a", day, 0), orgtree.Appoint{ID: "y", Post: orgtree.Post{
			Kind: orgtree.Secretary, Unit: "P1a", Person: "q", From: day + 3,
		}}),
		"changes[1].post.from post-overlap P1a",
	},
	{
		// The second came and went within the days of the first: the third follows
		// upon the first, so there is an overlap and no gap.
		"two more secretaries, one after the other, beside one who stays",
		[]orgtree.Change{
			orgtree.Appoint{ID: "x", Post: orgtree.Post{Kind: orgtree.Secretary, Unit: "P1a", Person: "p", From: day}},
			orgtree.Appoint{ID: "y", Post: orgtree.Post{Kind: orgtree.Secretary, Unit: "P1a", Person: "q", From: day + 1, To: day + 2}},
			orgtree.Appoint{ID: "z", Post: orgtree.Post{Kind: orgtree.Secretary, Unit: "P1a", Person: "r", From: day + 4}},
		},
		"changes[1].post.from post-overlap P1a, changes[2].post.from post-overlap P1a",
	},
	{
		"nobody was secretary for a while", append(post(orgtree.Secretary, "P1a", day, day+1), orgtree.Appoint{ID: "y", Post: orgtree.Post{
			Kind: orgtree.Secretary, Unit: "P1a", Person: "q", From: day + 3,
		}}),
		"changes[1].post.from post-gap P1a",
	},
	{
		"second post with an id",
		append(post(orgtree.TownClerk, "1a", day, 0), post(orgtree.TownClerk, "1b", day, 0)...),
		"changes[1].id duplicate",
	},
	{"post nobody holds", []orgtree.Change{orgtree.EndPost{ID: "nobody", Day: day}}, "changes[0].id unknown"},
	{
		"post ended twice",
		append(post(orgtree.TownClerk, "1a", day, day+2), orgtree.EndPost{ID: "x", Day: day + 2}),
		"changes[1].day already-ended",
	},
	{
		"post ended before it began",
		append(post(orgtree.TownClerk, "1a", day, 0), orgtree.EndPost{ID: "x", Day: day}),
		"changes[1].day bad-day",
	},
	{
		"post that would begin after its unit ended",
		[]orgtree.Change{
			orgtree.Appoint{ID: "x", Post: orgtree.Post{Kind: orgtree.DepartmentClerk, Unit: "1D2", Person: "p", From: day + 5}},
			orgtree.Dissolve{Code: "1D2", Successor: "1D1", Day: day},
		},
		"changes[0].post post-outlives 1D2",
	},
	{
		"person at home nowhere",
		[]orgtree.Change{orgtree.SetPerson{Person: orgtree.Person{ID: "p", Home: "nobody"}, Day: day}},
		"changes[0].person.home unknown",
	},
	{
		"person at home too early",
		[]orgtree.Change{orgtree.SetPerson{Person: orgtree.Person{ID: "p", Home: "1a1x"}, Day: -1}},
		"changes[0].person.home not-then",
	},
	{"no change", []orgtree.Change{nil}, "changes[0] bad-field"},
	{
		"several faults in one batch",
		[]orgtree.Change{
			orgtree.Move{Code: "1a", Parent: "nobody", Day: day}, orgtree.Rename{Code: "1b", Name: "", Day: day},
			orgtree.Dissolve{Code: "1D1", Day: day},
		},
		"changes[2].successor no-successor, changes[0].parent orphan, changes[1].name bad-name",
	},
}

func partTime(id, person, source string, from civil.Date) orgtree.Change {
	return orgtree.Appoint{ID: id, Post: orgtree.Post{Kind: orgtree.PartTimeMember, Unit: "P1a1", Person: person, Source: source, From: from}}
}

func add(u orgtree.Unit) []orgtree.Change {
	return []orgtree.Change{orgtree.AddUnit{Unit: u, Day: day}}
}

func rename(code orgtree.Code, name string) []orgtree.Change {
	return []orgtree.Change{orgtree.Rename{Code: code, Name: name, Day: day}}
}

func move(code, parent orgtree.Code) []orgtree.Change {
	return []orgtree.Change{orgtree.Move{Code: code, Parent: parent, Day: day}}
}

func cover(code orgtree.Code, covers ...orgtree.Code) []orgtree.Change {
	return []orgtree.Change{orgtree.SetCovers{Code: code, Covers: covers, Day: day}}
}

func dissolve(code, successor orgtree.Code) []orgtree.Change {
	return []orgtree.Change{orgtree.Dissolve{Code: code, Successor: successor, Day: day}}
}

func post(kind orgtree.PostKind, unit orgtree.Code, from, to civil.Date) []orgtree.Change {
	return []orgtree.Change{orgtree.Appoint{ID: "x", Post: orgtree.Post{Kind: kind, Unit: unit, Person: "p", From: from, To: to}}}
}

func smallOrg(t *testing.T) *orgtree.Org {
	t.Helper()
	o, err := orgtree.New().Apply(small()...)
	require.NoError(t, err)
	return o
}

func faultsOf(t *testing.T, err error) (list []string) {
	t.Helper()
	var invalid *orgtree.InvalidError
	require.ErrorAs(t, err, &invalid)
	for _, f := range invalid.Faults {
		list = append(list, strings.TrimSpace(f.Path+" "+string(f.Code)+" "+string(f.Unit)))
	}
	return list
}

// domain.md §1: validation that names every fault.
func TestRefusalsNameEveryFault(t *testing.T) {
	o := smallOrg(t)
	before := dump(o)
	for _, c := range refusals {
		t.Run(c.name, func(t *testing.T) {
			got, err := o.Apply(c.changes...)
			require.Nil(t, got)
			assert.Equal(t, c.faults, strings.Join(faultsOf(t, err), ", "))
			assert.Equal(t, before, dump(o), "a refused batch changes nothing")
		})
	}
}

// Every code is provoked somewhere, has its two sentences and the form of an id.
func TestFaultCodesAreWhole(t *testing.T) {
	var provoked []string
	for _, c := range refusals {
		provoked = append(provoked, c.faults)
	}
	provoked = append(provoked, "bad-field bad-line missing-from-file") // see the tests of fields and files
	all := strings.Join(provoked, " ")
	for _, code := range orgtree.FaultCodes() {
		assertText(t, code.Text(), string(code))
		assert.Regexp(t, regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`), string(code))
		assert.Contains(t, all, string(code), "no test provokes it")
	}
}

func TestInvalidErrorSaysItInBothLanguages(t *testing.T) {
	var changes []orgtree.Change
	for range 30 {
		changes = append(changes, orgtree.Rename{Code: "nobody", Name: "秘密", Day: day})
	}
	_, err := smallOrg(t).Apply(changes...)
	var invalid *orgtree.InvalidError
	require.True(t, errors.As(err, &invalid))
	assert.Len(t, invalid.Faults, 30)
	assert.Contains(t, err.Error(), "changes[0].code: no such unit")
	assert.Contains(t, err.Error(), "(+10)", "the sentence stays readable, the list is whole")
	assert.Contains(t, invalid.Zh(), "不存在")
	assert.NotContains(t, err.Error()+invalid.Zh(), "秘密", "values are never repeated")
}
