package governance

import (
	"fmt"
	"strings"
)

// Mermaid draws the lifecycle as a Mermaid state diagram, labelled in a
// language. Rows that keep the phase are left to the table.
func (d *Description) Mermaid(lang string) string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, p := range d.Phases {
		fmt.Fprintf(&b, "    %s: %s\n", node(p.Phase), p.Label.In(lang))
	}
	for i := range d.Rules {
		r := &d.Rules[i]
		for _, from := range r.From {
			for _, to := range r.To {
				fmt.Fprintf(&b, "    %s --> %s: %s\n", node(from), node(to), d.Sheet(r.Verb).Label.In(lang))
			}
		}
	}
	for _, p := range d.Phases {
		if p.Final {
			fmt.Fprintf(&b, "    %s --> [*]\n", node(p.Phase))
		}
	}
	return b.String()
}

// node names a phase in a diagram, where a hyphen is not allowed.
func node(p Phase) string {
	if p == Unopened {
		return "[*]"
	}
	return strings.ReplaceAll(string(p), "-", "_")
}

// Markdown writes the institution as a page: its diagram, commands, rights,
// deadlines and questions.
func (d *Description) Markdown(lang string) string {
	var b strings.Builder
	h := headings.in(lang)
	fmt.Fprintf(&b, "## %s `%s`\n\n%s (%s)\n\n", d.Label.In(lang), d.Kind, d.Sentence.In(lang), d.Source)
	fmt.Fprintf(&b, "```mermaid\n%s```\n\n### %s\n\n", d.Mermaid(lang), h.rules)
	table(&b, h.ruleColumns, len(d.Rules), func(i int) []string {
		r := &d.Rules[i]
		return []string{"`" + r.ID + "`", d.Sheet(r.Verb).Label.In(lang) + " `" + r.Verb + "`", d.phases(r.From, lang), d.phases(r.To, lang), r.Who.In(lang), r.Sentence.In(lang), r.Source}
	})
	if len(d.Limits) > 0 {
		fmt.Fprintf(&b, "\n### %s\n\n", h.limits)
		table(&b, h.limitColumns, len(d.Limits), func(i int) []string {
			l := &d.Limits[i]
			return []string{"`" + l.Name + "`", l.Label.In(lang), l.Period.Text().In(lang), l.Sentence.In(lang), l.Source}
		})
	}
	if len(d.Asks) > 0 {
		fmt.Fprintf(&b, "\n### %s\n\n", h.questions)
		table(&b, h.questionColumns, len(d.Asks), func(i int) []string {
			q := &d.Asks[i]
			return []string{"`" + q.Name + "`", q.Label.In(lang), q.Sentence.In(lang), q.Source}
		})
	}
	return b.String()
}

func (d *Description) phases(ps []Phase, lang string) string {
	if len(ps) == 0 {
		return "–"
	}
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = d.PhaseLabel(p).In(lang)
		if p == Unopened {
			names[i] = "○"
		}
	}
	return strings.Join(names, "、")
}

// table writes a Markdown table; bars within cells are escaped.
func table(b *strings.Builder, columns []string, rows int, row func(int) []string) {
	line := func(cells []string) {
		for _, c := range cells {
			fmt.Fprintf(b, "| %s ", strings.ReplaceAll(c, "|", "\\|"))
		}
		b.WriteString("|\n")
	}
	line(columns)
	b.WriteString(strings.Repeat("| --- ", len(columns)) + "|\n")
	for i := range rows {
		line(row(i))
	}
}

// heading are the titles and columns of a page in one language.
type heading struct {
	rules, limits, questions                   string
	ruleColumns, limitColumns, questionColumns []string
}

type bilingual struct{ zh, en heading }

func (h bilingual) in(lang string) heading {
	if lang == "en" {
		return h.en
	}
	return h.zh
}

var headings = bilingual{
	zh: heading{"规则", "时限", "查询",
		[]string{"编号", "操作", "阶段", "转入", "由谁", "规则", "来源"},
		[]string{"名称", "事项", "期限", "规则", "来源"}, []string{"名称", "查询", "说明", "来源"}},
	en: heading{"Rules", "Time limits", "Questions",
		[]string{"id", "command", "from", "to", "by", "rule", "source"},
		[]string{"name", "what is due", "period", "rule", "source"}, []string{"name", "question", "what it answers", "source"}},
}
