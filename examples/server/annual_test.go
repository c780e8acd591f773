package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// yearScheme takes the quarters' opinions, a figure of the matters and one sheet.
const yearScheme = `{"id":"demo-year","version":1,"title":{"zh":"年度演示考核","en":"Demo"},"source":{"zh":"演示","en":"demo"},
"nodes":[
{"id":"opinions","label":{"zh":"参考意见","en":"opinions"},"source":{"zh":"演示","en":"demo"},"weight":"0.5","opinion":{"side":"responder"}},
{"id":"in-time","label":{"zh":"按时","en":"in time"},"source":{"zh":"演示","en":"demo"},"weight":"0.25","figure":{"figure":"case.on-time"}},
{"id":"review","label":{"zh":"评议","en":"review"},"source":{"zh":"演示","en":"demo"},"weight":"0.25","sheets":{"missing":"leave","kinds":[
{"id":"panel","label":{"zh":"评委","en":"panel"},"weight":"1","expected":1,"least":1}]}}],
"absent":{"node":"redistribute","source":{"zh":"演示","en":"demo"}},
"grades":[{"grade":"excellent","from":"90","source":{"zh":"演示","en":"demo"}},{"grade":"good","from":"0","source":{"zh":"演示","en":"demo"}}],
"rounding":{"mode":"half-up","places":2,"source":{"zh":"演示","en":"demo"}}}`

// 3: the year over HTTP: opened by a scheme, cited, drawn, reviewed, combined,
// published, put to use; the unit sees it when it is published, and never a sheet.
func TestAYearsAssessment(t *testing.T) { everywhere(t, yearsAssessment) }

func yearsAssessment(t *testing.T, fresh func(testing.TB) string) {
	s := start(t, "-demo", "-addr", "127.0.0.1:0", "-clock", "2024-07-02T09:00:00+08:00", "-db", fresh(t))
	quarter(s)
	round := s.do("centre", "POST /v1/rounds", fields{"district": "350205", "period": "2024-Q3", "rules": "responders-quarterly"}).want(201)
	s.do("centre", "POST /v1/rounds/"+round.str("id")+"/issue", fields{}).want(200)
	s.clock("to", "2025-01-06T09:00:00+08:00").want(200)

	opened := s.do("district", "POST /v1/assessments", fields{
		"unit": town, "period": "2024-01-01/2025-01-01", "scheme": yearScheme, "reviewers": []fields{{"kind": "panel", "unit": housing}},
	}).want(201)
	path := "/v1/assessments/" + opened.str("id")
	give := func(verb string, body fields) *answer {
		t.Helper()
		return s.do("district", "POST "+path+"/"+verb, body).want(200)
	}
	give("collect", fields{})
	give("cite", fields{"leaf": "opinions"})
	give("draw-figures", fields{})
	sheets := s.do("department-1", "GET /v1/sheets?mine=desk", nil).want(200).list("items")
	require.Len(t, sheets, 1, "the sheet lies on the reviewer's desk")
	sheet := "POST /v1/sheets/" + sheets[0]["id"].(string) + "/hand-in"
	refused := s.do("department-1", sheet, fields{"points": "88.12345"}).want(422)
	require.Equal(t, "points", refused.list("fields")[0]["path"])
	s.do("department-1", sheet, fields{"points": "88.5"}).want(200)
	combined := give("combine", fields{})
	require.NotEmpty(t, combined.str("sum"))
	s.do("town", "GET "+path, nil).want(404)
	give("publish", fields{})
	give("record-use", fields{"for": "干部评优评先", "text": "作为参考"})
	page := s.do("town", "GET "+path, nil, "Accept", "text/html").want(200)
	require.Contains(t, string(page.body), "年度演示考核")
	require.Contains(t, string(page.body), "干部评优评先")
	s.do("town", "GET /v1/sheets/"+sheets[0]["id"].(string), nil).want(404)
	require.Len(t, s.on(round, town).list("uses"), 1, "the opinion says that it was cited")
}
