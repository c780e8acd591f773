package ledgertest

import (
	"strings"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var octets = []Case{
	{Name: "as they stand", check: bytesAsTheyStand,
		Rule: "JSON is kept byte for byte: spaces, order and repetition of names, notation of numbers, escapes."},
	{Name: "text", check: bytesText,
		Rule: "Any UTF-8 text is kept byte for byte in every place a text can stand: rare and combining characters, emoji, quotes, line ends."},
	{Name: "long", check: bytesLong,
		Rule: "Documents, entries, sealed values and answers of a megabyte are kept."},
	{Name: "nil and empty", check: bytesNilAndEmpty,
		Rule: "Absent and empty stay apart where it matters, and empty texts are kept."},
	{Name: "NUL", check: bytesNUL,
		Rule: "Text with NUL, which callers do not send, is refused with an error or kept exactly; it is never cut."},
	{Name: "nobody else's", check: bytesNobodyElses,
		Rule: "The ledger keeps no slice it was handed and hands out none it keeps: changing them afterwards changes nothing."},
}

func bytesAsTheyStand(t *trial) {
	r := newRecord(1)
	for _, value := range []string{
		`{"b":1, "a" : 2,"b":3}`, "[ 1,\n\t2 ]", "1.0", "1e3", "-0", "12345678901234567890.123456789", `"\u8def\/灯"`, `"<a&b>"`, `""`, "null", "true", "[]", "{}",
	} {
		t.commit(r.change(set("value", value), set("字段", value)).body(set("same", value)).seal("sealed", value).seal("~sealed", value))
		t.holds(r)
	}
}

// texts are hard to keep for one database or another.
var texts = []string{
	"路灯不亮，请尽快维修。", "𠮷野家", "🏮👨‍👩‍👧🇨🇳", "㐀𪜀𰻝王㛃", "e\u0301\u0323 \u0323e\u0301", "\u00e9", "\ufeffBOM", "\u200b\u202e", "\uffff\U0010ffff",
	"line\nend\r\ntab\t", `quote " ' backslash \ percent % under _`, "'; DROP TABLE records; --", "$1 ?1 :name @p", "\x01\x1f\x7f", " spaces ", "İıſK", strings.Repeat("长", 2000),
}

func bytesText(t *trial) {
	for i, text := range texts {
		r := newRecordOf("种类"+number(int64(i)), i)
		quoted, err := governance.StdCodec{}.Marshal(text)
		require.NoError(t, err)
		c := r.change(set("名", string(quoted)), set("field "+text, "1")).body(set("body "+text, string(quoted))).
			seal("sealed "+text, string(quoted)).share(see(text)).take(governance.Claim(text)).
			entry(func(e *governance.Entry) {
				e.Verb, e.Rule, e.By = text, text, governance.Stamp{Account: text, Person: text, Post: text, Unit: text}
				e.Cause = governance.Cause{Ref: governance.Ref{Kind: text}, Version: 1}
			}).
			with(func(h *governance.Header) { h.Title, h.Serial, h.Unit = text, "S"+text, text })
		require.NoError(t, t.attemptWith(keyed(text, text, text, r.ref), c))
		t.holds(r)
		t.answers(text, text, text)
		t.finds([]int{i}, governance.Query{Keys: []string{text}}, "by key")
		t.finds([]int{i}, governance.Query{Text: text, Unit: []string{text}}, "by text and unit")
		first, err := t.ledger.Reserve(t.Context(), text, 1)
		require.NoError(t, err)
		assert.Equal(t, int64(1), first)
	}
}

func bytesLong(t *trial) {
	long := `"` + strings.Repeat("街道🏮", 1<<20/10) + `"`
	r := newRecord(1)
	require.NoError(t, t.attemptWith(keyed("acct", "k", long, r.ref),
		r.change(set("text", long)).body(set("text", long)).seal("name", long).seal("~name", long)))
	t.holds(r)
	t.answers(long, "acct", "k")
	t.commit(r.change(set("more", "1")))
	t.holds(r)
	assert.Len(t, t.feed(2), 2)
}

func bytesNilAndEmpty(t *trial) {
	r := newRecord(1)
	t.commit(r.change())
	require.Equal(t, "{}", string(t.load(r.ref).Document), "a document without fields")
	t.commit(r.change(set("a", `""`), drop("b")).seal("empty", `""`).entry(func(e *governance.Entry) {
		e.Verb, e.Rule, e.By = "", "", governance.Stamp{}
	}))
	t.holds(r)
	t.commit(r.change(drop("a"), drop("empty")).with(func(h *governance.Header) { *h = governance.Header{} }))
	got := t.load(r.ref)
	assert.Equal(t, "{}", string(got.Document), "all fields removed")
	t.finds([]int{1}, governance.Query{}, "a record with an empty header is found")
}

func bytesNUL(t *trial) {
	const text = "前\x00后"
	r := newRecord(1)
	err := t.attempt(r.change(set("a", `"`+text+`"`)).seal("name", `"`+text+`"`).
		entry(func(e *governance.Entry) { e.Verb, e.By.Person = text, text }))
	t.holds(r) // all of it or, when it was refused, nothing
	if err != nil {
		t.commit(newRecord(1).change(set("a", "1")))
	}
	titled := newRecord(2).with(func(h *governance.Header) { h.Title = text })
	if t.attempt(titled.change(set("a", "1")).share(see(text))) == nil {
		t.finds([]int{2}, governance.Query{Text: "后"}, "a title that was taken is not cut at NUL")
		t.finds([]int{2}, governance.Query{Keys: []string{text}}, "nor is a key")
		t.finds(nil, governance.Query{Keys: []string{"前"}}, "nor is it another key")
	}
}

func bytesNobodyElses(t *trial) {
	r := newRecord(1)
	c := r.change(set("a", `"kept"`)).body(set("b", `"kept"`)).seal("name", `"kept"`).share(see("kept"))
	body := []byte("kept")
	require.NoError(t, t.attemptWith(func(commit *governance.Commit) {
		keyed("acct", "k", "", r.ref)(commit)
		commit.Answer.Body = body
	}, c))
	for _, b := range [][]byte{c.Document, c.Entries[0].Changes[0].Value, c.Entries[0].Body[0].Value, c.Personal[0].Value, c.Personal[0].Salt, body} {
		scribble(b)
	}
	c.Entries[0].Verb, c.Entries[0].Changes[0].Name, c.Personal[0].Field, c.Audience[0].Key = "x", "x", "x", "x"
	t.keptAll(r)
	got := t.load(r.ref)
	entry := t.entries(r.ref)[0]
	answer, err := t.ledger.Answer(t.Context(), "acct", "k", opening)
	require.NoError(t, err)
	for _, b := range [][]byte{got.Document, got.Personal[0].Value, got.Personal[0].Salt, entry.Changes[0].Value, entry.Body[0].Value, entry.Personal[0].Value, answer.Body} {
		scribble(append(b, "more"...))
		scribble(b)
	}
	got.Personal[0].Field, entry.Changes[0].Name = "x", "x"
	t.keptAll(r)
}

// keptAll requires that everything bytesNobodyElses committed is as it was.
func (t *trial) keptAll(r *record) {
	t.Helper()
	t.holds(r)
	t.answers("kept", "acct", "k")
	t.finds([]int{1}, governance.Query{Keys: []string{"kept"}}, "the audience as it was")
}

func scribble(b []byte) {
	for i := range b {
		b[i] = '#'
	}
}
