package appraisal_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// matters asks for the matters behind a row of an opinion.
func (w *world) matters(who string, opinion uuid.UUID, row string) (*governance.Listing, error) {
	shelf := w.books.Opinions.Shelf
	params, ok := shelf.NewParams("matters")
	require.True(w, ok)
	decode := `{"opinion":"` + opinion.String() + `","row":"` + row + `"}`
	require.NoError(w, governance.StdCodec{}.Unmarshal([]byte(decode), params))
	got, err := shelf.Ask(w.Context(), actorOf(who), "matters", params)
	if err != nil {
		return nil, err
	}
	return got.(*governance.Listing), nil
}

// 3: "a unit can object within a window; an accepted objection corrects the next
// edition, never the issued one silently".
func TestObjectionCorrectsTheNextEdition(t *testing.T) {
	w := memoryWorld(t)
	ids := w.quarter()
	first := w.issued(responders)
	was := w.opinion(first, town2)
	bad := ids[7] // the town's matter that was rated worst
	objected, err := w.give("town2", was.ID, appraisal.Object{Reason: "该事项系不可抗力", Matters: []uuid.UUID{bad}})
	require.NoError(t, err)
	require.Equal(t, appraisal.Objected, objected.Phase)
	_, err = w.compute(responders)
	require.Error(t, err, "not while an objection is open")
	ruled, err := w.give("centre", was.ID, appraisal.Accept{Reason: "情况属实", LeaveOut: []appraisal.LeftOut{{Matter: bad, Reason: scoring.Exempted}}})
	require.NoError(t, err)
	assert.Equal(t, appraisal.Corrected, ruled.Outcome)
	assert.Equal(t, was.Sum, ruled.Sum)
	assert.Equal(t, was.Content, ruled.Content, "what was issued never changes")
	w.to("2024-10-31 09:00")
	second := w.issued(responders)
	is := w.opinion(second, town2)
	assert.Equal(t, was.Content.Parts-1, is.Content.Parts)
	assert.Equal(t, []scoring.ExcludedCount{{Reason: scoring.Exempted, Parts: 1}}, is.Content.Excluded)
	assert.Contains(t, is.Changed, "版次", "the difference is shown")
	assert.Equal(t, is.ID, w.opinion(first, town2).Successor)
	assert.Equal(t, w.opinion(first, housing).Content.Score, w.opinion(second, housing).Content.Score, "nobody else's score moves")
}

// The window ends by itself, and with it the right to object; so does a second one.
func TestTheWindowForObjections(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	round := w.issued(responders)
	o := w.opinion(round, town)
	assert.Equal(t, "2024-10-14", o.Deadlines[0].Due.Format("2006-01-02"), "five working days, 10-12 is worked")
	_, err := w.give("town2", o.ID, appraisal.Object{Reason: "x"})
	var missing *governance.NotFoundError
	require.ErrorAs(t, err, &missing, "another unit's opinion is not there")
	_, err = w.give("town", o.ID, appraisal.Object{Reason: "数据有误"})
	require.NoError(t, err)
	_, err = w.give("town", o.ID, appraisal.Object{Reason: "再次申诉"})
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused)
	ruled, err := w.give("centre", o.ID, appraisal.Reject{Reason: "数据无误"})
	require.NoError(t, err)
	assert.Equal(t, appraisal.Upheld, ruled.Outcome)
	w.to("2024-10-16 00:01")
	late := w.opinion(round, town2)
	require.Equal(t, appraisal.Settled, late.Phase)
	_, err = w.give("town2", late.ID, appraisal.Object{Reason: "迟了"})
	require.ErrorAs(t, err, &refused)
}

