package assessment

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/markdown"
	"github.com/jinlin-project/jinlin/scoring"
)

// words are the fixed words of the page.
type words struct {
	title, unit, edition, scheme, result, none, tree, made string
	treeColumns, madeColumns                               []string
	opinion, waived, figure, nothing, sheets               string
}

func wordsIn(lang string) *words {
	if lang == "en" {
		return &english
	}
	return &chinese
}

var chinese = words{
	title: "年度考核结果", unit: "单位", edition: "第%d版", scheme: "方案", result: "结果", none: "无值", tree: "指标", made: "来历",
	treeColumns: []string{"编号", "指标", "权重", "实际权重", "值", "来源"}, madeColumns: []string{"编号", "取自", "值"},
	opinion: "引用参考意见 %s 第%d版 SHA-256 %s", waived: "不引用参考意见：%s", figure: "数据 %s：%s（%s）", nothing: "没有材料",
	sheets: "评分表 %s：应收%d份，实收%d份，去掉最高最低各%d份，权重 %s；分值 %s",
}

var english = words{
	title: "Yearly assessment", unit: "Unit", edition: "edition %d", scheme: "Scheme", result: "Result", none: "no value", tree: "Indicators", made: "Where values come from",
	treeColumns: []string{"id", "indicator", "weight", "share", "value", "source"}, madeColumns: []string{"id", "taken from", "value"},
	opinion: "cites the opinion on %s, edition %d, SHA-256 %s", waived: "uses no opinion: %s", figure: "figure %s: %s (%s)", nothing: "nothing was given",
	sheets: "sheets, %s: %d expected, %d handed in, highest and lowest %d left out each, weight %s; points %s",
}

// Markdown writes the result as a page, in Chinese or English ("en"): every node
// with its weight and value, and what each leaf was taken from. The name is the
// unit's; empty: its code alone.
func (r *Result) Markdown(lang, name string) string {
	var b strings.Builder
	w := wordsIn(lang)
	colon := governance.Text{Zh: "：", En: ": "}.In(lang)
	item := func(label, text string) { b.WriteString("- " + label + colon + text + "\n") }
	b.WriteString("# " + w.title + "\n\n")
	item(w.unit, strings.TrimSpace(markdown.Cell(name)+" "+markdown.Code(string(r.Unit)))+" · "+r.Period.Text().In(lang)+" · "+fmt.Sprintf(w.edition, r.Edition))
	item(w.scheme, markdown.Cell(r.Scheme.Title.In(lang))+" "+markdown.Code(r.Scheme.ID)+" "+fmt.Sprintf(w.edition, r.Scheme.Version)+" · SHA-256 "+markdown.Code(r.Scheme.Digest.String()))
	score := w.none
	if r.Score != nil {
		score = "**" + r.Score.Text(r.Rounding.Places) + "** · " + governance.Label(r.Grade.Choices(), string(r.Grade)).In(lang)
	}
	item(w.result, score)
	var tree, made [][]string
	walk(r.Nodes, func(n *NodeResult, depth int) {
		tree = append(tree, []string{markdown.Code(n.ID), strings.Repeat("　", depth) + n.Label.In(lang), n.Weight.String(), n.share(lang), value(n.Value, lang), n.Source.In(lang)})
		for _, row := range n.made(lang) {
			made = append(made, append([]string{markdown.Code(n.ID)}, row...))
		}
	})
	markdown.Section(&b, w.tree, w.treeColumns, len(tree), func(i int) []string { return tree[i] })
	markdown.Section(&b, w.made, w.madeColumns, len(made), func(i int) []string { return made[i] })
	return b.String() + "\nSHA-256 " + markdown.Code(r.Digest().String()) + "\n"
}

// value writes points. Without a value it is never a number.
func value(v *scoring.Fixed, lang string) string {
	if v == nil {
		return wordsIn(lang).none
	}
	return v.String()
}

func (n *NodeResult) share(lang string) string {
	if n.Value == nil && n.Share == 0 {
		return wordsIn(lang).none
	}
	return n.Share.String()
}

// made says what a leaf was taken from, a row each.
func (n *NodeResult) made(lang string) (rows [][]string) {
	w := wordsIn(lang)
	switch {
	case n.Opinions != nil:
		for _, c := range n.Opinions.Cited {
			rows = append(rows, []string{fmt.Sprintf(w.opinion, c.Citation.Period.Text().In(lang), c.Citation.Edition, c.Citation.Digest), value(c.Score, lang)})
		}
		if n.Opinions.Waiver != "" {
			rows = append(rows, []string{fmt.Sprintf(w.waived, n.Opinions.Waiver), w.none})
		}
	case n.Figure != nil:
		rows = append(rows, []string{n.Figure.text(w), value(n.Value, lang)})
	case n.Sheets != nil:
		for i := range n.Sheets.Kinds {
			k := &n.Sheets.Kinds[i]
			rows = append(rows, []string{fmt.Sprintf(w.sheets, k.Label.In(lang), k.Expected, k.Handed, k.Drop, k.Weight, k.points()), value(k.Value, lang)})
		}
	}
	return rows
}

func (f *FigureResult) text(w *words) string {
	if f.Source == "" {
		return w.nothing
	}
	number := ""
	if f.Number != nil {
		number = f.Number.String()
	} else {
		number = f.Num.String() + " ÷ " + f.Den.String()
	}
	if f.Zero != nil {
		number += ", " + f.Zero.String() + " → 0, " + f.Full.String() + " → 100"
	}
	return fmt.Sprintf(w.figure, f.Figure, number, f.Source)
}

// points lists a few points, and how many more there are.
func (k *KindResult) points() string {
	const few = 20
	var texts []string
	for _, p := range k.Points[:min(few, len(k.Points))] {
		texts = append(texts, p.String())
	}
	if more := len(k.Points) - few; more > 0 {
		texts = append(texts, "… +"+strconv.Itoa(more))
	}
	return markdown.Dash(strings.Join(texts, " "))
}
