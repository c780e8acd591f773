package scoring

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/internal/markdown"
)

// Markdown writes the opinion as a page, in Chinese or English ("en"): every
// number with its rule. The name is the unit's, which an opinion does not hold,
// since names change; empty: its code alone.
func (o *Opinion) Markdown(lang, name string) string {
	var b strings.Builder
	w := words.in(lang)
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", w.opinion, w.reference)
	item := func(label, text string) { b.WriteString("- " + label + w.colon + text + "\n") }
	item(w.unit, strings.TrimSpace(markdown.Cell(name)+" "+markdown.Code(string(o.Peer.Unit)))+" · "+textIn(o.Peer.Group, lang)+" · "+textIn(o.Peer.Side, lang))
	item(w.period, o.Period.Text().In(lang)+" · "+fmt.Sprintf(w.edition, o.Edition))
	item(w.rules, markdown.Cell(o.Rules.Title.In(lang))+" "+markdown.Code(o.Rules.ID)+" "+fmt.Sprintf(w.edition, o.Rules.Version)+" · SHA-256 `"+o.Rules.Digest.String()+"`")
	item(w.sample, fmt.Sprintf(w.sampleLine, o.Parts, o.Ratings))
	item(w.result, fmt.Sprintf(w.resultLine, o.scoreText(lang), o.gradeText(lang), o.rankText(lang)))
	o.writeTerms(&b, lang)
	o.writeAdjustments(&b, lang)
	o.writeCeilings(&b, lang)
	markdown.Section(&b, w.excluded, w.excludedColumns, len(o.Excluded), func(i int) []string {
		return []string{textIn(o.Excluded[i].Reason, lang), strconv.FormatInt(o.Excluded[i].Parts, 10)}
	})
	fmt.Fprintf(&b, "\n## %s\n\n"+w.sumLine+"\n\n"+w.minimumLine+"\n", w.sum, o.Base, points(o.Additions), points(o.Deductions), o.Raw,
		o.scoreText(lang), textIn(o.Rounding.Mode, lang), o.Rounding.Places, o.Minimum.Parts, o.Minimum.Ratings)
	fmt.Fprintf(&b, "\n%s SHA-256 `%s`\n", w.digest, o.Digest())
	return b.String()
}

func (o *Opinion) writeTerms(b *strings.Builder, lang string) {
	w := words.in(lang)
	markdown.Section(b, w.terms, w.termColumns, len(o.Terms), func(i int) []string {
		t := &o.Terms[i]
		mark := ""
		if t.Full || t.Failed {
			mark = " (" + t.thresholdText(lang) + ")"
		}
		return []string{markdown.Code(t.ID), t.Sentence.In(lang), rateLabel(t.Rate, lang), listsText(t.Lists, lang), t.Num.String(), strconv.FormatInt(t.Den, 10),
			strconv.FormatInt(t.Unrated, 10), t.rateText(lang) + mark, t.Weight.String(), t.shareText(lang), t.pointsText(lang), t.Source.In(lang)}
	})
	var rows [][]string
	for i := range o.Terms {
		for _, l := range o.Terms[i].Lines {
			rows = append(rows, []string{markdown.Code(o.Terms[i].ID), l.Class.Label().In(lang), strconv.FormatInt(l.Count, 10), l.Value.String()})
		}
	}
	markdown.Section(b, w.lines, w.lineColumns, len(rows), func(i int) []string { return rows[i] })
}

func (t *TermResult) rateText(lang string) string { return rateText(t.Value, lang) }

// shareText and pointsText leave a term without a value without numbers; one
// that the rule set counts as zero has a share.
func (t *TermResult) shareText(lang string) string {
	if t.Value == nil && t.Share == 0 {
		return rateText(nil, lang)
	}
	return t.Share.String()
}

func (t *TermResult) pointsText(lang string) string {
	if t.Value == nil && t.Share == 0 {
		return rateText(nil, lang)
	}
	return t.Points.String()
}

func (o *Opinion) writeAdjustments(b *strings.Builder, lang string) {
	w := words.in(lang)
	all := slices.Concat(o.Additions, o.Deductions)
	markdown.Section(b, w.adjustments, w.adjustmentColumns, len(all), func(i int) []string {
		a, sign := &all[i], w.deduction
		if i < len(o.Additions) {
			sign = w.addition
		}
		return []string{markdown.Code(a.ID), sign, a.Sentence.In(lang), eventLabel(a.Event, lang), listsText(a.Lists, lang),
			strconv.FormatInt(a.Count, 10), a.Each.String(), a.Cap.String(), a.Points.String(), a.Source.In(lang)}
	})
}

func (o *Opinion) writeCeilings(b *strings.Builder, lang string) {
	w := words.in(lang)
	markdown.Section(b, w.ceilings, w.ceilingColumns, len(o.Ceilings), func(i int) []string {
		c := &o.Ceilings[i]
		return []string{markdown.Code(c.ID), c.Sentence.In(lang), rateLabel(c.Rate, lang), listsText(c.Lists, lang), c.Num.String(), strconv.FormatInt(c.Den, 10),
			rateText(c.Value, lang), c.Below.Percent(), c.Most.String(), yesNo(c.Holds).In(lang), c.Source.In(lang)}
	})
}

// points adds up adjustments.
func points(rows []AdjustmentResult) (sum Fixed) {
	for i := range rows {
		sum += rows[i].Points
	}
	return sum
}
