package annual

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/markdown"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

func assessmentTable(s *Settings) governance.Table[Assessment] {
	by := governance.By("district", "区", "the district", (*Assessment).whoAssesses)
	phases := governance.Phases
	open := governance.Asking(governance.On(phases(governance.Unopened), phases(Opened), by, (*Assessment).canOpen, (*Assessment).open).
		As("assessment.open", "3 [R]", "按方案对一个单位立项考核，方案是数据，名目不限", "an assessment of a unit is opened by a scheme; schemes are data, their list is open"),
		KindAssessment, "editions", wantsEditions)
	draw := governance.On(phases(Collecting), nil, by, nil, (*Assessment).drawFigures).
		As("assessment.draw-figures", "3", "从各项制度的统计中提取数据", "figures are taken from the institutions themselves")
	for _, kind := range s.Figures {
		draw = governance.Asking(draw, kind, "figures", (*Assessment).wantsFigures)
	}
	combine := governance.On(phases(Collecting), phases(Combined), by, (*Assessment).canCombine, (*Assessment).combine).
		As("assessment.combine", "3 [D]", "按方案汇总，逐项说明来历", "combined by the scheme, each node with what it was made of").MustAct()
	combine = governance.Asking(combine, appraisal.KindOpinion, "contents", (*Assessment).wantsContents)
	combine = governance.Asking(combine, KindSheet, "handed", (*Assessment).wantsHanded)
	return governance.Table[Assessment]{
		Phases: []governance.PhaseLabel{
			{Phase: Opened, Label: governance.Text{Zh: "已立项", En: "open"}}, {Phase: Collecting, Label: governance.Text{Zh: "收集中", En: "collecting"}},
			{Phase: Combined, Label: governance.Text{Zh: "已汇总", En: "combined"}}, {Phase: Published, Label: governance.Text{Zh: "已公布", En: "published"}, Final: true},
			{Phase: Dropped, Label: governance.Text{Zh: "已撤销", En: "dropped"}, Final: true},
		},
		Verbs: []governance.VerbLabel{
			{Verb: "open", Label: governance.Text{Zh: "立项", En: "Open"}}, {Verb: "collect", Label: governance.Text{Zh: "开始收集", En: "Collect"}},
			{Verb: "cite", Label: governance.Text{Zh: "引用参考意见", En: "Cite opinions"}},
			{Verb: "waive", Label: governance.Text{Zh: "说明不引用", En: "Say why none"}}, {Verb: "set-figure", Label: governance.Text{Zh: "填报数据", En: "Set a figure"}},
			{Verb: "draw-figures", Label: governance.Text{Zh: "提取数据", En: "Draw figures"}}, {Verb: "combine", Label: governance.Text{Zh: "汇总", En: "Combine"}},
			{Verb: "collect-again", Label: governance.Text{Zh: "退回收集", En: "Collect again"}}, {Verb: "publish", Label: governance.Text{Zh: "公布", En: "Publish"}},
			{Verb: "drop", Label: governance.Text{Zh: "撤销", En: "Drop"}}, {Verb: "record-use", Label: governance.Text{Zh: "记录结果运用", En: "Record use"}},
		},
		Rules: []governance.Rule[Assessment]{
			open,
			governance.On(phases(Opened), phases(Collecting), by, nil, (*Assessment).collect).
				As("assessment.collect", "3 [D]", "开始收集，向评委发出评分表", "collecting begins; every reviewer gets a sheet").MustAct(),
			governance.Asking(governance.On(phases(Collecting), nil, by, (*Assessment).canCite, (*Assessment).cite).
				As("assessment.cite", "3 [D]", "引用周期内的参考意见", "the opinions of the period are cited"),
				appraisal.KindOpinion, "citable", (*Assessment).wantsCitable),
			governance.On(phases(Collecting), nil, by, (*Assessment).canWaive, (*Assessment).waive).
				As("assessment.waive", "3 [D]", "不引用参考意见的说明理由", "or it is said why none is"),
			governance.On(phases(Collecting), nil, by, (*Assessment).canSetFigure, (*Assessment).setFigure).
				As("assessment.set-figure", "3", "填报数据并注明来源", "a figure is given with its source"),
			draw, combine,
			governance.On(phases(Combined), phases(Collecting), by, nil, (*Assessment).collectAgain).
				As("assessment.collect-again", "3 [D]", "公布前可以退回补充", "before it is published it may go back to collecting"),
			governance.On(phases(Combined), phases(Published), by, nil, (*Assessment).publish).
				As("assessment.publish", "3 [R]", "公布结果；已公布的不改，更正为下一版次", "published; what was published never changes, a correction is the next edition").MustAct(),
			governance.On(phases(Opened, Collecting, Combined), phases(Dropped), by, nil, (*Assessment).drop).
				As("assessment.drop", "3 [D]", "未公布的可以撤销", "what was not published may be dropped"),
			governance.On(phases(Published), nil, by, (*Assessment).canRecordUse, (*Assessment).recordUse).
				As("assessment.record-use", "3 [R]", "结果如何运用均予记录", "what a result was used for is recorded"),
		},
	}
}

// editionsWanted asks for the assessments there are of a unit by a scheme.
type editionsWanted struct {
	District orgtree.Code `json:"district" zh:"区" en:"District"`
	Unit     orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Period   string       `json:"period" zh:"周期" en:"Period"`
	Scheme   string       `json:"scheme" zh:"方案" en:"Scheme"`
}

// editions is what the next one has to know of those before.
type editions struct {
	newest int
	open   bool
}

