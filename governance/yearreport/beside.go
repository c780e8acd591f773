package yearreport

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/jinlin-project/jinlin/internal/markdown"
)

// Beside lays the report beside what the founding report says [F], as a table in
// Markdown: the figure, what was said, what was computed, how the two agree, and the
// query. The sections are those that the report was computed by.
func (r *Report) Beside(sections []Section, base string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", markdown.Cell(r.Name+"：经验汇报所述与系统计算对照"))
	fmt.Fprintf(&b, "期间：%s至%s。“汇报所述”是创始汇报中的数字，其余由系统记录计算得出。\n\n", day(r.From), day(r.To.AddDays(-1)))
	tableHead(&b, "编号", "指标", "汇报所述", "计算所得", "对照", "查询")
	for i := range sections {
		for j := range sections[i].Rows {
			of := &sections[i].Rows[j]
			if f := r.Figure(of.ID); f != nil && of.Said.Text != "" {
				row(&b, markdown.Code(f.ID), markdown.Cell(f.Label.Zh), markdown.Cell(of.Said.Text), markdown.Cell(f.Said()), f.against(of.Said), link(base, f.Query))
			}
		}
	}
	return b.String()
}

// against says how a figure agrees with what was said of it.
func (f *Figure) against(s Said) string {
	said, ok := new(big.Rat).SetString(s.Number)
	got := f.rational()
	if !ok || got == nil {
		return "无数可比"
	}
	in := ""
	if f.isRate() { // in percent, with as many places as were said
		in = "个百分点"
		_, places, _ := strings.Cut(s.Number, ".")
		got.SetString(got.Mul(got, big.NewRat(100, 1)).FloatString(len(places)))
	}
	by := new(big.Rat).Sub(got, said)
	switch {
	case s.Match == AtLeast && by.Sign() >= 0:
		return "达到"
	case s.Match == AtLeast:
		return "未达到，差 " + decimal(by.Neg(by)) + in
	case by.Sign() == 0:
		return "一致"
	case s.Match == About && in == "" && said.Sign() != 0:
		by.Quo(by, said)
		return "相差 " + signed(by, by.Mul(by, big.NewRat(100, 1)).FloatString(2)+"%")
	}
	return "相差 " + signed(by, decimal(by)+in)
}

// rational is the figure as a number, exact; nil where there is none.
func (f *Figure) rational() *big.Rat {
	value, ok := new(big.Rat).SetString(f.Value)
	if !ok || f.Absent != "" {
		return nil
	}
	if f.isRate() {
		of, ok := new(big.Rat).SetString(f.Of)
		if !ok || of.Sign() == 0 {
			return nil
		}
		value.Quo(value, of)
	}
	return value
}

// decimal writes a number whole, or with two places.
func decimal(n *big.Rat) string {
	if n.IsInt() {
		return grouped(n.FloatString(0))
	}
	return grouped(n.FloatString(2))
}

// signed puts a plus before what is more.
func signed(n *big.Rat, text string) string {
	if n.Sign() > 0 {
		return "+" + text
	}
	return text
}
