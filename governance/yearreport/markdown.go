package yearreport

import (
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/markdown"
)

// Routes is where queries are asked unless a renderer is told otherwise: on the
// server that the document itself came from.
const Routes = "/v1/"

// Lead are the sentences with which the report begins: of what it tells, and how its
// numbers came about.
func (r *Report) Lead() []string {
	return []string{
		"现将" + r.Name + day(r.From) + "至" + day(r.To.AddDays(-1)) + "的工作情况汇报如下。",
		"以下数字于" + day(civil.DateOf(r.At)) + "全部由系统记录计算得出，每个数字附有取数查询。比率由两个计数得出，保留两位小数；没有分母的不计算，记为“无”。" +
			"口径未注明的为期间内发生数；注明“期末”的为期末存量，“编制时”的为截至期末的记录在编制时的状况，“年度”的为期末所在年度；期间尚未结束的，期末指编制当日。",
	}
}

// Markdown writes the report as an official document. Queries are asked behind a
// base, such as [Routes].
func (r *Report) Markdown(base string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", markdown.Cell(r.Title()))
	for _, sentence := range r.Lead() {
		fmt.Fprintf(&b, "\n%s\n", markdown.Cell(sentence))
	}
	for i := range r.Parts {
		p := &r.Parts[i]
		fmt.Fprintf(&b, "\n## %s、%s\n\n", Ordinal(i+1), markdown.Cell(p.Label.Zh))
		tableHead(&b, "指标", "数值", "口径", "查询")
		for j := range p.Figures {
			f := &p.Figures[j]
			row(&b, markdown.Cell(f.Label.Zh), markdown.Cell(f.Said()), markdown.Cell(f.Basis.note()), link(base, f.Query))
		}
		for j := range p.Series {
			p.Series[j].markdown(&b, base)
		}
	}
	return b.String()
}

// note is the basis where it is not the usual one.
func (b Basis) note() string {
	if b == Within {
		return ""
	}
	return governance.Label(b.Choices(), string(b)).Zh
}

func (s *Series) markdown(b *strings.Builder, base string) {
	if len(s.Points) == 0 {
		return
	}
	fmt.Fprintf(b, "\n### %s\n\n", markdown.Cell(s.Heading()))
	head := []string{governance.Label(s.By.Choices(), string(s.By)).Zh}
	for _, n := range s.Names {
		head = append(head, markdown.Cell(n.Zh))
	}
	if len(s.Names) == 0 {
		head = append(head, "数值")
	}
	tableHead(b, append(head, "查询")...)
	for i := range s.Points {
		p := &s.Points[i]
		cells := []string{markdown.Cell(p.Label)}
		for _, v := range p.Values {
			cells = append(cells, markdown.Cell(grouped(v)))
		}
		row(b, append(cells, link(base, p.Query))...)
	}
}

// Heading is the label of a series with its unit of measure.
func (s *Series) Heading() string {
	if s.Measure.Zh == "" {
		return s.Label.Zh
	}
	return s.Label.Zh + "（" + s.Measure.Zh + "）"
}

// tableHead begins a table; row writes one of its rows. The cells are Markdown.
func tableHead(b *strings.Builder, columns ...string) {
	row(b, columns...)
	b.WriteString(strings.Repeat("| --- ", len(columns)) + "|\n")
}

func row(b *strings.Builder, cells ...string) {
	for _, c := range cells {
		b.WriteString("| " + c + " ")
	}
	b.WriteString("|\n")
}

// link is a query to be asked, whose characters are none that Markdown knows.
func link(base, query string) string {
	if query == "" {
		return ""
	}
	return "[查询](" + address(base, query) + ")"
}

// Ordinal is a number as the headings of official documents count: 一, 十二, 二十.
func Ordinal(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	tens, ones := n/10, digits[n%10]
	switch tens {
	case 0:
		return ones
	case 1:
		return "十" + ones
	}
	return digits[tens%10] + "十" + ones
}
