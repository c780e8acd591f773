package page_test

import (
	"encoding/xml"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/governance/yearreport/page"
)

var update = flag.Bool("update", false, "write the page of testdata anew")

// report is a report with one of everything, under names that some would take for
// markup.
func report(name string) *yearreport.Report {
	text := func(s string) governance.Text { return governance.Text{Zh: s, En: s} }
	return &yearreport.Report{Unit: "350205", Name: name, From: civil.MustParse("2024-01-01"), To: civil.MustParse("2025-01-01"), At: civil.MustParse("2025-01-06").Start(),
		Parts: []yearreport.Part{{ID: "g13", Label: text("人民调解" + name), Figures: []yearreport.Figure{
			{ID: "g13.agreed", Label: text("达成协议" + name), Measure: text("件"), Value: "2817", Query: "mediations/success?from=2024-01-01&to=2025-01-01&unit=350205"},
			{ID: "g13.success", Label: text("成功率"), Value: "2817", Of: "2844", Query: "mediations/success?unit=350205"},
			{ID: "g15.spent", Label: text("支出"), Measure: text("元"), Basis: yearreport.OfYear, Value: "7980000.00", Query: "budgets/totals?year=2024"},
			{ID: "g1.meetings", Label: text("会议"), Measure: text("场"), Absent: yearreport.NotKept},
		}, Series: []yearreport.Series{
			{ID: "m", Label: text("受理" + name), Measure: text("件"), By: yearreport.ByMonth, Points: []yearreport.Point{{Label: "2024-01", Values: []string{"230"}, Query: "mediations/figures?from=2024-01-01"}, {Label: "2024-02", Values: []string{"0"}, Query: "mediations/figures"}}},
			{ID: "l", Label: text("清单"), By: yearreport.ByMonth, Names: []governance.Text{text("即办" + name), text("谅解")}, Points: []yearreport.Point{{Label: "2024-01", Values: []string{"3", "4"}}}},
			{ID: "t", Label: text("得分"), Measure: text("分"), By: yearreport.ByRow, Points: []yearreport.Point{{Label: "海沧街道" + name, Values: []string{"97.3"}}, {Label: "新阳街道", Values: []string{""}}, {Label: "东孚街道", Values: []string{"95.25"}}}},
			{ID: "none", Label: text("没有的"), By: yearreport.ByBelow, Points: []yearreport.Point{}},
		}}}}
}

// G18: the page as it is, to be looked at; the same report gives the same bytes.
func TestThePage(t *testing.T) {
	got := page.HTML(report("海沧区"), yearreport.Routes)
	require.Equal(t, got, page.HTML(report("海沧区"), yearreport.Routes))
	if *update {
		require.NoError(t, os.WriteFile("testdata/report.html", got, 0o644))
	}
	want, err := os.ReadFile("testdata/report.html")
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "run with -update and look at it")
	for _, says := range []string{"99.05%（2,817/2,844）", "7,980,000.00 元", "未启用", `href="/v1/mediations/success?from=2024-01-01&amp;to=2025-01-01&amp;unit=350205"`} {
		require.Contains(t, string(got), says)
	}
}

// The page is one file that loads nothing and runs nothing.
func TestThePageStandsAlone(t *testing.T) {
	got := string(page.HTML(report("海沧区"), "https://jinlin.example/v1/"))
	for _, no := range []string{"<script", "<link", "<img", "<iframe", "@import", "url(", "src="} {
		require.NotContains(t, got, no)
	}
	for _, a := range regexp.MustCompile(`[a-z]+="https?://[^"]*"`).FindAllString(got, -1) {
		require.True(t, strings.HasPrefix(a, `href="https://jinlin.example/v1/`) || a == `xmlns="http://www.w3.org/2000/svg"`, a)
	}
}

// Names come from outside, and none of them is markup: whatever they hold, the page
// has the elements that it has without.
func TestNothingFromOutsideIsMarkup(t *testing.T) {
	plain := elements(t, string(page.HTML(report("海沧区"), "/v1/")))
	for _, hostile := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'&amp;<!--`, "]]>\x00</svg>", `</title></style><b>`} {
		got := string(page.HTML(report(hostile), "/v1/"))
		require.Equal(t, plain, elements(t, got), hostile)
		require.NotContains(t, got, "<script>")
	}
}

// elements counts the elements of a page.
func elements(t *testing.T, text string) map[string]int {
	out := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(strings.ReplaceAll(text, "\x00", "")))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		token, err := d.Token()
		if token == nil {
			return out
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok {
			out[e.Name.Local]++
		}
	}
}
