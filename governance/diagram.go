package governance

import (
	"fmt"
	"slices"
	"strings"
)

// manyPhases is from how many phases on a row is drawn from, or to, one node that
// stands for several: a diagram with every such arrow is read by nobody.
const manyPhases = 5

// Mermaid draws the lifecycle as a Mermaid state diagram, labelled in a
// language: the commands of people and of time that lead to another phase. Rows
// that keep the phase, and those that only follow from other records, are left
// to the table.
func (d *Description) Mermaid(lang string) string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, p := range d.Phases {
		fmt.Fprintf(&b, "    %s: %s\n", node(p.Phase), p.Label.In(lang))
	}
	arrows := d.arrows(lang)
	if slices.ContainsFunc(arrows, func(a arrow) bool { return a.from == several || a.to == several }) {
		fmt.Fprintf(&b, "    %s: %s\n", several, Text{"……多个阶段", "… several phases"}.In(lang))
	}
	for _, a := range arrows {
		fmt.Fprintf(&b, "    %s --> %s: %s\n", a.from, a.to, strings.Join(a.labels, " / "))
	}
	for _, p := range d.Phases {
		if p.Final {
			fmt.Fprintf(&b, "    %s --> [*]\n", node(p.Phase))
		}
	}
	return b.String()
}

// several is the node that stands for many phases.
const several = "several"

// An arrow joins two nodes, with the labels of all commands that lead along it.
type arrow struct {
	from, to string
	labels   []string
}

// arrows lists what is drawn, in the order of the table.
func (d *Description) arrows(lang string) []arrow {
	var out []arrow
	for i := range d.Rules {
		r := &d.Rules[i]
		if r.Consequence {
			continue
		}
		label := d.Sheet(r.Verb).Label.In(lang)
		for _, from := range nodes(r.From) {
			for _, to := range nodes(r.To) {
				if from != to {
					out = join(out, from, to, label)
				}
			}
		}
	}
	return out
}

func nodes(ps []Phase) []string {
	if len(ps) >= manyPhases {
		return []string{several}
	}
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = node(p)
	}
	return out
}

func join(arrows []arrow, from, to, label string) []arrow {
	for i := range arrows {
		if a := &arrows[i]; a.from == from && a.to == to {
			if !slices.Contains(a.labels, label) {
				a.labels = append(a.labels, label)
			}
			return arrows
		}
	}
	return append(arrows, arrow{from, to, []string{label}})
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
