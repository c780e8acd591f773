package page

import (
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/governance/yearreport/chart"
)

// draw draws a series: a course as columns, one of several values as stacks, and a
// comparison of units as ranked bars.
func draw(s *yearreport.Series, base string) string {
	f := chart.Frame{ID: s.ID, Title: s.Label.Zh, Unit: s.Measure.Zh, Places: places(s)}
	f.Desc = f.Title + "，共" + strconv.Itoa(len(s.Points)) + "项，数据见图下的表"
	if len(s.Names) > 0 {
		return stacked(f, s, base)
	}
	bars := make([]chart.Bar, 0, len(s.Points))
	for _, p := range s.Points {
		for _, v := range p.Values {
			if n, ok := scaled(v, f.Places); ok {
				bars = append(bars, chart.Bar{Label: p.Label, Value: n, Link: base + p.Query})
			}
		}
	}
	if s.By == yearreport.ByMonth {
		return f.Bars(bars...)
	}
	return f.Ranked(bars...)
}

func stacked(f chart.Frame, s *yearreport.Series, base string) string {
	var names []string
	for _, n := range s.Names {
		names = append(names, n.Zh)
	}
	var stacks []chart.Stack
	for _, p := range s.Points {
		one := chart.Stack{Label: p.Label}
		for _, v := range p.Values {
			n, _ := scaled(v, f.Places) // none is drawn as nothing
			one.Values, one.Links = append(one.Values, n), append(one.Links, base+p.Query)
		}
		stacks = append(stacks, one)
	}
	return f.Stacked(names, stacks...)
}

// places is how many digits behind the point any value of a series has.
func places(s *yearreport.Series) (most int) {
	for _, p := range s.Points {
		for _, v := range p.Values {
			_, behind, _ := strings.Cut(v, ".")
			most = max(most, len(behind))
		}
	}
	return most
}

// scaled is a value as a whole number of its last places, if it is one.
func scaled(v string, places int) (int64, bool) {
	whole, behind, _ := strings.Cut(v, ".")
	n, err := strconv.ParseInt(whole+behind+strings.Repeat("0", max(0, places-len(behind))), 10, 64)
	return n, err == nil && v != ""
}
