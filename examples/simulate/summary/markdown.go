package summary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/markdown"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Run is what is said of a run besides its result. None of it hangs on the machine.
type Run struct {
	Scenario *scenario.Scenario
	Seed     uint64
	Scale    int // thousandths
}

// page is a document in the making.
type page struct{ strings.Builder }

func (p *page) say(format string, args ...any) { _, _ = fmt.Fprintf(p, format, args...) }

// row writes a row of a table.
func (p *page) row(cells ...any) {
	for _, c := range cells {
		p.say("| %s ", markdown.Cell(fmt.Sprint(c)))
	}
	p.say("|\n")
}

func (p *page) head(cells ...any) {
	p.say("\n")
	p.row(cells...)
	p.say("%s|\n", strings.Repeat("| --- ", len(cells)))
}

// Markdown is the whole result as a document.
func Markdown(run Run, out *engine.Result) string {
	p := new(page)
	s := run.Scenario
	p.say("# %s\n\n%s 至 %s，%d个区，种子 %d，来件为情景的 %s。摘要 %016x。\n", markdown.Cell(s.Title), out.From, out.Until.AddDays(-1), out.Districts, run.Seed, thousandths(run.Scale), uint64(out.Sum))
	p.matters(&out.Matters)
	p.inquiries(out)
	p.limits(out, s)
	p.backlog(out)
	p.work(out)
	p.scores(out)
	return p.String()
}

func thousandths(n int) string { return governance.Ratio{Num: int64(n), Den: 1000}.Percent(1) }

func percent(n, of int64) string { return governance.Ratio{Num: n, Den: of}.Percent(2) }

func (p *page) matters(m *engine.Matters) {
	p.say("\n## 居事\n")
	p.head("指标", "数量", "占比")
	p.row("受理", m.Opened, "")
	p.row("办结关闭", m.Closed(), percent(m.Closed(), m.Opened))
	p.row("在办", m.Open, percent(m.Open, m.Opened))
	p.row("各时限均未逾期", m.InTime, percent(m.InTime, m.Opened))
	for _, c := range casework.Outcome("").Choices() {
		p.row("结果："+c.Label.Zh, m.Outcomes[c.Code], percent(m.Outcomes[c.Code], m.Closed()))
	}
	for _, path := range paths {
		p.row("办理："+path.zh, m.Paths[path.code], percent(m.Paths[path.code], m.Opened))
	}
	for _, line := range []struct {
		zh string
		n  int64
	}{{"退回补充", m.Returned}, {"验单退回（次）", m.SentBack}, {"退单（次）", m.Refused}, {"延期（次）", m.Extended}, {"挂起（次）", m.Paused}, {"催办（次）", m.Urged}, {"拆分", m.Split}, {"重办（次）", m.Reopened}} {
		p.row(line.zh, line.n, percent(line.n, m.Opened))
	}
	satisfied := m.Satisfied()
	p.row("反映人评价满意（非常满意、满意、基本满意）", satisfied.Num, satisfied.Percent(2))
	p.row("办结用时中位数（工作日）", m.Duration(500), "")
	p.row("九成办结用时（工作日）", m.Duration(900), "")
}

var paths = []struct{ code, zh string }{
	{"community", "社区自办"}, {"town", "镇街"}, {"immediate", "即办清单"}, {"phased", "阶段性事项清单"}, {"understanding", "谅解清单"}, {"none", "未经办理"},
}

func (p *page) inquiries(out *engine.Result) {
	q := &out.Inquiries
	p.say("\n## 咨询和抽查\n")
	p.head("指标", "数量", "占比")
	p.row("咨询", q.Opened, "")
	p.row("已答复", q.Answered, percent(q.Answered, q.Opened))
	p.row("转为事项", q.Converted, percent(q.Converted, q.Opened))
	p.row("逾期答复", q.Late, percent(q.Late, q.Opened))
	p.row("抽查", out.Samples.Drawn, "")
	for _, c := range casework.Verdict("").Choices() {
		p.row("抽查："+c.Label.Zh, out.Samples.Verdicts[c.Code], percent(out.Samples.Verdicts[c.Code], out.Samples.Drawn))
	}
}

func (p *page) limits(out *engine.Result, s *scenario.Scenario) {
	policy, err := s.Rules()
	if err != nil {
		return // it has been run by them
	}
	p.say("\n## 时限\n")
	p.head("时限", "期限", "按时", "逾期", "按时率", "解除", "计时中")
	for _, l := range out.Limits {
		if l.Met+l.Missed+l.Lifted+l.Open == 0 {
			continue
		}
		row, _ := policy.Limit(l.Name, "")
		p.row(row.Label.Zh, row.Period.Text().Zh, l.Met, l.Missed, percent(l.Met, l.Met+l.Missed), l.Lifted, l.Open)
	}
}

// backlog is how many matters were open at the end of each month.
func (p *page) backlog(out *engine.Result) {
	p.say("\n## 在办件数\n")
	p.head("月末", "累计受理", "在办")
	for i, d := range out.Days {
		date := out.From.AddDays(i)
		if next := date.AddDays(1); next.Day() == 1 || i == len(out.Days)-1 {
			p.row(date, d.Opened, d.Open)
		}
	}
}

// kinds are the kinds of units, in the order in which they are shown.
var kinds = []orgtree.Kind{orgtree.Compound, orgtree.Community, orgtree.Town, orgtree.Department, orgtree.Centre}

func (p *page) work(out *engine.Result) {
	p.say("\n## 工作量\n")
	p.head("单位", "个数", "经办人", "事务", "人均工时", "平均候办（工作分钟）", "时限按时率")
	for _, kind := range kinds {
		var n, clerks, met, missed int64
		var w engine.Workload
		for i := range out.Units {
			if u := &out.Units[i]; u.Kind == kind {
				n, clerks, met, missed = n+1, clerks+int64(u.Clerks), met+u.Met, missed+u.Missed
				w.Tasks, w.Seconds, w.Waited = w.Tasks+u.Tasks, w.Seconds+u.Seconds, w.Waited+u.Waited
			}
		}
		p.row(kind.Label().Zh, n, clerks, w.Tasks, w.Seconds/3600/max(clerks, 1), w.Waited/60/max(w.Tasks, 1), percent(met, met+missed))
	}
}

// scores shows the ranking of the last quarter that is whole, where there is one
// district: of many it says nothing to print thousands of lines.
func (p *page) scores(out *engine.Result) {
	if out.Districts > 1 {
		return
	}
	quarters := out.Quarters()
	last := quarters[len(quarters)-1]
	names := map[orgtree.Code]string{}
	for i := range out.Units {
		names[out.Units[i].Code] = out.Units[i].Name
	}
	for _, id := range rules(out) {
		p.say("\n## 考评：%s，%s\n", id, last.Text().Zh)
		p.head("名次", "单位", "得分", "等次")
		for _, s := range out.Scores {
			if s.Rules != id || s.Period != last || s.Peer.Group == "communities" || s.Peer.Group == "compounds" {
				continue
			}
			rank := fmt.Sprint(s.Rank)
			if s.Rank == 0 {
				rank = "–"
			}
			p.row(rank, names[s.Peer.Unit], s.Score.Text(2), governance.Label(s.Grade.Choices(), string(s.Grade)).Zh)
		}
	}
}

func rules(out *engine.Result) []string {
	var ids []string
	for _, s := range out.Scores {
		if !slices.Contains(ids, s.Rules) {
			ids = append(ids, s.Rules)
		}
	}
	return ids
}
