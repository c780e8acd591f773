package governance

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every name is found under its number, and nothing else is found, also among
// names that the hash cannot tell apart.
func TestSymbols(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for n := range 200 {
		names := make([]string, n)
		for i := range names {
			names[i] = fmt.Sprintf("v%c%d-%c", 'a'+rune(r.IntN(3)), i, 'a'+rune(r.IntN(2)))
		}
		s := newSymbols(names)
		for i, name := range names {
			require.Equal(t, i, s.find(name))
		}
		for _, other := range []string{"", "v", "verify", "va0-c", "\x00"} {
			require.Equal(t, -1, s.find(other), other)
		}
	}
	alike := []string{"axcxe", "aycxe", "azcxe", "abcxe"} // same length, ends and middle
	require.Equal(t, scatter(alike[0]), scatter(alike[1]))
	s := newSymbols(alike)
	for i, name := range alike {
		assert.Equal(t, i, s.find(name))
	}
	assert.Equal(t, -1, s.find("aacxe"))
	assert.Equal(t, -1, (&symbols{}).find("a"))
}

// A serial sorts as district, year and count do.
func TestSerialOf(t *testing.T) {
	last := ""
	for _, s := range []string{
		SerialOf("350205", 2024, 1), SerialOf("350205", 2024, 2), SerialOf("350205", 2024, 10), SerialOf("350205", 2024, 9_999_999),
		SerialOf("350205", 2025, 1), SerialOf("350206", 2024, 1),
	} {
		assert.Greater(t, s, last)
		last = s
	}
	assert.Equal(t, "350205-2024-0000001", SerialOf("350205", 2024, 1))
}

// spread takes a list apart into fields of its own, fold puts it together; a
// document without the list, or with an empty one, stays as it is.
func TestSpreadAndFold(t *testing.T) {
	for _, doc := range []string{
		`{"a":1,"deadlines":[{"x":[1,2]},"b",3],"c":2}`, `{"deadlines":[1]}`, `{"a":1}`, `{}`,
		`{"deadlines":[0,1,2,3,4,5,6,7,8,9,10,11]}`, `{"a":"deadlines","deadlines.x":[[]]}`,
	} {
		fields, err := Document(doc).Split()
		require.NoError(t, err)
		apart := spread(fields, "deadlines")
		for _, f := range apart {
			require.NotEqual(t, "deadlines", f.Name)
		}
		if doc != `{"a":"deadlines","deadlines.x":[[]]}` { // no record has such a field
			assert.Equal(t, doc, string(Join(fold(apart, "deadlines"))))
		}
	}
	fields, err := Document(`{"a":1,"deadlines":["x","y"],"c":2}`).Split()
	require.NoError(t, err)
	names := []string{}
	for _, f := range spread(fields, "deadlines") {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{"a", "deadlines.0", "deadlines.1", "c"}, names)
}

// One share per key: of a key given twice, the one with Desk counts; nobody's
// address is no share.
func TestSharesOf(t *testing.T) {
	see := []Address{Unit("1"), Person("ann"), {}, Person(""), Unit("1"), Public}
	desk := []Address{Person("ann"), Unit("2"), Unit("")}
	assert.Equal(t, []Share{{"1", false}, {"person:ann", true}, {"public", false}, {"2", true}}, sharesOf(see, desk))
	assert.Empty(t, sharesOf(nil, nil))
}

// What says nothing is not sealed; everything else is.
func TestEmpty(t *testing.T) {
	for _, v := range []string{"", `""`, "null", "[]", "{}", "false", "0"} {
		assert.True(t, empty([]byte(v)), v)
	}
	for _, v := range []string{`" "`, "true", "1", "[0]", `{"a":0}`, `"0"`, "-0", "0.0"} {
		assert.False(t, empty([]byte(v)), v)
	}
}
