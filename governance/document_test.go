package governance_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// Split must find the same top-level fields as encoding/json does, whatever
// stands in them.
func TestSplitAgreesWithEncodingJSON(t *testing.T) {
	for _, doc := range []string{
		`{}`, ` { } `, `{"a":1}`, `{"a":-1.5e+3,"b":null,"c":true}`, `{"a":"x,}\"]","b":["{",{"c":"\\"}]}`,
		"{\n \"a\" : [ 1 , 2 ] ,\n\t\"b\" : { \"c\" : { } } }", `{"":""}`, `{"甲":"乙","é":[],"\u00e9x":{}}`, `{"a\"b":1,"c\\":2}`,
		`{"deep":[[[[[{"a":[1,{"b":"]"}]}]]]]]}`,
	} {
		fields, err := governance.Document(doc).Split()
		require.NoError(t, err, doc)
		want := map[string]json.RawMessage{}
		require.NoError(t, json.Unmarshal([]byte(doc), &want), doc)
		assert.Len(t, fields, len(want), doc)
		for _, f := range fields {
			assert.Equal(t, string(want[f.Name]), string(f.Value), "%s: %s", doc, f.Name)
		}
	}
}

// Bytes that are no JSON object are damage, and named as such.
func TestSplitRefusesDamage(t *testing.T) {
	for _, doc := range []string{
		``, `null`, `[]`, `"a"`, `{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{,"a":1}`, `{"a" 1}`, `{"a":}`, `{"a":"x}`, `{"a":[1}`,
		`{"a":1 "b":2}`, `{a:1}`, `{"a":"\`, `{"\q":1}`,
	} {
		_, err := governance.Document(doc).Split()
		assert.Error(t, err, doc)
	}
}

// names that need quoting in every way.
var names = []string{"a", "title", "u.350205", "", " ", `"`, `\`, "a\nb", "\x01", "甲", "é<&>", "\u2028", "\x7f", "👨‍👩‍👧", "a.b", "~x"}

// Join is the inverse of Split, and writes what encoding/json would read.
func TestJoinIsTheInverseOfSplit(t *testing.T) {
	var fields []governance.Field
	for i, name := range names {
		fields = append(fields, governance.Field{Name: name, Value: fmt.Appendf(nil, `{"n":%d,"s":"}\""}`, i)})
	}
	doc := governance.Join(fields)
	require.True(t, json.Valid(doc), "%s", doc)
	got, err := doc.Split()
	require.NoError(t, err)
	assert.Equal(t, fields, got)
	assert.Equal(t, "{}", string(governance.Join(nil)))
	want := map[string]json.RawMessage{}
	require.NoError(t, json.Unmarshal(doc, &want))
	assert.Len(t, want, len(names))
}

// Handing on a field must not let appending to it write over the next one.
func TestSplitValuesDoNotOverlap(t *testing.T) {
	fields, err := governance.Document(`{"a":1,"b":2}`).Split()
	require.NoError(t, err)
	_ = append(fields[0].Value, "99"...)
	assert.Equal(t, "2", string(fields[1].Value))
}

// FuzzSplit: whatever is a JSON object without repeated names is split as
// encoding/json reads it, and joined again means the same; nothing panics.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{`{}`, `{"a":[1,{"b":null}],"c":"\u0041"}`, `{"":{"":""}}`, `{"a":"\\\""}`, `{"a":1e9,"a":2}`, `[`, `{"a":[}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		fields, err := governance.Document(doc).Split()
		want := map[string]json.RawMessage{}
		if json.Unmarshal(doc, &want) != nil || bytes.Equal(bytes.TrimSpace(doc), []byte("null")) || !json.Valid([]byte(string(bytes.ToValidUTF8(doc, nil)))) {
			return // not an object: it may refuse or not, but it may not panic
		}
		require.NoError(t, err)
		last := map[string]string{}
		for _, f := range fields {
			last[string(bytes.ToValidUTF8([]byte(f.Name), []byte("\ufffd")))] = string(f.Value)
		}
		if len(want) == len(last) {
			for name, value := range last {
				require.Equal(t, string(want[name]), value)
			}
		}
		again, err := governance.Join(fields).Split()
		require.NoError(t, err)
		require.Len(t, again, len(fields))
	})
}