func wantsEditions(a *Assessment, cmd Open, m *governance.Moment) editionsWanted {
	var none governance.Faults
	w := editionsWanted{District: a.District, Unit: cmd.Unit, Scheme: cmd.named(m, &none).ID}
	if p, err := scoring.ParsePeriod(cmd.Period); err == nil {
		w.Period = p.String()
	}
	return w
}

func askEditions() governance.Question {
	return governance.Ask("editions", func(ctx context.Context, r *governance.Reader, p editionsWanted) (*editions, error) {
		e := &editions{}
		q := governance.Query{Unit: []string{string(p.Unit)}, Category: p.Period, Class: p.Scheme, Phases: governance.Phases(Opened, Collecting, Combined, Published)}
		return e, r.Each(ctx, q, func(record any) bool {
			a := record.(*Assessment)
			e.newest, e.open = max(e.newest, a.Edition), e.open || a.Phase != Published
			return true
		})
	}).As("3", governance.Text{Zh: "已有版次", En: "the editions there are"}, governance.Text{Zh: "某一单位某一方案已有的版次", En: "the editions of a unit's assessment by a scheme"}).ToDecisions()
}

// resultsWanted asks for the results of a period by a scheme.
type resultsWanted struct {
	Period string `json:"period" zh:"周期" en:"Period" rule:"required,max=64"`
	Scheme string `json:"scheme" zh:"方案编号" en:"Id of the scheme" rule:"required,max=64"`
}

// askResults answers with the results that the asker may see, a row a unit.
func askResults() governance.Question {
	return governance.Ask("results", func(ctx context.Context, r *governance.Reader, p resultsWanted) (*governance.Listing, error) {
		period, err := scoring.ParsePeriod(p.Period)
		if err != nil {
			var f governance.Faults
			f.Add("period", "bad-period", "周期应写作 2024-01-01/2025-01-01", "is written 2024-01-01/2025-01-01")
			return nil, f.Err()
		}
		newest := map[orgtree.Code]*Assessment{}
		q := governance.Query{Category: period.String(), Class: p.Scheme, Phases: governance.Phases(Combined, Published), Limit: 1000}
		err = r.Each(ctx, q, func(record any) bool {
			if a := record.(*Assessment); newest[a.Unit] == nil || newest[a.Unit].Edition < a.Edition {
				newest[a.Unit] = a
			}
			return true
		})
		return listed(newest, r.Org), err
	}).As("3", governance.Text{Zh: "考核结果一览", En: "table of results"}, governance.Text{Zh: "一个周期某一方案各单位的最新结果", En: "the newest results of a period by a scheme"})
}

func listed(results map[orgtree.Code]*Assessment, tree *orgtree.Tree) *governance.Listing {
	out := &governance.Listing{Columns: []governance.ListingColumn{
		{Name: "unit", Label: governance.Text{Zh: "单位代码", En: "Unit"}}, {Name: "name", Label: governance.Text{Zh: "单位", En: "Name"}},
		{Name: "edition", Label: governance.Text{Zh: "版次", En: "Edition"}}, {Name: "phase", Label: governance.Text{Zh: "状态", En: "Phase"}},
		{Name: "score", Label: governance.Text{Zh: "得分", En: "Score"}}, {Name: "grade", Label: governance.Text{Zh: "等次", En: "Grade"}},
	}}
	var rows []*Assessment
	for _, a := range results {
		rows = append(rows, a)
	}
	slices.SortFunc(rows, func(a, b *Assessment) int {
		return cmp.Or(cmp.Compare(scoreOf(b), scoreOf(a)), cmp.Compare(a.Unit, b.Unit))
	})
	for _, a := range rows {
		score := ""
		if a.Result.Score != nil {
			score = a.Result.Score.Text(a.Result.Rounding.Places)
		}
		out.Rows = append(out.Rows, []string{string(a.Unit), a.called(tree), strconv.Itoa(a.Edition), string(a.Phase), score,
			governance.Label(a.Result.Grade.Choices(), string(a.Result.Grade)).Zh})
	}
	return out
}

// scoreOf is what orders results; none comes last.
func scoreOf(a *Assessment) scoring.Fixed {
	if a.Result.Score == nil {
		return -1
	}
	return *a.Result.Score
}

func assessments(s *Settings) governance.Institution[Assessment] {
	return governance.Institution[Assessment]{
		Kind: KindAssessment, Path: "assessments", Source: "3 [R]", Schema: 1, Table: assessmentTable(s), Policy: s, Class: "scheme",
		Label:    governance.Text{Zh: "年度考核", En: "yearly assessment"},
		Sentence: governance.Text{Zh: "按方案对单位的年度考核：参考意见、数据、评委评分，逐项可查", En: "a unit's assessment by a scheme: opinions, figures and reviewers' sheets, each node explained"},
		File: func(a *Assessment, h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Title = a.Scheme.ID, a.Period.String(), string(a.Unit), a.Scheme.Title.Zh
		},
		Audience: func(a *Assessment, to []governance.Address) []governance.Address {
			if a.Phase == Published {
				to = append(to, governance.Unit(a.Unit))
			}
			return a.whoAssesses(to)
		},
		Page: page,
		Asks: []governance.Question{askEditions(), askResults()},
	}
}

// page is the result as an official document, with what it was used for.
func page(a *Assessment, tree *orgtree.Tree) string {
	if a.Result == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString(a.Result.Markdown("zh", a.called(tree)))
	markdown.Section(&b, "结果运用", []string{"日期", "用途", "说明"}, len(a.Uses), func(i int) []string {
		return []string{civil.DateOf(a.Uses[i].At).String(), a.Uses[i].For, a.Uses[i].Text}
	})
	return b.String()
}
