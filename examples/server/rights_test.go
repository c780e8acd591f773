package main

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// everybody are the demo accounts.
var everybody = []string{
	"resident", "building", "compound", "community", "town", "centre", "department-1", "department-2", "department-3",
	"district", "compound-2", "community-2", "town-2", "resident-2", "resident-3", "neighbour", "mediator", "volunteer", "leader",
}

// situations are matters in every phase that people can bring them to, each
// with how to get there.
func situations() map[string][]step {
	all := immediate()
	explaining := append(toCentre(),
		step{"centre", "triage", fields{"list": "understanding", "units": units(housing, "lead")}, "explaining"},
		step{"department-1", "explain", fields{"text": "暂不能改造"}, "explaining"})
	dispatched := append(toCentre(),
		step{"centre", "triage", fields{"list": "phased", "units": units(housing, "lead", urban, "assist"), "stages": []fields{{"name": "勘察", "days": 3}}}, "dispatched"},
		step{"department-2", "refuse", fields{"reason": "不属职责"}, "dispatched"})
	working := append(slices.Clone(dispatched),
		step{"department-1", "take", nil, "in-progress"}, step{"department-1", "request-extension", fields{"days": 2, "reason": "待料"}, "in-progress"})
	paused := append(slices.Clone(dispatched), step{"department-1", "take", nil, "in-progress"}, step{"department-1", "pause", fields{"reason": "待料"}, "in-progress"})
	rating := append(slices.Clone(all), toEnd()...)
	closed := append(slices.Clone(rating),
		step{"community", "rate", scores(5, "solved", town), "rating"}, step{"resident", "rate", scores(5, "solved", town), "closed"})
	return map[string][]step{
		"reported": nil,
		"returned": {{"compound", "return", fields{"reason": "不清楚"}, "returned"}},
		"verified": toCentre()[:1], "whistled": toCentre()[:2], "at-town": toCentre()[:3], "escalated": toCentre(),
		"handling":   {{"compound", "verify", nil, "verified"}, {"compound", "handle", nil, "handling"}},
		"dispatched": dispatched, "in-progress": working, "paused": paused, "explaining": explaining,
		"checking": all[:len(all)-1], "passed": all, "rating": rating, "closed": closed,
		"withdrawn": {{"resident", "withdraw", nil, "closed"}},
	}
}

// bodies are what the commands are given with.
func bodies(other string) map[string]fields {
	reason := fields{"reason": "理由"}
	text := fields{"text": "说明"}
	return map[string]fields{
		"return": reason, "whistle": reason, "escalate": reason, "refuse": reason, "deny-extension": reason, "pause": reason,
		"send-back": reason, "reopen": reason, "reveal": reason, "erase": reason,
		"progress": text, "explain": text, "feedback": text, "supervise": text, "note": text,
		"decline":           {"reason": "理由", "instead": "court"},
		"triage":            {"list": "immediate", "units": units(urban, "lead")},
		"rule":              {"units": units(police, "lead")},
		"finish-stage":      {"stage": 1},
		"request-extension": {"days": 2, "reason": "待料"},
		"acknowledge":       {"understood": true},
		"reclassify":        {"list": "immediate", "reason": "已有条件"},
		"complete":          done, "publish": {"summary": "路灯已修复"}, "rate": scores(5, "solved", town),
		"merge": {"into": other}, "split": {"parts": []fields{{"title": "甲", "text": "甲"}, {"title": "乙", "text": "乙"}}},
		"attach": {"files": []string{}}, "report": {"title": "甲", "text": "甲", "place": fields{"unit": compound}},
	}
}

// A command succeeds only when the record's actions listed it for that caller,
// and whoever may not know of the record cannot tell it from one that is not
// there.
func TestRightsMatrix(t *testing.T) {
	s := demoServer(t, "-db", "memory:")
	lifecycle := s.do("", "GET /v1/lifecycles/case", nil).want(200)
	verbs := lifecycle.codes("commands", "verb")
	require.Greater(t, len(verbs), 40)
	phases, cells, given := map[string]bool{}, 0, 0
	nobodys := "01923134-0000-7000-8000-000000000000"
	for name, how := range situations() {
		made := func() string {
			id := s.report()
			s.walk(id, how...)
			return id
		}
		id, other := made(), made() // a merge is into a matter that has come as far
		phases[s.see("centre", id).str("phase")] = true
		for _, account := range everybody {
			seen := s.see(account, id)
			var may []string
			if seen.status == 200 {
				may = seen.codes("actions", "command")
			} else {
				require.Equal(t, 404, seen.status)
			}
			for _, verb := range verbs {
				cells++
				body := maps.Clone(bodies(other)[verb])
				if !slices.Contains(may, verb) {
					refused := s.ask(account, id, verb, body)
					if seen.status == 404 {
						require.Contains(t, []int{403, 404, 422}, refused.status)
						require.Equal(t, string(s.ask(account, nobodys, verb, body).body), string(refused.body), "%s %s by %s tells that there is a matter", name, verb, account)
						continue
					}
					require.Contains(t, []int{403, 409}, refused.status, "%s: %s by %s: %s", name, verb, account, refused.body)
					continue
				}
				given++
				fresh := made()
				gave := s.ask(account, fresh, verb, body)
				require.Contains(t, []int{200, 422}, gave.status, "%s: %s by %s was listed: %s", name, verb, account, gave.body)
			}
		}
	}
	for _, p := range lifecycle.codes("phases", "phase") {
		require.True(t, phases[p], "no situation reaches phase %s", p)
	}
	t.Logf("%d cells, %d of them commands that were listed", cells, given)
}
