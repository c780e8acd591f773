package postgres_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// rows reads an answer as text, one line a row.
func rows(t *testing.T, url, question string) (out []string) {
	t.Helper()
	conn := connect(t, url)
	_, err := conn.Exec(t.Context(), "SET TIME ZONE 'Asia/Shanghai'")
	require.NoError(t, err)
	reader := conn.PgConn().ExecParams(t.Context(), question, nil, nil, nil, nil)
	for reader.NextRow() {
		line := ""
		for i, v := range reader.Values() {
			text := "–"
			if v != nil {
				text = string(v)
			}
			line += reader.FieldDescriptions()[i].Name + "=" + text + " "
		}
		out = append(out, line)
	}
	_, err = reader.Close()
	require.NoError(t, err, question)
	return out
}

// Analysts ask in plain SQL and read ids, times of day and labels as people
// write them; a midnight in Beijing is one, and what is missing is NULL.
func TestViews(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
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
	first, second := parent.Ref.ID.String(), ref(2).ID.String()
	assert.Equal(t, []string{
		"id=" + first + " opened=– due=– parent=– ",
		"id=" + second + " opened=2024-03-02 00:00:00+08 due=2024-03-08 23:59:59+08 parent=" + first + " ",
	}, rows(t, url, "SELECT id, opened, due, parent FROM jinlin_records ORDER BY serial"))
	assert.Equal(t, []string{"n=1 "}, rows(t, url, "SELECT document ->> 'n' AS n FROM jinlin_records WHERE id = '"+second+"'"))
	assert.Equal(t, []string{
		"at=2024-03-01 16:01:00+08 kind=matter id=" + second + " verb=note rule=M-1 unit=110105 ",
	}, rows(t, url, "SELECT at, kind, id, verb, rule, unit FROM jinlin_feed WHERE serial = '110105-2024-000002'"))
	assert.Equal(t, []string{
		"version=1 cause_id=" + first + " cause_version=1 n=1 removed=old ",
	}, rows(t, url, `SELECT version, cause_id, cause_version, changes ->> 'n' AS n,
		(SELECT substr(key, 2) FROM json_each(changes) WHERE key LIKE '-%') AS removed
		FROM jinlin_history WHERE id = '`+second+"'"))
	assert.Equal(t, []string{"id=" + second + " overdue=t missed_before=1 "},
		rows(t, url, "SELECT id, overdue, missed_before FROM jinlin_deadlines WHERE hours_left < 0"))
	assert.Equal(t, []string{"phase=handling class=immediate records=1 missed_a_deadline=1 deadlines_missed=1 "},
		rows(t, url, "SELECT phase, class, records, missed_a_deadline, deadlines_missed FROM jinlin_standing WHERE phase = 'handling'"))
	assert.Equal(t, []string{"key=110105 id=" + second + " desk=t "}, rows(t, url, "SELECT key, id, desk FROM jinlin_audience"))
}

// Each view has a Chinese twin with as many columns, and shows the same.
func TestChineseViews(t *testing.T) {
	url := fresh(t)
	create(t, open(t, url), 2, func(w *governance.Write) {
		w.Header.Due = epoch
		w.Audience = []governance.Share{{Key: "110105"}}
	})
	for english, chinese := range map[string]string{
		"jinlin_records": "近邻_记录", "jinlin_feed": "近邻_动态", "jinlin_history": "近邻_历史",
		"jinlin_deadlines": "近邻_时限", "jinlin_standing": "近邻_统计", "jinlin_audience": "近邻_可见",
	} {
		want := rows(t, url, "SELECT ROW(v.*)::text AS v FROM "+english+" v")
		assert.Equal(t, want, rows(t, url, `SELECT ROW(v.*)::text AS v FROM "`+chinese+`" v`), chinese)
		assert.NotEmpty(t, want)
	}
	assert.Equal(t, []string{"编号=110105-2024-000001 阶段=open "}, rows(t, url, `SELECT 编号, 阶段 FROM 近邻_记录`))
}

// No view shows a title or a sealed value.
func TestViewsShowNoPersonalContent(t *testing.T) {
	url := fresh(t)
	create(t, open(t, url), 1, func(w *governance.Write) {
		w.Header.Title = "SECRET title"
		w.Personal = []governance.Personal{{Field: "name", Version: 1, Salt: []byte("SECRET salt"), Value: []byte(`"SECRET"`)}}
		w.Audience = []governance.Share{{Key: "110105"}}
	})
	views := rows(t, url, "SELECT viewname AS v FROM pg_views WHERE viewname LIKE 'jinlin_%' OR viewname LIKE '近邻_%'")
	require.Len(t, views, 16)
	for _, view := range views {
		var name string
		_, err := fmt.Sscanf(view, "v=%s", &name)
		require.NoError(t, err)
		assert.NotContains(t, fmt.Sprint(rows(t, url, `SELECT * FROM "`+name+`"`)), "SECRET", name)
	}
}
