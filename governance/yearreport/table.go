package yearreport

import (
	"context"
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The questions by which a report is computed: as figures, and as a table.
const (
	QuestionReport = "report"
	QuestionTable  = "table"
)

func table() governance.Table[Record] {
	phases, on := governance.Phases, governance.VerbOf
	unit := governance.By("unit", "汇报单位（区由其智慧管理服务中心）", "the unit that reports, or a district's centre", (*Record).whoReports)
	compile := governance.On(phases(governance.Unopened), phases(Drafted), unit, nil, (*Record).compile).
		As("year-report.compile", "4 G18", "数字全部由记录计算，不得手工填报", "every figure is computed from the records; none is filled in by hand")
	recompile := governance.On(phases(Drafted), nil, unit, nil, (*Record).recompile).
		As("year-report.recompile", "4 G18 [D]", "印发前可以重新编制", "until it is issued it may be compiled again")
	return governance.Table[Record]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Drafted, "已编制", "drafted"), governance.FinalPhase(Issued, "已印发", "issued"), governance.FinalPhase(Discarded, "已作废", "discarded"),
		},
		Verbs: []governance.VerbLabel{
			on("compile", "编制", "Compile"), on("recompile", "重新编制", "Compile again"), on("issue", "印发", "Issue"), on("discard", "作废", "Discard"),
		},
		Rules: []governance.Rule[Record]{
			governance.Asking(compile, Kind, QuestionReport, func(_ *Record, cmd Compile, _ *governance.Moment) Wanted { return Wanted(cmd) }),
			governance.Asking(recompile, Kind, QuestionReport, func(r *Record, _ Recompile, _ *governance.Moment) Wanted { return Wanted{r.Unit, r.From, r.To} }),
			governance.On(phases(Drafted), phases(Issued), unit, (*Record).canIssue, (*Record).issue).
				As("year-report.issue", "4 G18 [D]", "期间结束后编制的方可印发，印发后不再变动，更正另行编制", "only what was compiled after the period had ended is issued; it never changes then, and a correction is another report").MustAct(),
			governance.On(phases(Drafted), phases(Discarded), unit, nil, (*Record).discard).
				As("year-report.discard", "4 G18 [D]", "未印发的可以作废，说明理由", "what was not issued may be dropped, with the reason"),
		},
	}
}

// New returns the book of reports by some sections; nil takes those of [Sections].
// Assemble it together with the institutions that the figures come from.
func New(sections []Section) (*governance.Book[Record], error) {
	if sections == nil {
		sections = Sections()
	}
	if err := Check(sections); err != nil {
		return nil, err
	}
	return governance.NewBook(governance.Institution[Record]{
		Kind: Kind, Path: "year-reports", Source: "4 G18", Schema: 1, Serials: true,
		Label:    governance.Text{Zh: "经验汇报", En: "year's report"},
		Sentence: governance.Text{Zh: "某单位某期间的全部统计数字，由记录计算、编制、印发", En: "all figures of a unit and period, computed from the records, compiled and issued"},
		Table:    table(),
		File: func(r *Record, h *governance.Header) {
			h.Unit, h.Title = string(r.Unit), r.Report.Title()
		},
		Audience: func(r *Record, to []governance.Address) []governance.Address {
			return append(r.whoReports(to), governance.Unit(r.District))
		},
		Page: func(r *Record, _ *orgtree.Tree) string { return r.Report.Markdown(Routes) },
		Asks: []governance.Question{askReport(sections), askTable(sections)},
	})
}

// askReport answers a report of any unit and period, with the figures that the asker
// would be told.
func askReport(sections []Section) governance.Question {
	return governance.Ask(QuestionReport, func(ctx context.Context, r *governance.Reader, w Wanted) (*Report, error) {
		return compute(ctx, r, sections, w)
	}).As("4 G18", governance.Text{Zh: "经验汇报数字", En: "the report's figures"},
		governance.Text{Zh: "某单位某期间的全部统计数字，每个数字附取数查询", En: "all figures of a unit and period, each with the query that gave it"})
}

func askTable(sections []Section) governance.Question {
	return governance.Ask(QuestionTable, func(ctx context.Context, r *governance.Reader, w Wanted) (*governance.Listing, error) {
		report, err := compute(ctx, r, sections, w)
		if err != nil {
			return nil, err
		}
		return report.Listing(Routes), nil
	}).As("4 G18", governance.Text{Zh: "经验汇报数字（表）", En: "the report's figures, as a table"},
		governance.Text{Zh: "同上，一行一个数字，可在表格软件中继续使用", En: "the same, a line for each figure, to go on with in a spreadsheet"})
}

// ErrNotAssembled is what asking an office without this institution comes to.
var ErrNotAssembled = errors.New("yearreport: the office keeps no year's reports")

// Compute has an office compute a report, with the figures that the actor would be told.
func Compute(ctx context.Context, office *governance.Office, actor governance.Actor, w Wanted) (*Report, error) {
	shelf, ok := office.Shelf(Kind)
	if !ok {
		return nil, ErrNotAssembled
	}
	answer, err := shelf.Ask(ctx, actor, QuestionReport, &w)
	if err != nil {
		return nil, err
	}
	return answer.(*Report), nil
}
