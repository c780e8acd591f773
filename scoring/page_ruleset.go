package scoring

import (
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/internal/markdown"
)

// Markdown writes the rule set as a page, in Chinese or English ("en"): what is
// weighed, what it counts for, and where each number comes from.
func (rs *RuleSet) Markdown(lang string) string {
	var b strings.Builder
	w := words.in(lang)
	fmt.Fprintf(&b, "# %s\n\n%s %s "+w.edition+" · SHA-256 `%s`\n\n%s\n\n", markdown.Cell(rs.Title.In(lang)), w.ruleSet, markdown.Code(rs.ID), rs.Version, DigestOf(rs.Canonical()), markdown.Cell(rs.Source.In(lang)))
	var groups []string
	for _, g := range rs.Groups {
		groups = append(groups, textIn(g, lang))
	}
	fmt.Fprintf(&b, "%s%s%s · %s\n", w.ruleFor, w.colon, textIn(rs.Side, lang), strings.Join(groups, w.and))
	markdown.Section(&b, w.terms, w.ruleTermColumns, len(rs.Terms), func(i int) []string {
		t := &rs.Terms[i]
		return []string{markdown.Code(t.ID), t.Sentence.In(lang), rateLabel(t.Rate, lang), listsText(t.Lists, lang), t.Weight.String(), threshold(t.Full), threshold(t.Pass), t.Source.In(lang)}
	})
	rs.writeValues(&b, lang)
	adjustments := func(title string, rows []Adjustment) {
		markdown.Section(&b, title, w.ruleAdjustmentColumns, len(rows), func(i int) []string {
			a := &rows[i]
			return []string{markdown.Code(a.ID), a.Sentence.In(lang), eventLabel(a.Event, lang), listsText(a.Lists, lang), a.Each.String(), a.Cap.String(), a.Source.In(lang)}
		})
	}
	adjustments(w.additions, rs.Additions)
	adjustments(w.deductions, rs.Deductions)
	markdown.Section(&b, w.ceilings, w.ruleCeilingColumns, len(rs.Ceilings), func(i int) []string {
		c := &rs.Ceilings[i]
		return []string{markdown.Code(c.ID), c.Sentence.In(lang), rateLabel(c.Rate, lang), listsText(c.Lists, lang), c.Below.Percent(), c.Most.String(), c.Source.In(lang)}
	})
	markdown.Section(&b, w.grades, w.ruleGradeColumns, len(rs.Grades), func(i int) []string {
		g := &rs.Grades[i]
		return []string{textIn(g.Grade, lang), g.From.String(), g.Source.In(lang)}
	})
	judged := aspectsOf(rs.Side)
	markdown.Section(&b, w.judged, w.judgedColumns, len(judged), func(i int) []string {
		a := &judged[i]
		return []string{markdown.Code(a.ID), a.Label.In(lang), a.Sentence.In(lang), a.Source}
	})
	fmt.Fprintf(&b, "\n"+w.minimumLine+" %s\n", rs.Minimum.Parts, rs.Minimum.Ratings, markdown.Cell(rs.Minimum.Source.In(lang)))
	b.WriteString("\n" + rs.absentText(lang) + "\n")
	fmt.Fprintf(&b, "\n"+w.roundingLine+"\n", textIn(rs.Rounding.Mode, lang), rs.Rounding.Places, markdown.Cell(rs.Rounding.Source.In(lang)))
	return b.String()
}

// absentText says what becomes of a rate without denominator. One that counts as
// zero leaves its term a value, and nothing to be said of terms without.
func (rs *RuleSet) absentText(lang string) string {
	w, source := words.in(lang), markdown.Cell(rs.Absent.Source.In(lang))
	if rs.Absent.Rate == ZeroValue {
		return w.asZero + source
	}
	return fmt.Sprintf(w.absently, textIn(rs.Absent.Rate, lang), textIn(rs.Absent.Term, lang), source)
}

func (rs *RuleSet) writeValues(b *strings.Builder, lang string) {
	if rs.Values == nil {
		return
	}
	w := words.in(lang)
	markdown.Section(b, w.values, w.ruleValueColumns, len(valueRows), func(i int) []string {
		return []string{valueRows[i].label.In(lang), valueRows[i].of(rs.Values).String()}
	})
	fmt.Fprintf(b, "\n%s\n", markdown.Cell(rs.Values.Source.In(lang)))
}

// threshold writes a threshold, or a dash where there is none.
func threshold(f Fixed) string {
	if f == 0 {
		return "–"
	}
	return f.Percent()
}
