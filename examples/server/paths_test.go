package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func units(pairs ...string) []fields {
	out := []fields{}
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, fields{"unit": pairs[i], "role": pairs[i+1]})
	}
	return out
}

func scores(satisfaction int, solved string, units ...string) fields {
	out := []fields{}
	for _, u := range units {
		out = append(out, fields{"unit": u, "satisfaction": satisfaction, "solved": solved})
	}
	return fields{"scores": out}
}

var done = fields{"outcome": "solved", "result": "已处理完毕"}

// toCentre is the beginning that the three lists share.
func toCentre() []step {
	return []step{
		{"compound", "verify", nil, "verified"},
		{"community", "whistle", fields{"reason": "超出社区职能"}, "whistled"},
		{"town", "report-in", nil, "at-town"},
		{"town", "escalate", fields{"reason": "需区级部门"}, "escalated"},
	}
}

// toEnd is the end that they share, once the units' results have passed.
func toEnd() []step {
	return []step{
		{"community", "feedback", fields{"text": "已修好，谢谢"}, "passed"},
		{"community", "publish", fields{"summary": "路灯已修复"}, "rating"},
	}
}

func immediate() []step {
	return append(toCentre(),
		step{"centre", "triage", fields{"list": "immediate", "units": units(housing, "lead", urban, "assist", police, "assist")}, "dispatched"},
		step{"department-2", "take", nil, "dispatched"},
		step{"department-3", "refuse", fields{"reason": "不属本单位职责"}, "dispatched"},
		step{"department-1", "take", nil, "in-progress"},
		step{"centre", "rule", fields{"units": units(housing, "lead", urban, "assist", police, "assist")}, "in-progress"},
		step{"department-3", "take", nil, "in-progress"},
		step{"department-2", "progress", fields{"text": "已到现场"}, "in-progress"},
		step{"department-1", "request-extension", fields{"days": 3, "reason": "等待配件"}, "in-progress"},
		step{"centre", "grant-extension", nil, "in-progress"},
		step{"department-2", "complete", done, "in-progress"},
		step{"department-3", "complete", done, "in-progress"},
		step{"department-1", "complete", done, "checking"},
		step{"centre", "pass", nil, "passed"})
}

func TestImmediateList(t *testing.T) { everywhere(t, immediateList) }

func immediateList(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.walk(id, immediate()...)
	s.walk(id, toEnd()...)
	s.walk(id,
		step{"community", "rate", scores(5, "solved", town, housing, urban, police), "rating"},
		step{"resident", "rate", scores(4, "partly", housing), "closed"})
	record := s.see("resident", id).want(200)
	require.Equal(t, "solved", record.str("outcome"))
	require.Equal(t, []string{town, housing, urban, police}, record.codes("units", "unit"))
	require.Equal(t, []string{"first", "lead", "assist", "assist"}, record.codes("units", "role"))
	t.Log(string(record.body))
}

// 2.1 [D]: the phased list has stages, each with a deadline of its own, and is
// reported on stage by stage. A pause over the holiday moves the deadline by
// the working time it took.
func TestPhasedListWithAPauseOverTheHoliday(t *testing.T) {
	everywhere(t, phasedListWithAPauseOverTheHoliday)
}

func phasedListWithAPauseOverTheHoliday(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.walk(id, toCentre()...)
	s.walk(id,
		step{"centre", "triage", fields{"list": "phased", "units": units(housing, "lead", urban, "assist"),
			"stages": []fields{{"name": "勘察", "days": 3}, {"name": "施工", "days": 10}}}, "dispatched"},
		step{"department-2", "take", nil, "dispatched"},
		step{"department-1", "take", nil, "in-progress"})
	// 2024-09-29 is worked, 10-01 to 10-07 is off, 10-12 is worked.
	require.Equal(t, "2024-10-08T23:59:59+08:00", s.due(id, "stage", housing))
	s.clock("to", "2024-09-30T09:00:00+08:00").want(200)
	s.give("department-1", id, "pause", fields{"reason": "等待反映人提供户号"})
	require.Equal(t, "paused", s.see("centre", id).find("deadlines", fields{"name": "stage", "unit": housing})["state"])
	s.clock("to", "2024-10-09T09:00:00+08:00").want(200)
	s.give("department-1", id, "resume", nil)
	require.Equal(t, "running", s.see("centre", id).find("deadlines", fields{"name": "stage", "unit": housing})["state"])
	due := s.due(id, "stage", housing)
	require.Greater(t, due, "2024-10-09T23:59:59+08:00", "two of three working days were left")
	require.Less(t, due, "2024-10-12T00:00:00+08:00")
	s.walk(id, step{"department-1", "finish-stage", fields{"stage": 1}, "in-progress"})
	require.Equal(t, "2024-10-22T23:59:59+08:00", s.due(id, "stage", housing), "ten working days from 10-09, 10-12 among them")
	s.walk(id,
		step{"department-1", "finish-stage", fields{"stage": 2}, "in-progress"},
		step{"department-2", "complete", done, "in-progress"},
		step{"department-1", "complete", done, "checking"},
		step{"centre", "send-back", fields{"reason": "现场未清理", "unit": urban}, "in-progress"},
		step{"department-2", "complete", done, "checking"},
		step{"centre", "pass", nil, "passed"})
	s.walk(id, toEnd()...)
	s.walk(id,
		step{"resident", "rate", scores(3, "partly", town, housing, urban), "rating"},
		step{"community", "rate", scores(5, "solved", housing), "closed"})
}

