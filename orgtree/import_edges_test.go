package orgtree_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// edge is a division as an edge list has it: with its parent said, not cut from
// its code.
type edge struct {
	code, parent, name string
	kind               orgtree.Kind
}

// country makes a small country of edges, parents first.
func country(r *rand.Rand) (edges []edge) {
	widths := []int{2, 2, 2, 3, 3}
	kinds := []orgtree.Kind{orgtree.Province, orgtree.City, orgtree.District, orgtree.Town, orgtree.Community}
	above := []edge{{}}
	for level, width := range widths {
		var here []edge
		for _, p := range above {
			for n := range 1 + r.IntN(3) {
				number := 1 + n + r.IntN(20)*4
				e := edge{fmt.Sprintf("%s%0*d", p.code, width, number), p.code, fmt.Sprintf("第%d级%d号", level+1, number), kinds[level]}
				if !slices.ContainsFunc(here, func(o edge) bool { return o.code == e.code }) {
					here = append(here, e)
				}
			}
		}
		edges, above = append(edges, here...), here
	}
	return edges
}

// lines are the edges as lines of a file of divisions.
func lines(edges []edge) (text []string) {
	for _, e := range edges {
		text = append(text, e.code+","+e.name)
	}
	return text
}

// formOf reads the form from the last three digits, as the standard's table has
// it for the numbers that country makes: none above 99.
func formOf(kind orgtree.Kind) orgtree.Form {
	switch kind {
	case orgtree.Town:
		return orgtree.FormStreet
	case orgtree.Community:
		return orgtree.FormResidents
	}
	return 0
}

func built(t *testing.T, edges []edge, from civil.Date) *orgtree.Org {
	t.Helper()
	var changes []orgtree.Change
	for _, e := range edges {
		changes = append(changes, orgtree.AddUnit{Day: from, Unit: orgtree.Unit{
			Code: orgtree.Code(e.code), Name: e.name, Kind: e.kind, Parent: orgtree.Code(e.parent), Form: formOf(e.kind),
		}})
	}
	return mustApply(t, orgtree.New(), changes...)
}

// domain.md §1: import of the 12-digit codes. A file read by its codes is the
// organisation built edge by edge, in any order of lines and in every spelling
// of line ends that spreadsheets have.
func TestImportAgainstEdges(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 15))
		edges := country(r)
		from := civil.Date(r.IntN(20_000))
		want := built(t, edges, from)
		text := lines(edges)
		r.Shuffle(len(text), func(i, j int) { text[i], text[j] = text[j], text[i] })
		for name, file := range map[string]string{
			"plain":         strings.Join(text, "\n") + "\n",
			"no last end":   strings.Join(text, "\n"),
			"CRLF":          strings.Join(text, "\r\n") + "\r\n",
			"heading":       "code,name\n" + strings.Join(text, "\n"),
			"mark, heading": "\ufeffcode,name\r\n" + strings.Join(text, "\r\n"),
			"mark":          "\ufeff" + strings.Join(text, "\n"),
			"blank lines":   "\n\n" + strings.Join(text, "\n\n\n") + "\n\n\n",
			"quoted":        `"` + strings.ReplaceAll(strings.Join(text, "\"\n\""), ",", `","`) + `"`,
		} {
			o, err := orgtree.ImportDivisions(strings.NewReader(file), orgtree.ImportOptions{From: from})
			require.NoError(t, err, "%s", name)
			require.Equal(t, dump(want), dump(o), "%s", name)
			require.Equal(t, describe(want.On(from)), describe(o.On(from)))
			require.Zero(t, o.On(from-1).Len())
		}
	}
}

