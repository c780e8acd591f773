package whatif

import (
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/markdown"
)

// A block is a piece of the page: a heading, or words, or a table, or a plot.
type block struct {
	level   int // of a heading; 0: it is none
	text    string
	columns []string
	cells   [][]string
	plot    string // SVG
}

// page is the whole comparison in a language.
func (c *Comparison) page(lang string) []block {
	p := &writer{c: c, lang: lang}
	p.heading(1, governance.Text{Zh: "情景对比", En: "What if: scenarios compared"})
	p.words(c.about(lang))
	p.table([]governance.Text{{Zh: "情景", En: "scenario"}, {Zh: "名称", En: "name"}, {Zh: "与A不同之处", En: "what differs from A"}}, len(c.Scenarios), func(i int) []string {
		s := &c.Scenarios[i]
		return []string{s.said(), s.Name, s.changed(lang)}
	})
	p.words(howToRead.In(lang))
	for i := range c.Scenarios[1:] {
		p.clear(i + 1)
	}
	for _, s := range sections {
		p.section(Section(s.Code))
	}
	for i := range c.Scenarios[1:] {
		p.units(i + 1)
	}
	return p.blocks
}

// writer writes a page.
type writer struct {
	c      *Comparison
	lang   string
	blocks []block
}

func (p *writer) heading(level int, t governance.Text) {
	p.blocks = append(p.blocks, block{level: level, text: clean([]string{t.In(p.lang)})[0]})
}

func (p *writer) words(text string) { p.blocks = append(p.blocks, block{text: text}) }

func (p *writer) draw(svg string) { p.blocks = append(p.blocks, block{plot: svg}) }

func (p *writer) table(columns []governance.Text, rows int, row func(int) []string) {
	b := block{}
	for _, t := range columns {
		b.columns = append(b.columns, t.In(p.lang))
	}
	for i := range rows {
		b.cells = append(b.cells, clean(row(i)))
	}
	p.blocks = append(p.blocks, b)
}

var (
	columnFigure = governance.Text{Zh: "指标", En: "figure"}
	columnUnit   = governance.Text{Zh: "计量", En: "measure"}
	columnSeeds  = governance.Text{Zh: "种子", En: "seeds"}
)

// clean takes out of texts what no page may hold; they may come from anybody's file.
func clean(texts []string) []string {
	for i, t := range texts {
		texts[i] = strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7F || r == 0xFFFE || r == 0xFFFF {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(t, "\ufffd"))
	}
	return texts
}

// plainText is a text that is the same in every language.
func plainText(s string) governance.Text { return governance.Text{Zh: s, En: s} }

// clear names what has clearly changed.
func (p *writer) clear(side int) {
	s := &p.c.Scenarios[side]
	p.heading(2, governance.Text{Zh: s.said() + "：较A的明显变化", En: s.said() + ": what clearly differs from A"})
	var rows []*Row
	for i := range p.c.Rows {
		if r := &p.c.Rows[i]; r.Differences[side-1].stands(r.places) {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		p.words(governance.Text{Zh: "无。", En: "Nothing."}.In(p.lang))
		return
	}
	columns := []governance.Text{columnFigure, columnUnit, plainText("A"), plainText(s.Letter), plainText(s.Letter + "−A"), columnSeeds}
	p.table(columns, len(rows), func(i int) []string {
		r, n := rows[i], len(p.c.Seeds)
		d := &r.Differences[side-1]
		return []string{r.Name.In(p.lang), r.Unit.In(p.lang), r.Spreads[0].said(r.places, n, p.lang), r.Spreads[side].said(r.places, n, p.lang), d.said(r.places, n, p.lang), d.counted(r.Better, r.places, p.lang)}
	})
}

// section is every figure of a section, with its plots.
func (p *writer) section(s Section) {
	var rows []*Row
	for i := range p.c.Rows {
		if r := &p.c.Rows[i]; r.Section == s {
			rows = append(rows, r)
		}
	}
	p.heading(2, s.Label())
	columns := []governance.Text{columnFigure, columnUnit}
	for i := range p.c.Scenarios {
		columns = append(columns, plainText(p.c.Scenarios[i].Letter))
	}
	for i := range p.c.Scenarios[1:] {
		columns = append(columns, plainText(p.c.Scenarios[i+1].Letter+"−A"), columnSeeds)
	}
	p.table(columns, len(rows), func(i int) []string { return p.figures(rows[i]) })
	p.plots(s, rows)
}

func (p *writer) figures(r *Row) []string {
	out, n := []string{r.Name.In(p.lang), r.Unit.In(p.lang)}, len(p.c.Seeds)
	for i := range r.Spreads {
		out = append(out, r.Spreads[i].said(r.places, n, p.lang))
	}
	for i := range r.Differences {
		out = append(out, r.Differences[i].said(r.places, n, p.lang), r.Differences[i].counted(r.Better, r.places, p.lang))
	}
	return out
}

// units is who wins and who loses in a scenario.
func (p *writer) units(side int) {
	s := &p.c.Scenarios[side]
	p.heading(2, governance.Text{Zh: s.said() + "：各单位得失", En: s.said() + ": which units win and lose"})
	some := false
	for _, m := range p.c.unitFigures() {
		more, less := p.c.Moved(side, m.ID)
		if len(more)+len(less) == 0 {
			continue
		}
		some = true
		if m.Better == Lower {
			more, less = less, more
		}
		p.moved(side, m, slices.Concat(more, less)) // who wins first
	}
	if !some {
		p.words(governance.Text{Zh: "没有单位有明显变化。", En: "No unit has clearly changed."}.In(p.lang))
	}
}

func (p *writer) moved(side int, m *UnitRow, rows []*UnitRow) {
	letter := p.c.Scenarios[side].Letter
	p.heading(3, m.Name)
	columns := []governance.Text{{Zh: "单位", En: "unit"}, columnUnit, plainText("A"), plainText(letter), plainText(letter + "−A"), columnSeeds}
	p.table(columns, len(rows), func(i int) []string {
		u, n := rows[i], len(p.c.Seeds)
		d := &u.Differences[side-1]
		return []string{u.Of.Name, u.Unit.In(p.lang), u.Spreads[0].said(u.places, n, p.lang), u.Spreads[side].said(u.places, n, p.lang), d.said(u.places, n, p.lang), d.counted(u.Better, u.places, p.lang)}
	})
	p.plotMoved(side, m, rows)
}

// Markdown is the page as Markdown, without plots, in Chinese ("zh") or English ("en").
func (c *Comparison) Markdown(lang string) []byte {
	var out strings.Builder
	for _, b := range c.page(lang) {
		switch {
		case b.level > 0:
			out.WriteString(strings.Repeat("#", b.level) + " " + markdown.Cell(b.text) + "\n\n")
		case b.columns != nil:
			markdown.Table(&out, b.columns, len(b.cells), func(i int) []string { return b.cells[i] })
			out.WriteString("\n")
		case b.plot == "":
			out.WriteString(markdown.Cell(b.text) + "\n\n")
		}
	}
	return []byte(strings.TrimRight(out.String(), "\n") + "\n")
}