// due is when the running deadline of a name and unit ends; every other one of
// that name has ended.
func (s *server) due(id, name, unit string) string {
	s.t.Helper()
	due, _ := s.see("centre", id).want(200).find("deadlines", fields{"name": name, "unit": unit, "state": "running"})["due"].(string)
	return due
}

// 2.1 [D]: what cannot be done is explained, the resident's understanding is
// sought, and the matter can move to another list.
func TestUnderstandingList(t *testing.T) { everywhere(t, understandingList) }

func understandingList(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.walk(id, toCentre()...)
	s.walk(id,
		step{"centre", "triage", fields{"list": "understanding", "units": units(housing, "lead"), "reviewOn": "2024-12-02"}, "explaining"},
		step{"department-1", "explain", fields{"text": "受管线条件所限，暂不能改造"}, "explaining"})
	refused := s.ask("department-1", id, "complete", fields{"outcome": "understood", "result": "已说明"})
	refused.want(422)
	require.Equal(t, "outcome", refused.find("fields", fields{"code": "not-here"})["path"])
	s.walk(id,
		step{"resident", "acknowledge", fields{"understood": true}, "explaining"},
		step{"department-1", "complete", fields{"outcome": "understood", "result": "已说明，居民理解"}, "checking"},
		step{"centre", "pass", nil, "passed"})
	s.walk(id, toEnd()...)
	s.walk(id,
		step{"resident", "rate", scores(4, "unsolved", housing), "rating"},
		step{"community", "rate", scores(4, "partly", housing), "closed"})
	require.Equal(t, "understood", s.see("resident", id).str("outcome"))
	s.clock("to", "2024-12-02T12:00:00+08:00").want(200)
	record := s.see("centre", id)
	require.Equal(t, true, record.json()["reviewDue"], "looked at again on the day that was set")
	require.Contains(t, record.codes("actions", "command"), "reopen")
	require.Contains(t, s.do("centre", "GET /v1/cases?mine=desk", nil).want(200).codes("items", "id"), id)
}

// 2.1 [R], 2.4 [D]: the town has 5 working days from the whistle; what it did,
// the whistler checks.
func TestTownHandles(t *testing.T) { everywhere(t, townHandles) }

func townHandles(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.walk(id, toCentre()[:2]...)
	require.Equal(t, "2024-10-10T23:59:59+08:00", s.due(id, "town", town))
	s.walk(id, step{"town", "report-in", nil, "at-town"}, step{"town", "complete", done, "checking"})
	require.Equal(t, 403, s.ask("centre", id, "pass", nil).status, "a town's part is the whistler's to check")
	s.walk(id, step{"community", "pass", nil, "passed"})
	s.walk(id, toEnd()...)
	s.walk(id,
		step{"resident", "rate", scores(1, "unsolved", town), "rating"},
		step{"community", "rate", scores(5, "solved", town), "closed"})
	require.Equal(t, []string{"lead"}, s.see("resident", id).codes("units", "role"))
}

// 2.2 [D]: what the community did itself nobody checks before the sender rates;
// its whistle never came, so the sender alone rates.
func TestCommunityHandles(t *testing.T) { everywhere(t, communityHandles) }

