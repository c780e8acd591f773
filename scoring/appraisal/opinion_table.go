package appraisal

import (
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/markdown"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

func opinionTable(s *Settings) governance.Table[Opinion] {
	byUnit := governance.By("unit", "被评价单位", "the unit itself", (*Opinion).whoIsUnit)
	byCentre := governance.By("centre", "智慧管理服务中心", "the centre", (*Opinion).WhoIsCentre)
	byDistrict := governance.By("district", "区", "the district", (*Opinion).WhoIsDistrict)
	byCause, byTime := governance.ByConsequence[Opinion](), governance.BySystem[Opinion]()
	phases := governance.Phases
	rules := []governance.Rule[Opinion]{
		governance.On(phases(governance.Unopened), phases(Drafted), byCause, nil, (*Opinion).draft).
			As("opinion.draft", "3 [R]", "测算形成参考意见，数字不由人填写", "a round forms it; nobody writes its numbers"),
		governance.On(phases(Drafted), phases(Issued), byCause, nil, (*Opinion).issue).
			As("opinion.issue", "3 [R]", "由中心印发；印发后内容不再改动", "the centre issues it; what was issued never changes").Starting(LimitObject),
		governance.On(phases(Drafted), phases(Discarded), byCause, nil, (*Opinion).discard).
			As("opinion.discard", "3 [D]", "未印发的随批次作废", "what was not issued is dropped with its round"),
		governance.On(phases(Issued), phases(Objected), byUnit, nil, (*Opinion).object).
			As("opinion.object", "3", "被评价单位可以在期限内申诉一次", "the unit may object within the window, once").Starting(LimitRuling).Ending(LimitObject),
		governance.Asking(governance.On(phases(Objected), phases(Settled), byCentre, (*Opinion).canAccept, (*Opinion).accept), s.Source, scoring.QuestionParts, (*Opinion).wantsParts).
			As("opinion.accept", "3", "申诉成立的，在下一版次更正，已印发的不改", "an accepted objection corrects the next edition, never the issued one").MustAct().Ending(LimitRuling),
		governance.On(phases(Objected), phases(Settled), byCentre, nil, (*Opinion).reject).
			As("opinion.reject", "3", "申诉不成立的说明理由", "one that is not accepted gets its reason").Ending(LimitRuling),
		governance.On(phases(Issued), phases(Settled), byTime, nil, (*Opinion).settle).
			As("opinion.settle", "3 [D]", "期满无申诉的即为已定", "without an objection it is settled when the window ends").Ending(LimitObject),
		governance.On(phases(Issued, Objected, Settled), nil, byCause, nil, (*Opinion).succeed).
			As("opinion.succeed", "3", "下一版次印发后，注明其所在", "when the next edition is issued, this one says where"),
		governance.On(phases(Issued, Objected, Settled), nil, byCentre.Or(byDistrict).Or(byCause), (*Opinion).canRecordUse, (*Opinion).recordUse).
			As("opinion.record-use", "3 [R]", "参考意见供考核部门参考；采用与否、如何运用均予记录", "it is for reference: whether an assessment cited it, and what for, is recorded"),
	}
	return governance.Table[Opinion]{
		Phases: []governance.PhaseLabel{
			{Phase: Drafted, Label: governance.Text{Zh: "拟稿", En: "draft"}}, {Phase: Issued, Label: governance.Text{Zh: "已印发", En: "issued"}},
			{Phase: Objected, Label: governance.Text{Zh: "申诉中", En: "objected"}}, {Phase: Settled, Label: governance.Text{Zh: "已定", En: "settled"}, Final: true},
			{Phase: Discarded, Label: governance.Text{Zh: "已作废", En: "discarded"}, Final: true},
		},
		Verbs: append([]governance.VerbLabel{
			{Verb: "draft", Label: governance.Text{Zh: "拟稿", En: "Draft"}}, {Verb: "issue", Label: governance.Text{Zh: "印发", En: "Issue"}},
			{Verb: "discard", Label: governance.Text{Zh: "作废", En: "Discard"}}, {Verb: "object", Label: governance.Text{Zh: "申诉", En: "Object"}},
			{Verb: "accept", Label: governance.Text{Zh: "申诉成立", En: "Accept the objection"}}, {Verb: "reject", Label: governance.Text{Zh: "申诉不成立", En: "Reject the objection"}},
			{Verb: "settle", Label: governance.Text{Zh: "期满确定", En: "Settle"}}, {Verb: "succeed", Label: governance.Text{Zh: "注明下一版次", En: "Succeed"}},
			{Verb: "record-use", Label: governance.Text{Zh: "记录结果运用", En: "Record use"}},
		}, governance.StandardVerbs()[:2]...),
		Rules: append(rules, governance.TimeRules[Opinion](KindOpinion, phases(Issued, Objected))...),
	}
}

func opinions(s *Settings) governance.Institution[Opinion] {
	return governance.Institution[Opinion]{
		Kind: KindOpinion, Path: "opinions", Source: "3 [R]", Schema: 1, Table: opinionTable(s), Policy: s, Class: "side",
		Label:    governance.Text{Zh: "考核评价参考意见", En: "reference opinion"},
		Sentence: governance.Text{Zh: "中心对每个镇街、部门的季度考核评价参考意见", En: "the centre's quarterly reference opinion on each town and department"},
		File: func(o *Opinion, h *governance.Header) {
			h.Class, h.Category, h.Unit = string(o.Content.Peer.Side), o.Content.Period.String(), string(o.Unit)
		},
		Audience: func(o *Opinion, to []governance.Address) []governance.Address {
			if o.Phase != Drafted && o.Phase != Discarded { // a draft is the centre's own
				to = o.whoIsUnit(to)
			}
			return o.WhoIsDistrict(o.WhoIsCentre(to))
		},
		Page: page,
		Asks: []governance.Question{askEarlier(), askTable(), askMatters(s), askCitable(), askContents()},
	}
}

// page is the opinion as an official document: its numbers, what has changed since
// the edition before, the objection and its ruling, what it was used for.
func page(o *Opinion, tree *orgtree.Tree) string {
	var b strings.Builder
	b.WriteString(o.Content.Markdown("zh", o.called(tree)))
	section := func(title, text string) {
		if text != "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", title, text)
		}
	}
	day := func(o *Objection) string { return civil.DateOf(o.At).String() }
	section("与上一版次的差异", strings.ReplaceAll(o.Changed, "# ", "### "))
	if o.Objection != nil {
		section("申诉", day(o.Objection)+"："+markdown.Cell(o.Objection.Reason))
	}
	if o.Ruling != nil {
		section("申诉处理", map[bool]string{true: "成立，在下一版次更正", false: "不成立"}[o.Ruling.Accepted]+"："+markdown.Cell(o.Ruling.Reason))
	}
	var uses strings.Builder
	for _, u := range o.Uses {
		fmt.Fprintf(&uses, "- %s %s（%s）：%s\n", civil.DateOf(u.At), markdown.Cell(u.Assessment), map[bool]string{true: "采用", false: "未采用"}[u.Cited], markdown.Cell(u.Text))
	}
	section("结果运用", uses.String())
	return b.String()
}
