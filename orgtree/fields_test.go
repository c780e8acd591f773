package orgtree_test

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
)

func fieldsOf(pairs map[string]string) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, k := range slices.Sorted(maps.Keys(pairs)) {
			var value []byte
			if pairs[k] != "nil" {
				value = []byte(pairs[k])
			}
			if !yield(k, value) {
				return
			}
		}
	}
}

const districtField = `{"kind":"district","from":"2010-01-01","end":"9999-12-31",` +
	`"names":[{"on":"2010-01-01","is":"海沧区"}],"parents":[{"on":"2010-01-01","is":""}]}`

// The document is what history keeps for ever: its form must not drift.
func TestFieldsAreWrittenAsEver(t *testing.T) {
	o, err := orgtree.New().Apply(
		orgtree.AddUnit{Unit: orgtree.Unit{Code: "350205", Name: "海沧区", Kind: orgtree.District}},
		orgtree.AddUnit{Unit: orgtree.Unit{Code: "P350205", Name: "区委", Kind: orgtree.DistrictCommittee, Parent: "350205", At: "350205"}},
		orgtree.Appoint{ID: "post-1", Post: orgtree.Post{Kind: orgtree.Secretary, Unit: "P350205", Person: "p-1", From: 3}},
		orgtree.SetPerson{Person: orgtree.Person{ID: "p-1", Member: true, Home: "P350205"}, Day: 3},
	)
	require.NoError(t, err)
	assert.Equal(t, strings.Join([]string{
		`h.p-1{"members":[{"on":"1970-01-04","is":true}],"homes":[{"on":"1970-01-04","is":"P350205"}]}`,
		`p.post-1{"kind":"secretary","unit":"P350205","person":"p-1","from":"1970-01-04","to":"9999-12-31"}`,
		`u.350205{"kind":"district","from":"1970-01-01","end":"9999-12-31","names":[{"on":"1970-01-01","is":"海沧区"}],"parents":[{"on":"1970-01-01","is":""}]}`,
		`u.P350205{"kind":"district-committee","from":"1970-01-01","end":"9999-12-31","names":[{"on":"1970-01-01","is":"区委"}],` +
			`"parents":[{"on":"1970-01-01","is":"350205"}],"ats":[{"on":"1970-01-01","is":"350205"}]}`,
	}, ""), dump(o))
}

func TestFromFieldsNamesEveryFault(t *testing.T) {
	for _, c := range []struct {
		name, faults string
		fields       map[string]string
	}{
		{"not JSON", "u.1 bad-field", map[string]string{"u.1": "{"}},
		{"more than one value", "u.350205 bad-field", map[string]string{"u.350205": districtField + "{}"}},
		{"unknown key", "fields bad-field", map[string]string{"x.1": "{}"}},
		{"short key", "fields bad-field", map[string]string{"u": "{}"}},
		{"key that is no code", "fields bad-code", map[string]string{"u.1 1": districtField}},
		{"unknown field", "u.1 bad-field", map[string]string{"u.1": `{"surprise":1}`}},
		{"unknown kind", "u.1 bad-field", map[string]string{"u.1": `{"kind":"castle"}`}},
		{"no facts", "u.1.kind bad-kind", map[string]string{"u.1": `{}`}},
		{"no names", "u.1.day bad-day", map[string]string{"u.1": `{"kind":"district","from":"2010-01-01","end":"9999-12-31"}`}},
		{"unit that cannot be removed", "u.1 bad-field", map[string]string{"u.1": "nil"}},
		{
			"days that run backwards", "u.1.day bad-day",
			map[string]string{"u.1": strings.Replace(districtField, `[{"on":"2010-01-01","is":"海沧区"}]`,
				`[{"on":"2010-01-01","is":"甲"},{"on":"2009-01-01","is":"乙"}]`, 1)},
		},
		{"end without successor", "u.1.successor no-successor", map[string]string{"u.1": strings.Replace(districtField, "9999-12-31", "2020-01-01", 1)}},
		{"successor without end", "u.1.successor wrong-successor", map[string]string{"u.1": strings.Replace(districtField, `"end"`, `"successor":"1","end"`, 1)}},
		{
			"post of nobody at nothing", "p.1.person bad-id, p.1.unit unknown",
			map[string]string{"p.1": `{"kind":"secretary","unit":"1","person":"","from":"2010-01-01","to":"2011-01-01"}`},
		},
		{"person without days", "h.1.day bad-day", map[string]string{"h.1": `{"members":[],"homes":[]}`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := orgtree.FromFields(fieldsOf(c.fields))
			assert.Equal(t, c.faults, strings.Join(faultsOf(t, err), ", "))
		})
	}
}