// 3: every score explains itself: the matters behind each number add up to it, as
// the records stood when it was formed, whatever has happened since.
func TestMattersBehindEveryNumber(t *testing.T) {
	w := memoryWorld(t)
	ids := w.quarter()
	round := w.issued(responders)
	w.do("resident", ids[len(ids)-1], reopened)
	for _, unit := range []orgtree.Code{town, town2, housing, cityMgmt} {
		o := w.opinion(round, unit)
		for _, term := range o.Content.Terms {
			listing, err := w.matters("centre", o.ID, term.ID)
			require.NoError(t, err)
			counted, beside := 0, 0
			for _, row := range listing.Rows {
				switch row[4] {
				case "计入分子", "只计入分母":
					counted++
				case "未评价":
					beside++
				}
			}
			assert.EqualValues(t, term.Den, counted, "%s %s", unit, term.ID)
			assert.EqualValues(t, term.Unrated, beside, "%s %s", unit, term.ID)
		}
	}
	_, err := w.matters("town", w.opinion(round, town).ID, round.Rules.ID)
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid, "no such row")
	_, err = w.matters("town", w.opinion(round, town2).ID, "responded")
	var missing *governance.NotFoundError
	require.ErrorAs(t, err, &missing)
}

// 3 [R]: the opinion is for reference; who cites it, or does not, says so.
func TestUsesAreRecorded(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	o := w.opinion(w.issued(responders), town)
	no := false
	for _, who := range []string{"town", "housing"} {
		_, err := w.give(who, o.ID, appraisal.RecordUse{Assessment: "年度党建绩效考核", Cited: &no, Text: "x"})
		require.Error(t, err, who)
	}
	used, err := w.give("district", o.ID, appraisal.RecordUse{Assessment: "年度党建绩效考核", Cited: &no, Text: "本季度<b>机构改革</b>，\n不具可比性"})
	require.NoError(t, err)
	require.Len(t, used.Uses, 1)
	assert.Equal(t, o.Sum, used.Sum)
}

// The printed page is Chinese, has every number, and is not laid out by what
// somebody wrote.
func TestTheOpinionAsADocument(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	o := w.opinion(w.issued(responders), town)
	_, err := w.give("town", o.ID, appraisal.Object{Reason: "# 标题\n| 表 | <script>"})
	require.NoError(t, err)
	view, err := w.books.Opinions.Shelf.Get(t.Context(), players["town"], o.ID)
	require.NoError(t, err)
	text, err := view.Page()
	require.NoError(t, err)
	for _, want := range []string{"考核评价参考意见", "海沧街道", "2024年第3季度", o.Sum.String(), "考核部门参考", "## 申诉", "\\# 标题 \\| 表 \\| &lt;script&gt;"} {
		assert.Contains(t, text, want)
	}
	for _, term := range o.Content.Terms {
		assert.Contains(t, text, term.Points.String())
	}
	assert.False(t, strings.Contains(text, "<script"))
}

// 3: towns rank among towns and departments among departments, and the table of a
// period says so, for spreadsheets; each unit sees its own row.
func TestTheTableOfAPeriod(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	w.issued(responders)
	table := func(who string) *governance.Listing {
		params, _ := w.books.Opinions.NewParams("table")
		require.NoError(t, governance.StdCodec{}.Unmarshal([]byte(`{"period":"2024-Q3","side":"responder"}`), params))
		got, err := w.books.Opinions.Ask(t.Context(), players[who], "table", params)
		require.NoError(t, err)
		return got.(*governance.Listing)
	}
	all := table("centre")
	require.Len(t, all.Rows, 4)
	for _, row := range all.Rows {
		assert.Len(t, row, len(all.Columns))
	}
	assert.Equal(t, []string{"区直部门", "1"}, []string{all.Rows[0][2], all.Rows[0][9]})
	assert.Equal(t, []string{"镇街", "1"}, []string{all.Rows[2][2], all.Rows[2][9]})
	own := table("town2")
	require.Len(t, own.Rows, 1)
	assert.Equal(t, "新阳街道", own.Rows[0][1])
	assert.Empty(t, table("resident").Rows)
}
