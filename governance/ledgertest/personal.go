package ledgertest

import (
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var personal = []Case{
	{Name: "current values", check: personalCurrent,
		Rule: "A record comes with the current value of each sealed field, by name, with the version that sealed it."},
	{Name: "replaced", check: personalReplaced,
		Rule: "A newer sealed value replaces the current one; the older stays with its entry."},
	{Name: "untouched by other writes", check: personalUntouched,
		Rule: "A write that seals nothing leaves the sealed values as they are."},
	{Name: "several entries", check: personalSeveralEntries,
		Rule: "When several entries of one write seal a field, each keeps its value and the last is the current one."},
	{Name: "the command's fields", check: personalBody,
		Rule: "What is sealed of a command's own fields (\"~…\") belongs to its entry only, never to the record's current values."},
	{Name: "both of a name", check: personalBothOfAName,
		Rule: "A record's field and a command's field of the same name are sealed apart."},
	{Name: "records apart", check: personalRecordsApart,
		Rule: "Sealed values belong to one record, whatever names and versions others have."},
	{Name: "found as loaded", check: personalFound,
		Rule: "Find returns records as Load does, with document and sealed values."},
	{Name: "no values in the rest", check: personalNotInHistory,
		Rule: "Documents, changes and bodies hold digests of sealed values, never the values."},
}

func personalCurrent(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")).seal("phone", `"13800138000"`).seal("name", `"王芳"`).seal("address", `{"楼":3}`))
	got := t.load(r.ref).Personal
	require.Len(t, got, 3)
	for i, want := range []string{"address", "name", "phone"} {
		assert.Equal(t, want, got[i].Field)
		assert.Len(t, got[i].Salt, governance.SaltSize)
		assert.Equal(t, int64(1), got[i].Version)
	}
	t.holds(r)
}

func personalReplaced(t *trial) {
	r := newRecord(1)
	t.commit(r.change().seal("name", `"王芳"`).seal("phone", `"138"`))
	t.commit(r.change().seal("name", `"王小芳"`))
	t.commit(r.change().seal("phone", `"139"`))
	t.commit(r.change().seal("name", `"王大芳"`))
	t.holds(r)
	assert.Equal(t, `"王大芳"`, string(t.load(r.ref).Personal[0].Value))
	assert.Equal(t, `"王小芳"`, string(t.entries(r.ref)[1].Personal[0].Value))
}

func personalUntouched(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")).seal("name", `"王芳"`))
	for range 3 {
		t.commit(r.change(set("a", number(r.version))))
		t.holds(r)
	}
}

func personalSeveralEntries(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")).seal("name", `"一"`).also().seal("name", `"二"`).also(set("a", "2")).also().seal("name", `"三"`).also())
	t.holds(r)
	// the order in which a write lists its values does not matter
	c := r.change().seal("name", `"四"`).also().seal("name", `"五"`)
	c.Personal[0], c.Personal[1] = c.Personal[1], c.Personal[0]
	c.write()
	require.NoError(t, t.ledger.Commit(t.Context(), governance.Commit{At: opening, Writes: []governance.Write{c.Write}}))
	got := t.load(r.ref).Personal
	require.Len(t, got, 1)
	assert.Equal(t, `"五"`, string(got[0].Value), "the value of the last version is the current one")
}

func personalBody(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")).seal("~reason", `"老人在家"`).seal("name", `"王芳"`))
	t.commit(r.change(set("a", "2")).seal("~reason", `"又一次"`))
	t.holds(r)
	assert.Len(t, t.load(r.ref).Personal, 1)
	got := t.entries(r.ref)
	assert.Len(t, got[0].Personal, 2)
	assert.Len(t, got[1].Personal, 1)
}

func personalBothOfAName(t *trial) {
	r := newRecord(1)
	t.commit(r.change().seal("note", `"记录的"`).seal("~note", `"命令的"`))
	t.commit(r.change().seal("~note", `"下一个命令的"`))
	t.holds(r)
	require.NoError(t, governance.VerifySealed(t.entries(r.ref)))
}

func personalRecordsApart(t *trial) {
	a, b, c := newRecord(1), newRecord(2), newRecordOf("task", 1)
	t.commit(a.change().seal("name", `"王芳"`), b.change().seal("name", `"李强"`), c.change().seal("name", `"任务"`))
	t.commit(b.change().seal("name", `"李小强"`))
	t.holds(a, b, c)
}

func personalFound(t *trial) {
	a, b := newRecord(1), newRecord(2)
	t.commit(a.change(set("x", "1")).seal("name", `"王芳"`).seal("~why", `"因"`))
	t.commit(b.change(set("x", "1")))
	t.commit(b.change(set("x", "2")).seal("phone", `"139"`).seal("name", `"李强"`))
	page, err := t.ledger.Find(t.Context(), governance.Query{Kind: matter})
	require.NoError(t, err)
	require.Len(t, page.Items, 2)
	t.same(a, page.Items[0])
	t.same(b, page.Items[1])
}

func personalNotInHistory(t *trial) {
	const value = `"王芳,13800138000"`
	r := newRecord(1)
	t.commit(r.change(set("a", "1")).seal("name", value).seal("~reason", value))
	stored := t.load(r.ref)
	assert.NotContains(t, string(stored.Document), "13800138000")
	for _, e := range append(t.feed(1), t.entries(r.ref)...) {
		for _, f := range append(e.Body, e.Changes...) {
			assert.NotContains(t, string(f.Value), "13800138000")
		}
	}
}
