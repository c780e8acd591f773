package assessment_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// rework reckons a node's value from the result alone, as its reader would: from
// what stands below it, by the weights that stand beside.
func rework(r *assessment.Result, absent assessment.AbsentNode, nodes []assessment.NodeResult) *scoring.Fixed {
	four := scoring.Rounding{Mode: r.Rounding.Mode, Places: scoring.Places}
	var values, weights []scoring.Fixed
	for i := range nodes {
		n := &nodes[i]
		switch {
		case n.Value != nil:
			values, weights = append(values, *n.Value), append(weights, n.Weight)
		case absent == assessment.NoResult:
			return nil
		case absent == assessment.CountZero:
			values, weights = append(values, 0), append(weights, n.Weight)
		}
	}
	mean, ok := scoring.Weigh(values, weights, four)
	if !ok {
		return nil
	}
	return &mean
}

// A result explains itself: every value follows from the values below it, and
// the sheets of a kind from its points.
func TestResultsExplainThemselves(t *testing.T) {
	opinions := []scoring.Opinion{opinion(t, 1, 7), opinion(t, 2, 9)}
	inner, kinds := 0, 0
	for seed := range uint64(300) {
		rng := seeded(seed)
		s := anyScheme(rng)
		r := must(assessment.Combine(s, anyMaterial(rng, &s, opinions)))
		var check func([]assessment.NodeResult)
		check = func(nodes []assessment.NodeResult) {
			for i := range nodes {
				n := &nodes[i]
				if len(n.Nodes) > 0 {
					require.Equal(t, rework(&r, s.Absent.Node, n.Nodes), n.Value, "seed %d, %s", seed, n.ID)
					inner++
				}
				if n.Sheets != nil {
					for _, k := range n.Sheets.Kinds {
						checkKind(t, &r, &k)
						kinds++
					}
				}
				require.LessOrEqual(t, n.Share, scoring.One)
				if n.Value != nil {
					require.GreaterOrEqual(t, *n.Value, scoring.Fixed(0))
					require.LessOrEqual(t, *n.Value, 100*scoring.One)
					require.GreaterOrEqual(t, n.Share, scoring.Fixed(0))
				}
				check(n.Nodes)
			}
		}
		check(r.Nodes)
		root := rework(&r, s.Absent.Node, r.Nodes)
		require.Equal(t, root == nil, r.Score == nil)
		if root != nil {
			require.Equal(t, s.Rounding.Round(*root), *r.Score, "seed %d", seed)
		}
	}
	require.Greater(t, min(inner, kinds), 50)
}

func checkKind(tb testing.TB, r *assessment.Result, k *assessment.KindResult) {
	tb.Helper()
	for i := 1; i < len(k.Points); i++ {
		require.GreaterOrEqual(tb, k.Points[i-1], k.Points[i], "from the highest to the lowest")
	}
	if k.Value == nil {
		return
	}
	var ones []scoring.Fixed
	kept := k.Points[k.Drop : len(k.Points)-k.Drop]
	for range kept {
		ones = append(ones, scoring.One)
	}
	mean, ok := scoring.Weigh(kept, ones, scoring.Rounding{Mode: r.Rounding.Mode, Places: scoring.Places})
	require.True(tb, ok)
	require.Equal(tb, mean, *k.Value)
}

// What reviewers are called is nothing to the result, and stands nowhere in it.
func TestReviewersStayUnnamed(t *testing.T) {
	for seed := range uint64(100) {
		rng := seeded(seed)
		s := anyScheme(rng)
		m := anyMaterial(rng, &s, nil)
		before := must(assessment.Combine(s, m))
		for i := range m.Sheets {
			m.Sheets[i].Reviewer = fmt.Sprint("zhang-san-", i)
		}
		after := must(assessment.Combine(s, m))
		require.Equal(t, string(before.Canonical()), string(after.Canonical()))
		require.NotContains(t, string(after.Canonical()), "zhang")
		require.NotContains(t, after.Markdown("zh", ""), "zhang")
	}
}

// A leaf's value is within what its sheets say: trimming and weighing invent
// nothing.
func TestMeansLieWithinTheirSheets(t *testing.T) {
	checked := 0
	for seed := range uint64(200) {
		rng := seeded(seed)
		s := anyScheme(rng)
		s.Absent.Node = assessment.Redistribute
		r := must(assessment.Combine(s, anyMaterial(rng, &s, nil)))
		for i := range r.Nodes {
			n := &r.Nodes[i]
			if n.Sheets == nil || n.Value == nil {
				continue
			}
			low, high := 100*scoring.One, scoring.Fixed(0)
			for _, k := range n.Sheets.Kinds {
				if k.Value != nil {
					low, high = min(low, *k.Value), max(high, *k.Value)
				}
			}
			require.GreaterOrEqual(t, *n.Value, low)
			require.LessOrEqual(t, *n.Value, high)
			checked++
		}
	}
	require.Greater(t, checked, 30)
}

// Printing never fails and never shows a number where there is no value.
func TestPagesOfAnyResult(t *testing.T) {
	for seed := range uint64(100) {
		rng := seeded(seed)
		s := anyScheme(rng)
		r := must(assessment.Combine(s, anyMaterial(rng, &s, nil)))
		for _, lang := range []string{"zh", "en"} {
			page := r.Markdown(lang, "<b>|名称")
			require.NotContains(t, page, "<b>")
			if r.Score == nil {
				require.NotContains(t, page, "**0")
			}
			require.Contains(t, page, r.Digest().String())
		}
	}
}
