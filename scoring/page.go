package scoring

import (
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// Pages are Markdown, for reading and printing; an adapter makes HTML of them.
// Nothing is reckoned here: a page writes down what the opinion holds.

// listsText names lists; none is all.
func listsText(over []List, lang string) string {
	if len(over) == 0 {
		return words.in(lang).allLists
	}
	names := make([]string, len(over))
	for i, l := range over {
		names[i] = labelOf(l).In(lang)
	}
	return strings.Join(names, words.in(lang).and)
}

// rateLabel and eventLabel name a row of the tables. An opinion read from
// elsewhere may name one that there is not (any more): its id stands for it.
func rateLabel(id, lang string) string {
	if r := rateNamed(id); r != nil {
		return r.Label.In(lang)
	}
	return id
}

func eventLabel(id, lang string) string {
	if e := eventNamed(id); e != nil {
		return e.Label.In(lang)
	}
	return id
}

// vocabulary are the fixed words of the pages in one language.
type vocabulary struct {
	difference, same, edition, allLists, and, colon string

	opinion, reference, unit, period, rules, sample, result, sum                                    string
	terms, lines, adjustments, ceilings, excluded, digest                                           string
	sampleLine, resultLine, sumLine, minimumLine                                                    string
	termColumns, lineColumns, adjustmentColumns, ceilingColumns, excludedColumns                    []string
	changeColumns                                                                                   []string
	addition, deduction, full, failed                                                               string
	judged, ruleSet, ruleFor, values, additions, deductions, grades, roundingLine, absently, asZero string
	ruleTermColumns, ruleValueColumns, ruleAdjustmentColumns, ruleCeilingColumns                    []string
	ruleGradeColumns, judgedColumns                                                                 []string
}

type bilingual struct{ zh, en vocabulary }

func (w *bilingual) in(lang string) *vocabulary {
	if lang == "en" {
		return &w.en
	}
	return &w.zh
}

var words = bilingual{
	zh: vocabulary{
		difference: "参考意见版次差异", same: "除版次外没有变化。", edition: "第%d版", allLists: "全部清单", and: "、", colon: "：",
		opinion: "考核评价参考意见", reference: "本意见供组织、效能等考核部门参考。", unit: "单位", period: "考核周期", rules: "规则", sample: "样本", result: "结果", sum: "合计",
		terms: "计分项", lines: "分子与分母的构成", adjustments: "加分与扣分", ceilings: "封顶", excluded: "不计入的事项", digest: "摘要",
		sampleLine: "计入%d件，评价%d份", resultLine: "得分 **%s** · 等次 **%s** · 排名 **%s**",
		sumLine:     "计分项合计 %s，加分 %s，扣分 %s，加扣分后（限于0至100） %s，得分 %s（%s至%d位小数）。",
		minimumLine: "最低样本：计入%d件、评价%d份，不足的不评等次、不排名。",
		termColumns: []string{"编号", "规则", "指标", "清单", "分子", "分母", "未评价", "比率", "权重", "实际权重", "得分", "来源"},
		lineColumns: []string{"编号", "类别", "数量", "每件计"}, adjustmentColumns: []string{"编号", "加扣", "规则", "情形", "清单", "次数", "每次", "上限", "分值", "来源"},
		ceilingColumns: []string{"编号", "规则", "指标", "清单", "分子", "分母", "比率", "低于", "最多", "是否封顶", "来源"}, excludedColumns: []string{"原因", "件数"},
		changeColumns: []string{"编号", "项目", "原", "现"},
		addition:      "加分", deduction: "扣分", full: "达满分线", failed: "未达起评线",
		judged: "怎样认定", judgedColumns: []string{"编号", "事项", "认定", "来源"},
		ruleSet: "评分规则", ruleFor: "适用", values: "折算", additions: "加分", deductions: "扣分", grades: "等次",
		roundingLine: "取舍：%s；各项得分保留4位小数，总分保留%d位小数。%s", absently: "没有分母的指标：%s；该项：%s。%s",
		asZero:          "没有分母的指标：计为零，权重不变（越少越好的即为满分，封顶照样判定）。",
		ruleTermColumns: []string{"编号", "规则", "指标", "清单", "权重", "满分线", "起评线", "来源"}, ruleValueColumns: []string{"情形", "计"},
		ruleAdjustmentColumns: []string{"编号", "规则", "情形", "清单", "每次", "上限", "来源"},
		ruleCeilingColumns:    []string{"编号", "规则", "指标", "清单", "低于", "最多", "来源"}, ruleGradeColumns: []string{"等次", "得分不低于", "来源"},
	},
	en: vocabulary{
		difference: "Difference between editions", same: "Nothing but the edition has changed.", edition: "edition %d", allLists: "all lists", and: ", ", colon: ": ",
		opinion: "Reference opinion", reference: "For the reference of assessing departments.", unit: "Unit", period: "Period", rules: "Rules", sample: "Sample", result: "Result", sum: "Sum",
		terms: "Terms", lines: "What numerators and denominators are made of", adjustments: "Additions and deductions", ceilings: "Ceilings", excluded: "Not counted", digest: "Digest",
		sampleLine: "%d parts counted, %d ratings", resultLine: "score **%s** · grade **%s** · rank **%s**",
		sumLine:     "Terms %s, additions %s, deductions %s, after adjustments (within 0 and 100) %s, score %s (%s, to %d places).",
		minimumLine: "Minimum sample: %d parts, %d ratings; below it neither grade nor rank.",
		termColumns: []string{"id", "rule", "rate", "lists", "numerator", "denominator", "unrated", "value", "weight", "share", "points", "source"},
		lineColumns: []string{"id", "class", "count", "each"}, adjustmentColumns: []string{"id", "sign", "rule", "event", "lists", "times", "each", "cap", "points", "source"},
		ceilingColumns: []string{"id", "rule", "rate", "lists", "numerator", "denominator", "value", "below", "most", "holds", "source"}, excludedColumns: []string{"reason", "parts"},
		changeColumns: []string{"id", "fact", "old", "new"},
		addition:      "addition", deduction: "deduction", full: "in full", failed: "below the pass",
		judged: "How parts are judged", judgedColumns: []string{"id", "what", "how", "source"},
		ruleSet: "Rule set", ruleFor: "For", values: "Values", additions: "Additions", deductions: "Deductions", grades: "Grades",
		roundingLine: "Rounding: %s; contributions to 4 places, the score to %d. %s", absently: "A rate without denominator: %s; its term: %s. %s",
		asZero:          "A rate without denominator: zero, its weight stays (the best where fewer is better; ceilings hold). ",
		ruleTermColumns: []string{"id", "rule", "rate", "lists", "weight", "full", "pass", "source"}, ruleValueColumns: []string{"what", "counts"},
		ruleAdjustmentColumns: []string{"id", "rule", "event", "lists", "each", "cap", "source"},
		ruleCeilingColumns:    []string{"id", "rule", "rate", "lists", "below", "most", "source"}, ruleGradeColumns: []string{"grade", "from", "source"},
	},
}

// textIn is a code's label in a language.
func textIn[C interface {
	~string
	governance.Coded
}](c C, lang string) string {
	return labelOf(c).In(lang)
}
