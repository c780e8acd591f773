package annual_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/annual"
)

// wicked is what somebody writes to be taken for the page's own layout.
const wicked = "# 标题\n\n| 表 | <script>alert(1)</script>"

// The result is an official document: its page, whole, with what it was used for;
// before it is combined there is none.
func TestThePageIsGolden(t *testing.T) {
	w := newWorld(t)
	a := w.published()
	w.must("district", a.ID, annual.RecordUse{For: "评优" + wicked, Text: wicked})
	page := func(id uuid.UUID) string {
		v, err := w.annual.Assessments.Shelf.Get(t.Context(), players["district"], id)
		require.NoError(t, err)
		text, err := v.Page()
		require.NoError(t, err)
		return text
	}
	scripttest.Golden(t, "testdata/assessment.md", page(a.ID))
	assert.NotContains(t, page(a.ID), "<script")
	assert.Empty(t, page(w.must("district", uuid.Nil, opening()).ID), "nothing to print yet")
}

// results is the table of results as somebody is shown it.
func (w *world) results(who, scheme string) *governance.Listing {
	params, _ := w.annual.Assessments.NewParams("results")
	require.NoError(w, governance.StdCodec{}.Unmarshal([]byte(`{"period":"2024-01-01/2025-01-01","scheme":"`+scheme+`"}`), params))
	got, err := w.annual.Assessments.Ask(w.Context(), players[who], "results", params)
	require.NoError(w, err)
	return got.(*governance.Listing)
}

// The table of results: by score, equal ones by code, those without a score last,
// the newest edition that one may see, as a spreadsheet too.
func TestTheTableOfResultsInOrder(t *testing.T) {
	w := newWorld(t)
	w.year()
	assess := func(unit orgtree.Code, num int64, end ...governance.Command) *annual.Assessment {
		a := w.must("district", uuid.Nil, annual.Open{Unit: unit, Period: "2024-01-01/2025-01-01", Scheme: schemes["plain"]})
		w.must("district", a.ID, annual.Collect{})
		if n, d := scoring.Fixed(num)*scoring.One, 10*scoring.One; num >= 0 {
			w.must("district", a.ID, annual.SetFigure{Leaf: "drawn", Num: &n, Den: &d, Source: "台账"})
		}
		a = w.must("district", a.ID, annual.Combine{})
		for _, cmd := range end {
			a = w.must("district", a.ID, cmd)
		}
		return a
	}
	assess(housing, 7, annual.Publish{})
	assess(town2, 9, annual.Publish{})
	assess(town, 9, annual.Publish{})
	assess(community, -1, annual.Publish{}) // nothing was given: no score
	assess(cityMgmt, 10, annual.Drop{Reason: "x"})
	assess(housing, 8) // the next edition, combined and not published yet
	table := w.results("district", "plain")
	var got []string
	for _, row := range table.Rows {
		require.Len(t, row, len(table.Columns))
		got = append(got, strings.Join(row, " "))
	}
	assert.Equal(t, []string{
		"350205001 海沧街道 1 published 90.00 优秀", "350205002 新阳街道 1 published 90.00 优秀",
		"350205D01 住建局 2 combined 80.00 良好", "350205001001 海虹社区 1 published  ",
	}, got)
	sheet, err := table.CSV("zh")
	require.NoError(t, err)
	scripttest.Golden(t, "testdata/results.csv", strings.ReplaceAll(string(sheet), "\r\n", "\n"))
	rows, err := csv.NewReader(strings.NewReader(string(sheet))).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 5)
	assert.Equal(t, [][]string{{string(housing), "住建局", "1", "published", "70.00", "一般"}}, w.results("housing", "plain").Rows, "the edition that was published")
	assert.Len(t, w.results("town", "plain").Rows, 2, "its own, and its community's")
	assert.Empty(t, w.results("centre", "plain").Rows)
	assert.Empty(t, w.results("district", "other").Rows)
}

// Units are called what they are called on the day; one that is gone by then, what
// it was called when the assessment was opened.
func TestNamesOnTheDay(t *testing.T) {
	w := newWorld(t)
	a := w.published()
	w.to("2025-03-03 09:00")
	w.change(orgtree.Rename{Code: town, Name: "海沧街道办事处", Day: civil.DateOf(w.now)})
	assert.Equal(t, "海沧街道办事处", w.results("district", "small").Rows[0][1])
	w.to("2025-04-01 09:00")
	w.change(orgtree.Merge{Codes: []orgtree.Code{town}, Into: town2, Day: civil.DateOf(w.now)})
	assert.Equal(t, "海沧街道", w.results("district", "small").Rows[0][1])
	v, err := w.annual.Assessments.Shelf.Get(t.Context(), players["town2"], a.ID)
	require.NoError(t, err, "whoever has inherited the work sees it")
	text, err := v.Page()
	require.NoError(t, err)
	assert.Contains(t, text, "海沧街道 `350205001`")
}
