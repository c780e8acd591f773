package governance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// deltaByMap is Delta as one would write it first: a map of the old, no order taken
// for granted.
func deltaByMap(prev, next []Field) (out []Field) {
	old := map[string][]byte{}
	for _, f := range prev {
		old[f.Name] = f.Value
	}
	for _, f := range next {
		if was, ok := old[f.Name]; !ok || !bytes.Equal(was, f.Value) {
			out = append(out, f)
		}
		delete(old, f.Name)
	}
	for _, f := range prev {
		if _, gone := old[f.Name]; gone {
			out = append(out, Field{Name: f.Name})
		}
	}
	return out
}

// "The changed top-level fields are enough": the quick comparison finds what the
// slow one finds, for fields in one order and in any.
func TestDeltaAgreesWithAMap(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	some := func(shuffled bool) (out []Field) {
		for i := range 12 {
			if r.IntN(3) > 0 {
				out = append(out, Field{fmt.Sprintf("f%d", i), []byte{'0' + byte(r.IntN(2))}})
			}
		}
		if shuffled {
			r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		}
		return out
	}
	for i := range 3000 {
		prev, next := some(i%2 == 0), some(i%3 == 0)
		want := deltaByMap(prev, next)
		got := Delta(prev, next)
		require.Equal(t, len(want), len(got))
		for j := range want {
			require.Equal(t, want[j], got[j], "%v → %v", prev, next)
		}
	}
}

