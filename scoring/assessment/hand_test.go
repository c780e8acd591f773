package assessment_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// scheme is a sound one of the nodes given, rounded half up to two places.
func scheme(nodes ...assessment.Node) assessment.Scheme {
	for i := range nodes {
		if nodes[i].Weight == 0 {
			nodes[i].Weight = scoring.One
		}
		if nodes[i].ID == "" {
			nodes[i].ID = fmt.Sprint("n", i)
		}
		nodes[i].Label, nodes[i].Source = say("l"), say("s")
	}
	return assessment.Scheme{
		ID: "hand", Version: 1, Title: say("t"), Source: say("s"), Nodes: nodes,
		Absent:   assessment.Absent{Node: assessment.Redistribute, Source: say("s")},
		Grades:   scoring.Grades{{Grade: scoring.Poor, Source: say("s")}},
		Rounding: scoring.Rounding{Mode: scoring.HalfUp, Places: 2, Source: say("s")},
	}
}

func material() assessment.Material {
	return assessment.Material{Unit: unit, Period: year, Edition: 1}
}

// sheets hands in sheets of one kind.
func sheets(m *assessment.Material, leaf, kind string, points ...string) {
	for i, p := range points {
		m.Sheets = append(m.Sheets, assessment.Sheet{
			Leaf: leaf, Kind: kind, Reviewer: fmt.Sprint(kind, i), Unit: "350205", Points: scoring.MustFixed(p),
		})
	}
}

func text(v *scoring.Fixed) string {
	if v == nil {
		return ""
	}
	return v.String()
}

// The mean of one kind of reviewer, with and without the highest and lowest, and
// with sheets missing.
func TestSheetsByHand(t *testing.T) {
	for _, c := range []struct {
		name                  string
		missing               assessment.Missing
		expected, least, drop int
		points                []string
		want                  string
	}{
		{"all in", assessment.Leave, 3, 1, 0, []string{"80", "90", "100"}, "90"},
		{"a mean that does not come out even", assessment.Leave, 3, 1, 0, []string{"80", "90", "91"}, "87"},
		{"thirds", assessment.Leave, 3, 1, 0, []string{"80", "80", "81"}, "80.3333"},
		{"two thirds", assessment.Leave, 3, 1, 0, []string{"80", "81", "81"}, "80.6667"},
		{"one is missing and left out", assessment.Leave, 3, 1, 0, []string{"80", "90"}, "85"},
		{"one is missing and counts zero", assessment.Zero, 3, 1, 0, []string{"80", "90"}, "56.6667"},
		{"one is missing and waited for", assessment.Wait, 3, 1, 0, []string{"80", "90"}, ""},
		{"all in at last", assessment.Wait, 3, 1, 0, []string{"80", "90", "100"}, "90"},
		{"none came", assessment.Leave, 3, 1, 0, nil, ""},
		{"none came, and that is zero only where enough came", assessment.Zero, 3, 1, 0, nil, ""},
		{"too few came", assessment.Leave, 5, 3, 0, []string{"80", "90"}, ""},
		{"just enough came", assessment.Leave, 5, 3, 0, []string{"80", "90", "100"}, "90"},
		{"highest and lowest left out", assessment.Leave, 5, 3, 1, []string{"0", "80", "85", "90", "100"}, "85"},
		{"two of each left out", assessment.Leave, 7, 5, 2, []string{"0", "1", "84", "85", "86", "99", "100"}, "85"},
		{"equals are left out one by one", assessment.Leave, 5, 3, 1, []string{"100", "100", "100", "70", "70"}, "90"},
		{"a missing sheet that counts zero is the lowest", assessment.Zero, 5, 3, 1, []string{"80", "85", "90", "100"}, "85"},
		{"two missing sheets: one is left out, one counts", assessment.Zero, 5, 3, 1, []string{"80", "90", "100"}, "56.6667"},
		{"in quarters of a point", assessment.Leave, 2, 1, 0, []string{"80.25", "80.5"}, "80.375"},
	} {
		s := scheme(assessment.Node{ID: "leaf", Sheets: &assessment.SheetsLeaf{Missing: c.missing, Kinds: []assessment.ReviewerKind{
			{ID: "k", Label: say("k"), Weight: scoring.One, Expected: c.expected, Least: c.least, Drop: c.drop},
		}}})
		m := material()
		sheets(&m, "leaf", "k", c.points...)
		r, err := assessment.Combine(s, m)
		require.NoError(t, err, c.name)
		require.Equal(t, c.want, text(r.Nodes[0].Value), c.name)
		kind := r.Nodes[0].Sheets.Kinds[0]
		require.Equal(t, len(c.points), kind.Handed, c.name)
		require.Equal(t, c.want, text(kind.Value), c.name)
	}
}

