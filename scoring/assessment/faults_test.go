package assessment_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

func named(tb testing.TB, err error) (out []string) {
	tb.Helper()
	var invalid *governance.InvalidError
	require.ErrorAs(tb, err, &invalid)
	for _, f := range invalid.Faults {
		require.NotEmpty(tb, f.Detail.Zh)
		require.NotEmpty(tb, f.Detail.En)
		out = append(out, f.Path+" "+f.Code)
	}
	return out
}

// A scheme with each kind of fault is refused, and the fault named.
func TestEveryFaultOfASchemeIsNamed(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*assessment.Scheme)
	}{
		{"id bad-id", func(s *assessment.Scheme) { s.ID = "" }},
		{"version out-of-range", func(s *assessment.Scheme) { s.Version = 0 }},
		{"title.zh required", func(s *assessment.Scheme) { s.Title.Zh = "" }},
		{"source.en required", func(s *assessment.Scheme) { s.Source.En = "" }},
		{"nodes required", func(s *assessment.Scheme) { s.Nodes = nil }},
		{"nodes too-many", func(s *assessment.Scheme) { s.Nodes = slices.Repeat(s.Nodes, 20) }},
		{"nodes weights-sum", func(s *assessment.Scheme) { s.Nodes[0].Weight++ }},
		{"nodes[0].weight out-of-range", func(s *assessment.Scheme) { s.Nodes[0].Weight = -1 }},
		{"nodes[0].id bad-id", func(s *assessment.Scheme) { s.Nodes[0].ID = "A b" }},
		{"nodes[1].id duplicate", func(s *assessment.Scheme) { s.Nodes[1].ID = s.Nodes[0].ID }},
		{"nodes[1].nodes[0].id duplicate", func(s *assessment.Scheme) { s.Nodes[1].Nodes[0].ID = s.Nodes[0].ID }},
		{"nodes[0].label.zh required", func(s *assessment.Scheme) { s.Nodes[0].Label.Zh = "" }},
		{"nodes[0].source.zh required", func(s *assessment.Scheme) { s.Nodes[0].Source.Zh = "" }},
		{"nodes[0].nodes weights-sum", func(s *assessment.Scheme) { s.Nodes[0].Nodes[0].Weight-- }},
		{"nodes[0].nodes[0] one-of", func(s *assessment.Scheme) { s.Nodes[0].Nodes[0].Opinion = nil }},
		{"nodes[0].nodes[0] one-of", func(s *assessment.Scheme) { s.Nodes[0].Nodes[0].Figure = s.Nodes[0].Nodes[1].Figure }},
		{"nodes[0] one-of", func(s *assessment.Scheme) { s.Nodes[0].Figure = s.Nodes[0].Nodes[1].Figure }},
		{"nodes[0].nodes[0].opinion.side unknown-code", func(s *assessment.Scheme) { s.Nodes[0].Nodes[0].Opinion.Side = "" }},
		{"nodes[0].nodes[1].figure.figure bad-id", func(s *assessment.Scheme) { s.Nodes[0].Nodes[1].Figure.Figure = "" }},
		{"nodes[1].nodes[0].figure half-scale", func(s *assessment.Scheme) { s.Nodes[1].Nodes[0].Figure.Full = nil }},
		{"nodes[1].nodes[0].figure.full out-of-order", func(s *assessment.Scheme) { s.Nodes[1].Nodes[0].Figure.Full = s.Nodes[1].Nodes[0].Figure.Zero }},
		{"nodes[1].nodes[0].figure.zero out-of-range", func(s *assessment.Scheme) { s.Nodes[1].Nodes[0].Figure.Zero = num("999999999999") }},
		{"nodes[2].sheets.kinds required", func(s *assessment.Scheme) { s.Nodes[2].Sheets.Kinds = nil }},
		{"nodes[2].sheets.missing unknown-code", func(s *assessment.Scheme) { s.Nodes[2].Sheets.Missing = "" }},
		{"nodes[2].sheets.kinds weights-sum", func(s *assessment.Scheme) { s.Nodes[2].Sheets.Kinds[0].Weight = 1 }},
		{"nodes[2].sheets.kinds[1].id duplicate", func(s *assessment.Scheme) { s.Nodes[2].Sheets.Kinds[1].ID = s.Nodes[2].Sheets.Kinds[0].ID }},
		{"nodes[2].sheets.kinds[0].label.zh required", func(s *assessment.Scheme) { s.Nodes[2].Sheets.Kinds[0].Label.Zh = "" }},
		{"nodes[2].sheets.kinds[0].expected out-of-range", func(s *assessment.Scheme) { s.Nodes[2].Sheets.Kinds[0].Expected = 0 }},
		{"nodes[2].sheets.kinds[0].least out-of-order", func(s *assessment.Scheme) { s.Nodes[2].Sheets.Kinds[0].Least = 8 }},
		{"nodes[2].sheets.kinds[0].least out-of-order", func(s *assessment.Scheme) { s.Nodes[2].Sheets.Kinds[0].Least = 2 }},
		{"nodes[2].sheets.kinds[0].drop out-of-range", func(s *assessment.Scheme) { s.Nodes[2].Sheets.Kinds[0].Drop = -1 }},
		{"absent.node unknown-code", func(s *assessment.Scheme) { s.Absent.Node = "" }},
		{"absent.source.zh required", func(s *assessment.Scheme) { s.Absent.Source.Zh = "" }},
		{"grades required", func(s *assessment.Scheme) { s.Grades = nil }},
		{"rounding.mode unknown-code", func(s *assessment.Scheme) { s.Rounding.Mode = "" }},
		{"nodes[0].nodes[0].nodes[0].nodes[0].nodes[0].nodes[0].nodes too-deep", func(s *assessment.Scheme) {
			for range 6 {
				s.Nodes = []assessment.Node{{ID: "d", Label: say("d"), Source: say("d"), Weight: scoring.One, Nodes: s.Nodes}}
			}
		}},
	} {
		s := assessment.PartyBuilding()
		c.change(&s)
		err := s.Validate()
		require.Error(t, err, c.want)
		require.Contains(t, named(t, err), c.want)
		_, err = assessment.Combine(s, assessment.Material{})
		require.Error(t, err, "nobody is assessed by an unsound scheme")
	}
}

