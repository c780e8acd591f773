package whatif

import (
	"slices"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// A Metric is one figure of a result.
type Metric struct {
	ID      string // stable
	Section Section
	Name    governance.Text
	Measure Measure
	Better  Better
	Of      func(*engine.Result) governance.Ratio // exact; without a denominator there is no figure 无
}

// Metrics are the rows of a comparison whose first scenario is s.
func Metrics(s *scenario.Scenario) []Metric {
	return slices.Concat(punctuality(), backlog(), workload(), satisfaction(), handling(), paths(), scores(s))
}

func punctuality() []Metric {
	out := []Metric{
		{"matters.in-time", Punctuality, governance.Text{Zh: "居事按时率（无一时限逾期）", En: "matters in time, no limit missed"}, percent, Higher,
			func(r *engine.Result) governance.Ratio { return share(r.Matters.InTime, r.Matters.Late) }},
		{"inquiries.in-time", Punctuality, governance.Text{Zh: "咨询按时率", En: "inquiries in time"}, percent, Higher,
			func(r *engine.Result) governance.Ratio {
				return governance.Ratio{Num: r.Inquiries.Opened - r.Inquiries.Late, Den: r.Inquiries.Opened}
			}},
	}
	for _, l := range casework.DefaultLimits().Rows() {
		out = append(out, Metric{"limit." + l.Name, Punctuality, governance.Text{Zh: l.Label.Zh + "按时率", En: "in time: " + l.Label.En}, percent, Higher,
			func(r *engine.Result) governance.Ratio {
				limit := r.Limit(l.Name)
				return share(limit.Met, limit.Missed)
			}})
	}
	return out
}

// share is a part of itself and the rest.
func share(part, rest int64) governance.Ratio {
	return governance.Ratio{Num: part, Den: part + rest}
}

func whole(n int64) governance.Ratio { return governance.Ratio{Num: n, Den: 1} }

func backlog() []Metric {
	row := func(id, zh, en string, m Measure, of func(*engine.Result) governance.Ratio) Metric {
		return Metric{id, Backlog, governance.Text{Zh: zh, En: en}, m, Lower, of}
	}
	return []Metric{
		row("backlog.end", "期末在办", "open at the end", matters, func(r *engine.Result) governance.Ratio { return whole(r.Matters.Open) }),
		row("backlog.peak", "在办最多的一日", "open on the worst day", matters, func(r *engine.Result) governance.Ratio {
			most := int64(0)
			for _, d := range r.Days {
				most = max(most, d.Open)
			}
			return whole(most)
		}),
		row("backlog.mean", "日均在办", "open on an average day", matters, func(r *engine.Result) governance.Ratio {
			out := governance.Ratio{Den: int64(len(r.Days))}
			for _, d := range r.Days {
				out.Num += d.Open
			}
			return out
		}),
		row("duration.median", "上报至办结：半数不超过", "report to completion: half within", workdays, within(500)),
		row("duration.p90", "上报至办结：九成不超过", "report to completion: nine tenths within", workdays, within(900)),
	}
}

// within is in how many working days a share of the matters was completed.
func within(share int64) func(*engine.Result) governance.Ratio {
	return func(r *engine.Result) governance.Ratio {
		if r.Matters.Durations == ([len(r.Matters.Durations)]int64{}) {
			return governance.Ratio{}
		}
		return whole(int64(r.Matters.Duration(share)))
	}
}

// kinds are the kinds of units that work.
var kinds = []orgtree.Kind{orgtree.Compound, orgtree.Community, orgtree.Town, orgtree.Department, orgtree.Centre}

// labelOf is what people read of a kind.
func labelOf(k orgtree.Kind) governance.Text { return governance.Text(k.Label()) }

func workload() (out []Metric) {
	for _, k := range kinds {
		of := func(one func(*engine.Unit) governance.Ratio) func(*engine.Result) governance.Ratio {
			return func(r *engine.Result) (sum governance.Ratio) {
				for i := range r.Units {
					if r.Units[i].Kind == k {
						q := one(&r.Units[i])
						sum.Num, sum.Den = sum.Num+q.Num, sum.Den+q.Den
					}
				}
				return sum
			}
		}
		for _, w := range works {
			out = append(out, Metric{w.id + "." + k.String(), Workload, governance.Text{Zh: labelOf(k).Zh + w.name.Zh, En: labelOf(k).En + ": " + w.name.En}, w.measure, w.better, of(w.of)})
		}
	}
	return out
}

// works are the figures of a unit's work; those of several are added above and below
// the line.
var works = []struct {
	id      string
	name    governance.Text
	measure Measure
	better  Better
	of      func(*engine.Unit) governance.Ratio
}{
	{"busy", governance.Text{Zh: "人均工时", En: "hours of work per clerk"}, hours, Neither,
		func(u *engine.Unit) governance.Ratio {
			return governance.Ratio{Num: u.Seconds, Den: 3600 * int64(u.Clerks)}
		}},
	{"occupancy", governance.Text{Zh: "工时占办公时间", En: "work in office hours"}, perMille, Neither,
		func(u *engine.Unit) governance.Ratio {
			return governance.Ratio{Num: u.Seconds, Den: int64(u.Clerks) * u.Office}
		}},
	{"waiting", governance.Text{Zh: "每项待办等候", En: "wait before a task is taken up"}, minutes, Lower,
		func(u *engine.Unit) governance.Ratio { return governance.Ratio{Num: u.Waited, Den: 60 * u.Tasks} }},
}

// contented are those ratings of 0 (not given), 1 to 5 that are at least 基本满意, of
// those given.
func contented(steps [6]int64) governance.Ratio {
	return share(steps[3]+steps[4]+steps[5], steps[1]+steps[2])
}

func satisfaction() []Metric {
	row := func(id, zh, en string, of func(*engine.Result) governance.Ratio) Metric {
		return Metric{id, Satisfaction, governance.Text{Zh: zh, En: en}, percent, Higher, of}
	}
	given := func(steps [6]int64) governance.Ratio {
		return share(steps[1]+steps[2]+steps[3]+steps[4]+steps[5], steps[0])
	}
	return []Metric{
		row("senders.satisfied", "反映人满意率（已评价的）", "senders satisfied, of those who rated", func(r *engine.Result) governance.Ratio { return contented(r.Matters.BySenders) }),
		row("senders.given", "反映人参评率", "senders who rated", func(r *engine.Result) governance.Ratio { return given(r.Matters.BySenders) }),
		row("whistlers.satisfied", "吹哨单位满意率（已评价的）", "whistlers satisfied, of those who rated", func(r *engine.Result) governance.Ratio { return contented(r.Matters.ByWhistlers) }),
		row("whistlers.given", "吹哨单位参评率", "whistlers who rated", func(r *engine.Result) governance.Ratio { return given(r.Matters.ByWhistlers) }),
	}
}

func handling() []Metric {
	out := []Metric{{"outcome.solved", Handling, governance.Text{Zh: "解决率（不含不予受理、撤回、并案）", En: "solved (without declined, withdrawn and merged)"}, percent, Higher,
		func(r *engine.Result) governance.Ratio {
			o := r.Matters.Outcomes
			return share(o[string(casework.Solved)], o[string(casework.Partly)]+o[string(casework.Unsolved)]+o[string(casework.Understood)])
		}}}
	for _, row := range []struct {
		id, zh, en string
		better     Better
		of         func(*engine.Matters) int64
	}{
		{"reopened", "重新办理", "reopened", Lower, func(m *engine.Matters) int64 { return m.Reopened }},
		{"sent-back", "验单退回", "sent back by a check", Lower, func(m *engine.Matters) int64 { return m.SentBack }},
		{"refused", "退单", "refused by a unit", Lower, func(m *engine.Matters) int64 { return m.Refused }},
		{"extended", "延期", "extended", Lower, func(m *engine.Matters) int64 { return m.Extended }},
		{"paused", "挂起", "paused", Neither, func(m *engine.Matters) int64 { return m.Paused }},
		{"urged", "催办", "urged", Lower, func(m *engine.Matters) int64 { return m.Urged }},
		{"returned", "退回补充", "returned to the sender", Neither, func(m *engine.Matters) int64 { return m.Returned }},
	} {
		out = append(out, Metric{row.id, Handling, governance.Text{Zh: "每千件" + row.zh, En: row.en + " per thousand matters"}, perMille, row.better,
			func(r *engine.Result) governance.Ratio {
				return governance.Ratio{Num: row.of(&r.Matters), Den: r.Matters.Opened}
			}})
	}
	return out
}

func paths() (out []Metric) {
	names := []governance.Choice{
		governance.ChoiceOf("community", "社区自办", "kept by the community"), governance.ChoiceOf("town", "镇街办理", "handled by the town"),
	}
	for _, c := range slices.Concat(names, casework.List("").Choices()) {
		out = append(out, Metric{"path." + c.Code, Paths, c.Label, percent, Neither, func(r *engine.Result) governance.Ratio {
			all := governance.Ratio{Num: r.Matters.Paths[c.Code]}
			for path, n := range r.Matters.Paths {
				if path != "none" { // declined, merged or withdrawn before anybody handled it
					all.Den += n
				}
			}
			return all
		}})
	}
	return out
}

func scores(s *scenario.Scenario) (out []Metric) {
	for _, rules := range scoring.Shipped() {
		if !slices.Contains(s.RuleSets, rules.ID) {
			continue
		}
		for _, g := range rules.Groups {
			label := governance.Label(g.Choices(), string(g))
			out = append(out, Metric{"score." + rules.ID + "." + string(g), Scores,
				governance.Text{Zh: rules.Title.Zh + "：" + label.Zh + "平均得分", En: rules.Title.En + ": mean score of " + label.En}, points, Higher, meanScore(rules.ID, g)})
		}
	}
	return out
}

// meanScore is the mean of the scores that a group was ranked by, over all quarters.
func meanScore(rules string, g scoring.Group) func(*engine.Result) governance.Ratio {
	return func(r *engine.Result) (mean governance.Ratio) {
		for i := range r.Scores {
			if s := &r.Scores[i]; s.Rules == rules && s.Peer.Group == g && s.Lack == "" {
				mean.Num += int64(s.Score)
				mean.Den += int64(scoring.One)
			}
		}
		return mean
	}
}