// Fold is held to the same rules as a change: what it moves, ends or kills must
// not leave anybody behind.
func TestFoldChecksWhatItTouches(t *testing.T) {
	o := smallOrg(t)
	value, ok := o.Field("u.1a1")
	require.True(t, ok)
	_, err := o.Fold(fieldsOf(map[string]string{"u.1a1": strings.Replace(string(value), `"is":"1a"`, `"is":"nobody"`, 1)}))
	assert.Equal(t, []string{"u.1a1.parents orphan"}, renamed(faultsOf(t, err)))

	value, _ = o.Field("u.1a1x")
	_, err = o.Fold(fieldsOf(map[string]string{"u.1a1x": strings.Replace(string(value), `"is":"1a1"`, `"is":"1a2"`, 1)}))
	assert.Equal(t, []string{"u.1a1x outside-parent 1a1G"}, faultsOf(t, err))

	value, _ = o.Field("u.1a1x")
	_, err = o.Fold(fieldsOf(map[string]string{"u.1a1x": strings.Replace(string(value), `"end":"9999-12-31"`, `"end":"1970-02-01","successor":"1a1y"`, 1)}))
	assert.Equal(t, []string{"u.1a1x not-then 1a1G", "u.1a1x orphan 1a1x1", "u.1a1x not-then P1a1x"}, faultsOf(t, err))
	_, ok = o.Field("x.1")
	assert.False(t, ok)
}

// renamed lets a test say "parents" where faults of changes say "parent".
func renamed(list []string) []string {
	for i := range list {
		list[i] = strings.Replace(list[i], ".parent ", ".parents ", 1)
	}
	return list
}

// A post that a later document puts at another unit is no longer at the first.
func TestFoldMovesAPost(t *testing.T) {
	o := mustApply(t, smallOrg(t), appoint("a", orgtree.Secretary, "P1a", "zhang", 0, 0))
	o, err := o.Fold(fieldsOf(map[string]string{
		"p.a": `{"kind":"secretary","unit":"P1b","person":"zhang","from":"1970-01-01","to":"9999-12-31"}`,
	}))
	require.NoError(t, err)
	o = mustApply(t, o, appoint("b", orgtree.Secretary, "P1a", "li", 2, 0))
	tree := o.On(day)
	p, _ := tree.Holder(orgtree.Secretary, "P1a")
	assert.Equal(t, "li", p.Person)
	assert.Equal(t, []orgtree.Code{"1b", "P1b"}, tree.ActsFor("zhang"))
}

func TestErasingAPerson(t *testing.T) {
	o := mustApply(t, smallOrg(t), orgtree.SetPerson{Person: orgtree.Person{ID: "p", Home: "1a1"}})
	erased, err := o.Fold(fieldsOf(map[string]string{"h.p": "nil"}))
	require.NoError(t, err)
	_, ok := erased.On(day).Person("p")
	assert.False(t, ok)
	_, ok = o.On(day).Person("p")
	assert.True(t, ok, "the earlier organisation stays")
	for key, value := range erased.Delta() {
		assert.Equal(t, "h.p", key)
		assert.Nil(t, value)
	}
}

func TestDeltaHoldsOnlyWhatChanged(t *testing.T) {
	o := mustApply(t, smallOrg(t), orgtree.Dissolve{Code: "1a1y", Successor: "1a1x", Day: day})
	var keys []string
	for key := range o.Delta() {
		keys = append(keys, key)
	}
	assert.Equal(t, []string{"u.1a1y", "u.1a1y1"}, keys, "the compound and the building that moves")
}

// FuzzFromFields looks for bytes that are accepted but cannot be used: what is
// read must be written again the same, and every day of it must be answerable.
func FuzzFromFields(f *testing.F) {
	for key, value := range mustSmall().Fields() {
		f.Add(key, value, "u.2", []byte(districtField))
	}
	f.Add("u.350205", []byte(districtField), "h.x", []byte(`{"members":[{"on":"2010-01-01","is":true}],"homes":[]}`))
	f.Fuzz(func(t *testing.T, key1 string, value1 []byte, key2 string, value2 []byte) {
		o, err := orgtree.FromFields(func(yield func(string, []byte) bool) {
			_ = yield(key1, value1) && yield(key2, value2)
		})
		if err != nil {
			requireFaults(t, err)
			return
		}
		again, err := orgtree.FromFields(o.Fields())
		require.NoError(t, err)
		require.Equal(t, dump(o), dump(again))
		for code := range o.Codes() {
			from, to, _ := o.Life(code)
			require.True(t, o.On(from).Has(code))
			heir, ok := o.On(to).Successor(code)
			require.True(t, ok && heir != "")
		}
	})
}

func mustSmall() *orgtree.Org {
	o, err := orgtree.New().Apply(small()...)
	if err != nil {
		panic(err)
	}
	return o
}
