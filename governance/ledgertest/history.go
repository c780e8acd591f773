package ledgertest

import (
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var history = []Case{
	{Name: "whole entries", check: historyWhole,
		Rule: "An entry is read as it was committed: stamp, verb, rule, cause, both instants, body, changes and digest."},
	{Name: "by version", check: historyByVersion,
		Rule: "The history of one record comes in order of versions, and no other record's."},
	{Name: "in pages", check: historyInPages,
		Rule: "Pages continue behind the version given, complete and without overlap, whatever their length."},
	{Name: "limits", check: historyLimits,
		Rule: "A span's limit of 0 means 100; more than there is returns what there is."},
	{Name: "most", check: historyMost,
		Rule: "A span's limit above 10000 means 10000."},
	{Name: "removed is not null", check: historyRemoved,
		Rule: "A removed field (nil) and a field set to null are different changes and stay so."},
	{Name: "rebuild", check: historyRebuild,
		Rule: "From the first entries on, any earlier version is rebuilt as the document then stored."},
	{Name: "never rewritten", check: historyNeverRewritten,
		Rule: "Later commits change no earlier entry."},
}

func historyWhole(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", `{"b":[1,2]}`)).body(set("reason", `"噪音"`), set("n", "1.50")).entry(func(e *governance.Entry) {
		e.By = governance.Stamp{Account: "账号", Person: "人", Post: "网格员", Unit: "110101001", System: true}
		e.Cause = governance.Cause{Ref: ref("task", 5), Version: 12}
		e.Verb, e.Rule = "whistle", "M12"
	}))
	t.commit(r.change()) // an entry without body and changes, cause and person
	t.commit(r.change().entry(func(e *governance.Entry) { e.By = governance.Stamp{System: true} }))
	t.holds(r)
}

func historyByVersion(t *trial) {
	a, b := newRecord(1), newRecord(2)
	for i := range 12 {
		t.commit(b.change(set("n", number(int64(i)))), a.change(set("n", number(int64(i)))).also(set("m", number(int64(i)))))
	}
	t.holds(a, b)
}

func historyInPages(t *trial) {
	r := newRecord(1)
	for i := range 5 {
		t.commit(r.change(set("n", number(int64(i)))).also(set("m", "1")).also(set("m", "2")))
	}
	for limit := 1; limit <= 16; limit++ {
		for after := range int64(16) {
			got := t.pages(r.ref, after, limit)
			require.Len(t, got, 15-int(after), "behind version %d in pages of %d", after, limit)
			for i := range got {
				require.Equal(t, after+int64(i)+1, got[i].Version)
			}
		}
	}
	got, err := t.ledger.Entries(t.Context(), governance.Span{Ref: r.ref, After: 99})
	require.NoError(t, err)
	assert.Empty(t, got)
}

// long commits one record with so many entries, in few commits.
func (t *trial) long(entries int) *record {
	r := newRecord(1)
	for int(r.version) < entries {
		c := r.change(set("n", number(r.version)))
		for range min(entries-int(r.version), 2000) - 1 {
			c.also(set("n", number(c.Version())))
		}
		t.commit(c)
	}
	return r
}

func historyLimits(t *trial) {
	r := t.long(130)
	for limit, want := range map[int]int{0: 100, 1: 1, 100: 100, 129: 129, 130: 130, 131: 130, 9999: 130} {
		for _, about := range []governance.Ref{r.ref, {}} {
			if about == (governance.Ref{}) {
				t.feed(130)
			}
			got, err := t.ledger.Entries(t.Context(), governance.Span{Ref: about, Limit: limit})
			require.NoError(t, err)
			assert.Len(t, got, want, "limit %d", limit)
		}
	}
}

func historyMost(t *trial) {
	r := t.long(10_001)
	got, err := t.ledger.Entries(t.Context(), governance.Span{Ref: r.ref, Limit: 20_000})
	require.NoError(t, err)
	assert.Len(t, got, 10_000)
}

func historyRemoved(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1"), set("b", "2"), set("c", "3")))
	t.commit(r.change(set("a", "null"), drop("b"), set("c", `""`)))
	got := t.entries(r.ref)
	require.Len(t, got, 2)
	changes := got[1].Changes
	require.Len(t, changes, 3)
	assert.Equal(t, "null", string(changes[0].Value))
	assert.Nil(t, changes[1].Value, "a removed field has a nil value")
	assert.Equal(t, `""`, string(changes[2].Value))
	t.holds(r)
}

func historyRebuild(t *trial) {
	r := newRecord(1)
	steps := [][]governance.Field{
		{set("phase", `"open"`), set("title", `"sealed"`), set("units", `["a","b"]`)},
		{set("phase", `"verified"`), set("score", "0.10")},
		{drop("score"), set("note", `"含\"引号\"与\\反斜杠"`)},
		{set("score", "1e3"), drop("units")},
		{set("units", `[]`), set("phase", `"closed"`)},
	}
	var kept []governance.Document
	for _, changes := range steps {
		t.commit(r.change(changes...))
		kept = append(kept, t.load(r.ref).Document)
	}
	all := t.entries(r.ref)
	require.Len(t, all, len(kept))
	for i := range kept {
		assert.Equal(t, t.split(kept[i]), t.split(governance.Rebuild(all[:i+1])), "version %d", i+1)
	}
}

// split returns a document's fields by name, for their order may differ.
func (t *trial) split(d governance.Document) map[string]string {
	t.Helper()
	fields, err := d.Split()
	require.NoError(t, err)
	out := map[string]string{}
	for _, f := range fields {
		out[f.Name] = string(f.Value)
	}
	return out
}

func historyNeverRewritten(t *trial) {
	r, other := newRecord(1), newRecord(2)
	t.commit(r.change(set("a", "1")).seal("name", `"王芳"`))
	before := t.entries(r.ref)
	for i := range 10 {
		t.commit(r.change(set("a", number(int64(i)))), other.change(drop("x")))
	}
	assert.Equal(t, tidy(before[0]), tidy(t.entries(r.ref)[0]))
	t.holds(r, other)
}
