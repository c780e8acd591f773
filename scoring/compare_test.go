package scoring_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// 3: an accepted objection corrects the next edition, and the difference is
// shown: nothing in an opinion changes unseen.
func TestEveryChangeIsSeen(t *testing.T) {
	changed := 0
	for seed := range uint64(150) {
		rng := seeded(seed)
		rs, all := anyRules(rng), someParts(rng, 80)
		s := must(scoring.NewScorer(rs))
		before := must(s.Opinions(count(t, all, q3), q3, 1))
		for range 3 {
			all[rng.IntN(len(all))] = anyPart(rng, rng.IntN(len(all)))
		}
		for _, now := range must(s.Opinions(count(t, all, q3), q3, 1)) {
			for _, was := range before {
				if was.Peer != now.Peer {
					continue
				}
				d, err := scoring.Compare(&was, &now)
				require.NoError(t, err)
				require.Equal(t, was.Digest() == now.Digest(), len(d.Changes) == 0, "seed %d, %s", seed, now.Peer.Unit)
				for _, c := range d.Changes {
					require.NotEqual(t, c.Old, c.New)
					require.NotEmpty(t, c.Label.Zh)
				}
				changed += len(d.Changes)
			}
		}
	}
	require.Greater(t, changed, 500)
}

// The centre accepts that one matter was ruled wrongly: the second edition says
// what that moved, row by row.
func TestGoldenDifference(t *testing.T) {
	all := []scoring.Observation{}
	for i := range 8 {
		all = append(all, part(i, "350205001", scoring.Immediate))
	}
	all[3].Outcome, all[3].Whistler = scoring.Unsolved, scoring.Rating{Answer: scoring.Given, Step: 2, Solved: scoring.Unsolved}
	s := must(scoring.NewScorer(scoring.ResponderRules()))
	first := must(s.Opinions(count(t, all, q3), q3, 1))[0]
	all[3].Excluded = scoring.Exempted
	second := must(s.Opinions(count(t, all, q3), q3, 2))[0]
	d := must(scoring.Compare(&first, &second))
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s", d.Markdown("zh"), d.Markdown("en"))
	golden(t, "testdata/difference.md", []byte(b.String()))
	require.Equal(t, second.Cite(), d.New)

	same := must(scoring.Compare(&first, &first))
	require.Contains(t, same.Markdown("zh"), "没有变化")
	other := second
	other.Peer.Unit = "350205002"
	_, err := scoring.Compare(&first, &other)
	var wrong *scoring.OtherOpinionError
	require.ErrorAs(t, err, &wrong)
	require.NotEmpty(t, wrong.Zh())
}

// Every opinion and rule set prints as a page in both languages, and the pages
// of the shipped rules are kept.
func TestGoldenPages(t *testing.T) {
	for _, rs := range scoring.Shipped() {
		golden(t, "testdata/pages/"+rs.ID+".md", []byte(rs.Markdown("zh")+"\n"+rs.Markdown("en")))
	}
	all := someParts(seeded(7), 300)
	lacking := part(1000, "U99", scoring.Immediate)
	lacking.Whistler, lacking.Sender = scoring.Rating{Answer: scoring.Silent}, scoring.Rating{Answer: scoring.Silent}
	all = append(all, lacking)
	var b strings.Builder
	opinions := opine(t, scoring.ResponderRules(), all)
	for _, o := range []scoring.Opinion{opinions[0], one(t, opinions, "U99"), opine(t, scoring.WhistlerRules(), all)[0]} {
		fmt.Fprintf(&b, "%s\n%s\n", o.Markdown("zh", "海沧街道"), o.Markdown("en", ""))
	}
	golden(t, "testdata/pages/opinions.md", []byte(b.String()))
}