// Kinds of reviewers weigh together; the weight of one that has no value goes
// where the scheme says.
func TestKindsByHand(t *testing.T) {
	kinds := []assessment.ReviewerKind{
		{ID: "above", Label: say("k"), Weight: scoring.MustFixed("0.5"), Expected: 2, Least: 1},
		{ID: "beside", Label: say("k"), Weight: scoring.MustFixed("0.3"), Expected: 2, Least: 1},
		{ID: "below", Label: say("k"), Weight: scoring.MustFixed("0.2"), Expected: 2, Least: 1},
	}
	for _, c := range []struct {
		absent               assessment.AbsentNode
		above, beside, below []string
		want                 string
	}{
		{assessment.Redistribute, []string{"90"}, []string{"80"}, []string{"70"}, "83"},
		{assessment.Redistribute, []string{"90"}, []string{"80"}, nil, "86.25"}, // (45 + 24) ÷ 0.8
		{assessment.Redistribute, nil, nil, []string{"70"}, "70"},
		{assessment.Redistribute, nil, nil, nil, ""},
		{assessment.CountZero, []string{"90"}, []string{"80"}, nil, "69"},
		{assessment.CountZero, nil, nil, nil, "0"},
		{assessment.NoResult, []string{"90"}, []string{"80"}, nil, ""},
		{assessment.NoResult, []string{"90"}, []string{"80"}, []string{"70", "72"}, "83.2"},
	} {
		s := scheme(assessment.Node{ID: "leaf", Sheets: &assessment.SheetsLeaf{Missing: assessment.Leave, Kinds: kinds}})
		s.Absent.Node = c.absent
		m := material()
		sheets(&m, "leaf", "above", c.above...)
		sheets(&m, "leaf", "beside", c.beside...)
		sheets(&m, "leaf", "below", c.below...)
		require.Equal(t, c.want, text(must(assessment.Combine(s, m)).Nodes[0].Value), "%+v", c)
	}
}

// Figures: ratios, ratios on a scale, numbers on a scale, and scales on which
// fewer is better.
func TestFiguresByHand(t *testing.T) {
	for _, c := range []struct {
		name             string
		zero, full       string
		num, den, number string
		want             string
	}{
		{"a ratio", "", "", "3", "4", "", "75"},
		{"99.13 % of members [F]", "", "", "9913", "10000", "", "99.13"},
		{"two thirds", "", "", "2", "3", "", "66.6667"},
		{"nothing of something", "", "", "0", "3", "", "0"},
		{"all of it", "", "", "3", "3", "", "100"},
		{"nothing of nothing has no value", "", "", "0", "0", "", ""},
		{"a number half way up", "0", "4", "", "", "2", "50"},
		{"beyond the end is no more than the end", "0", "4", "", "", "9", "100"},
		{"before the beginning is nothing", "0", "4", "", "", "-1", "0"},
		{"a scale that does not begin at nothing", "60", "100", "", "", "90", "75"},
		{"fewer is better", "20", "0", "", "", "5", "75"},
		{"fewer is better: none at all", "20", "0", "", "", "0", "100"},
		{"fewer is better: more than enough", "20", "0", "", "", "21", "0"},
		{"a ratio on a scale", "0.5", "0.9", "7", "10", "", "50"},
		{"a ratio of which fewer is better", "0.2", "0", "1", "40", "", "87.5"},
		{"a scale below nothing", "-10", "10", "", "", "-5", "25"},
		{"thirds on a scale", "0", "3", "", "", "1", "33.3333"},
		{"as fine as numbers go", "0", "0.0003", "", "", "0.0002", "66.6667"},
		{"as large as numbers go", "0", "900000000", "", "", "300000000", "33.3333"},
	} {
		leaf := &assessment.FigureLeaf{Figure: "f"}
		if c.zero != "" {
			leaf.Zero, leaf.Full = num(c.zero), num(c.full)
		}
		given := assessment.FigureGiven{Leaf: "leaf", Source: "s"}
		if c.number != "" {
			given.Number = num(c.number)
		} else {
			given.Num, given.Den = num(c.num), num(c.den)
		}
		m := material()
		m.Figures = append(m.Figures, given)
		r, err := assessment.Combine(scheme(assessment.Node{ID: "leaf", Figure: leaf}), m)
		require.NoError(t, err, c.name)
		require.Equal(t, c.want, text(r.Nodes[0].Value), c.name)
		require.Equal(t, c.want == "", r.Score == nil, c.name)
	}
}

