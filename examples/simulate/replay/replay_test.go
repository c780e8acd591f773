package replay_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/replay"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// world is the founding district under its scenario.
func world(t testing.TB) (*scenario.Scenario, place.Place) {
	t.Helper()
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	places, _, err := place.Grow(s, nil)
	require.NoError(t, err)
	return s, places[0]
}

// mappingOf reads a mapping that is sound.
func mappingOf(t testing.TB, text string) *replay.Mapping {
	t.Helper()
	m, err := replay.ReadMapping([]byte(text))
	require.NoError(t, err)
	return m
}

func builtin(t testing.TB, name string) (rows string, m *replay.Mapping) {
	t.Helper()
	text, mapping, ok := replay.Builtin(name)
	require.True(t, ok)
	return string(text), mappingOf(t, string(mapping))
}

// run replays rows in the founding district.
func run(t testing.TB, rows string, m *replay.Mapping) *replay.Report {
	t.Helper()
	s, p := world(t)
	out, err := replay.Run(strings.NewReader(rows), m, s, p)
	require.NoError(t, err)
	return out
}

// lines are the lines of a report's CSV by their column names.
func lines(t testing.TB, out *replay.Report) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out.CSV(), []byte("\ufeff")))).ReadAll()
	require.NoError(t, err)
	var table []map[string]string
	for _, cells := range all[1:] {
		line := map[string]string{}
		for i, cell := range cells {
			line[all[0][i]] = cell
		}
		table = append(table, line)
	}
	return table
}

// The examples' summaries, to be read.
func TestExamples(t *testing.T) {
	require.Equal(t, []string{"hotline12345", "nyc311"}, replay.Names())
	for _, name := range replay.Names() {
		rows, m := builtin(t, name)
		out := run(t, rows, m)
		scripttest.Golden(t, "testdata/"+name+".md", string(out.Markdown()))
		scripttest.Golden(t, "testdata/"+name+".csv", string(out.CSV()))
		require.Len(t, lines(t, out), int(out.Replayed))
		require.Equal(t, out.Rows, out.Replayed+out.Refused)
	}
	_, _, ok := replay.Builtin("nowhere")
	require.False(t, ok)
}

// The order of rows changes no figure, and no line but where it stands.
func TestOrderChangesNothing(t *testing.T) {
	for _, name := range replay.Names() {
		rows, m := builtin(t, name)
		head, body, _ := strings.Cut(rows, "\n")
		records := strings.Split(strings.TrimSpace(body), "\n")
		figures, cases := without(t, run(t, rows, m))
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		again, anew := without(t, run(t, head+"\n"+strings.Join(records, "\n")+"\n", m))
		require.Equal(t, figures, again, name)
		require.Equal(t, cases, anew, name)
	}
}

// How many judge at a time shows nowhere, over many batches.
func TestJobsShowNowhere(t *testing.T) {
	_, m := builtin(t, "nyc311")
	m.Until = m.From.AddDays(240)
	s, p := world(t)
	var want, cases string
	for _, jobs := range []int{0, 1, 3} {
		var b bytes.Buffer
		broken := strings.NewReader(endlessHead + "x\n\"\"x\n")
		in := io.MultiReader(&endless{of: 3000}, strings.NewReader("1\n2,2,2,2,2,2,2,2,2,2\n"), &endless{n: 2500, of: 3600}, broken)
		out, err := replay.Options{Mapping: m, Scenario: s, Place: p, Cases: &b, Jobs: jobs}.Run(in)
		require.NoError(t, err)
		require.Greater(t, out.Replayed, int64(3500))
		require.NotEmpty(t, out.Faults)
		if want == "" {
			want, cases = string(out.JSON()), b.String()
		}
		require.Equal(t, want, string(out.JSON()), jobs)
		require.Equal(t, cases, b.String(), jobs)
	}
	_, err := replay.Options{Mapping: m, Scenario: s, Place: p, Cases: full{}, Jobs: 2}.Run(&endless{of: 100000})
	require.ErrorIs(t, err, io.ErrShortWrite)
	_, err = replay.Options{Mapping: m, Scenario: s, Place: p}.Run(io.MultiReader(&endless{of: 10}, iotest.ErrReader(io.ErrUnexpectedEOF)))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
}

