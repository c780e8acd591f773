package sqlite

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// explain returns the engine's plan of a statement.
func explain(t *testing.T, l *Ledger, text string, args ...any) string {
	t.Helper()
	rows, err := l.reads.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, args...)
	require.NoError(t, err, text)
	defer func() { require.NoError(t, rows.Close()) }()
	var plan strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var detail string
		require.NoError(t, rows.Scan(&id, &parent, &unused, &detail))
		plan.WriteString(detail + "\n")
	}
	require.NoError(t, rows.Err())
	if whole := plan.String(); !strings.HasPrefix(whole, "CO-ROUTINE e\n") {
		return whole
	}
	return strings.ReplaceAll(plan.String(), "SCAN e\n", "") // the rows it has just found
}

// scan matches a walk over all of a table of ours. Walking the page just
// found, or the values of a list that was asked for, is no such walk.
var scan = regexp.MustCompile(`(?m)^SCAN (r|a|x|e|p|n|ledger_\w+)( USING .*)?$`)

func opened(t *testing.T) *Ledger {
	l, err := Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, l.Close()) })
	return l
}

var day = time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)

// asked are the questions that lists, desks, boards and sweepers ask. ordered
// ones must come out of the index in order: their cost is that of one page,
// however many records there are.
var asked = []struct {
	name    string
	query   governance.Query
	ordered bool
}{
	{"page of a kind", governance.Query{}, true},
	{"page by one key", governance.Query{Keys: []string{"a"}}, true},
	{"page by several keys", governance.Query{Keys: []string{"a", "b", "c"}}, true},
	{"desk", governance.Query{Keys: []string{"a"}, Desk: true}, true},
	{"desk by due", governance.Query{Keys: []string{"a", "b"}, Desk: true, Order: governance.Dues}, false},
	{"desk among others", governance.Query{Keys: []string{"a"}, Desk: true, Among: []string{"b", "c"}}, true},
	{"among", governance.Query{Among: []string{"b"}}, true},
	{"due", governance.Query{Order: governance.Dues}, true},
	{"due before", governance.Query{Order: governance.Dues, DueBefore: day}, true},
	{"due by key", governance.Query{Order: governance.Dues, Keys: []string{"a"}}, true},
	{"wake", governance.Query{Order: governance.Wakes, WakeBy: day}, true},
	{"phase", governance.Query{Phases: []governance.Phase{"open"}}, true},
	{"phases", governance.Query{Phases: []governance.Phase{"open", "closed"}}, true},
	{"unit", governance.Query{Unit: []string{"110105"}}, true},
	{"person", governance.Query{Person: "acct-1"}, true},
	{"parent", governance.Query{Parent: uuid.Max}, true},
	{"children due", governance.Query{Parent: uuid.Max, Order: governance.Dues}, false},
	{"opened between", governance.Query{OpenedFrom: day, OpenedTo: day.AddDate(1, 0, 0)}, true},
	{"closed between", governance.Query{ClosedFrom: day, ClosedTo: day.AddDate(0, 3, 0)}, false},
	{"closed by key", governance.Query{Keys: []string{"a"}, ClosedFrom: day}, true},
	{"words", governance.Query{Keys: []string{"a"}, Text: "路灯"}, true},
}

// No list, desk or wake question walks a whole table (targets: a question's
// cost depends on what it returns), on the first page or a later one.
func TestQuestionsUseIndexes(t *testing.T) {
	l := opened(t)
	for _, c := range asked {
		for _, after := range []governance.Cursor{{}, {At: day, ID: uuid.Max}} {
			q := c.query
			q.Kind, q.Limit, q.After = "matter", 50, after
			text, args := findText(&q, plan(&q))
			whole := explain(t, l, text, args...)
			assert.NotRegexp(t, scan, whole, c.name)
			for _, w := range plan(&q) {
				var a arguments
				one := w.text(&q, &a, "50")
				sorts := strings.Contains(explain(t, l, one, a.values...), "TEMP B-TREE")
				assert.Equal(t, !c.ordered, sorts, "%s: order comes from the index", c.name)
			}
		}
	}
}

// Across all kinds, a desk and whatever names its records is looked up, too.
func TestQuestionsAcrossKindsUseIndexes(t *testing.T) {
	l := opened(t)
	for _, q := range []governance.Query{
		{Keys: []string{"a", "b"}, Desk: true}, {Keys: []string{"a"}}, {Person: "acct-1"}, {Parent: uuid.Max},
		{Unit: []string{"110105"}},
	} {
		q.Limit = 50
		text, args := findText(&q, plan(&q))
		assert.NotRegexp(t, scan, explain(t, l, text, args...))
	}
}

