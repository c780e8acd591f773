package appraisal_test

import (
	"bytes"
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
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// wicked is what somebody writes to be taken for the page's own layout.
const wicked = "# 标题\n\n| 表 | <script>alert(1)</script> **粗** [链](javascript:x) `码` \\*斜\\* &lt;"

// 3 [R]: the opinion is an official document: its page, whole, with an objection
// that was accepted, its use, and the difference in the edition after.
func TestPagesAreGolden(t *testing.T) {
	w := memoryWorld(t)
	ids := w.quarter()
	first := w.issued(responders)
	o := w.opinion(first, town2)
	_, err := w.give("town2", o.ID, appraisal.Object{Reason: wicked, Matters: ids[7:8]})
	require.NoError(t, err)
	_, err = w.give("centre", o.ID, appraisal.Accept{Reason: "属实" + wicked, LeaveOut: []appraisal.LeftOut{{Matter: ids[7], Reason: scoring.Exempted}}})
	require.NoError(t, err)
	no := false
	_, err = w.give("district", o.ID, appraisal.RecordUse{Assessment: "文明创建" + wicked, Cited: &no, Text: wicked})
	require.NoError(t, err)
	scripttest.Golden(t, "testdata/opinion.md", w.page("town2", w.books.Opinions.Shelf, o.ID))
	w.to("2024-10-31 09:00")
	scripttest.Golden(t, "testdata/opinion-next-edition.md", w.page("town2", w.books.Opinions.Shelf, w.opinion(w.issued(responders), town2).ID))
	b, err := w.rule("district", uuid.Nil, appraisal.Propose{District: district, Rules: own(t, 7, nil)})
	require.NoError(t, err)
	scripttest.Golden(t, "testdata/rules.md", w.page("centre", w.books.Rules.Shelf, b.ID))
}

// page is the page of a record as somebody is shown it.
func (w *world) page(who string, shelf *governance.Shelf, id uuid.UUID) string {
	v, err := shelf.Get(w.Context(), players[who], id)
	require.NoError(w, err)
	text, err := v.Page()
	require.NoError(w, err)
	return text
}

// What somebody wrote is text on a page, never a heading, tag, link or emphasis.
func TestNobodyLaysOutThePage(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	o := w.opinion(w.issued(responders), town)
	plain := w.page("town", w.books.Opinions.Shelf, o.ID)
	_, err := w.give("town", o.ID, appraisal.Object{Reason: wicked})
	require.NoError(t, err)
	with := w.page("town", w.books.Opinions.Shelf, o.ID)
	headings := func(page string) int { return bytes.Count([]byte("\n"+page), []byte("\n#")) }
	assert.Equal(t, headings(plain)+1, headings(with), "one heading more: the objection's")
	for _, layout := range []string{"<script", "**粗", "[链](", "`码`", "\\*斜\\*", " &lt;"} {
		assert.NotContains(t, with[len(plain)-1:], " "+layout)
	}
	assert.Contains(t, with, `\\\*斜\\\*`, "a backslash is one, and does not shield what follows it")
	assert.Contains(t, with, "&amp;lt;")
}

// table is the table of the third quarter as somebody is shown it.
func (w *world) table(who string) *governance.Listing {
	params, _ := w.books.Opinions.NewParams("table")
	require.NoError(w, governance.StdCodec{}.Unmarshal([]byte(`{"period":"2024-Q3"}`), params))
	got, err := w.books.Opinions.Ask(w.Context(), players[who], "table", params)
	require.NoError(w, err)
	return got.(*governance.Listing)
}

// The table as a spreadsheet: a row a unit and rule set, by side, rule set, group
// and rank, as many cells as columns, whoever asks in whatever edition.
func TestTheTableAsCSV(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	w.issued(responders)
	w.issued(scoring.WhistlerRules().ID)
	w.computed(scoring.PracticeRules().ID)
	table := w.table("centre")
	sheet, err := table.CSV("zh")
	require.NoError(t, err)
	scripttest.Golden(t, "testdata/table.csv", strings.ReplaceAll(string(sheet), "\r\n", "\n"))
	rows, err := csv.NewReader(bytes.NewReader(sheet)).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 1+4+4+2)
	seen := map[string]bool{}
	for _, row := range table.Rows {
		key := row[0] + row[3] + row[4]
		assert.False(t, seen[key], "%s stands twice", key)
		seen[key] = true
	}
	w.to("2024-10-31 09:00")
	w.computed(responders) // a draft of the next edition takes the place, for those who see it
	assert.Len(t, w.table("centre").Rows, 10)
	assert.Len(t, w.table("town2").Rows, 2, "its own, and its community's")
	assert.Equal(t, "1", w.table("town").Rows[0][5])
}

// Units are called what they are called on the day; those that are gone by then,
// what they were called when the opinion was formed.
func TestNamesOnTheDay(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	w.issued(responders)
	w.to("2024-11-01 09:00")
	w.change(orgtree.Rename{Code: town, Name: "海沧街道办事处", Day: civil.DateOf(w.now)}, orgtree.Merge{Codes: []orgtree.Code{cityMgmt}, Into: housing, Day: civil.DateOf(w.now)})
	names := map[string]string{}
	for _, row := range w.table("centre").Rows {
		names[row[0]] = row[1]
	}
	assert.Equal(t, map[string]string{string(town): "海沧街道办事处", string(town2): "新阳街道", string(housing): "住建局", string(cityMgmt): "城管局"}, names)
	next := w.opinion(w.computed(responders), cityMgmt)
	assert.Equal(t, "住建局（承接）", next.Name, "formed when it was gone")
	assert.Contains(t, w.page("centre", w.books.Opinions.Shelf, next.ID), "住建局（承接）")
}