// Material that does not fit is refused, and everything wrong with it named: an
// opinion that is neither used nor explained away above all.
func TestEveryFaultOfMaterialIsNamed(t *testing.T) {
	o := opinion(t, 1, 5)
	for _, c := range []struct {
		want   string
		change func(*assessment.Material)
	}{
		{"unit bad-code", func(m *assessment.Material) { m.Unit = "" }},
		{"period required", func(m *assessment.Material) { m.Period = scoring.Period{} }},
		{"edition out-of-range", func(m *assessment.Material) { m.Edition = 0 }},
		{"opinions[whistle.opinions] required", func(m *assessment.Material) { m.Opinions = nil }},
		{"opinions[0] one-of", func(m *assessment.Material) { m.Opinions[0].Opinions = nil }},
		{"opinions[0] one-of", func(m *assessment.Material) { m.Opinions[0].Waiver = "x" }},
		{"opinions[0].waiver bad-text", func(m *assessment.Material) { m.Opinions[0].Waiver = "two\nlines" }},
		{"opinions[0].leaf unknown-leaf", func(m *assessment.Material) { m.Opinions[0].Leaf = "review" }},
		{"opinions[1].leaf duplicate", func(m *assessment.Material) { m.Opinions = append(m.Opinions, m.Opinions[0]) }},
		{"opinions[0].opinions[0].peer wrong-unit", func(m *assessment.Material) { m.Opinions[0].Opinions[0].Peer.Unit = "X" }},
		{"opinions[0].opinions[0].peer wrong-unit", func(m *assessment.Material) { m.Opinions[0].Opinions[0].Peer.Side = scoring.Whistler }},
		{"opinions[0].opinions[0].period out-of-range", func(m *assessment.Material) { m.Opinions[0].Opinions[0].Period = must(scoring.Quarter(2023, 4)) }},
		{"opinions[0].opinions[1].period duplicate", func(m *assessment.Material) {
			m.Opinions[0].Opinions = append(m.Opinions[0].Opinions, m.Opinions[0].Opinions[0])
		}},
		{"figures[0].leaf unknown-leaf", func(m *assessment.Material) { m.Figures[0].Leaf = "nobody's" }},
		{"figures[1].leaf duplicate", func(m *assessment.Material) { m.Figures = append(m.Figures, m.Figures[0]) }},
		{"figures[0] one-of", func(m *assessment.Material) { m.Figures[0].Den = nil }},
		{"figures[0] one-of", func(m *assessment.Material) { m.Figures[0].Number = num("1") }},
		{"figures[0].number not-allowed", func(m *assessment.Material) {
			m.Figures[0].Num, m.Figures[0].Den, m.Figures[0].Number = nil, nil, num("1")
		}},
		{"figures[0].num out-of-range", func(m *assessment.Material) { m.Figures[0].Num = num("3") }},
		{"figures[0].den out-of-range", func(m *assessment.Material) { m.Figures[0].Den = num("-1") }},
		{"figures[0].source required", func(m *assessment.Material) { m.Figures[0].Source = "" }},
		{"sheets[0].leaf unknown-leaf", func(m *assessment.Material) { m.Sheets[0].Leaf = "whistle.opinions" }},
		{"sheets[0].kind unknown-code", func(m *assessment.Material) { m.Sheets[0].Kind = "cousins" }},
		{"sheets[0].points out-of-range", func(m *assessment.Material) { m.Sheets[0].Points = 100*scoring.One + 1 }},
		{"sheets[0].reviewer required", func(m *assessment.Material) { m.Sheets[0].Reviewer = "" }},
		{"sheets[1].reviewer duplicate", func(m *assessment.Material) { m.Sheets = append(m.Sheets, m.Sheets[0]) }},
		{"sheets[0].unit not-allowed", func(m *assessment.Material) { m.Sheets[0].Unit = m.Unit }},
		{"sheets[7] too-many", func(m *assessment.Material) {
			for i := range 7 {
				s := m.Sheets[0]
				s.Reviewer = strings.Repeat("r", i+2)
				m.Sheets = append(m.Sheets, s)
			}
		}},
	} {
		m := assessment.Material{Unit: unit, Period: year, Edition: 1,
			Opinions: []assessment.OpinionsGiven{{Leaf: "whistle.opinions", Opinions: []scoring.Opinion{o}}},
			Figures:  []assessment.FigureGiven{{Leaf: "whistle.report-in", Num: num("1"), Den: num("2"), Source: "s"}},
			Sheets:   []assessment.Sheet{{Leaf: "review", Kind: "superiors", Reviewer: "r", Unit: "350205", Points: 1}},
		}
		s := assessment.PartyBuilding()
		require.NoError(t, m.Validate(&s))
		c.change(&m)
		_, err := assessment.Combine(s, m)
		require.Error(t, err, c.want)
		require.Contains(t, strings.Join(named(t, err), "; "), c.want)
	}
}

