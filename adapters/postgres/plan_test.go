package postgres_test

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/governance"
)

// mattersInTown says how many matters the plans are looked at for.
const mattersInTown = "JINLIN_POSTGRES_MATTERS"

// inTown is how many there are: 100,000 unless the environment says otherwise, in
// whole thousands.
func inTown(tb testing.TB) int {
	text := os.Getenv(mattersInTown)
	if text == "" {
		return 100_000
	}
	n, err := strconv.Atoi(text)
	require.NoError(tb, err, mattersInTown)
	require.Zero(tb, n%1000, mattersInTown)
	return n
}

// ofMatters is the town with as many.
func ofMatters(n int) string { return strings.ReplaceAll(town, "100000", strconv.Itoa(n)) }

// town fills a database with 100,000 matters of a district, as they are after
// some years: nearly all closed, a few hundred units, an audience of four.
const town = `
INSERT INTO ledger_refs SELECT 'matter', md5(i::text)::uuid, '110105' FROM generate_series(1, 100000) i;
INSERT INTO ledger_records (home, kind, id, version, digest, touched, district, serial, phase, outcome, class, category,
	unit, person, parent, opened, closed, due, wake, late, title, document)
SELECT '110105', 'matter', md5(i::text)::uuid, 1, '\x00', now(), '110105', 'S-' || i,
	CASE WHEN i % 200 = 0 THEN 'triage' WHEN i % 40 = 0 THEN 'handling' ELSE 'closed' END, '', 'c' || i % 3, 'cat' || i % 50,
	'unit-' || i % 200, 'acct-' || i % 5000, CASE WHEN i % 10 = 0 THEN md5((i % 1000)::text)::uuid END,
	'2024-01-01'::timestamptz + i * interval '1 minute',
	CASE WHEN i % 40 > 0 THEN '2024-01-11'::timestamptz + i * interval '1 minute' END,
	CASE WHEN i % 40 = 0 THEN '2024-01-11'::timestamptz + i * interval '1 minute' END,
	CASE WHEN i % 40 = 0 THEN '2024-01-11'::timestamptz + i * interval '1 minute' END, 0, '路灯不亮 ' || i, '{}'
FROM generate_series(1, 100000) i;
INSERT INTO ledger_audience (home, kind, id, key, opened, desk)
SELECT '110105', 'matter', md5(i::text)::uuid, k.key, '2024-01-01'::timestamptz + i * interval '1 minute', k.desk AND i % 40 = 0
FROM generate_series(1, 100000) i CROSS JOIN LATERAL (VALUES ('district', false), ('town-' || i % 20, false),
	('unit-' || i % 200, true), ('acct-' || i % 5000, false)) AS k (key, desk);
INSERT INTO ledger_entries (home, kind, id, version, position, at, as_of, verb, rule, account, person, post, unit, system,
	body, changes, digest)
SELECT '110105', 'matter', md5(i::text)::uuid, 1, i, now(), now(), 'report', 'M-1', '', '', '', '', false, '{}', '{}', '\x00'
FROM generate_series(1, 100000) i;
INSERT INTO ledger_personal SELECT '110105', 'matter', md5(i::text)::uuid, 'name', 1, '\x00', '\x00' FROM generate_series(1, 100000) i;
ANALYZE`

// scan matches a walk over all of a table of ours. The horizon is one row.
var scan = regexp.MustCompile(`Seq Scan on ledger_(records|entries|audience|personal|refs|claims|answers)`)

// sorts matches a sort of what was found; the order does not come from the
// index then.
var sorts = regexp.MustCompile(`(?m)^\s*(->\s*)?(Incremental )?Sort `)

// planner explains statements as they are carried out on a connection that has
// carried them out often, and as they are the first time.
type planner struct {
	conn *pgx.Conn
	n    int
}

func (p *planner) explain(t *testing.T, text string, args []any) (plans []string) {
	t.Helper()
	p.n++
	name := fmt.Sprint("q", p.n)
	_, err := p.conn.Exec(t.Context(), "PREPARE "+name+" AS "+text, pgx.QueryExecModeSimpleProtocol)
	require.NoError(t, err, text)
	none := ""
	if n := len(args); n > 0 {
		none = "(" + strings.TrimSuffix(strings.Repeat("NULL, ", n), ", ") + ")"
	}
	simple := append([]any{pgx.QueryExecModeSimpleProtocol}, args...)
	for _, q := range []struct {
		text string
		args []any
	}{{"EXPLAIN EXECUTE " + name + none, simple[:1]}, {"EXPLAIN " + text, simple}} {
		rows, err := p.conn.Query(t.Context(), q.text, q.args...)
		require.NoError(t, err)
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		require.NoError(t, err, text)
		plans = append(plans, strings.Join(lines, "\n"))
	}
	return plans
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
	{"page by one key", governance.Query{Keys: []string{"district"}}, true},
	{"page by several keys", governance.Query{Keys: []string{"unit-7", "acct-7", "town-3"}}, false},
	{"desk", governance.Query{Keys: []string{"unit-40"}, Desk: true}, true},
	{"desk by due", governance.Query{Keys: []string{"unit-40", "unit-80"}, Desk: true, Order: governance.Dues}, false},
	{"desk among others", governance.Query{Keys: []string{"unit-40"}, Desk: true, Among: []string{"town-0", "c"}}, true},
	{"among", governance.Query{Among: []string{"town-3"}}, true},
	{"due", governance.Query{Order: governance.Dues}, true},
	{"due before", governance.Query{Order: governance.Dues, DueBefore: day}, true},
	{"wake", governance.Query{Order: governance.Wakes, WakeBy: day}, true},
	{"phase", governance.Query{Phases: []governance.Phase{"handling"}}, true},
	{"phases", governance.Query{Phases: []governance.Phase{"triage", "handling"}}, false},
	{"unit", governance.Query{Unit: []string{"unit-7"}}, true},
	{"person", governance.Query{Person: "acct-1"}, false}, // there are twenty
	{"parent", governance.Query{Parent: uuid.Max}, true},
	{"children due", governance.Query{Parent: uuid.Max, Order: governance.Dues}, false},
	{"opened between", governance.Query{OpenedFrom: day, OpenedTo: day.AddDate(0, 0, 7)}, true},
	{"closed by key", governance.Query{Keys: []string{"district"}, ClosedFrom: day}, true},
	{"words", governance.Query{Keys: []string{"town-3"}, Text: "路灯"}, true},
}

