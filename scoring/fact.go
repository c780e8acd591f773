package scoring

import (
	"strconv"

	"github.com/jinlin-project/jinlin/governance"
)

// A fact is one thing an opinion says, under a stable name: what editions are
// compared by, and what the page of a comparison lists.
type fact struct {
	row   string // id of the term, adjustment or ceiling; empty for the whole
	field string // stable name
	label governance.Text
	value governance.Text
}

// facts are everything the opinion says that may differ between two editions,
// in the order of its page.
func (o *Opinion) facts() (out []fact) {
	say := func(row, field, zh, en string, value func(lang string) string) {
		out = append(out, fact{row, field, governance.Text{Zh: zh, En: en}, governance.Text{Zh: value("zh"), En: value("en")}})
	}
	add := func(row, field, zh, en, value string) { say(row, field, zh, en, func(string) string { return value }) }
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	add("", "rules", "规则", "rules", o.Rules.ID+" "+strconv.Itoa(o.Rules.Version)+" "+o.Rules.Digest.String())
	add("", "parts", "计入件数", "parts", number(o.Parts))
	add("", "ratings", "评价份数", "ratings", number(o.Ratings))
	say("", "score", "得分", "score", o.scoreText)
	say("", "grade", "等次", "grade", o.gradeText)
	say("", "rank", "排名", "rank", o.rankText)
	add("", "of", "参加排名的单位", "ranked units", strconv.Itoa(o.Of))
	add("", "base", "计分项合计", "terms together", o.Base.String())
	add("", "raw", "加扣分后", "after adjustments", o.Raw.String())
	for _, e := range o.Excluded {
		l := labelOf(e.Reason)
		add("", "excluded."+string(e.Reason), "不计入："+l.Zh, "excluded: "+l.En, number(e.Parts))
	}
	for i := range o.Terms {
		t := &o.Terms[i]
		add(t.ID, "num", "分子", "numerator", t.Num.String())
		add(t.ID, "den", "分母", "denominator", number(t.Den))
		add(t.ID, "unrated", "未评价", "unrated", number(t.Unrated))
		say(t.ID, "value", "比率", "rate", t.rateText)
		say(t.ID, "threshold", "满分线、起评线", "thresholds", t.thresholdText)
		add(t.ID, "weight", "权重", "weight", t.Weight.String())
		say(t.ID, "share", "实际权重", "share", t.shareText)
		say(t.ID, "points", "得分", "points", t.pointsText)
		for _, l := range t.Lines {
			label := l.Class.Label()
			add(t.ID, "line."+l.Class.String(), label.Zh, label.En, number(l.Count)+" × "+l.Value.String())
		}
	}
	for _, rows := range [][]AdjustmentResult{o.Additions, o.Deductions} {
		for _, a := range rows {
			add(a.ID, "count", "次数", "times", number(a.Count))
			add(a.ID, "points", "分值", "points", a.Points.String())
		}
	}
	for _, c := range o.Ceilings {
		add(c.ID, "num", "分子", "numerator", c.Num.String())
		add(c.ID, "den", "分母", "denominator", number(c.Den))
		say(c.ID, "value", "比率", "rate", func(lang string) string { return rateText(c.Value, lang) })
		say(c.ID, "holds", "封顶", "holds", yesNo(c.Holds).In)
	}
	return out
}

func yesNo(is bool) governance.Text {
	if is {
		return governance.Text{Zh: "是", En: "yes"}
	}
	return governance.Text{Zh: "否", En: "no"}
}

// rateText writes a rate for people. One without a denominator has no value: it
// is never written as a number.
func rateText(v *Fixed, lang string) string {
	if v == nil {
		return governance.Text{Zh: "无值", En: "no value"}.In(lang)
	}
	return v.Percent()
}

// thresholdText says which threshold a term's rate has reached or missed.
func (t *TermResult) thresholdText(lang string) string {
	switch {
	case t.Full:
		return words.in(lang).full
	case t.Failed:
		return words.in(lang).failed
	}
	return "–"
}

// scoreText writes the score with the places of the rule set.
func (o *Opinion) scoreText(lang string) string {
	if o.Score == nil {
		return governance.Text{Zh: "无值", En: "no value"}.In(lang)
	}
	return o.Score.Text(o.Rounding.Places)
}

// gradeText writes the grade, or why there is none.
func (o *Opinion) gradeText(lang string) string {
	if o.Grade == "" {
		return o.Lack.Label().In(lang)
	}
	return labelOf(o.Grade).In(lang)
}

// rankText writes the rank among how many, or why there is none.
func (o *Opinion) rankText(lang string) string {
	if o.Rank == 0 {
		return o.Lack.Label().In(lang)
	}
	rank, of := strconv.Itoa(o.Rank), strconv.Itoa(o.Of)
	return governance.Text{Zh: "第" + rank + "名，共" + of + "个", En: rank + " of " + of}.In(lang)
}

// Label says why there is no score, grade or rank.
func (l Lack) Label() governance.Text { return governance.Label(lackChoices, string(l)) }

// Choices lists the lacks with their labels.
func (Lack) Choices() []governance.Choice { return lackChoices }

var lackChoices = []governance.Choice{
	choice(LackValue, "指标无值，不出分", "no score: rates without a value"),
	choice(LackSample, "样本不足，不评等次、不排名", "sample too small: no grade, no rank"),
}
