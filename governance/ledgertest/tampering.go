package ledgertest

import (
	"slices"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var tampering = []Case{
	{Name: "untouched", check: verifyUntouched,
		Rule: "The history of a record, as it is read, verifies against the digest stored with the record."},
	{Name: "after many commits", check: verifyMany,
		Rule: "The digest stored with a record is always that of its last entry."},
	{Name: "altered", check: verifyAltered,
		Rule: "Whatever is altered in a history that was read, verification finds it."},
}

// chronicle commits a record with sealed values and returns its history and
// the digest stored with it.
func (t *trial) chronicle() ([]governance.Entry, governance.Digest) {
	r := newRecord(1)
	t.commit(r.change(set("phase", `"open"`)).seal("name", `"王芳"`).body(set("channel", `"12345"`)))
	t.commit(r.change(set("phase", `"verified"`), drop("gone")).seal("~reason", `"噪音"`).
		entry(func(e *governance.Entry) { e.Cause = governance.Cause{Ref: ref("task", 9), Version: 3} }))
	t.commit(r.change(set("phase", `"closed"`)).also(set("score", "1.0")).seal("name", `"王小芳"`))
	return t.entries(r.ref), t.load(r.ref).Digest
}

func verifyUntouched(t *trial) {
	entries, head := t.chronicle()
	require.Len(t, entries, 4)
	require.False(t, head.IsZero())
	require.NoError(t, governance.Verify(entries, head))
}

func verifyMany(t *trial) {
	r := newRecord(1)
	for i := range 12 {
		t.commit(r.change(set("n", number(int64(i)))).seal("name", `"`+number(int64(i))+`"`))
		require.NoError(t, governance.Verify(t.entries(r.ref), t.load(r.ref).Digest))
	}
}

// alterations are what somebody with access to the tables might do. Each
// changes one thing in a history of four entries.
var alterations = []struct {
	name  string
	alter func(es []governance.Entry) []governance.Entry
}{
	{"the body", func(es []governance.Entry) []governance.Entry { return flip(es, es[0].Body[0].Value) }},
	{"a change", func(es []governance.Entry) []governance.Entry { return flip(es, es[2].Changes[0].Value) }},
	{"a removal made null", func(es []governance.Entry) []governance.Entry {
		es[1].Changes[1].Value = []byte{}
		return es
	}},
	{"a field's name", func(es []governance.Entry) []governance.Entry { es[0].Changes[0].Name = "phasE"; return es }},
	{"a change left out", func(es []governance.Entry) []governance.Entry {
		es[1].Changes = es[1].Changes[1:]
		return es
	}},
	{"the verb", func(es []governance.Entry) []governance.Entry { es[1].Verb = "forget"; return es }},
	{"the rule", func(es []governance.Entry) []governance.Entry { es[1].Rule = "T9"; return es }},
	{"who", func(es []governance.Entry) []governance.Entry { es[1].By.Person = "p-2"; return es }},
	{"in which post", func(es []governance.Entry) []governance.Entry { es[1].By.Post = "chief"; return es }},
	{"the cause", func(es []governance.Entry) []governance.Entry { es[1].Cause.Version++; return es }},
	{"when", func(es []governance.Entry) []governance.Entry {
		es[3].At = es[3].At.Add(time.Microsecond)
		return es
	}},
	{"as of when", func(es []governance.Entry) []governance.Entry {
		es[3].AsOf = es[3].AsOf.Add(-time.Microsecond)
		return es
	}},
	{"the record", func(es []governance.Entry) []governance.Entry { es[2].Ref = ref(matter, 2); return es }},
	{"the digest", func(es []governance.Entry) []governance.Entry { es[1].Digest[0] ^= 1; return es }},
	{"the first removed", func(es []governance.Entry) []governance.Entry { return es[1:] }},
	{"one removed", func(es []governance.Entry) []governance.Entry { return slices.Delete(es, 1, 2) }},
	{"one removed and the rest renumbered", func(es []governance.Entry) []governance.Entry {
		es = slices.Delete(es, 1, 2)
		es[1].Version, es[2].Version = 2, 3
		return es
	}},
	{"the last removed", func(es []governance.Entry) []governance.Entry { return es[:3] }},
	{"all removed", func([]governance.Entry) []governance.Entry { return nil }},
	{"two swapped", func(es []governance.Entry) []governance.Entry { es[1], es[2] = es[2], es[1]; return es }},
	{"two swapped and renumbered", func(es []governance.Entry) []governance.Entry {
		es[1], es[2] = es[2], es[1]
		es[1].Version, es[2].Version = 2, 3
		return es
	}},
	{"one given twice", func(es []governance.Entry) []governance.Entry { return slices.Insert(es, 2, es[1]) }},
	{"one altered and sealed again", func(es []governance.Entry) []governance.Entry {
		es[1].Verb = "forget"
		es[1].Seal(es[0].Digest)
		return es
	}},
	{"a sealed value", func(es []governance.Entry) []governance.Entry { return flip(es, es[0].Personal[0].Value) }},
	{"a salt", func(es []governance.Entry) []governance.Entry { return flip(es, es[0].Personal[0].Salt) }},
	{"a sealed value of the body", func(es []governance.Entry) []governance.Entry { return flip(es, es[1].Personal[0].Value) }},
	{"a sealed value moved", func(es []governance.Entry) []governance.Entry {
		es[2].Personal = es[0].Personal
		return es
	}},
}

func flip(es []governance.Entry, value []byte) []governance.Entry {
	value[len(value)/2] ^= 1
	return es
}

func verifyAltered(t *trial) {
	_, head := t.chronicle()
	for _, row := range alterations {
		entries := t.entries(ref(matter, 1)) // read afresh: the alterations are made in place
		require.NoError(t, governance.Verify(entries, head), "before altering %s", row.name)
		assert.ErrorIs(t, governance.Verify(row.alter(entries), head), governance.ErrTampered, row.name)
	}
}