// 3 and issue 3: a rate without denominator never prints as 0 or 100.
func TestNoValueNeverPrintsAsANumber(t *testing.T) {
	for seed := range uint64(80) {
		rng := seeded(seed)
		rs := anyRules(rng)
		rs.Absent.Rate = scoring.NoValue
		for _, o := range opine(t, rs, someParts(rng, 30)) {
			for _, lang := range []string{"zh", "en"} {
				page := o.Markdown(lang, "")
				for _, term := range o.Terms {
					if term.Value == nil {
						i := strings.Index(page, "| `"+term.ID+"`")
						cells := strings.Split(page[i:i+strings.Index(page[i:], "\n")], " | ")
						no := map[string]string{"zh": "无值", "en": "no value"}[lang]
						require.Equal(t, []string{no, no, no}, []string{cells[7], cells[9], cells[10]}, "value, share and points")
					}
				}
				if o.Score == nil {
					require.NotContains(t, page, "**0", "%s", lang)
				}
			}
			data, err := json.Marshal(o)
			require.NoError(t, err)
			require.Equal(t, o.Score == nil, !strings.Contains(string(data), `"score"`))
		}
	}
}

// A text from outside cannot become a table, a tag or a line of a page.
func TestPagesAreNotWrittenByRules(t *testing.T) {
	rs := scoring.PracticeRules()
	rs.Title.Zh = "<script>|"
	rs.Terms[0].Sentence.Zh = "a | b <b>"
	rs.Terms[0].Source = say("x|y")
	require.NoError(t, rs.Validate())
	o := opine(t, rs, []scoring.Observation{part(1, "A", scoring.Immediate)})[0]
	for _, page := range []string{rs.Markdown("zh"), o.Markdown("zh", "<i>|\n# x")} {
		require.NotContains(t, page, "<")
		require.NotContains(t, page, "\n# x")
	}
	strange := o
	strange.Rounding.Places, strange.Terms[0].Rate = 99, "gone"
	require.NotPanics(t, func() { strange.Markdown("zh", "") })
}

// A difference read backwards is the difference between the same two editions the
// other way round.
func TestDifferencesMirror(t *testing.T) {
	for seed := range uint64(80) {
		rng := seeded(seed)
		rs := anyRules(rng)
		a, b := opine(t, rs, someParts(rng, 80)), opine(t, rs, someParts(rng, 80))
		for _, x := range a {
			for _, y := range b {
				if x.Peer != y.Peer {
					continue
				}
				there, back := must(scoring.Compare(&x, &y)), must(scoring.Compare(&y, &x))
				require.Len(t, back.Changes, len(there.Changes))
				found := map[string]scoring.Change{}
				for _, c := range back.Changes {
					found[c.Row+"/"+c.Field] = c
				}
				require.Len(t, found, len(back.Changes), "each fact has its own name")
				for _, c := range there.Changes {
					mirror := found[c.Row+"/"+c.Field]
					require.Equal(t, c.Old, mirror.New)
					require.Equal(t, c.New, mirror.Old)
				}
				same := must(scoring.Compare(&x, &x))
				require.Empty(t, same.Changes)
			}
		}
	}
}

// The page of an opinion holds every number of it: each term with its inputs,
// each class with its count, each adjustment, the sum.
func TestThePageHoldsEveryNumber(t *testing.T) {
	for seed := range uint64(60) {
		rng := seeded(seed)
		rs := anyRules(rng)
		for _, o := range opine(t, rs, someParts(rng, 100)) {
			page := o.Markdown("zh", "海沧街道")
			row := func(cells ...any) {
				texts := make([]string, len(cells))
				for i, c := range cells {
					texts[i] = fmt.Sprint(c)
				}
				require.Contains(t, page, "| "+strings.Join(texts, " | ")+" |", "seed %d", seed)
			}
			for i, term := range o.Terms {
				if term.Value != nil && !term.Full && !term.Failed {
					row(term.Num, term.Den, term.Unrated, term.Value.Percent(), term.Weight, term.Share, term.Points, rs.Terms[i].Source.Zh)
				}
				for _, l := range term.Lines {
					row("`"+term.ID+"`", l.Class.Label().Zh, l.Count, l.Value)
				}
			}
			for _, a := range o.Additions {
				row(a.Count, a.Each, a.Cap, a.Points, a.Source.Zh)
			}
			for _, a := range o.Deductions {
				row(a.Count, a.Each, a.Cap, a.Points, a.Source.Zh)
			}
			for _, e := range o.Excluded {
				require.Contains(t, page, fmt.Sprintf("| %d |", e.Parts))
			}
			require.Contains(t, page, o.Base.String())
			require.Contains(t, page, o.Raw.String())
			require.Contains(t, page, o.Digest().String())
			require.Contains(t, page, "供组织、效能等考核部门参考", "3 [R]: for reference")
		}
	}
}