// Schemes are read strictly, and written and read back as themselves; the shipped
// ones say whose their numbers are.
func TestSchemesAreReadStrictly(t *testing.T) {
	for _, s := range append(assessment.Shipped(), anyScheme(seeded(1))) {
		again, err := assessment.DecodeScheme(s.Canonical())
		require.NoError(t, err)
		require.Equal(t, string(s.Canonical()), string(again.Canonical()))
		_, err = assessment.DecodeScheme(bytes.Replace(s.Canonical(), []byte(`"weight"`), []byte(`"wieght"`), 1))
		require.Contains(t, named(t, err), "nodes[0].wieght unknown-field")
		require.Contains(t, named(t, err), "nodes[0].weight required")
	}
	var check func([]assessment.Node)
	check = func(nodes []assessment.Node) {
		for _, n := range nodes {
			require.Regexp(t, `\[D\]|4 G`, n.Source.Zh)
			check(n.Nodes)
		}
	}
	for _, s := range assessment.Shipped() {
		check(s.Nodes)
	}
}

// FuzzDecodeScheme: whatever is read either has faults or combines.
func FuzzDecodeScheme(f *testing.F) {
	for _, s := range assessment.Shipped() {
		f.Add(s.Canonical())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := assessment.DecodeScheme(data)
		if err != nil {
			return
		}
		m := anyMaterial(seeded(1), &s, nil)
		m.Sheets = nil
		r, err := assessment.Combine(s, m)
		require.NoError(t, err)
		_, err = assessment.Verify(r.Canonical(), r.Digest())
		require.NoError(t, err)
	})
}

// A forged result is found.
func TestVerify(t *testing.T) {
	s := assessment.Secretaries()
	m := anyMaterial(seeded(3), &s, nil)
	m.Sheets, m.Figures = nil, nil
	r := must(assessment.Combine(s, m))
	require.Nil(t, r.Score, "nothing was collected")
	data := bytes.Replace(r.Canonical(), []byte(`"edition":1`), []byte(`"edition":2`), 1)
	var forged *scoring.VerifyError
	_, err := assessment.Verify(data, r.Digest())
	require.ErrorAs(t, err, &forged)
	_, err = assessment.Verify([]byte("{}"), scoring.DigestOf([]byte("{}")))
	require.ErrorAs(t, err, &forged)
	require.Contains(t, r.Markdown("zh", ""), "无值")
}
