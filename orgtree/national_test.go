package orgtree_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// national returns the text of the national file: every division of the
// mainland, 2023 edition. It stands in the module that nobody embeds.
func national(t testing.TB) []byte {
	t.Helper()
	path := os.Getenv("JINLIN_DIVISIONS")
	if path == "" {
		path = "../examples/proof/testdata/china.csv.gz"
	}
	packed, err := os.ReadFile(path)
	require.NoError(t, err, "the national file is missing: set JINLIN_DIVISIONS")
	r, err := gzip.NewReader(bytes.NewReader(packed))
	require.NoError(t, err)
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	return text
}

func nationalOrg(t testing.TB) *orgtree.Org {
	t.Helper()
	o, err := orgtree.ImportDivisions(bytes.NewReader(national(t)), orgtree.ImportOptions{})
	require.NoError(t, err)
	return o
}

// The whole country against a plain map of the same lines.
func TestWholeCountry(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(string(national(t))), "\n")[1:]
	names := map[orgtree.Code]string{}
	var codes []orgtree.Code
	for _, line := range lines {
		code, name, _ := strings.Cut(line, ",")
		names[orgtree.Code(code)] = name
		codes = append(codes, orgtree.Code(code))
	}
	o := nationalOrg(t)
	tree := o.On(0)
	require.Equal(t, 665_276, tree.Len())
	counts := map[orgtree.Kind]int{}
	for r := range orgtree.Ref(tree.Len()) {
		counts[tree.KindAt(r)]++
	}
	assert.Equal(t, map[orgtree.Kind]int{
		orgtree.Province: 31, orgtree.City: 342, orgtree.District: 2_978, orgtree.Town: 41_352, orgtree.Community: 620_573,
	}, counts)
	for code, name := range names {
		r, ok := tree.Find(code)
		require.True(t, ok)
		require.Equal(t, code, tree.CodeAt(r))
		if name != tree.UnitAt(r).Name {
			require.Equal(t, name, tree.UnitAt(r).Name)
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 200_000 {
		a, b := codes[r.IntN(60_000)], codes[r.IntN(len(codes))]
		if want := strings.HasPrefix(string(b), string(a)); want != tree.Within(b, a) {
			require.Equal(t, want, tree.Within(b, a), "%s within %s", b, a)
		}
	}
}

// Known exceptions of the file: a town and a community without digits of their
// own, a street called 地区, a village written with a private character.
func TestExceptionsOfTheCountryAreAccepted(t *testing.T) {
	tree := nationalOrg(t).On(0)
	for code, form := range map[orgtree.Code]orgtree.Form{
		"350527000": 0, "350527000000": 0, "110105021": orgtree.FormStreet, "450681101201": orgtree.FormVillagers,
	} {
		u, ok := tree.Unit(code)
		require.True(t, ok, "%s", code)
		assert.Equal(t, form, u.Form, "%s", code)
	}
}

// One change in a country: the Org shares everything else, and the day before
// and the day after are both at hand.
func TestChangeInTheWholeCountry(t *testing.T) {
	o := nationalOrg(t)
	changed, err := o.Apply(
		orgtree.Dissolve{Code: "350205403", Successor: "350205004", Day: day},
		orgtree.AddUnit{Unit: orgtree.Unit{Code: "350205001001001", Name: "海湾花园", Kind: orgtree.Compound, Parent: "350205001001"}, Day: day},
		orgtree.Rename{Code: "11", Name: "首都", Day: day},
	)
	require.NoError(t, err)
	before, after := changed.On(day-1), changed.On(day)
	assert.Equal(t, 665_276, before.Len())
	assert.Equal(t, 665_276, after.Len(), "one less, one more")
	assert.Equal(t, "北京市", before.Name("11"))
	assert.Equal(t, "首都", after.Name("11"))
	assert.True(t, after.Within("350205403598", "350205004"))
	assert.True(t, after.Within("350205001001001", "350205"))
	assert.Equal(t, "海沧社区居委会", after.Name("350205001001"))
	assert.False(t, o.On(day).Has("350205001001001"))
	keys := 0
	for range changed.Delta() {
		keys++
	}
	assert.Equal(t, 4, keys, "the town, its community, the compound, the province")
	assert.Equal(t, 665_277, changed.Len())
	_, err = changed.Apply(orgtree.Move{Code: "350205", Parent: "nowhere", Day: civil.Date(20)})
	require.Error(t, err)
}

// BenchmarkWholeCountry reads the unpacked national file and shows it.
func BenchmarkWholeCountry(b *testing.B) {
	text := national(b)
	for b.Loop() {
		o, err := orgtree.ImportDivisions(bytes.NewReader(text), orgtree.ImportOptions{})
		if err != nil || o.On(0).Len() != 665_276 {
			b.Fatal("not the country")
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/country")
}
