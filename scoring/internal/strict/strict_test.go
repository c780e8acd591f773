package strict_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// shouted is a value that unmarshals itself, and only from capitals.
type shouted string

func (s *shouted) UnmarshalText(text []byte) error {
	if strings.ToUpper(string(text)) != string(text) {
		return errors.New("13800138000 is not shouted")
	}
	*s = shouted(text)
	return nil
}

type leaf struct {
	Name  string  `json:"name"`
	Count int8    `json:"count,omitempty"`
	Sure  bool    `json:"sure,omitempty"`
	Loud  shouted `json:"loud,omitempty"`
}

type tree struct {
	leaf   `json:"-"`
	Leaves []leaf  `json:"leaves,omitempty"`
	One    *leaf   `json:"one,omitempty"`
	Below  []*tree `json:"below,omitempty"`
}

func decode(text string) (tree, []string) {
	var into tree
	var out []string
	for _, f := range strict.Decode([]byte(text), &into) {
		out = append(out, f.Path+" "+f.Code)
	}
	return into, out
}

// What is right is read; what is wrong is named with its path, all of it, and
// reading goes on behind it.
func TestDecode(t *testing.T) {
	got, faults := decode(`{"leaves": [{"name": "a", "count": -128, "sure": true, "loud": "X"}, {"name": ""}], "one": {"name": "b"}, "below": [{"leaves": []}]}`)
	require.Empty(t, faults)
	require.Equal(t, []leaf{{Name: "a", Count: -128, Sure: true, Loud: "X"}, {}}, got.Leaves)
	require.Equal(t, &leaf{Name: "b"}, got.One)
	require.NotNil(t, got.Below[0].Leaves, "an empty list is not none")

	for text, want := range map[string][]string{
		`{"leaves": [{"count": 128}, {"name": 1, "sure": "yes", "loud": "x"}], "one": {"name": "b", "name": "c"}}`: {
			"leaves[0].count wrong-type", "leaves[0].name required", "leaves[1].name wrong-type", "leaves[1].sure wrong-type", "leaves[1].loud bad-value", "one.name duplicate",
		},
		`{"Leaves": [], "leaf": {"deep": [1, {"x": [2]}]}, "below": {"a": [1]}, "one": null}`: {"Leaves unknown-field", "leaf unknown-field", "below wrong-type", "one wrong-type"},
		`{"leaves": [{"name": "a", "loud": 7}, [[]], "x"]}`:                                   {"leaves[0].loud wrong-type", "leaves[1] wrong-type", "leaves[2] wrong-type"},
		`{"one": {"name": "a", "count": 1.0}}`:                                                {"one.count wrong-type"},
		`{"one": {"name": "a", "count": 1e1}}`:                                                {"one.count wrong-type"},
		`{"138-0013": {}}`:                                                                    {"? unknown-field"},
		`{"one": {"name": "a"`:                                                                {"one not-json"},
		`{"unknown": {"name": `:                                                               {"unknown unknown-field", " not-json"},
		`{"leaves": [}`:                                                                       {"leaves not-json"},
		`{} {}`:                                                                               {" trailing"},
		``:                                                                                    {" not-json"},
		`7`:                                                                                   {" wrong-type"},
		`{"one": {"name": "\ud800"}} x`:                                                       {" trailing"},
	} {
		_, faults := decode(text)
		require.Equal(t, want, faults, text)
	}
	_, faults = decode(strings.Repeat(`{"below":[`, 40) + strings.Repeat(`]}`, 40))
	require.Len(t, faults, 1)
	require.Contains(t, faults[0], "too-deep")
}

// What was sent is never repeated, not even by the error of the value itself.
func TestErrorsRepeatNothing(t *testing.T) {
	var into leaf
	for _, f := range strict.Decode([]byte(`{"name": "a", "loud": "x"}`), &into) {
		require.NotContains(t, f.Detail.En+f.Detail.Zh, "138")
	}
}

// What could not be read is not also missing.
func TestMerge(t *testing.T) {
	fault := func(paths ...string) (out governance.Faults) {
		for _, p := range paths {
			out.Add(p, "c", "中", "e")
		}
		return out
	}
	got := strict.Merge(fault("a", "b[0]"), fault("a", "a.x", "a[1]", "ab", "b", "b[0].y", "c"))
	require.Equal(t, fault("a", "b[0]", "ab", "b", "c"), got)
	require.Equal(t, fault(""), strict.Merge(fault(""), fault("x")))
}

// Digests are taken of these bytes.
func TestEncode(t *testing.T) {
	require.Equal(t, `{"name":"<甲&乙>"}`, string(strict.Encode(leaf{Name: "<甲&乙>"})))
	require.Panics(t, func() { strict.Encode(func() {}) })
}
