package orgtree_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// document is the fields of an organisation, to be altered.
func document(o *orgtree.Org) map[string]string {
	all := map[string]string{}
	for key, value := range o.Fields() {
		all[key] = string(value)
	}
	return all
}

// foldBoth has an organisation take in fields, and reads the document that
// results: both must accept, or both refuse.
func foldBoth(t *testing.T, o *orgtree.Org, fields map[string]string) error {
	t.Helper()
	all := document(o)
	for key, value := range fields {
		if all[key] = value; value == "nil" {
			delete(all, key)
		}
	}
	folded, errFold := o.Fold(fieldsOf(fields))
	read, errRead := orgtree.FromFields(fieldsOf(all))
	require.Equal(t, errRead == nil, errFold == nil, "read: %v\nfolded: %v\n%v", errRead, errFold, fields)
	if errFold == nil {
		require.Equal(t, dump(read), dump(folded))
	}
	return errFold
}

func postField(kind orgtree.PostKind, unit orgtree.Code, from, to civil.Date) string {
	return fmt.Sprintf(`{"kind":"%s","unit":"%s","person":"p","from":"%s","to":"%s"}`, kind, unit, from, to)
}

// A post that is taken away from between two others leaves a gap behind at the
// unit where it was, or in the posts of the kind it had.
func TestFoldSeesTheGapAPostLeavesBehind(t *testing.T) {
	o := mustApply(t, smallOrg(t),
		appoint("a", orgtree.Secretary, "P1a", "zhang", 0, 3),
		appoint("b", orgtree.Secretary, "P1a", "li", 3, 6),
		appoint("c", orgtree.Secretary, "P1a", "wang", 6, 0))
	for name, field := range map[string]string{
		"to another unit": postField(orgtree.Secretary, "P1b", 3, 6),
		"another kind":    postField(orgtree.PartTimeMember, "P1a", 3, 6),
		"other days":      postField(orgtree.Secretary, "P1a", 3, 5),
	} {
		t.Run(name, func(t *testing.T) {
			err := foldBoth(t, o, map[string]string{"p.b": field})
			assert.Equal(t, []string{"p.b.from post-gap P1a"}, faultsOf(t, err))
		})
	}
}

// A unit that turns out to have been founded later was nobody's home before.
func TestFoldSeesAHomeThatWasNotThereYet(t *testing.T) {
	o := mustApply(t, smallOrg(t), orgtree.SetPerson{Person: orgtree.Person{ID: "p", Home: "1D2"}, Day: 2})
	later := strings.ReplaceAll(document(o)["u.1D2"], "1970-01-01", "1970-01-05")
	err := foldBoth(t, o, map[string]string{"u.1D2": later})
	assert.Equal(t, []string{"u.1D2.home not-then"}, faultsOf(t, err))
	require.NoError(t, foldBoth(t, o, map[string]string{"u.1D2": later, "h.p": `{"members":[{"on":"1970-01-05","is":false}],"homes":[{"on":"1970-01-05","is":"1D2"}]}`}))
	require.NoError(t, foldBoth(t, o, map[string]string{"u.1D2": later, "h.p": "nil"}))
}

// Fields may name a person twice, the later word counting: erased is erased.
func TestFoldErasesWhomItJustSet(t *testing.T) {
	o, err := smallOrg(t).Fold(func(yield func(string, []byte) bool) {
		_ = yield("h.p", []byte(`{"members":[{"on":"1970-01-05","is":false}],"homes":[{"on":"1970-01-05","is":"1D2"}]}`)) && yield("h.p", nil)
	})
	require.NoError(t, err)
	_, ok := o.On(day).Person("p")
	assert.False(t, ok)
	assert.Equal(t, dump(smallOrg(t)), dump(o))
}

// spoil alters one value of a field: a day, a unit, a kind. A day is altered
// wherever it stands, so that the first day of a unit stays that of its facts.
func spoil(r *rand.Rand, codes []string, value string) string {
	days := []string{`"1970-01-01"`, `"1970-01-04"`, `"1970-01-09"`, `"9999-12-31"`}
	kinds := []string{`"secretary"`, `"part-time-member"`, `"compound"`, `"lane"`, `"department"`, `"community"`}
	for i, list := range [][]string{days, codes, kinds} {
		var there []string
		for _, s := range list {
			if strings.Contains(value, s) {
				there = append(there, s)
			}
		}
		if len(there) == 0 || r.IntN(2) == 0 {
			continue
		}
		times := 1
		if i == 0 {
			times = -1
		}
		value = strings.Replace(value, there[r.IntN(len(there))], list[r.IntN(len(list))], times)
	}
	return value
}

// What a replica takes in must be what can be read back: a document that Fold
// accepts and FromFields refuses would be lost at the next start.
func TestWhatIsTakenInCanBeReadBack(t *testing.T) {
	accepted, refused := 0, 0
	for seed := range uint64(16) {
		h := live(t, seed, 40, false)
		o := mustApply(t, h.last(), orgtree.SetPerson{Person: orgtree.Person{ID: "p", Home: "1D2"}, Day: 2})
		fields := document(o)
		keys := slices.Sorted(maps.Keys(fields))
		var codes []string
		for _, key := range keys {
			if code, ok := strings.CutPrefix(key, "u."); ok {
				codes = append(codes, `"`+code+`"`)
			}
		}
		r := rand.New(rand.NewPCG(seed, 14))
		for range 120 {
			spoilt := map[string]string{}
			for range 1 + r.IntN(2) {
				key := keys[r.IntN(len(keys))]
				spoilt[key] = spoil(r, codes, fields[key])
			}
			if foldBoth(t, o, spoilt) == nil {
				accepted++
			} else {
				refused++
			}
		}
	}
	t.Logf("%d accepted, %d refused", accepted, refused)
	require.Greater(t, accepted, 100)
	require.Greater(t, refused, 100)
}

// Keys ascend and every field answers for itself: a store may read them one by
// one.
func TestFieldsAscendAndAnswerOneByOne(t *testing.T) {
	o := mustApply(t, smallOrg(t), appoint("a", orgtree.Secretary, "P1a", "p", 0, 0), orgtree.SetPerson{Person: orgtree.Person{ID: "p"}})
	last, n := "", 0
	for key, value := range o.Fields() {
		require.Less(t, last, key)
		one, ok := o.Field(key)
		require.True(t, ok)
		require.Equal(t, string(value), string(one))
		last, n = key, n+1
	}
	require.Equal(t, o.Len()+2, n)
	for key := range o.Fields() {
		require.NotEmpty(t, key)
		break // stopping early must be possible
	}
	for _, key := range []string{"", "u", "u.", "u.nobody", "p.nobody", "h.nobody", "x.1a", "1a"} {
		_, ok := o.Field(key)
		assert.False(t, ok, "%q", key)
	}
}
