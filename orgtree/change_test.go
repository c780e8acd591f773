package orgtree_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// everyChange is one change of every type, all of them right for the small
// organisation, one after the other.
var everyChange = []orgtree.Change{
	orgtree.AddUnit{Unit: orgtree.Unit{Code: "1c", Name: "丙镇", Kind: orgtree.Town, Form: orgtree.FormTown, Parent: "1"}, Day: 3},
	orgtree.Rename{Code: "1c", Name: "丙街道", Day: 5},
	orgtree.SetForm{Code: "1c", Form: orgtree.FormStreet, Day: 5},
	orgtree.Move{Code: "1D2", Parent: "1", Day: 4},
	orgtree.Split{Code: "1D1", Day: 6, Heir: "1D4", Into: []orgtree.Unit{
		{Code: "1D3", Name: "甲局", Kind: orgtree.Department, Parent: "1"},
		{Code: "1D4", Name: "乙局", Kind: orgtree.Department, Parent: "1"},
	}},
	orgtree.Merge{Codes: []orgtree.Code{"1D3", "1D2"}, Into: "1D4", Day: 8},
	orgtree.Restation{Code: "P1a1x", At: "1a1y", Day: 7},
	orgtree.SetCovers{Code: "P1a1x", Covers: []orgtree.Code{"1a1x", "1a1L"}, Day: 7},
	orgtree.Dissolve{Code: "1b2L", Successor: "1b2", Day: 9},
	orgtree.Appoint{ID: "m", Post: orgtree.Post{
		Kind: orgtree.Mediator, Unit: "1a1", Person: "p", Source: "keen-member", PartTime: true, AfterVacancy: true, From: 2, To: 9,
	}},
	orgtree.EndPost{ID: "m", Day: 6},
	orgtree.SetPerson{Person: orgtree.Person{ID: "p", Member: true, Home: "P1a1x"}, Day: 2},
}

// Changes are what commands carry and entries of a history say: what is written
// must be read again the same, and do the same.
func TestChangesReadWhatTheyWrite(t *testing.T) {
	seen := map[string]bool{}
	original, read := smallOrg(t), smallOrg(t)
	for _, c := range everyChange {
		seen[reflect.TypeOf(c).Name()] = true
		text, err := json.Marshal(c)
		require.NoError(t, err)
		back := reflect.New(reflect.TypeOf(c))
		require.NoError(t, json.Unmarshal(text, back.Interface()))
		again := back.Elem().Interface().(orgtree.Change)
		require.Equal(t, c, again, "%s", text)
		original, read = mustApply(t, original, c), mustApply(t, read, again)
		require.Equal(t, dump(original), dump(read))
	}
	assert.Len(t, seen, 12, "a type of change is missing here")
}

// Every field that a person fills in has its Chinese and its English name.
func TestFieldsOfChangesAreLabelled(t *testing.T) {
	var labelled func(typ reflect.Type)
	labelled = func(typ reflect.Type) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			if f.Tag.Get("json") == "-" {
				continue
			}
			assert.True(t, isChinese(f.Tag.Get("zh")), "%s.%s", typ.Name(), f.Name)
			assert.NotEmpty(t, f.Tag.Get("en"), "%s.%s", typ.Name(), f.Name)
			if f.Type.Kind() == reflect.Struct {
				labelled(f.Type)
			}
		}
	}
	for _, c := range everyChange {
		labelled(reflect.TypeOf(c))
	}
}

// domain.md §1: every change dated. A change that is entered after others for an
// earlier day, or in one batch with them, comes to the same as in the order of
// days.
func TestChangesMayBeEnteredInOneBatch(t *testing.T) {
	oneByOne := smallOrg(t)
	for _, c := range everyChange {
		oneByOne = mustApply(t, oneByOne, c)
	}
	together := mustApply(t, smallOrg(t), everyChange...)
	require.Equal(t, dump(oneByOne), dump(together))
	for d := range civil.Date(horizon) {
		require.Equal(t, describe(oneByOne.On(d)), describe(together.On(d)))
	}
}

// A change that is entered a second time either says the same again or is
// refused: nothing is done twice.
func TestNoChangeIsMadeTwice(t *testing.T) {
	o := smallOrg(t)
	for _, c := range everyChange {
		o = mustApply(t, o, c)
		again, err := o.Apply(c)
		if err == nil {
			require.Equal(t, dump(o), dump(again), "%T", c)
		}
	}
}

// Who hands in a list keeps it: a change that was made does not change with it.
func TestListsHandedInAreCopied(t *testing.T) {
	covers := []orgtree.Code{"1a1y", "1a1x"}
	o := mustApply(t, smallOrg(t), orgtree.SetCovers{Code: "1a1G", Covers: covers, Day: day},
		orgtree.AddUnit{Unit: orgtree.Unit{Code: "1a1H", Name: "网格", Kind: orgtree.Grid, Parent: "1a1", Covers: covers}, Day: day})
	want := dump(o)
	covers[0], covers[1] = "spoilt", "spoilt"
	require.Equal(t, want, dump(o))
}

// domain.md §1: the tree on day D, for any D: the last day there is stands for
// "for ever", and a day before everything is empty.
func TestDaysAtTheEdgesOfTime(t *testing.T) {
	o := mustApply(t, smallOrg(t), orgtree.Dissolve{Code: "1D2", Successor: "1D1", Day: civil.Forever - 1})
	assert.True(t, o.On(civil.Forever-2).Has("1D2"))
	for _, d := range []civil.Date{civil.Forever - 1, civil.Forever, civil.Forever + 1} {
		tree := o.On(d)
		assert.Equal(t, civil.Forever-1, tree.Day())
		assert.False(t, tree.Has("1D2"))
		assert.True(t, tree.Has("1D1"))
	}
	assert.Zero(t, o.On(civil.Min).Len())
	_, err := o.Apply(orgtree.Dissolve{Code: "1D1", Successor: "1", Day: civil.Forever})
	assert.Equal(t, []string{"changes[0].code already-ended"}, faultsOf(t, err), "what ends for ever does not end")
	early := mustApply(t, orgtree.New(), orgtree.AddUnit{Unit: orgtree.Unit{Code: "1", Name: "区", Kind: orgtree.District}, Day: civil.Min})
	assert.True(t, early.On(civil.Min).Has("1"))
}

// A founding that is undone by a later founding with the same code is none: codes
// are for good, also of units that are founded in the future.
func TestCodesAreForGood(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 18))
	o := mustApply(t, smallOrg(t), orgtree.AddUnit{
		Unit: orgtree.Unit{Code: "later", Name: "后设", Kind: orgtree.Town, Parent: "1"}, Day: 1000,
	})
	for range 50 {
		unit := orgtree.Unit{Code: "later", Name: "先设", Kind: orgtree.Town, Parent: "1"}
		_, err := o.Apply(orgtree.AddUnit{Unit: unit, Day: civil.Date(r.IntN(2000))})
		require.Equal(t, []string{"changes[0].code duplicate"}, faultsOf(t, err))
	}
}