// Loading, history, the feed, answers, and every statement of the writer find
// their rows by an index.
func TestStatementsUseIndexes(t *testing.T) {
	l := opened(t)
	id := uuid.Max
	assert.NotRegexp(t, scan, explain(t, l, loadOne, "matter", id[:]))
	assert.NotRegexp(t, scan, explain(t, l, loadMany, refList([]governance.Ref{{Kind: "matter", ID: id}})))
	assert.NotRegexp(t, scan, explain(t, l, readHistory, 0, "matter", id[:], 100))
	assert.NotRegexp(t, scan, explain(t, l, readFeed, 5, 100))
	for i, text := range texts {
		if i <= int(rollback) {
			continue
		}
		args := make([]any, strings.Count(strings.ReplaceAll(text, "?2", ""), "?")+strings.Count(text, "?1"))
		assert.NotRegexp(t, scan, explain(t, l, text, args...), text)
	}
	for marks := range mark(everyMark + 1) {
		text := updateText(marks)
		assert.NotRegexp(t, scan, explain(t, l, text, make([]any, strings.Count(text, "?"))...), text)
	}
}

// Counting what somebody may see walks what they may see.
func TestCountsUseIndexes(t *testing.T) {
	l := opened(t)
	for _, q := range []governance.Query{
		{Kind: "matter", Keys: []string{"a"}}, {Kind: "matter", Keys: []string{"a"}, Desk: true},
		{Kind: "matter"}, {Kind: "matter", Phases: []governance.Phase{"open"}},
		{Person: "acct-1"}, {Parent: uuid.Max},
	} {
		text, args := countText(&q, []governance.Column{governance.ByPhase, governance.ByLate})
		assert.NotRegexp(t, scan, explain(t, l, text, args...))
	}
}

// The check above would see a scan: the table without its index is one.
func TestScansAreSeen(t *testing.T) {
	l := opened(t)
	assert.Regexp(t, scan, explain(t, l, "SELECT count(*) FROM ledger_records r WHERE r.title = ''"))
	assert.Regexp(t, scan, explain(t, l, "SELECT * FROM ledger_entries e WHERE e.verb = ?", "x"))
}

// An update names the columns whose values change, and no others: naming an
// indexed column rewrites its index.
func TestUpdatesNameOnlyWhatChanges(t *testing.T) {
	assert.NotContains(t, updateText(0), "phase")
	assert.Contains(t, updateText(markDue|markPhase), ", phase = ?, due = ? WHERE")
	names := ""
	for i, c := range columns {
		assert.Equal(t, mark(1)<<i, c.mark, "marks are in the order of columns")
		names += ", " + strings.Join(c.names, ", ")
	}
	assert.Equal(t, headerColumns, names[2:], "the statements list the columns in this order")
	assert.Len(t, strings.Split(headerColumns, ", "), headerWidth)
}

// A rare phase leads the walk, a common one does not; what is found is the same.
func TestScarcePhasesLead(t *testing.T) {
	l := opened(t)
	for i := range scarce + 20 {
		phase := governance.Phase("closed")
		if i%100 == 0 {
			phase = "triage"
		}
		admit(t, l, i, phase, governance.Share{Key: "district"})
	}
	for phase, want := range map[governance.Phase]struct {
		by    part
		found int
	}{"triage": {byPhase, 6}, "closed": {byKeys, 50}} {
		q := governance.Query{Kind: "matter", Keys: []string{"district"}, Phases: []governance.Phase{phase}}
		ways, err := l.choose(t.Context(), &q)
		require.NoError(t, err)
		assert.Equal(t, want.by, ways[0].by, phase)
		page, err := l.Find(t.Context(), q)
		require.NoError(t, err)
		assert.Len(t, page.Items, want.found)
		q.Keys = []string{"elsewhere"}
		page, err = l.Find(t.Context(), q)
		require.NoError(t, err)
		assert.Empty(t, page.Items, "a key that sees nothing")
	}
}

// admit makes a record in a phase, shown to some.
func admit(t *testing.T, l *Ledger, n int, phase governance.Phase, audience ...governance.Share) {
	t.Helper()
	ref := governance.Ref{Kind: "matter", ID: uuid.UUID{byte(n >> 8), byte(n), 6: 0x40, 8: 0x80}}
	e := governance.Entry{Ref: ref, Version: 1, At: day, AsOf: day, Verb: "open"}
	e.Seal(governance.Digest{})
	require.NoError(t, l.Commit(t.Context(), governance.Commit{At: day, Writes: []governance.Write{{
		Ref: ref, Header: governance.Header{Opened: day, Phase: phase}, Document: governance.Document("{}"),
		Entries: []governance.Entry{e}, Audience: audience,
	}}}))
}

// More alternatives than are merged are looked up record by record, with the
// same answer.
func TestManyKeys(t *testing.T) {
	l := opened(t)
	keys := make([]string, mostWays+1)
	for i := range keys {
		keys[i] = strings.Repeat("k", i+1)
	}
	admit(t, l, 1, "open", governance.Share{Key: "kkk", Desk: true})
	for _, keys := range [][]string{keys, keys[:mostWays], keys[2:3]} {
		for _, desk := range []bool{false, true} {
			page, err := l.Find(context.Background(), governance.Query{Kind: "matter", Keys: keys, Desk: desk})
			require.NoError(t, err)
			assert.Len(t, page.Items, 1)
		}
	}
}
