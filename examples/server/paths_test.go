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

func TestImmediateList(t *testing.T) {
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
