package yearreport

import "github.com/jinlin-project/jinlin/governance"

// Listing is the report as a table, for those who go on in a spreadsheet: a row for
// every figure and for every value of a series.
func (r *Report) Listing(base string) *governance.Listing {
	column := func(name, zh, en string) governance.ListingColumn {
		return governance.ListingColumn{Name: name, Label: governance.Text{Zh: zh, En: en}}
	}
	l := &governance.Listing{Columns: []governance.ListingColumn{
		column("id", "编号", "Id"), column("section", "部分", "Section"), column("figure", "指标", "Figure"), column("point", "月份或单位", "Month or unit"),
		column("value", "数值", "Value"), column("of", "分母", "Denominator"), column("rate", "比率", "Rate"), column("measure", "计量单位", "Unit of measure"),
		column("basis", "口径", "Basis"), column("note", "备注", "Note"), column("query", "查询", "Query"),
	}}
	for i := range r.Parts {
		p := &r.Parts[i]
		for j := range p.Figures {
			l.Rows = append(l.Rows, p.Figures[j].cells(p, base))
		}
		for j := range p.Series {
			l.Rows = append(l.Rows, p.Series[j].cells(p, base)...)
		}
	}
	return l
}

func (f *Figure) cells(p *Part, base string) []string {
	rate, note := "", ""
	if f.isRate() {
		rate = f.percent()
	}
	if f.Absent != "" {
		note = governance.Label(f.Absent.Choices(), string(f.Absent)).Zh
	}
	return []string{f.ID, p.Label.Zh, f.Label.Zh, "", f.Value, f.Of, rate, f.Measure.Zh, governance.Label(f.Basis.Choices(), string(f.Basis)).Zh, note, address(base, f.Query)}
}

func (s *Series) cells(p *Part, base string) (rows [][]string) {
	for _, point := range s.Points {
		for i, v := range point.Values {
			label := s.Label.Zh
			if i < len(s.Names) {
				label += "：" + s.Names[i].Zh
			}
			rows = append(rows, []string{s.ID, p.Label.Zh, label, point.Label, v, "", "", s.Measure.Zh, governance.Label(Within.Choices(), string(Within)).Zh, "", address(base, point.Query)})
		}
	}
	return rows
}

// address is where a query is asked, if it is.
func address(base, query string) string {
	if query == "" {
		return ""
	}
	return base + query
}