// No list, desk or wake question walks a whole table (targets: a question's
// cost depends on what it returns), on the first page or a later one, whether
// the server knows the values when it plans or not. Nor do loading, history,
// the feed, and counting what somebody may see.
func TestQuestionsUseIndexes(t *testing.T) {
	url := fresh(t)
	run(t, url, ofMatters(inTown(t)))
	p := &planner{conn: connect(t, url)}
	// A handful of rows may be sorted faster than walked: what is asked is whether
	// the index can give the order, so sorting is the planner's last resort.
	_, err := p.conn.Exec(t.Context(), "SET plan_cache_mode = force_generic_plan; SET enable_sort = off")
	require.NoError(t, err)
	for _, c := range asked {
		behind := day.AddDate(0, 0, 3)
		if c.query.Order != governance.Newest {
			behind = day.AddDate(0, 0, -10)
		}
		for _, after := range []governance.Cursor{{}, {At: behind, ID: uuid.Max}} {
			q := c.query
			q.Kind, q.After = "matter", after
			if q.Order == governance.Wakes {
				q.Kind = "" // the sweeper asks for all kinds
			}
			text, args := postgres.FindText(q, false)
			for _, plan := range p.explain(t, text, args) {
				assert.NotRegexp(t, scan, plan, c.name)
				if c.ordered {
					assert.NotRegexp(t, sorts, plan, "%s: the order comes from the index", c.name)
				}
			}
		}
	}
	for name, s := range statements() {
		for _, plan := range p.explain(t, s.text, s.args) {
			assert.NotRegexp(t, scan, plan, name)
		}
	}
	assert.Regexp(t, scan, p.explain(t, "SELECT FROM ledger_records WHERE title = ''", nil)[0], "a scan would be seen")
	assert.Regexp(t, sorts, p.explain(t, "SELECT FROM ledger_records WHERE unit = 'unit-7' ORDER BY title", nil)[0], "and so would sorting")
	l := open(t, url)
	deskAsOracle(t, l)
}

type statement struct {
	text string
	args []any
}

func statements() map[string]statement {
	id := uuid.Max
	all := map[string]statement{
		"load one":      {postgres.LoadOne, []any{"matter", id}},
		"load many":     {postgres.LoadMany, []any{[]string{"matter"}, []string{id.String()}}},
		"history":       {postgres.ReadHistory, []any{"matter", id, 0, 100}},
		"feed":          {postgres.ReadFeed, []any{99_990, 100}},
		"scarce phases": {postgres.ScarceText, []any{"matter", []string{"triage"}}},
	}
	for name, q := range map[string]governance.Query{
		"count desk": {Kind: "matter", Keys: []string{"unit-40"}, Desk: true}, "count acct": {Kind: "matter", Keys: []string{"acct-7"}},
		"count person": {Person: "acct-1"}, "count parent": {Parent: uuid.Max}, "count waking": {WakeBy: day},
	} {
		text, args := postgres.CountText(q, governance.ByPhase, governance.ByLate)
		all[name] = statement{text, args}
	}
	text, args := postgres.FindText(governance.Query{Kind: "matter", Keys: []string{"district"}, Phases: []governance.Phase{"triage"}}, true)
	all["scarce phase by key"] = statement{text, args}
	return all
}

// deskAsOracle compares what is found in the town with what its making says.
func deskAsOracle(t *testing.T, l governance.Ledger) {
	t.Helper()
	page, err := l.Find(t.Context(), governance.Query{Kind: "matter", Keys: []string{"unit-40"}, Desk: true, Limit: 1000})
	require.NoError(t, err)
	assert.Len(t, page.Items, min(1000, inTown(t)/200), "every 200th is unit-40's, and each of those is open")
	assert.Len(t, page.Items[0].Personal, 1)
	page, err = l.Find(t.Context(), governance.Query{Kind: "matter", Keys: []string{"district"}, Phases: []governance.Phase{"triage"}})
	require.NoError(t, err)
	assert.Len(t, page.Items, 50)
	page, err = l.Find(t.Context(), governance.Query{Kind: "matter", Keys: []string{"acct-7"}, Phases: []governance.Phase{"triage"}})
	require.NoError(t, err)
	assert.Empty(t, page.Items)
	found, err := l.Count(t.Context(), governance.Query{Kind: "matter", Keys: []string{"district", "town-1"}}, governance.ByPhase)
	require.NoError(t, err)
	n := int64(inTown(t))
	assert.Equal(t, []governance.Tally{
		{Values: []string{"closed"}, Count: n * 975 / 1000}, {Values: []string{"handling"}, Count: n / 50}, {Values: []string{"triage"}, Count: n / 200},
	}, found)
}
