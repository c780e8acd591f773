package assessment_test

import (
	"fmt"

	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// The secretaries' examination of a community that did not whistle: the opinion
// is not passed over in silence, and its weight goes to the written test.
func ExampleCombine() {
	year, _ := scoring.ParsePeriod("2024-01-01/2025-01-01")
	right, of := scoring.MustFixed("45"), scoring.MustFixed("50")
	material := assessment.Material{
		Unit: "350205001001", Period: year, Edition: 1,
		Opinions: []assessment.OpinionsGiven{{Leaf: "exam.opinions", Waiver: "本年未吹哨"}},
		Figures:  []assessment.FigureGiven{{Leaf: "exam.paper", Num: &right, Den: &of, Source: "2024年12月测试"}},
	}
	for i, points := range []string{"86", "40", "80", "100", "84"} {
		material.Sheets = append(material.Sheets, assessment.Sheet{
			Leaf: "report", Kind: "panel", Reviewer: fmt.Sprint("p", i), Unit: "350205", Points: scoring.MustFixed(points),
		})
	}
	result, err := assessment.Combine(assessment.Secretaries(), material)
	fmt.Println(*result.Score, result.Grade, err)
	for _, n := range result.Nodes {
		if n.Value == nil {
			fmt.Println(n.Label.Zh, "无值")
			continue
		}
		fmt.Println(n.Label.Zh, *n.Value, "×", n.Share)
	}
	// Output:
	// 86.67 good <nil>
	// 联述：现场述职 83.3333 × 0.5
	// 联评：民主测评 无值
	// 联考：实绩考核 90 × 0.5
}