// plant spoils one line and says what is now wrong with the file.
var plants = []struct {
	name  string
	plant func(code, name string) string
	fault string // behind "line N"
}{
	{"one digit short", func(code, name string) string { return code[:11] + "," + name }, ".code bad-code"},
	{"one digit more", func(code, name string) string { return code + "1," + name }, ".code bad-code"},
	{"letter", func(code, name string) string { return code[:11] + "X," + name }, ".code bad-code"},
	{"space before", func(code, name string) string { return " " + code[:11] + "," + name }, ".code bad-code"},
	{"full-width digit", func(code, name string) string { return code[:9] + "１," + name }, ".code bad-code"},
	{"no code", func(_, name string) string { return "," + name }, ".code bad-code"},
	{"no name", func(code, _ string) string { return code + "," }, ".name bad-name"},
	{"endless name", func(code, _ string) string { return code + "," + strings.Repeat("长", 101) }, ".name bad-name"},
	{"name with a zero", func(code, _ string) string { return code + ",甲\x00乙" }, ".name bad-name"},
	{"not UTF-8", func(code, _ string) string { return code + ",\xb8\xa3\xbd\xa8" }, ".name bad-name"},
	{"one column", func(code, _ string) string { return code }, " bad-line"},
	{"three columns", func(code, name string) string { return code + "," + name + "," }, " bad-line"},
	{"semicolon", func(code, name string) string { return code + ";" + name }, " bad-line"},
	{"stray quote", func(code, name string) string { return code + `,` + name + `"甲` }, " bad-line"},
	{"unknown town", func(code, name string) string { return code[:6] + "999" + code[9:] + "," + name }, ".code missing-from-file"},
	{"unknown province", func(_, name string) string { return "990101001001," + name }, ".code missing-from-file"},
}

// domain.md §1: every fault named, with its line: of several faults in one file,
// each once, and nothing else.
func TestImportNamesEveryPlantedFault(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 16))
		edges := country(r)
		text := lines(edges)
		first := slices.IndexFunc(edges, func(e edge) bool { return e.kind == orgtree.Community })
		var want []string
		for _, i := range r.Perm(len(edges) - first)[:min(4, len(edges)-first)] {
			p := plants[r.IntN(len(plants))]
			e := edges[first+i]
			text[first+i] = p.plant(e.code, e.name)
			want = append(want, fmt.Sprintf("line %d%s", first+i+1, p.fault))
		}
		o, err := orgtree.ImportDivisions(strings.NewReader(strings.Join(text, "\n")), orgtree.ImportOptions{})
		require.Nil(t, o)
		require.ElementsMatch(t, want, faultsOf(t, err), "seed %d", seed)
	}
}

// A repeated line is a fault of the later line, wherever the two stand.
func TestImportNamesTheLaterOfTwo(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 17))
		text := lines(country(r))
		from, to := r.IntN(len(text)), r.IntN(len(text)+1)
		file := slices.Insert(slices.Clone(text), to, text[from])
		later := max(from+1, to)
		if to <= from {
			later = from + 1
		}
		_, err := orgtree.ImportDivisions(strings.NewReader(strings.Join(file, "\n")), orgtree.ImportOptions{})
		require.Equal(t, []string{fmt.Sprintf("line %d.code duplicate", later+1)}, faultsOf(t, err))
	}
}

// One line may have several faults, and one faulty line must not make others
// look faulty: a superior whose name is missing is there all the same.
func TestImportBlamesTheLineThatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, text, faults string }{
		{"code and name", "35,福建省\n35A2,\n", "line 2.code bad-code, line 2.name bad-name"},
		{"superior without a name", "35,\n3502,厦门市\n350205,海沧区\n", "line 1.name bad-name"},
		{"superior without a name, twice", "35,\n35,福建省\n3502,厦门市\n", "line 1.name bad-name, line 2.code duplicate"},
		{"superior with a third column", "35,福建省,x\n3502,厦门市\n", "line 1 bad-line, line 2.code missing-from-file"},
		{"twice, and without superior", "35,福建省\n350205,海沧区\n350205,海沧区\n",
			"line 2.code missing-from-file, line 3.code duplicate, line 3.code missing-from-file"},
		{"heading that is not the first", "35,福建省\ncode,name\n", "line 2.code bad-code"},
		{"Chinese heading", "代码,名称\n35,福建省\n", "line 1.code bad-code"},
		{"mark that is not the first", "35,福建省\n\ufeff36,江西省\n", "line 2.code bad-code"},
		{"only a mark", "\ufeff", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := orgtree.ImportDivisions(strings.NewReader(c.text), orgtree.ImportOptions{})
			if c.faults == "" {
				require.NoError(t, err)
				return
			}
			assert.Equal(t, c.faults, strings.Join(faultsOf(t, err), ", "))
		})
	}
}