func communityHandles(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.walk(id, step{"community", "verify", nil, "verified"}, step{"community", "handle", nil, "handling"},
		step{"community", "complete", done, "passed"})
	s.walk(id, step{"community", "publish", fields{"summary": "路灯已修复"}, "passed"}, step{"community", "feedback", fields{"text": "好了"}, "rating"},
		step{"resident", "rate", scores(5, "solved", community), "closed"})
}

// 2.2 [D]: what is not rated in the window is registered as not given, never as
// satisfied; within ten working days the matter can be reopened, once.
func TestLapseAndReopening(t *testing.T) { everywhere(t, lapseAndReopening) }

func lapseAndReopening(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.walk(id, toCentre()[:2]...)
	s.walk(id, step{"town", "report-in", nil, "at-town"}, step{"town", "complete", done, "checking"}, step{"community", "pass", nil, "passed"})
	s.walk(id, toEnd()...)
	require.Equal(t, "2024-10-10T23:59:59+08:00", s.due(id, "rating", centre))
	s.clock("to", "2024-10-10T23:59:59+08:00").want(200)
	require.Equal(t, "rating", s.see("centre", id).str("phase"), "the last instant is still in time")
	s.clock("advance", "1m").want(200)
	record := s.see("centre", id)
	require.Equal(t, "closed", record.str("phase"))
	require.Equal(t, "solved", record.str("outcome"))
	for _, r := range record.list("ratings") {
		require.Equal(t, false, r["given"])
		require.NotContains(t, r, "satisfaction")
	}
	record = s.give("resident", id, "reopen", fields{"reason": "又坏了"})
	require.Equal(t, "at-town", record.str("phase"))
	require.Nil(t, record.json()["outcome"])
	require.Empty(t, record.list("ratings"))
	require.Empty(t, s.do("", "GET /v1/notices?community="+community, nil).want(200).list("items"), "its notice comes off the board")
	s.walk(id, step{"town", "complete", done, "checking"}, step{"community", "pass", nil, "passed"})
	s.walk(id, toEnd()...)
	s.walk(id, step{"community", "rate", scores(5, "solved", town), "rating"}, step{"resident", "rate", scores(5, "solved", town), "closed"})
	require.Equal(t, 409, s.ask("resident", id, "reopen", fields{"reason": "再来"}).status, "once")
}

// 2.2: originals and both histories stay, all senders are answered; a merge can
// be undone for five working days.
func TestMergeAndUnmerge(t *testing.T) { everywhere(t, mergeAndUnmerge) }

func mergeAndUnmerge(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	stays, double := s.report(), s.report()
	s.give("community", double, "verify", nil)
	merged := s.give("community", double, "merge", fields{"into": stays})
	require.Equal(t, "closed", merged.str("phase"))
	require.Equal(t, "merged", merged.str("outcome"))
	require.Equal(t, stays, merged.str("mergedInto"))
	require.Equal(t, []any{double}, s.see("centre", stays).json()["merged"])
	s.clock("to", "2024-10-09T10:00:00+08:00").want(200)
	undone := s.give("community", double, "unmerge", nil)
	require.Equal(t, "verified", undone.str("phase"), "it goes on where it was")
	require.Nil(t, undone.json()["outcome"])
	require.Nil(t, s.see("centre", stays).json()["merged"])
	s.give("community", double, "merge", fields{"into": stays})
	s.give("compound", stays, "verify", nil)
	s.walk(stays, step{"community", "handle", nil, "handling"}, step{"community", "complete", done, "passed"})
	s.walk(stays, toEnd()...)
	require.Equal(t, "已修好，谢谢", s.see("resident", double).str("answer"), "all senders are answered")
	s.clock("advance", "720h").want(200)
	require.Equal(t, 409, s.ask("community", double, "unmerge", nil).status, "the time for undoing it has passed")
	other := s.report()
	require.Equal(t, 422, s.ask("community", other, "merge", fields{"into": other}).status)
	require.Equal(t, 409, s.ask("community", other, "merge", fields{"into": double}).status, "never into a closed matter")
}

// 2.2 [D]: one matter may be split; the parent closes after its children.
func TestSplit(t *testing.T) { everywhere(t, split) }

