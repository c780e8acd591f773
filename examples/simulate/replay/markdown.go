package replay

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/markdown"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// Markdown is a summary for people, in Chinese.
func (r *Report) Markdown() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", markdown.Cell(r.Title))
	if r.Note != "" {
		fmt.Fprintf(&b, "%s\n\n", markdown.Cell(r.Note))
	}
	fmt.Fprintf(&b, "按情景「%s」的规则、工作日历（%s）和%s的组织机构重演%s至%s（不含）的数据：共%d行，重演%d件，不成立%d行。\n\n",
		markdown.Cell(r.Scenario), r.Calendar, markdown.Cell(r.District), r.From, r.Until, r.Rows, r.Replayed, r.Refused)
	if r.Provisional > 0 {
		fmt.Fprintf(&b, "其中%d件的期限涉及未公布放假安排的年份，为暂定。\n\n", r.Provisional)
	}
	r.totals(&b)
	r.limits(&b)
	r.units(&b)
	r.scores(&b)
	r.silences(&b)
	r.wrongs(&b)
	return []byte(b.String())
}

func (r *Report) totals(b *strings.Builder) {
	m := &r.Matters
	b.WriteString("## 总体\n\n")
	rows := [][]string{{"受理", number(m.Opened)}, {"在办", number(m.Open)}}
	for _, code := range slices.Sorted(maps.Keys(m.Outcomes)) {
		rows = append(rows, []string{outcomeLabel(code), number(m.Outcomes[code])})
	}
	for _, path := range slices.Sorted(maps.Keys(m.Paths)) {
		rows = append(rows, []string{"路径：" + pathLabel(path), number(m.Paths[path])})
	}
	rows = append(rows,
		[]string{"各环节都按时", share(m.InTime, m.Late)},
		[]string{"办结用时（工作日）：一半、九成在此之内", days(m, 500) + "、" + days(m, 900)},
		[]string{"反映人基本满意以上", orDash(m.Satisfied())})
	table(b, []string{"项目", "数量"}, rows)
}

func (r *Report) limits(b *strings.Builder) {
	b.WriteString("## 各环节时限\n\n")
	var rows [][]string
	for _, l := range r.Limits {
		rows = append(rows, []string{r.labels[l.Name], number(l.Met), number(l.Missed), number(l.Lifted), number(l.Open), share(l.Met, l.Missed)})
	}
	table(b, []string{"时限", "按时", "超时", "解除", "未到期", "按时率"}, rows)
}

func (r *Report) units(b *strings.Builder) {
	for _, kind := range []struct {
		of    orgtree.Kind
		title string
	}{{orgtree.Department, "部门"}, {orgtree.Town, "镇街"}, {orgtree.Community, "社区"}} {
		var rows [][]string
		for i := range r.Units {
			if u := &r.Units[i]; u.Kind == kind.of && u.Matters.Opened > 0 {
				rows = append(rows, []string{
					u.Name, string(u.Code), number(u.Matters.Opened), number(u.Matters.Open), punctual(u.Limits), share(u.Matters.InTime, u.Matters.Late),
					days(&u.Matters, 500), days(&u.Matters, 900), orDash(u.Matters.Satisfied()),
				})
			}
		}
		if len(rows) > 0 {
			fmt.Fprintf(b, "## %s\n\n", kind.title)
			table(b, []string{"单位", "代码", "牵头", "在办", "本单位时限按时率", "各环节都按时", "一半用时", "九成用时", "基本满意以上"}, rows)
		}
	}
}

// punctual is the share of all of a unit's deadlines that it met.
func punctual(limits []engine.Limit) string {
	var met, missed int64
	for _, l := range limits {
		met, missed = met+l.Met, missed+l.Missed
	}
	return share(met, missed)
}

func (r *Report) scores(b *strings.Builder) {
	last := ""
	var rows [][]string
	flush := func() {
		if len(rows) > 0 {
			table(b, []string{"组别", "名次", "单位", "得分", "等次"}, rows)
		}
		rows = nil
	}
	names := map[orgtree.Code]string{}
	for i := range r.Units {
		names[r.Units[i].Code] = r.Units[i].Name
	}
	for i := range r.Scores {
		s := &r.Scores[i]
		if title := r.rules[s.Rules] + "，" + s.Period.Text().Zh; title != last {
			flush()
			fmt.Fprintf(b, "## 考评：%s\n\n", markdown.Cell(title))
			last = title
		}
		rows = append(rows, standing(s, names))
	}
	flush()
}

// standing is the line of one unit. Without a rank it says why.
func standing(s *engine.Score, names map[orgtree.Code]string) []string {
	group := governance.Label(s.Peer.Group.Choices(), string(s.Peer.Group)).Zh
	if s.Lack != "" {
		score := s.Score.Text(2)
		if s.Lack == scoring.LackValue {
			score = "—"
		}
		return []string{group, "—", names[s.Peer.Unit], score, governance.Label(s.Lack.Choices(), string(s.Lack)).Zh}
	}
	return []string{group, fmt.Sprintf("%d/%d", s.Rank, s.Of), names[s.Peer.Unit], s.Score.Text(2), governance.Label(s.Grade.Choices(), string(s.Grade)).Zh}
}

func (r *Report) silences(b *strings.Builder) {
	b.WriteString("## 数据没有说的\n\n")
	var rows [][]string
	for _, a := range r.Assumed {
		rows = append(rows, []string{"`" + a.ID + "`", a.Sentence.Zh, number(a.Rows)})
	}
	table(b, []string{"假定", "说明", "件数"}, rows)
}

// mostPrinted is how many faults the summary names; the JSON has more.
const mostPrinted = 20

func (r *Report) wrongs(b *strings.Builder) {
	if len(r.Faults) == 0 {
		return
	}
	b.WriteString("## 不成立的行\n\n")
	var rows [][]string
	for i := range r.Faults[:min(len(r.Faults), mostPrinted)] {
		f := &r.Faults[i]
		line := number(int64(f.Line))
		if f.To != 0 {
			line += "至" + number(int64(f.To))
		}
		column := ""
		if f.Column > 0 {
			column = number(int64(f.Column))
		}
		rows = append(rows, []string{line, column, f.Name, f.Detail.Zh})
	}
	table(b, []string{"行", "列", "列名", "问题"}, rows)
	var all int64
	for _, c := range r.Codes {
		all += c.Count
	}
	if more := all - int64(len(rows)); more > 0 {
		fmt.Fprintf(b, "另有%d处未列。\n", more)
	}
}

func table(b *strings.Builder, columns []string, rows [][]string) {
	markdown.Table(b, columns, len(rows), func(i int) []string { return rows[i] })
	b.WriteString("\n")
}

func number(n int64) string { return fmt.Sprint(n) }

// share is a part of two that make a whole, or a dash.
func share(part, rest int64) string { return orDash(governance.Ratio{Num: part, Den: part + rest}) }

func orDash(r governance.Ratio) string {
	if r.Den == 0 {
		return "—"
	}
	return r.Percent(1)
}

// days are the working days within which a share of the completed, in thousandths, was
// completed.
func days(m *engine.Matters, of int64) string {
	var all int64
	for _, n := range m.Durations {
		all += n
	}
	if all == 0 {
		return "—"
	}
	return number(int64(m.Duration(of)))
}
