package orgtree_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

func districtFile(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("synth/district-350205.csv")
	require.NoError(t, err)
	return text
}

func TestImportOfARealDistrict(t *testing.T) {
	from := civil.MustParse("2010-01-01")
	o, err := orgtree.ImportDivisions(bytes.NewReader(districtFile(t)), orgtree.ImportOptions{From: from})
	require.NoError(t, err)
	assert.Equal(t, 58, o.Len())
	tree := o.On(from)
	for code, want := range map[orgtree.Code]orgtree.Unit{
		"350205":       {Code: "350205", Name: "海沧区", Kind: orgtree.District, Parent: "3502"},
		"350205001":    {Code: "350205001", Name: "海沧街道", Kind: orgtree.Town, Form: orgtree.FormStreet, Parent: "350205"},
		"350205403":    {Code: "350205403", Name: "天竺山林场", Kind: orgtree.Town, Form: orgtree.FormTownLike, Parent: "350205"},
		"350205001205": {Code: "350205001205", Name: "渐美村委会", Kind: orgtree.Community, Form: orgtree.FormVillagers, Parent: "350205001"},
		"350205003005": {Code: "350205003005", Name: "未来海岸社区居委会", Kind: orgtree.Community, Form: orgtree.FormResidents, Parent: "350205003"},
		"350205407498": {Code: "350205407498", Name: "厦门海沧保税港区虚拟社区", Kind: orgtree.Community, Form: orgtree.FormCommunityLike, Parent: "350205407"},
	} {
		got, ok := tree.Unit(code)
		require.True(t, ok, "%s", code)
		assert.Equal(t, want, got)
	}
	assert.Len(t, tree.Children("350205", orgtree.Town), 6)
	communities := 0
	for range tree.Subtree("350205", orgtree.Community) {
		communities++
	}
	assert.Equal(t, 49, communities)
	assert.Equal(t, []orgtree.Code{"350205001", "350205", "3502", "35"}, codesOf(tree.Ancestors("350205001205")))
	assert.Zero(t, o.On(from-1).Len())
}

func TestImportNamesEveryFault(t *testing.T) {
	for _, c := range []struct{ name, text, faults string }{
		{"nothing", "", ""},
		{"only a heading", "code,name\n", ""},
		{"heading of a spreadsheet", "\ufeffcode,name\r\n35,福建省\r\n", ""},
		{"any order", "3502,厦门市\n35,福建省\n", ""},
		{"wrong lengths", "35,福建省\n350,甲\n35020,乙\n3502050010011,丙\n", "line 2.code bad-code, line 3.code bad-code, line 4.code bad-code"},
		{"letters", "35,福建省\n35A2,甲\n", "line 2.code bad-code"},
		{"digits of another script", "３５,福建省\n", "line 1.code bad-code"},
		{"no name", "35,\n", "line 1.name bad-name"},
		{"three columns", "35,福建省,x\n", "line 1 bad-line"},
		{"one column", "35\n", "line 1 bad-line"},
		{"open quote", "35,\"福建省\n", "line 1 bad-line"},
		{"stray quote, then more", "35,福\"建省\n36,江西省\n361,甲\n", "line 1 bad-line, line 3.code bad-code"},
		{"twice", "35,福建省\n36,江西省\n35,福建省\n", "line 3.code duplicate"},
		{"no superior", "35,福建省\n350205,海沧区\n", "line 2.code missing-from-file"},
		{"blank lines count", "35,福建省\n\n\n350205,海沧区\n", "line 4.code missing-from-file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, err := orgtree.ImportDivisions(strings.NewReader(c.text), orgtree.ImportOptions{})
			if c.faults == "" {
				require.NoError(t, err)
				return
			}
			require.Nil(t, o)
			assert.Equal(t, c.faults, strings.Join(faultsOf(t, err), ", "))
		})
	}
}

func TestImportOfAFileThatBeginsBelow(t *testing.T) {
	const text = "350205,海沧区\n350205001,海沧街道\n"
	_, err := orgtree.ImportDivisions(strings.NewReader(text), orgtree.ImportOptions{})
	require.Error(t, err)
	o, err := orgtree.ImportDivisions(strings.NewReader(text), orgtree.ImportOptions{Root: "350205"})
	require.NoError(t, err)
	assert.Equal(t, []orgtree.Code{"350205"}, codesOf(o.On(0).Children("")))
}

func TestImportHandsOnWhatTheReaderReports(t *testing.T) {
	broken := errors.New("disk on fire")
	_, err := orgtree.ImportDivisions(iotest.ErrReader(broken), orgtree.ImportOptions{})
	require.ErrorIs(t, err, broken)
}

// FuzzImportDivisions looks for files that break the reader, or that it accepts
// and then cannot show.
func FuzzImportDivisions(f *testing.F) {
	f.Add([]byte("code,name\n35,福建省\n3502,\"厦门\n市\"\n"))
	f.Add([]byte("35,福建省\n3502,厦门市\n350205,海沧区\n350205001,海沧街道\n350205001205,渐美村委会\n"))
	f.Add([]byte("350205,海沧区\n350205,海沧区\n35\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		o, err := orgtree.ImportDivisions(bytes.NewReader(text), orgtree.ImportOptions{})
		if err != nil {
			requireFaults(t, err)
			return
		}
		tree := o.On(0)
		require.Equal(t, o.Len(), tree.Len())
		for code := range o.Codes() {
			u, ok := tree.Unit(code)
			require.True(t, ok && u.Code == code && u.Name != "")
			require.True(t, u.Parent == "" || tree.Within(code, u.Parent))
		}
		again, err := orgtree.FromFields(o.Fields())
		require.NoError(t, err)
		require.Equal(t, describe(tree), describe(again.On(0)))
	})
}