// A tree of three levels by hand: 0.6 × (0.5 × 80 + 0.5 × (0.25 × 100 + 0.75 ×
// 60)) + 0.4 × 90 = 0.6 × 75 + 36 = 81; and what becomes of it when the innermost
// figure is missing.
func TestTreesByHand(t *testing.T) {
	figure := func(id, weight string) assessment.Node {
		return assessment.Node{ID: id, Label: say("l"), Source: say("s"), Weight: scoring.MustFixed(weight), Figure: &assessment.FigureLeaf{Figure: "f"}}
	}
	group := func(id, weight string, nodes ...assessment.Node) assessment.Node {
		return assessment.Node{ID: id, Label: say("l"), Source: say("s"), Weight: scoring.MustFixed(weight), Nodes: nodes}
	}
	tree := scheme(
		group("a", "0.6", figure("a.1", "0.5"), group("a.2", "0.5", figure("a.2.1", "0.25"), figure("a.2.2", "0.75"))),
		figure("b", "0.4"),
	)
	all := map[string]string{"a.1": "80", "a.2.1": "100", "a.2.2": "60", "b": "90"}
	for _, c := range []struct {
		without []string
		absent  assessment.AbsentNode
		want    string
	}{
		{nil, assessment.Redistribute, "81"},
		{[]string{"a.2.2"}, assessment.Redistribute, "90"},          // a.2 is 100, a is 90
		{[]string{"a.2.2"}, assessment.CountZero, "67.5"},           // a.2 is 25, a is 52.5
		{[]string{"a.2.2"}, assessment.NoResult, ""},                // a.2, a and all have none
		{[]string{"a.2.1", "a.2.2"}, assessment.Redistribute, "84"}, // a is a.1: 80
		{[]string{"a.1", "a.2.1", "a.2.2"}, assessment.Redistribute, "90"},
		{[]string{"a.1", "a.2.1", "a.2.2"}, assessment.CountZero, "36"},
		{[]string{"a.1", "a.2.1", "a.2.2", "b"}, assessment.Redistribute, ""},
		{[]string{"a.1", "a.2.1", "a.2.2", "b"}, assessment.CountZero, "0"},
	} {
		s := tree
		s.Absent.Node = c.absent
		m := material()
		for id, points := range all {
			m.Figures = append(m.Figures, assessment.FigureGiven{Leaf: id, Num: num(points), Den: num("100"), Source: "s"})
		}
		for _, id := range c.without {
			for i := range m.Figures {
				if m.Figures[i].Leaf == id {
					m.Figures = append(m.Figures[:i], m.Figures[i+1:]...)
					break
				}
			}
		}
		r, err := assessment.Combine(s, m)
		require.NoError(t, err)
		require.Equal(t, c.want, text(r.Score), "%+v", c)
	}
}

// Opinions count by the mean of their scores; one without a score is cited and
// stays out of it; a leaf that waives them has no value and says why.
func TestOpinionsByHand(t *testing.T) {
	scored := []scoring.Opinion{opinion(t, 1, 10), opinion(t, 2, 4), opinion(t, 3, 7)}
	// all responded, no ratings, so 0.1 and 0.5 of 0.6: 16.6667 + 83.3333 × solved
	require.Equal(t, []string{"100", "50", "75"}, []string{text(scored[0].Score), text(scored[1].Score), text(scored[2].Score)})
	without := scored[2]
	without.Score, without.Lack = nil, scoring.LackValue
	leaf := assessment.Node{ID: "leaf", Opinion: &assessment.OpinionLeaf{Side: scoring.Responder}}
	for _, c := range []struct {
		given  []scoring.Opinion
		waiver string
		want   string
	}{
		{scored, "", "75"},
		{scored[:2], "", "75"},
		{scored[:1], "", "100"},
		{[]scoring.Opinion{scored[0], without}, "", "100"},
		{[]scoring.Opinion{without}, "", ""},
		{nil, "机构改革，本年不评", ""},
	} {
		m := material()
		m.Opinions = []assessment.OpinionsGiven{{Leaf: "leaf", Opinions: c.given, Waiver: c.waiver}}
		r, err := assessment.Combine(scheme(leaf), m)
		require.NoError(t, err)
		require.Equal(t, c.want, text(r.Nodes[0].Value))
		require.Len(t, r.Citations(), len(c.given))
		require.Equal(t, c.waiver, r.Nodes[0].Opinions.Waiver)
		for i, cited := range r.Citations() {
			require.Equal(t, c.given[i].Digest(), cited.Digest, "a citation is for good: whoever changes the opinion breaks it")
		}
	}
}

// Nobody reviews their own unit, except in the kind that is for it.
func TestOwnPeopleReviewOnlyWhereTheyMay(t *testing.T) {
	s := scheme(assessment.Node{ID: "leaf", Sheets: &assessment.SheetsLeaf{Missing: assessment.Leave, Kinds: []assessment.ReviewerKind{
		{ID: "others", Label: say("k"), Weight: scoring.MustFixed("0.5"), Expected: 1, Least: 1},
		{ID: "own", Label: say("k"), Weight: scoring.MustFixed("0.5"), Expected: 1, Least: 1, Own: true},
	}}})
	for _, c := range []struct {
		kind string
		from orgtree.Code
		ok   bool
	}{{"others", "350205", true}, {"others", unit, false}, {"own", unit, true}, {"own", "350205", true}} {
		m := material()
		sheets(&m, "leaf", c.kind, "80")
		m.Sheets[0].Unit = c.from
		_, err := assessment.Combine(s, m)
		require.Equal(t, c.ok, err == nil, "%+v: %v", c, err)
	}
}
