package scoring_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// Every code a person may read has its label in both languages, once.
func TestEveryCodeHasItsLabels(t *testing.T) {
	for _, coded := range []governance.Coded{
		scoring.Group(""), scoring.Side(""), scoring.List(""), scoring.Role(""), scoring.Outcome(""), scoring.Answer(""),
		scoring.Exclusion(""), scoring.Mode(""), scoring.Grade(""), scoring.AbsentRate(""), scoring.AbsentTerm(""),
		scoring.Place(""), scoring.Lack(""), assessment.Missing(""), assessment.AbsentNode(""),
	} {
		name := fmt.Sprintf("%T", coded)
		codes, zh, en := map[string]bool{}, map[string]bool{}, map[string]bool{}
		require.NotEmpty(t, coded.Choices(), name)
		for _, c := range coded.Choices() {
			require.NotEmpty(t, c.Code, name)
			require.NotEmpty(t, c.Label.Zh, name)
			require.NotEmpty(t, c.Label.En, name)
			require.False(t, codes[c.Code] || zh[c.Label.Zh] || en[c.Label.En], "%s: %s stands twice", name, c.Code)
			codes[c.Code], zh[c.Label.Zh], en[c.Label.En] = true, true, true
		}
	}
}

// The codes that travel do not change: they stand in documents that are kept.
func TestCodesAreStable(t *testing.T) {
	for want, coded := range map[string]governance.Coded{
		"towns departments communities compounds whistlers": scoring.Group(""),
		"responder whistler":                                       scoring.Side(""),
		"none immediate phased understanding":                      scoring.List(""),
		"lead assist first":                                        scoring.Role(""),
		"solved partly unsolved understood":                        scoring.Outcome(""),
		"given silent pending withheld":                            scoring.Answer(""),
		"declined withdrawn merged unreasonable released exempted": scoring.Exclusion(""),
		"half-up half-even down":                                   scoring.Mode(""),
		"excellent good fair poor":                                 scoring.Grade(""),
		"none zero":                                                scoring.AbsentRate(""),
		"redistribute no-score":                                    scoring.AbsentTerm(""),
		"numerator denominator unrated excluded":                   scoring.Place(""),
		"no-value small-sample":                                    scoring.Lack(""),
		"leave zero wait":                                          assessment.Missing(""),
		"redistribute no-result zero":                              assessment.AbsentNode(""),
	} {
		got := ""
		for _, c := range coded.Choices() {
			got += " " + c.Code
		}
		require.Equal(t, " "+want, got, "%T", coded)
	}
	var rates, events string
	for _, r := range scoring.Rates() {
		rates += " " + r.ID
	}
	for _, e := range scoring.Events() {
		events += " " + e.ID
	}
	require.Equal(t, " responded on-time resolved satisfied satisfied-whistler satisfied-sender sent-back refused reopened justified verified rated", rates)
	require.Equal(t, " very-satisfied solved completed-in-time dissatisfied very-dissatisfied late not-responded unsolved refused-unreasonably sent-back reopened "+
		"whistle-overruled whistle-sent-back verified-late rated-late", events)
	var aspects string
	for _, side := range []scoring.Side{scoring.Responder, scoring.Whistler} {
		for _, a := range scoring.Aspects(side) {
			aspects += " " + a.ID
		}
	}
	require.Equal(t, " response completion outcome whistler sender refusal check reopening verification rating justification", aspects)
}

// Every error says what is wrong in both languages, and carries nothing that was
// sent.
func TestErrorsSpeakBothLanguages(t *testing.T) {
	type zh interface{ Zh() string }
	for _, err := range []error{&scoring.NumberError{}, &scoring.FullError{}, &scoring.CodeError{}, &scoring.OtherOpinionError{}} {
		require.NotEmpty(t, err.Error())
		require.NotEmpty(t, err.(zh).Zh())
	}
	type explains interface{ Explain() governance.Text }
	var all []error
	for _, p := range []scoring.PeriodProblem{scoring.PeriodForm, scoring.PeriodEmpty, scoring.PeriodGrain, scoring.PeriodRange, scoring.PeriodParts} {
		all = append(all, &scoring.PeriodError{Problem: p})
	}
	for _, p := range []scoring.Forgery{scoring.NotDigest, scoring.OtherBytes, scoring.NotCanonical, scoring.OtherRules, scoring.OtherSum} {
		all = append(all, &scoring.VerifyError{Problem: p})
	}
	said := map[string]bool{}
	for _, err := range all {
		text := err.(explains).Explain()
		require.NotEmpty(t, text.Zh)
		require.Equal(t, "scoring: "+text.En, err.Error())
		require.False(t, said[text.Zh], "two problems are not told apart")
		said[text.Zh] = true
	}
}

// Values go through JSON and come back as they were, with the instants they mean.
func TestValuesTravelAsJSON(t *testing.T) {
	for i, o := range someParts(seeded(11), 200) {
		data, err := json.Marshal(&o)
		require.NoError(t, err)
		var back scoring.Observation
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, o.Validate(), back.Validate())
		again, err := json.Marshal(&back)
		require.NoError(t, err)
		require.Equal(t, string(data), string(again), "observation %d", i)
		require.True(t, o.At().Equal(back.At()))
		require.Equal(t, classesAnyTime(t, o), classesAnyTime(t, back))
	}
	o := opine(t, scoring.ResponderRules(), responders())[0]
	other := o
	other.Edition, other.Base = 2, 0
	d := must(scoring.Compare(&o, &other))
	for _, v := range []any{o.Cite(), d, scoring.Question{Peer: o.Peer, Period: q3, Row: "x"}, scoring.Standing{Peer: o.Peer}, scoring.Ratio{Num: 1, Den: 2}} {
		data, err := json.Marshal(v)
		require.NoError(t, err)
		require.NotContains(t, string(data), "e+", "no number is a binary fraction")
		var back map[string]any
		require.NoError(t, json.Unmarshal(data, &back))
	}
	var cited scoring.Citation
	data, err := json.Marshal(o.Cite())
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &cited))
	require.Equal(t, o.Cite(), cited)
}

// classesAnyTime are the classes of a part wherever it lies.
func classesAnyTime(tb testing.TB, o scoring.Observation) any {
	tb.Helper()
	ever := must(scoring.Between(time.Unix(0, 0), time.Unix(1<<33, 0)))
	return count(tb, []scoring.Observation{o}, ever).Counts(tallyPeer(&o), ever)
}

// What derives from rows is printed from rows: the page of a rule set names every
// row, rate and number of it, in both languages.
func TestPagesNameEverything(t *testing.T) {
	all := scoring.Shipped()
	for seed := range uint64(40) {
		all = append(all, anyRules(seeded(seed)))
	}
	for _, rs := range all {
		for _, lang := range []string{"zh", "en"} {
			page := rs.Markdown(lang)
			require.Contains(t, page, scoring.DigestOf(rs.Canonical()).String())
			for _, term := range rs.Terms {
				require.Contains(t, page, "`"+term.ID+"`")
				require.Contains(t, page, "| "+term.Weight.String()+" |")
			}
			for _, c := range rs.Ceilings {
				require.Contains(t, page, "`"+c.ID+"`")
			}
			for _, g := range rs.Grades {
				require.Contains(t, page, "| "+g.From.String()+" |")
			}
			for _, a := range scoring.Aspects(rs.Side) {
				require.Contains(t, page, a.Sentence.In(lang), "how parts are judged")
			}
		}
	}
}
