package yearreport

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Report is what was computed: the figures of a unit over a half-open period.
type Report struct {
	Unit  orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Name  string       `json:"name" zh:"单位名称" en:"The unit's name"`
	From  civil.Date   `json:"from" zh:"自（含）" en:"From, included"`
	To    civil.Date   `json:"to" zh:"至（不含）" en:"To, not included"`
	At    time.Time    `json:"at" zh:"编制时间" en:"When it was computed"`
	Parts []Part       `json:"parts" zh:"各部分" en:"Parts"`
}

// A Part is one section of a report.
type Part struct {
	ID      string          `json:"id"`
	Source  string          `json:"source"`
	Label   governance.Text `json:"label"`
	Figures []Figure        `json:"figures"`
	Series  []Series        `json:"series,omitempty"`
}

// A Figure is one number, with the query that gave it.
type Figure struct {
	ID      string          `json:"id"`
	Label   governance.Text `json:"label"`
	Measure governance.Text `json:"measure"`
	Basis   Basis           `json:"basis,omitempty"`
	Value   string          `json:"value,omitempty"` // a whole number or an amount; of a rate, the numerator
	Of      string          `json:"of,omitempty"`    // of a rate, the denominator
	Absent  Absence         `json:"absent,omitempty"`
	Query   string          `json:"query,omitempty"` // path and parameters, from the routes' version on: mediations/success?…
}

// An Absence is why a figure has no value.
type Absence string

// The reasons.
const (
	NotKept Absence = "not-kept" // no such institution is at work here
	NoValue Absence = "no-value" // there is nothing to compute it from
)

// Choices lists the reasons with their labels.
func (Absence) Choices() []governance.Choice {
	return []governance.Choice{governance.ChoiceOf(NotKept, "未启用", "not kept here"), governance.ChoiceOf(NoValue, "无", "none")}
}

// A Series is a course or a comparison.
type Series struct {
	ID      string            `json:"id"`
	Label   governance.Text   `json:"label"`
	Measure governance.Text   `json:"measure"`
	By      By                `json:"by"`
	Names   []governance.Text `json:"names,omitempty"` // of the values of each point, where there are several
	Points  []Point           `json:"points"`
}

// A Point is one place of a series.
type Point struct {
	Label  string   `json:"label"`
	Values []string `json:"values"` // "" where there is none
	Query  string   `json:"query"`
}

// Choices lists what runs run along.
func (By) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(ByMonth, "按月", "by month"), governance.ChoiceOf(ByBelow, "按下级单位", "by the units below"), governance.ChoiceOf(ByRow, "按名单", "by the rows of a list"),
	}
}

// Figure finds a figure by its id, or is nil.
func (r *Report) Figure(id string) *Figure {
	for i := range r.Parts {
		of := r.Parts[i].Figures
		if j := slices.IndexFunc(of, func(f Figure) bool { return f.ID == id }); j >= 0 {
			return &of[j]
		}
	}
	return nil
}

// isRate reports whether the figure is a rate of two counts.
func (f *Figure) isRate() bool { return f.Of != "" }

// Said is the figure as an official document says it: 2,844 件, 99.05%（2,817/2,844）,
// or why there is none.
func (f *Figure) Said() string {
	switch {
	case f.Absent != "":
		return governance.Label(f.Absent.Choices(), string(f.Absent)).Zh
	case f.isRate():
		return f.percent() + "（" + grouped(f.Value) + "/" + grouped(f.Of) + "）"
	case f.Measure.Zh == "":
		return grouped(f.Value)
	}
	return grouped(f.Value) + " " + f.Measure.Zh
}

// percent is a rate with two places.
func (f *Figure) percent() string {
	num, _ := strconv.ParseInt(f.Value, 10, 64) // both are counts
	den, _ := strconv.ParseInt(f.Of, 10, 64)
	return governance.Ratio{Num: num, Den: den}.Percent(2)
}

// grouped sets a number's digits apart by threes.
func grouped(number string) string {
	sign := ""
	if strings.HasPrefix(number, "-") {
		sign, number = "-", number[1:]
	}
	whole, places, pointed := strings.Cut(number, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if pointed {
		whole += "." + places
	}
	return sign + whole
}

// Title is what the report is called: 海沧区工作情况报告（2024年1月1日至2024年12月31日）.
func (r *Report) Title() string {
	return r.Name + "经验汇报（" + day(r.From) + "至" + day(r.To.AddDays(-1)) + "）"
}

// day writes a date as an official document does.
func day(d civil.Date) string {
	year, month, at := d.YMD()
	return itoa(year) + "年" + itoa(int(month)) + "月" + itoa(at) + "日"
}
