package governance_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// sample is an entry with something in every field.
func sample() governance.Entry {
	at := instant("2024-09-27 09:00")
	return governance.Entry{
		Ref: governance.Ref{Kind: "loan", ID: uuid.UUID{1}}, Version: 3, At: at, AsOf: at.Add(-time.Hour), Verb: "lend", Rule: "loan.lend",
		By:      governance.Stamp{Account: "a", Person: "b", Post: "c", Unit: "d"},
		Cause:   governance.Cause{Ref: governance.Ref{Kind: "tag", ID: uuid.UUID{2}}, Version: 4},
		Body:    []governance.Field{{Name: "key", Value: []byte(`"7"`)}, {Name: "x", Value: []byte(`1`)}},
		Changes: []governance.Field{{Name: "phase", Value: []byte(`"lent"`)}, {Name: "gone"}},
	}
}

// alterations change one thing of an entry each; every one must change the
// digest.
var alterations = map[string]func(*governance.Entry){
	"kind": func(e *governance.Entry) { e.Ref.Kind = "loam" }, "id": func(e *governance.Entry) { e.Ref.ID[15]++ },
	"version": func(e *governance.Entry) { e.Version++ }, "at": func(e *governance.Entry) { e.At = e.At.Add(time.Microsecond) },
	"as of": func(e *governance.Entry) { e.AsOf = e.AsOf.Add(-time.Microsecond) }, "verb": func(e *governance.Entry) { e.Verb += "s" },
	"rule": func(e *governance.Entry) { e.Rule = "loan.lent" }, "account": func(e *governance.Entry) { e.By.Account = "" },
	"person": func(e *governance.Entry) { e.By.Person = "bb" }, "post": func(e *governance.Entry) { e.By.Post = "" },
	"unit": func(e *governance.Entry) { e.By.Unit = "e" }, "system": func(e *governance.Entry) { e.By.System = true },
	"cause's kind": func(e *governance.Entry) { e.Cause.Ref.Kind = "" }, "cause's id": func(e *governance.Entry) { e.Cause.Ref.ID[0]++ },
	"cause's version": func(e *governance.Entry) { e.Cause.Version = 0 }, "body's name": func(e *governance.Entry) { e.Body[0].Name = "Key" },
	"body's value": func(e *governance.Entry) { e.Body[0].Value = []byte(`"8"`) }, "body's order": func(e *governance.Entry) { slices.Reverse(e.Body) },
	"body's length": func(e *governance.Entry) { e.Body = e.Body[:1] }, "change's value": func(e *governance.Entry) { e.Changes[0].Value = []byte(`"asked"`) },
	"removed or empty":     func(e *governance.Entry) { e.Changes[1].Value = []byte{} },
	"removed or null":      func(e *governance.Entry) { e.Changes[1].Value = []byte("null") },
	"change's order":       func(e *governance.Entry) { slices.Reverse(e.Changes) },
	"body moved":           func(e *governance.Entry) { e.Changes, e.Body = append(e.Body[1:], e.Changes...), e.Body[:1] },
	"verb runs into rule":  func(e *governance.Entry) { e.Verb, e.Rule = "lendl", "oan.lend" },
	"rule runs into verb":  func(e *governance.Entry) { e.Verb, e.Rule = "len", "dloan.lend" },
	"name runs into value": func(e *governance.Entry) { e.Body[0] = governance.Field{Name: `key"`, Value: []byte(`7"`)} },
	"account runs into person": func(e *governance.Entry) {
		e.By.Account, e.By.Person = "ab", ""
	},
	"kind runs into verb": func(e *governance.Entry) { e.Ref.Kind, e.Verb = "loanl", "end" },
}

// "Every part is written behind its length, so that no two different entries
// are the same bytes": no alteration, and no byte moved over a border, keeps the
// digest; and no two alterations give the same one.
func TestSealIsInjective(t *testing.T) {
	e := sample()
	seen := map[governance.Digest]string{e.Seal(governance.Digest{}): "the entry itself"}
	seen[e.Seal(governance.Digest{1})] = "another predecessor"
	require.Len(t, seen, 2)
	for name, alter := range alterations {
		e := sample()
		alter(&e)
		d := e.Seal(governance.Digest{})
		assert.Empty(t, seen[d], "%s", name)
		seen[d] = name
		assert.Equal(t, d, e.Digest)
	}
}

// What is no part of the digest: the position, the personal values, the zone an
// instant comes back in, and what lies below a microsecond.
func TestSealLeavesOut(t *testing.T) {
	e := sample()
	want := e.Seal(governance.Digest{})
	e.Position, e.Personal = 99, []governance.Personal{{Field: "x"}}
	e.At, e.AsOf = e.At.UTC(), e.AsOf.UTC().Add(999)
	assert.Equal(t, want, e.Seal(governance.Digest{}))
	assert.Len(t, want.String(), 64)
	assert.False(t, want.IsZero())
	assert.True(t, governance.Digest{}.IsZero())
}