// Names that are known, in their order or not, and names that are not, come out of
// a document the same.
func TestSplitWithKnownNames(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	known := []string{"a", "bb", "c", "deadlines", "deadlines.0", "deadlines.1", "标题"}
	names := append(slices.Clone(known), "x", "deadlines.24", "a\"b", "é")
	for range 2000 {
		var fields []Field
		for _, i := range r.Perm(len(names))[:r.IntN(len(names))] {
			fields = append(fields, Field{names[i], []byte("1")})
		}
		doc := Join(fields)
		got, err := doc.split(known)
		require.NoError(t, err)
		want, err := doc.Split()
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

// What is written without asking encoding/json is what it would have written.
func TestQuotingAgreesWithEncodingJSON(t *testing.T) {
	for _, s := range []string{"", "a", "路灯", "a\"b", `a\b`, "<&>", "\x00", "\x1f", "\x7f", "\u2028", "\u2029", "𠮷", "\xff", "中\xe4", "\u0085", "a\nb\tc"} {
		want, err := StdCodec{}.Marshal(s)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(appendQuote(nil, s)), "%q", s)
		assert.Equal(t, "x"+string(want), string(appendQuote([]byte("x"), s)))
	}
}

// The default codec writes what an encoder that leaves HTML alone writes, whether
// there was anything to escape or not.
func TestStdCodecAgreesWithAnEncoder(t *testing.T) {
	for _, v := range []any{
		"a<b", "a&b>c", `\u003c`, `a\\u0026`, "plain", "路灯", map[string]string{"<": ">"}, []string{"&", "\u2028"}, struct {
			A string `json:"a"`
			T time.Time
		}{"<script>", time.Unix(0, 0)}, nil, 1, true, `\`, `\\u003`, "\u0026\u0026",
	} {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		require.NoError(t, enc.Encode(v))
		got, err := StdCodec{}.Marshal(v)
		require.NoError(t, err)
		assert.Equal(t, strings.TrimSuffix(b.String(), "\n"), string(got))
	}
	_, err := StdCodec{}.Marshal(make(chan int))
	require.Error(t, err)
}

// A deadline is shown as encoding/json would write it.
func TestDeadlineIsShownAsJSON(t *testing.T) {
	now := time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)
	for _, d := range []Deadline{
		{Name: "verify", Unit: "350205001001", Due: now.Add(time.Hour), Calendar: "cn-2026+1f"},
		{Name: "a\"b", Due: now.Add(-time.Hour), Warned: Red, Provisional: true},
		{Name: "x", Due: now, End: now, Lifted: true},
	} {
		got := d.appendView(nil, "核验<1>", now)
		want, err := StdCodec{}.Marshal(struct {
			Name        string    `json:"name"`
			Label       string    `json:"label"`
			Unit        string    `json:"unit,omitempty"`
			Due         time.Time `json:"due"`
			Provisional bool      `json:"provisional"`
			State       State     `json:"state"`
			Warned      Colour    `json:"warned,omitempty"`
			Calendar    string    `json:"calendar"`
		}{d.Name, "核验<1>", string(d.Unit), d.Due, d.Provisional, d.State(now), d.Warned, d.Calendar})
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got))
	}
}

// An ended clock keeps what lateness and scores follow from, and nothing else.
func TestAnEndedClockKeepsWhatCounts(t *testing.T) {
	now := time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)
	d := Deadline{Name: "x", Unit: "1", Start: now, Period: Period{5, WorkingDays}, Due: now.Add(time.Hour), Percent: 80, Yellow: now, Then: "lapse", Calendar: "c", Warned: Yellow}
	d.finish(&Moment{AsOf: now.Add(time.Minute)})
	assert.Equal(t, Deadline{Name: "x", Unit: "1", Start: now, Period: Period{5, WorkingDays}, Due: now.Add(time.Hour), Calendar: "c", Warned: Yellow, End: now.Add(time.Minute)}, d)
	doc, err := StdCodec{}.Marshal(d)
	require.NoError(t, err)
	for _, gone := range []string{"percent", "yellow\":\"2", "then"} {
		assert.NotContains(t, string(doc), gone)
	}
}

// A seal is of one length of salt: another would let bytes pass from the salt into
// the field's name.
func TestSealsOfAnotherSaltAreNone(t *testing.T) {
	p := Personal{Field: "title", Version: 1, Salt: bytes.Repeat([]byte{1}, SaltSize), Value: []byte(`"路灯"`)}
	e := Entry{Changes: []Field{{"title", p.Seal()}}}
	require.True(t, e.holds(p))
	moved := p
	moved.Salt, moved.Field = p.Salt[:SaltSize-1], "\x01title"
	require.Equal(t, string(p.Seal()), string(moved.Seal()), "the bytes are the same")
	e.Changes[0].Name = moved.Field
	require.False(t, e.holds(moved))
	for i, other := range []Personal{{Field: "text", Salt: p.Salt, Value: p.Value}, {Field: "title", Salt: p.Salt, Value: []byte(`"x"`)}, {Field: "title", Salt: bytes.Repeat([]byte{2}, SaltSize), Value: p.Value}} {
		require.NotEqual(t, string(p.Seal()), string(other.Seal()), "%d", i)
	}
}

// knot is a tree of its own kind.
type knot struct {
	Name  string  `json:"name"`
	Below []knot  `json:"below,omitempty"`
	Next  *branch `json:"next,omitempty"`
}

type branch struct {
	Of []knot `json:"of"`
}

// whole writes itself as a number, word as a word.
type (
	whole int64
	word  int64
)

func (w whole) MarshalText() ([]byte, error) { return []byte(fmt.Sprint(int64(w))), nil }
func (word) MarshalText() ([]byte, error)    { return []byte("word"), nil }

// A tree is described once; below, its nodes are left open. A value that writes
// itself as a number is one.
func TestSpecsOfTreesAndNumbers(t *testing.T) {
	specs, err := fieldsOf(reflect.TypeFor[knot]())
	require.NoError(t, err)
	below := specNamed(specs, "below")
	assert.Equal(t, ObjectField, below.Element.Type)
	assert.Empty(t, below.Element.Fields)
	of := specNamed(specNamed(specs, "next").Fields, "of")
	assert.Empty(t, of.Element.Fields)
	numbers, err := fieldsOf(reflect.TypeFor[struct {
		A whole        `json:"a"`
		B word         `json:"b"`
		C orgtree.Kind `json:"c"`
		D *whole       `json:"d"`
	}]())
	require.NoError(t, err)
	for name, want := range map[string]FieldType{"a": DecimalField, "b": TextField, "c": TextField, "d": DecimalField} {
		assert.Equal(t, want, specNamed(numbers, name).Type, name)
	}
}