func split(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.give("compound", id, "verify", nil)
	parts := []fields{{"title": "路灯", "text": "不亮"}, {"title": "井盖", "text": "破损", "category": "A102"}}
	s.give("community", id, "split", fields{"parts": parts})
	var children []string
	for _, c := range s.do("community", "GET /v1/cases", nil).want(200).list("items") {
		if c["parent"] == id {
			children = append(children, c["id"].(string))
			require.Equal(t, "verified", c["phase"], "a child begins where its parent stands")
		}
	}
	require.Len(t, children, 2)
	s.walk(id, step{"community", "handle", nil, "handling"})
	require.Equal(t, 409, s.ask("community", id, "complete", done).status, "children are still open")
	for _, child := range children {
		require.Equal(t, 409, s.ask("community", child, "split", fields{"parts": parts}).status, "one level")
		s.walk(child, step{"community", "handle", nil, "handling"}, step{"community", "complete", done, "passed"})
		s.walk(child, toEnd()...)
		s.walk(child, step{"resident", "rate", scores(5, "solved", community), "closed"})
	}
	s.walk(id, step{"community", "complete", done, "passed"})
}

// 2.2: the ways out before anybody handles it.
func TestReturnedDeclinedWithdrawn(t *testing.T) { everywhere(t, returnedDeclinedWithdrawn) }

func returnedDeclinedWithdrawn(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.walk(id, step{"compound", "return", fields{"reason": "请说明楼号"}, "returned"},
		step{"resident", "amend", fields{"text": "9号楼前"}, "reported"},
		step{"community", "amend", fields{"category": "A103"}, "reported"},
		step{"compound", "verify", nil, "verified"},
		step{"community", "decline", fields{"reason": "属诉讼事项", "instead": "court"}, "closed"})
	require.Equal(t, "declined", s.see("resident", id).str("outcome"))
	id = s.report()
	s.walk(id, step{"resident", "withdraw", nil, "closed"})
	require.Equal(t, "withdrawn", s.see("resident", id).str("outcome"))
	id = s.report()
	s.walk(id, toCentre()...)
	s.walk(id, step{"centre", "decline", fields{"reason": "信访事项", "instead": "petition"}, "closed"})
}

// 2.2: moving to another list, reminding, supervising, denying.
func TestOnTheWay(t *testing.T) { everywhere(t, onTheWay) }

func onTheWay(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.walk(id, toCentre()...)
	s.walk(id,
		step{"centre", "triage", fields{"list": "understanding", "units": units(housing, "lead")}, "explaining"},
		step{"centre", "reclassify", fields{"list": "immediate", "reason": "已有条件"}, "in-progress"},
		step{"centre", "urge", nil, "in-progress"},
		step{"community", "urge", fields{"text": "请加快"}, "in-progress"},
		step{"centre", "supervise", fields{"text": "限期办结"}, "in-progress"},
		step{"department-1", "request-extension", fields{"days": 5, "reason": "停工"}, "in-progress"},
		step{"centre", "deny-extension", fields{"reason": "理由不足"}, "in-progress"},
		step{"department-1", "note", fields{"text": "已联系"}, "in-progress"})
	require.Equal(t, 422, s.ask("department-1", id, "request-extension", fields{"days": 300, "reason": "久"}).status)
	require.Equal(t, 404, s.ask("department-2", id, "note", fields{"text": "与我无关"}).status)
	history := s.do("centre", "GET /v1/cases/"+id+"/history", nil).want(200)
	require.Equal(t, []string{"report", "verify", "whistle", "report-in", "escalate", "triage", "reclassify", "urge", "urge", "supervise",
		"request-extension", "deny-extension", "note"}, history.codes("items", "command"))
}

// 2.3: an inquiry is answered, or turned into a matter in one commit.
func TestInquiries(t *testing.T) { everywhere(t, inquiries) }

func inquiries(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	ask := func() string {
		return s.do("resident", "POST /v1/inquiries", fields{"title": "怎样办居住证", "place": fields{"unit": community}}).want(201).str("id")
	}
	id := ask()
	answered := s.do("community", "POST /v1/inquiries/"+id+"/answer", fields{"text": "到社区窗口办理"}).want(200)
	require.Equal(t, "answered", answered.str("phase"))
	id = ask()
	converted := s.do("community", "POST /v1/inquiries/"+id+"/convert", fields{}).want(200)
	matter := s.see("resident", converted.str("matter")).want(200)
	require.Equal(t, "reported", matter.str("phase"))
	require.Equal(t, "inquiry:"+id, matter.str("origin"))
	require.Equal(t, 404, s.do("department-1", "GET /v1/inquiries/"+id, nil).status)
}