// Delta: what differs, in next's order, then what is gone, in prev's.
func TestDelta(t *testing.T) {
	f := func(name, value string) governance.Field {
		if value == "" {
			return governance.Field{Name: name}
		}
		return governance.Field{Name: name, Value: []byte(value)}
	}
	prev := []governance.Field{f("a", "1"), f("b", "2"), f("c", "3"), f("d", "4")}
	for _, c := range []struct{ next, want []governance.Field }{
		{prev, nil},
		{[]governance.Field{f("d", "4"), f("c", "3"), f("b", "2"), f("a", "1")}, nil},
		{[]governance.Field{f("a", "1"), f("b", "9"), f("c", "3"), f("d", "4")}, []governance.Field{f("b", "9")}},
		{[]governance.Field{f("x", "0"), f("a", "1"), f("c", "33"), f("d", "4")}, []governance.Field{f("x", "0"), f("c", "33"), f("b", "")}},
		{nil, []governance.Field{f("a", ""), f("b", ""), f("c", ""), f("d", "")}},
	} {
		assert.Equal(t, c.want, governance.Delta(prev, c.next))
	}
	assert.Equal(t, prev, governance.Delta(nil, prev))
}

// randomFields is a random document: some of a dozen names, each with one of a
// few values.
func randomFields(r *rand.Rand) []governance.Field {
	var out []governance.Field
	for _, i := range r.Perm(len(names)) {
		if r.IntN(3) > 0 {
			out = append(out, governance.Field{Name: names[i], Value: fmt.Appendf(nil, `"%d"`, r.IntN(3))})
		}
	}
	return out
}

// "With the entries before it, an entry rebuilds the record as it stood":
// folding the deltas of a random life gives every one of its versions.
func TestDeltasRebuildEveryVersion(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		var entries []governance.Entry
		var prev []governance.Field
		var versions [][]governance.Field
		for range 1 + r.IntN(12) {
			next := randomFields(r)
			entries = append(entries, governance.Entry{Changes: governance.Delta(prev, next)})
			prev, versions = next, append(versions, next)
		}
		for v, want := range versions {
			got, err := governance.Rebuild(entries[:v+1]).Split()
			require.NoError(t, err)
			require.Equal(t, sorted(want), sorted(got), "seed %d version %d", seed, v+1)
		}
	}
	assert.Equal(t, "{}", string(governance.Rebuild(nil)))
}

func sorted(fields []governance.Field) []string {
	out := []string{}
	for _, f := range fields {
		out = append(out, f.Name+"\x00"+string(f.Value))
	}
	slices.Sort(out)
	return out
}

// The default codec keeps texts readable and is undone by itself.
func TestStdCodec(t *testing.T) {
	var c governance.StdCodec
	raw, err := c.Marshal(map[string]string{"a": "<甲&乙>\n"})
	require.NoError(t, err)
	assert.Equal(t, `{"a":"<甲&乙>\n"}`, string(raw))
	var back map[string]string
	require.NoError(t, c.Unmarshal(raw, &back))
	assert.Equal(t, "<甲&乙>\n", back["a"])
	_, err = c.Marshal(func() {})
	assert.Error(t, err)
}

// A codec of the embedder's is the one that is used, for records and commands.
func TestCodecIsAPort(t *testing.T) {
	w := newWorld(t)
	counted := &countingCodec{}
	loans, err := governance.NewBook(loanInstitution())
	require.NoError(t, err)
	tags, err := governance.NewBook(tagInstitution())
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(2), Directory: w.dir, Codec: counted}, loans.Shelf, tags.Shelf)
	require.NoError(t, err)
	l, err := loans.Do(t.Context(), governance.Request{Actor: w.actor(ann), Command: asking()})
	require.NoError(t, err)
	assert.Positive(t, counted.out)
	_, err = loans.Get(t.Context(), w.actor(ann), l.ID)
	require.NoError(t, err)
	assert.Positive(t, counted.in)
}

type countingCodec struct {
	governance.StdCodec
	in, out int
}

func (c *countingCodec) Marshal(v any) ([]byte, error) { c.out++; return c.StdCodec.Marshal(v) }

func (c *countingCodec) Unmarshal(data []byte, v any) error {
	c.in++
	return c.StdCodec.Unmarshal(data, v)
}