// full is a disk with no room left.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// without are a report's figures and its sorted cases, without the numbers of lines.
func without(t *testing.T, out *replay.Report) (figures string, cases []string) {
	for _, line := range strings.Split(string(out.CSV()), "\n") {
		_, rest, _ := strings.Cut(line, ",")
		cases = append(cases, rest)
	}
	slices.Sort(cases)
	for i := range out.Faults {
		out.Faults[i].Line = 0
	}
	slices.SortFunc(out.Faults, func(a, b replay.Fault) int { return strings.Compare(a.Code, b.Code) })
	var report replay.Report
	require.NoError(t, json.Unmarshal(out.JSON(), &report))
	return string(out.JSON()), cases
}

// Nothing of a column that is not mapped gets anywhere, nor do cells that are wrong.
func TestNothingUnmappedIsTaken(t *testing.T) {
	rows, m := builtin(t, "hotline12345")
	rows = strings.ReplaceAll(rows, "虚构的诉求内容", "王五13800000000")
	rows += "王五13800000001,王五,王五,王五,王五,王五,王五,王五,王五,王五,王五,王五,王五\n王五\n\"王五\"王五\n"
	out := run(t, rows, m)
	require.Len(t, out.Faults, 2+8+2)
	for _, text := range [][]byte{out.Markdown(), out.CSV(), out.JSON()} {
		require.NotContains(t, string(text), "王五")
	}
	for i := range out.Faults {
		require.NotContains(t, out.Faults[i].String(), "王五")
	}
}

// Every limit's figures are those of the cases, counted one by one.
func TestLimitsRecounted(t *testing.T) {
	for _, name := range replay.Names() {
		rows, m := builtin(t, name)
		out := run(t, rows, m)
		policy, err := (func() (*scenario.Scenario, error) { return scenario.Load("founding") })()
		require.NoError(t, err)
		rules, err := policy.Rules()
		require.NoError(t, err)
		for _, l := range out.Limits {
			limit, _ := rules.Limit(l.Name, "")
			got := map[string]int64{}
			for _, line := range lines(t, out) {
				got[line[limit.Label.Zh+"情况"]]++
			}
			require.Equal(t, []int64{l.Met, l.Missed, l.Lifted, l.Open}, []int64{got["按时"], got["超时"], got["已解除"], got["计时中"]}, "%s %s", name, l.Name)
		}
	}
}

// Ids come back as they were, but for what a spreadsheet would take for a formula.
func TestIDs(t *testing.T) {
	out := run(t, plainHead+"\"=1+1\",2024-01-02 10:00:00,,,a,d\n\"a,b \"\"c\"\"\nd\",2024-01-02 10:00:00,,,a,d\n-7,2024-01-02 10:00:00,,,a,d\n", mappingOf(t, plainMapping))
	var got []string
	for _, line := range lines(t, out) {
		got = append(got, line["编号"])
	}
	require.Equal(t, []string{"'=1+1", "a,b \"c\"\nd", "'-7"}, got)
}

// A place is found by a name that one unit has; a name that two have says nothing, and
// a town's matters go to its communities.
func TestPlacesByName(t *testing.T) {
	s, p := world(t)
	org, err := p.Org.Apply(orgtree.Rename{Code: "350205001005", Name: "海虹社区", Day: s.From})
	require.NoError(t, err)
	p.Org = org
	m := mappingOf(t, strings.Replace(plainMapping, `{"a": "350205001001"}`, `{"a": "350205002"}, "names": true`, 1))
	text := plainHead
	for n := range 50 {
		text += fmt.Sprintf("%d,2024-01-02 10:00:00,,,%s,d\n", n, []string{"石塘村", "海虹社区", "a", "东孚街道", ""}[n%5])
	}
	out, err := replay.Run(strings.NewReader(text), m, s, p)
	require.NoError(t, err)
	sites := [5]map[string]bool{{}, {}, {}, {}, {}}
	for i, line := range lines(t, out) {
		sites[i%5][line["地点"]] = true
	}
	require.Equal(t, map[string]bool{"350205003201": true}, sites[0])
	require.Len(t, sites[1], 1, "by hash, but always there")
	require.Greater(t, len(sites[2]), 3)
	for site := range sites[2] {
		require.True(t, strings.HasPrefix(site, "350205002"))
	}
	require.Equal(t, map[string]bool{"350205004001": true}, sites[3])
	require.Greater(t, len(sites[4]), 5, "no place: each by its id")
	spread := slices.IndexFunc(out.Assumed, func(a replay.Assumed) bool { return a.ID == "place-spread" })
	require.Equal(t, int64(20), out.Assumed[spread].Rows)
}
