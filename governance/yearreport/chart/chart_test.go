package chart_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/yearreport/chart"
)

var update = flag.Bool("update", false, "write the charts of testdata anew")

// charts are one of every kind, some with what is hard to draw.
func charts() map[string]string {
	f := chart.Frame{ID: "x", Title: "按月上报居事", Desc: "每月上报件数", Unit: "件"}
	scores := chart.Frame{ID: "y", Title: "参考意见得分", Unit: "分", Places: 2}
	hostile := chart.Frame{ID: `"><script>`, Title: `<script>&"'` + "\x00", Unit: "<b>"}
	return map[string]string{
		"bars":    f.Bars(chart.Bar{"2024-01", 2195, "/v1/cases/figures?unit=1&from=2"}, chart.Bar{"2024-02", 0, ""}, chart.Bar{"2024-03", 2301, ""}),
		"ranked":  scores.Ranked(chart.Bar{"海沧街道", 9731, ""}, chart.Bar{"新阳街道", 9550, ""}, chart.Bar{"一个名称特别特别特别特别特别特别特别特别特别特别特别长的镇街", 5, ""}),
		"stacked": f.Stacked([]string{"即办清单", "阶段性事项清单", "谅解清单"}, chart.Stack{Label: "2024-01", Values: []int64{50, 30, 20}, Links: []string{"/a"}}, chart.Stack{Label: "2024-02", Values: []int64{0, 1}}),
		"lines": scores.Lines([]string{"0%", "10%", "20%", "30%"}, chart.Line{"满意率", []chart.Point{{9000, 9200, 9400, false}, chart.Exactly(9300), {None: true}, chart.Exactly(9100)}},
			chart.Line{"差", []chart.Point{chart.Exactly(-700), {-900, -500, 100, false}}}),
		"dots":        scores.Dots([]string{"现行", "三天"}, chart.Row{"按时率", []chart.Point{{9800, 9850, 9900, false}, {9700, 9750, 9790, false}}}, chart.Row{"没有", []chart.Point{{None: true}, chart.Exactly(9760)}}),
		"differences": scores.Differences([]string{"三天"}, chart.Row{"海沧街道", []chart.Point{{120, 150, 210, false}}}, chart.Row{"新阳街道", []chart.Point{{-90, -40, 20, false}}}),
		"nodots":      scores.Dots(nil),
		"empty":       f.Bars(),
		"hostile":     hostile.Stacked([]string{"<i>"}, chart.Stack{Label: "</text>", Values: []int64{1, 2}, Links: []string{`/x" onload="x`, "javascript:alert(1)"}}),
		"edges":       f.Lines([]string{"a", "b"}, chart.Line{"x", []chart.Point{{math.MinInt64, 0, math.MaxInt64, false}, chart.Exactly(math.MinInt64)}}),
		"huge":        f.Ranked(chart.Bar{"a", math.MaxInt64, ""}, chart.Bar{"b", math.MinInt64, ""}),
	}
}

// The same values give the same bytes, which are well-formed, load nothing, and hold
// no element that a text brought in.
func TestCharts(t *testing.T) {
	again := charts()
	for name, got := range charts() {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, again[name], got)
			path := filepath.Join("testdata", name+".svg")
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, string(want), got, "run with -update and look at it")
			for name := range elements(t, got) {
				require.Contains(t, "svg title desc rect line text a polyline polygon circle", name)
			}
			require.Equal(t, 1, strings.Count(got, "http"), "only the namespace is an address")
		})
	}
}

// elements are the names of a document's elements, and what its texts say.
func elements(t *testing.T, svg string) map[string]int {
	out := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		require.NoError(t, err, svg)
		if e, ok := token.(xml.StartElement); ok {
			out[e.Name.Local]++
			for _, a := range e.Attr {
				require.False(t, strings.HasPrefix(a.Name.Local, "on"), "no attribute is a script")
				require.NotContains(t, a.Value, "javascript:", "no address is a script")
			}
		}
	}
}

// A column is as high as its value is of the axis: twice the value, twice the height.
func TestHeightsAreProportional(t *testing.T) {
	got := chart.Frame{}.Bars(chart.Bar{Label: "a", Value: 25}, chart.Bar{Label: "b", Value: 50}, chart.Bar{Label: "c", Value: 100})
	for _, h := range []string{`height="55" fill="#0072B2"`, `height="110" fill="#0072B2"`, `height="220" fill="#0072B2"`} {
		require.Equal(t, 1, strings.Count(got, h), got)
	}
}
