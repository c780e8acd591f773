package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// clean insists that nothing planted stands in a text.
func clean(t *testing.T, where, text string) {
	t.Helper()
	for _, p := range planted {
		require.NotContains(t, text, p, where)
	}
}

// http.md, Habits, and the house's own rule: personal data is on no board, in
// no feed, log, metric or error.
func TestPersonalDataStaysWhereItBelongs(t *testing.T) {
	everywhere(t, personalDataStaysWhereItBelongs)
}

func personalDataStaysWhereItBelongs(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	story := append(immediate(), toEnd()...)
	for i := range story { // every free text holds what it should not spread
		for name, value := range story[i].body {
			if text, ok := value.(string); ok && name != "summary" && name != "outcome" && name != "list" {
				story[i].body[name] = text + strings.Join(planted, "，")
			}
		}
	}
	s.walk(id, story...)
	s.give("community", id, "reveal", fields{"reason": "联系" + planted[0]})
	s.give("centre", id, "note", fields{"text": strings.Join(planted, "；")})
	s.clock("advance", "720h").want(200)

	board := s.do("", "GET /v1/notices?community="+community, nil).want(200)
	require.Equal(t, []string{"路灯已修复"}, board.codes("items", "asked"))
	clean(t, "the board", string(board.body))
	after, events := "", 0
	for {
		line := "GET /v1/events?limit=5"
		if after != "" {
			line += "&after=" + after
		}
		page := s.do("centre", line, nil).want(200)
		clean(t, "the feed", string(page.body))
		events += len(page.list("items"))
		if after = page.str("next"); after == "" {
			break
		}
	}
	require.Greater(t, events, len(story))
	clean(t, "metrics", string(s.do("", "GET /metrics", nil).want(200).body))
	clean(t, "the log", s.stderr.String()+s.stdout.String())
	for _, account := range []string{"district", "centre", "department-1", "town"} {
		seen := s.see(account, id).want(200)
		sender, _ := seen.json()["sender"].(fields)
		require.Equal(t, "139****4321", sender["phone"], "identity is masked for %s", account)
		require.Equal(t, "欧***", sender["name"])
	}
	sender, _ := s.see("resident", id).want(200).json()["sender"].(fields)
	require.Equal(t, planted[1], sender["phone"], "their own they see as it is")
}

// An error names the field, never the value: it may be somebody's number.
func TestErrorsDoNotRepeatWhatWasSent(t *testing.T) {
	s := demoServer(t, "-db", "memory:")
	id := s.report()
	s.walk(id, step{"community", "verify", nil, "verified"}, step{"community", "handle", nil, "handling"}, step{"community", "complete", done, "passed"})
	for _, c := range []struct {
		status  int
		account string
		line    string
		body    any
	}{
		{422, "community", "POST /v1/cases/" + id + "/publish", fields{"summary": "已为" + planted[0] + "修好"}},
		{422, "community", "POST /v1/cases/" + id + "/publish", fields{"summary": "已修好，电话" + planted[1]}},
		{422, "resident", "POST /v1/cases", fields{"title": planted[3], "text": planted[3], "category": planted[0], "place": fields{"unit": planted[1]}}},
		{422, "resident", "POST /v1/cases", fields{"title": strings.Repeat(planted[0], 100), "text": "x", "place": fields{"unit": compound}}},
		{422, "resident", "POST /v1/cases", fields{"title": "x", "text": "x", "place": fields{"unit": compound}, "urgency": planted[1]}},
		{422, "resident", "POST /v1/cases", fields{"title": "x", "text": "x", "place": fields{"unit": compound}, "sender": fields{"phone": planted[0]}}},
		{400, "resident", "POST /v1/cases", fields{planted[1]: "x"}},
		{400, "resident", "POST /v1/cases", fields{"title": []string{planted[0]}}},
		{400, "resident", "POST /v1/cases", `{"title":"` + planted[0]},
		{400, "resident", "GET /v1/cases?phone=" + planted[1], nil},
		{404, "resident", "GET /v1/cases/" + planted[1], nil},
		{404, "resident", "GET /v1/" + planted[1], nil},
		{404, "", "GET /v1/units/" + planted[1], nil},
		{401, "", "POST /v1/sessions", fields{"account": planted[1], "password": planted[0]}},
		{422, "", "POST /v1/demo/clock", fields{"to": planted[1]}},
	} {
		refused := s.do(c.account, c.line, c.body).want(c.status)
		require.Equal(t, "application/problem+json", refused.header.Get("Content-Type"))
		clean(t, c.line, string(refused.body))
	}
	clean(t, "the log", s.stderr.String())
	metrics := s.do("", "GET /metrics", nil).want(200)
	clean(t, "metrics", string(metrics.body))
	require.NotContains(t, string(metrics.body), id)
	require.Contains(t, string(metrics.body), `jinlin_http_requests_total{method="POST",route="/v1/cases",status="422"} 4`)
	require.Contains(t, string(metrics.body), `route="none",status="404"} 1`)
	require.Contains(t, string(metrics.body), "jinlin_feed_position")
	require.Contains(t, string(metrics.body), "jinlin_due_backlog 0")
}
