package whatif

import (
	"fmt"
	"strconv"

	"github.com/jinlin-project/jinlin/governance"
)

// CSV is every figure, of the whole and of units, a line for each scenario: its spread,
// and how it differs from the first.
func (c *Comparison) CSV(lang string) []byte {
	out := governance.Listing{Columns: []governance.ListingColumn{
		{Name: "id", Label: governance.Text{Zh: "编号", En: "id"}}, {Name: "figure", Label: columnFigure}, {Name: "measure", Label: columnUnit},
		{Name: "code", Label: governance.Text{Zh: "单位代码", En: "code of unit"}}, {Name: "of", Label: governance.Text{Zh: "单位名称", En: "name of unit"}},
		{Name: "scenario", Label: governance.Text{Zh: "情景", En: "scenario"}}, {Name: "seeds", Label: columnSeeds},
		{Name: "low", Label: governance.Text{Zh: "低", En: "low"}}, {Name: "median", Label: governance.Text{Zh: "中位数", En: "median"}}, {Name: "high", Label: governance.Text{Zh: "高", En: "high"}},
		{Name: "differenceLow", Label: governance.Text{Zh: "差·低", En: "difference: low"}}, {Name: "difference", Label: governance.Text{Zh: "差·中位数", En: "difference: median"}},
		{Name: "differenceHigh", Label: governance.Text{Zh: "差·高", En: "difference: high"}}, {Name: "up", Label: governance.Text{Zh: "升", En: "up"}},
		{Name: "down", Label: governance.Text{Zh: "降", En: "down"}}, {Name: "clear", Label: governance.Text{Zh: "明显", En: "clear"}},
	}}
	add := func(head []string, spreads []Spread, differences []Difference) {
		for i := range spreads {
			cells := append(append(append([]string{}, head...), c.Scenarios[i].said(), strconv.Itoa(spreads[i].Of)), spreads[i].cells()...)
			if i == 0 {
				cells = append(cells, "", "", "", "", "", "")
			} else {
				d := &differences[i-1]
				cells = append(append(cells, d.cells()...), strconv.Itoa(d.Up), strconv.Itoa(d.Down), strconv.FormatBool(d.Clear))
			}
			out.Rows = append(out.Rows, clean(cells))
		}
	}
	for i := range c.Rows {
		r := &c.Rows[i]
		add([]string{r.ID, r.Name.In(lang), r.Unit.In(lang), "", ""}, r.Spreads, r.Differences)
	}
	for i := range c.Units {
		u := &c.Units[i]
		add([]string{u.ID, u.Name.In(lang), u.Unit.In(lang), string(u.Of.Code), u.Of.Name}, u.Spreads, u.Differences)
	}
	text, err := out.CSV(lang)
	if err != nil {
		panic(fmt.Sprintf("whatif: its own CSV: %v", err)) // written to memory
	}
	return text
}

func (s *Spread) cells() []string {
	if s.Of == 0 {
		return []string{"", "", ""}
	}
	return []string{s.Low.String(), s.Median.String(), s.High.String()}
}
