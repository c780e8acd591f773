package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// quarter runs some matters of the third quarter of 2024 to their end.
func quarter(s *server) (ids []string) {
	s.t.Helper()
	for range 6 {
		id := s.report()
		s.walk(id, toCentre()[:3]...)
		s.walk(id, step{"town", "complete", done, "checking"}, step{"community", "pass", nil, "passed"})
		s.walk(id, toEnd()...)
		s.walk(id, step{"community", "rate", scores(5, "solved", town), "rating"}, step{"resident", "rate", scores(4, "solved", town), "closed"})
		s.clock("advance", "72h").want(200)
		ids = append(ids, id)
	}
	id := s.report()
	s.walk(id, toCentre()[:3]...)
	s.walk(id, step{"town", "complete", fields{"outcome": "unsolved", "result": "未能解决"}, "checking"}, step{"community", "pass", nil, "passed"})
	s.walk(id, toEnd()...)
	s.walk(id, step{"community", "rate", scores(1, "unsolved", town), "rating"}, step{"resident", "rate", scores(1, "unsolved", town), "closed"})
	s.clock("to", "2024-10-08T09:00:00+08:00").want(200)
	return append(ids, id)
}

// on is the opinion on a unit in a round.
func (s *server) on(round *answer, unit string) *answer {
	s.t.Helper()
	for _, id := range round.json()["opinions"].([]any) {
		if o := s.do("centre", "GET /v1/opinions/"+id.(string), nil).want(200); o.str("unit") == unit {
			return o
		}
	}
	require.Fail(s.t, "no opinion on "+unit)
	return nil
}

// verified checks the digest of an opinion offline, from the bytes that were served.
func verified(t *testing.T, o *answer) scoring.Opinion {
	t.Helper()
	var raw struct {
		Content json.RawMessage
		Sum     scoring.Digest
	}
	require.NoError(t, json.Unmarshal(o.body, &raw))
	opinion, err := scoring.Verify(raw.Content, raw.Sum)
	require.NoError(t, err)
	return opinion
}

// 3: a quarter on the demonstration server: computed, issued, objected to, ruled
// upon, and the next edition; verified offline; as a page and as a spreadsheet.
func TestAQuartersOpinions(t *testing.T) { everywhere(t, quartersOpinions) }

func quartersOpinions(t *testing.T, fresh func(testing.TB) string) {
	s := start(t, "-demo", "-addr", "127.0.0.1:0", "-clock", "2024-07-02T09:00:00+08:00", "-db", fresh(t))
	ids := quarter(s)
	compute := fields{"district": "350205", "period": "2024-Q3", "rules": "responders-quarterly"}
	s.do("town", "POST /v1/rounds", compute).want(403)
	round := s.do("centre", "POST /v1/rounds", compute).want(201)
	draft := s.on(round, town)
	s.do("town", "GET /v1/opinions/"+draft.str("id"), nil).want(404)
	s.do("centre", "POST /v1/rounds/"+round.str("id")+"/issue", fields{}).want(200)

	first := s.on(round, town)
	before := verified(t, first)
	require.EqualValues(t, 7, before.Parts)
	path := "/v1/opinions/" + first.str("id")
	s.do("town-2", "GET "+path, nil).want(404)
	s.do("town", "POST "+path+"/object", fields{"reason": "反映事项不在本镇街职责内", "matters": []string{ids[6]}}).want(200)
	s.do("centre", "POST "+path+"/accept", fields{"reason": "情况属实", "leaveOut": []fields{{"matter": ids[6], "reason": "exempted"}}}).want(200)
	require.Equal(t, first.str("sum"), s.do("town", "GET "+path, nil).want(200).str("sum"), "what was issued stands")
	s.clock("to", "2024-10-31T09:00:00+08:00").want(200)

	second := s.do("centre", "POST /v1/rounds", compute).want(201)
	s.do("centre", "POST /v1/rounds/"+second.str("id")+"/issue", fields{}).want(200)
	next := s.on(second, town)
	after := verified(t, next)
	require.Equal(t, 2, after.Edition)
	require.EqualValues(t, 6, after.Parts)
	require.Contains(t, next.str("changed"), "版次")
	require.Equal(t, next.str("id"), s.do("town", "GET "+path, nil).want(200).str("successor"))
	s.do("district", "POST /v1/opinions/"+next.str("id")+"/record-use", fields{"assessment": "年度党建绩效考核", "cited": true, "text": "作为参考"}).want(200)

	page := s.do("town", "GET /v1/opinions/"+next.str("id"), nil, "Accept", "text/html").want(200)
	require.Contains(t, string(page.body), "海沧街道")
	require.Contains(t, string(page.body), next.str("sum"))
	matters := s.do("town", "GET /v1/opinions/matters?row=satisfied&opinion="+first.str("id"), nil).want(200)
	require.Len(t, matters.json()["rows"], 14, "seven matters, two raters")
	table := s.do("centre", "GET /v1/opinions/table?period=2024-Q3&side=responder", nil, "Accept", "text/csv").want(200)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(table.body), "\ufeff"))).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 2, "the newest edition of the one unit that had matters")
	require.Equal(t, "海沧街道", rows[1][1])
	for _, secret := range planted {
		require.NotContains(t, string(page.body)+string(table.body)+string(matters.body)+string(next.body), secret)
	}
}
