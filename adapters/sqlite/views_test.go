package sqlite_test

import (
	"database/sql"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// rows reads an answer as text, one line a row.
func rows(t *testing.T, db *sql.DB, question string) (out []string) {
	t.Helper()
	found, err := db.QueryContext(t.Context(), question)
	require.NoError(t, err, question)
	defer func() { require.NoError(t, found.Close()) }()
	names, err := found.Columns()
	require.NoError(t, err)
	for found.Next() {
		values, into := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		require.NoError(t, found.Scan(into...))
		line := ""
		for i, v := range values {
			if !v.Valid {
				v.String = "–"
			}
			line += names[i] + "=" + v.String + " "
		}
		out = append(out, line)
	}
	require.NoError(t, found.Err())
	return out
}

// Analysts ask in plain SQL and read ids, times of day and labels as people
// write them; a midnight in Beijing is one, and what is missing is NULL.
func TestViews(t *testing.T) {
	path := fresh(t)
	l := open(t, path)
	beijing := time.FixedZone("", 8*3600)
	parent := create(t, l, 1, func(w *governance.Write) { w.Header.Opened = time.Time{} })
	create(t, l, 2, func(w *governance.Write) {
		w.Header = governance.Header{
			District: "110105", Serial: "110105-2024-000002", Phase: "handling", Class: "immediate",
			Category: "road", Unit: "110105024031", Person: "acct-9", Parent: parent.Ref.ID,
			Opened: time.Date(2024, 3, 2, 0, 0, 0, 0, beijing), Due: time.Date(2024, 3, 8, 23, 59, 59, 0, beijing),
			Late: 1, Title: "路灯不亮",
		}
		w.Entries[0].Cause = governance.Cause{Ref: parent.Ref, Version: 1}
		w.Entries[0].Changes = append(w.Entries[0].Changes, governance.Field{Name: "old"})
		w.Entries[0].Seal(governance.Digest{})
		w.Audience = []governance.Share{{Key: "110105", Desk: true}}
	})
	db := raw(t, path)
	first, second := parent.Ref.ID.String(), ref(2).ID.String()
	assert.Equal(t, []string{
		"id=" + first + " opened=– due=– parent=– ",
		"id=" + second + " opened=2024-03-02 00:00:00+08:00 due=2024-03-08 23:59:59+08:00 parent=" + first + " ",
	}, rows(t, db, "SELECT id, opened, due, parent FROM jinlin_records ORDER BY serial"))
	assert.Equal(t, []string{"n=1 "}, rows(t, db, "SELECT document ->> '$.n' AS n FROM jinlin_records WHERE id = '"+second+"'"))
	assert.Equal(t, []string{
		"position=2 at=2024-03-01 16:01:00+08:00 kind=matter id=" + second + " verb=note rule=M-1 unit=110105 ",
	}, rows(t, db, "SELECT position, at, kind, id, verb, rule, unit FROM jinlin_feed WHERE position > 1"))
	assert.Equal(t, []string{
		"version=1 cause_id=" + first + " cause_version=1 n=1 removed=old ",
	}, rows(t, db, `SELECT h.version, cause_id, cause_version, changes ->> '$.n' AS n,
		(SELECT substr(key, 2) FROM json_each(h.changes) WHERE key LIKE '-%') AS removed
		FROM jinlin_history h WHERE id = '`+second+"'"))
	assert.Equal(t, []string{"id=" + second + " overdue=1 missed_before=1 "},
		rows(t, db, "SELECT id, overdue, missed_before FROM jinlin_deadlines WHERE hours_left < 0"))
	assert.Equal(t, []string{"phase=handling class=immediate records=1 missed_a_deadline=1 deadlines_missed=1 "},
		rows(t, db, `SELECT phase, class, records, missed_a_deadline, deadlines_missed FROM jinlin_standing WHERE phase = 'handling'`))
	assert.Equal(t, []string{"key=110105 id=" + second + " desk=1 "}, rows(t, db, "SELECT key, id, desk FROM jinlin_audience"))
}

// No view shows a title or a sealed value.
func TestViewsShowNoPersonalContent(t *testing.T) {
	path := fresh(t)
	create(t, open(t, path), 1, func(w *governance.Write) {
		w.Header.Title = "SECRET title"
		w.Personal = []governance.Personal{{Field: "name", Version: 1, Salt: []byte("SECRET salt"), Value: []byte(`"SECRET"`)}}
		w.Audience = []governance.Share{{Key: "110105"}}
	})
	db := raw(t, path)
	views := rows(t, db, "SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'jinlin_%'")
	require.Len(t, views, 8)
	for _, view := range views {
		var name string
		_, err := fmt.Sscanf(view, "name=%s", &name)
		require.NoError(t, err)
		assert.NotContains(t, fmt.Sprint(rows(t, db, "SELECT * FROM "+name)), "SECRET", name)
	}
}