// chain is a history of n entries.
func chain(n int) ([]governance.Entry, governance.Digest) {
	var prev governance.Digest
	out := make([]governance.Entry, n)
	for i := range out {
		e := sample()
		e.Version = int64(i + 1)
		e.At, e.AsOf = e.At.Add(time.Duration(i)*time.Minute), e.AsOf.Add(time.Duration(i)*time.Minute)
		p := governance.Personal{Field: "name", Version: e.Version, Salt: fmt.Appendf(nil, "salt-%011d", i), Value: fmt.Appendf(nil, `"张%d"`, i)}
		e.Changes = append(e.Changes, governance.Field{Name: "name", Value: p.Seal()})
		e.Personal = []governance.Personal{p}
		prev = e.Seal(prev)
		out[i] = e
	}
	return out, prev
}

// "10,000 alterations of history, all found": here 4,000 seeded ones over every
// kind of alteration and place.
func TestVerifyFindsEveryAlteration(t *testing.T) {
	const length = 12
	whole, head := chain(length)
	require.NoError(t, governance.Verify(whole, head))
	kinds := make([]string, 0, len(alterations))
	for name := range alterations {
		kinds = append(kinds, name)
	}
	slices.Sort(kinds)
	structural := []func([]governance.Entry, int) []governance.Entry{
		func(es []governance.Entry, i int) []governance.Entry { return slices.Delete(es, i, i+1) },
		func(es []governance.Entry, i int) []governance.Entry { return slices.Insert(es, i, es[i]) },
		func(es []governance.Entry, i int) []governance.Entry {
			j := (i + 1) % length
			es[i], es[j] = es[j], es[i]
			return es
		},
		func(es []governance.Entry, i int) []governance.Entry {
			es[i].Personal = []governance.Personal{es[i].Personal[0]}
			es[i].Personal[0].Value = []byte(`"王"`)
			return es
		},
		func(es []governance.Entry, i int) []governance.Entry {
			es[i].Personal = []governance.Personal{es[i].Personal[0]}
			es[i].Personal[0].Salt = make([]byte, 16)
			return es
		},
		func(es []governance.Entry, i int) []governance.Entry {
			es[i].Personal = []governance.Personal{es[i].Personal[0]}
			es[i].Personal[0].Field = "nome"
			return es
		},
		func(es []governance.Entry, i int) []governance.Entry { es[i].Digest[i]++; return es },
	}
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 4000 {
		es, _ := chain(length)
		i := r.IntN(length)
		what := r.IntN(len(kinds) + len(structural))
		name := fmt.Sprint("structural ", what-len(kinds))
		if what < len(kinds) {
			name = kinds[what]
			alterations[name](&es[i])
		} else {
			es = structural[what-len(kinds)](es, i)
		}
		require.ErrorIs(t, governance.Verify(es, head), governance.ErrTampered, "alteration %d: %s of entry %d", n, name, i+1)
	}
}

// Somebody who seals an altered entry anew, and all behind it, is found by the
// head; without a head only the end is unguarded.
func TestHeadGuardsTheEnd(t *testing.T) {
	es, head := chain(5)
	require.ErrorIs(t, governance.Verify(es[:4], head), governance.ErrTampered)
	require.NoError(t, governance.Verify(es[:4], governance.Digest{}))
	require.NoError(t, governance.Verify(nil, governance.Digest{}))
	es[2].Verb = "return"
	prev := es[1].Digest
	for i := 2; i < len(es); i++ {
		prev = es[i].Seal(prev)
	}
	require.NoError(t, governance.Verify(es, governance.Digest{}))
	require.ErrorIs(t, governance.Verify(es, head), governance.ErrTampered)
}

// "An entry's at is never before its predecessor's", even if all digests fit.
func TestVerifyKeepsTimeInOrder(t *testing.T) {
	es, _ := chain(2)
	es[1].At = es[0].At.Add(-time.Microsecond)
	head := es[1].Seal(es[0].Digest)
	require.ErrorIs(t, governance.Verify(es, head), governance.ErrTampered)
	es[1].At = es[0].At
	head = es[1].Seal(es[0].Digest)
	require.NoError(t, governance.Verify(es, head))
}

// A sealed value's digest depends on salt, field and value, and on nothing
// else; erasing values leaves the chain valid.
func TestSealedValues(t *testing.T) {
	p := governance.Personal{Field: "name", Salt: []byte("0123456789abcdef"), Value: []byte(`"张三"`)}
	seal := string(p.Seal())
	assert.Regexp(t, `^"sealed:[A-Za-z0-9_-]{22}"$`, seal)
	for name, other := range map[string]governance.Personal{
		"salt": {Field: p.Field, Salt: []byte("1123456789abcdef"), Value: p.Value}, "field": {Field: "nam", Salt: p.Salt, Value: p.Value},
		"value": {Field: p.Field, Salt: p.Salt, Value: []byte(`"张四"`)}, "border": {Field: "nam", Salt: p.Salt, Value: []byte(`e"张三"`)},
	} {
		assert.NotEqual(t, seal, string(other.Seal()), name)
	}
	p.Version = 9
	assert.Equal(t, seal, string(p.Seal()))
	es, head := chain(4)
	for i := range es {
		es[i].Personal = nil
		require.NoError(t, governance.Verify(es, head), "values that were erased are not missed")
	}
	body := governance.Personal{Field: "~reason"}
	assert.True(t, body.InBody())
	assert.False(t, p.InBody())
}
