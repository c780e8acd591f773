package supervision

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// LimitReport is the time limit for the report of a round.
const LimitReport = "report"

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitReport, 10, governance.WorkingDays, "4 G2 [D]").
			Say("通报", "the report", "一轮开展后10个工作日内通报", "a round is reported on within 10 working days, so that a monthly one ends before the next"),
	}
}

func roundTable(task string) governance.Table[Round] {
	phases, on := governance.Phases, governance.VerbOf
	holder := governance.ByUnitOf("holder", "组织单位", "who holds it", func(r *Round) orgtree.Code { return r.Unit })
	cause := governance.ByConsequence[Round]()
	find := func(r *Round, cmd Find, m *governance.Moment) { r.find(task, cmd, m) }
	return governance.Table[Round]{
		Kind: KindRound,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Held, "进行中", "being held"), governance.PhaseOf(Righting, "整改中", "being set right"), governance.FinalPhase(Closed, "已办结", "closed"),
		},
		Verbs: []governance.VerbLabel{
			on("begin", "开展", "Begin"), on("find", "发现问题", "Find"), on("grade", "评定等次", "Grade"), on("report", "通报", "Report"), governance.ReferVerbs()[1],
		},
		Rules: []governance.Rule[Round]{
			governance.On(phases(governance.Unopened), phases(Held), holder.Or(cause), (*Round).canBegin, (*Round).begin).
				As("supervision.begin", "4 G2 [R]", "按周期开展，也可以不定期开展", "by a series, or when there is occasion").Starting(LimitReport),
			governance.On(phases(Held), nil, holder, (*Round).canFind, find).
				As("supervision.find", "4 G2 [R]", "发现的问题转为责任单位的整改任务，一次提交、互相关联", "a finding becomes a task of the unit concerned, in one commit, linked both ways"),
			governance.On(phases(Held), nil, holder, (*Round).canGrade, (*Round).grade).
				As("supervision.grade", "4 G2 [R]", "综合考评评定各单位等次", "an evaluation grades the units"),
			governance.On(phases(Held), phases(Righting, Closed), holder, (*Round).canReport, (*Round).report).
				As("supervision.report", "4 G2 [R]", "通报结果；没有待整改问题的即办结", "the report; with nothing to set right it ends with that").MustAct().Ending(LimitReport),
			governance.On(phases(Held), nil, cause, nil, (*Round).hearEnd).
				As("supervision.concluded.held", "4 G2 [R]", "整改任务办结相应计数", "a task that ends is counted"),
			governance.On(phases(Righting), phases(Righting, Closed), cause, nil, (*Round).hearEnd).
				As("supervision.concluded", "4 G2 [R]", "整改任务全部办结，本轮即办结", "it ends when the last of its tasks has"),
		},
	}.Timed(Held).Kept(holder, holder)
}

// Books are the institutions of the package.
type Books struct {
	Series *governance.Book[Series]
	Rounds *governance.Book[Round]
}

// Shelves are those of all books, to be assembled.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Series.Shelf, b.Rounds.Shelf}
}

// New returns the books; nil takes the default limits. task is the kind of what
// findings become.
func New(limits governance.Limits, task string) (b Books, err error) {
	limits = limits.Or(DefaultLimits())
	if b.Series, err = newSeries(); err != nil {
		return b, err
	}
	b.Rounds, err = governance.NewBook(governance.Institution[Round]{
		Kind: KindRound, Path: "supervisions", Source: "4 G2 [R]", Schema: 1, Serials: true, Policy: limits, Class: "form",
		Label:    governance.Text{Zh: "督导轮次", En: "round"},
		Sentence: governance.Text{Zh: "一轮调度通报、督察指导、跟踪问效或综合考评：发现问题、整改、通报", En: "a round of reporting, inspection, tracking or evaluation: findings, setting right, report"},
		Table:    roundTable(task),
		File: func(r *Round, h *governance.Header) {
			h.Unit, h.Class, h.Title = string(r.Unit), string(r.Form), r.Title
		},
		Audience: (*Round).audience,
		Asks:     []governance.Question{askFindings()},
	})
	return b, err
}

// Findings count what rounds have found (督导成效), and how much of it was set right.
type Findings struct {
	Rounds    int64            `json:"rounds"`
	Found     int64            `json:"found"`
	Rectified governance.Ratio `json:"rectified"` // of what was found
	Rate      string           `json:"rate"`      // as a percentage with two places
}

// askFindings answers for the rounds begun in a period.
func askFindings() governance.Question {
	return governance.Ask("findings", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out Findings, err error) {
		q, err := r.Period(p)
		if err != nil {
			return out, err
		}
		err = governance.EachOf(ctx, r, q, func(round *Round) {
			out.Rounds++
			out.Found += int64(round.Given)
			out.Rectified.Num += int64(round.Done)
		})
		out.Rectified.Den = out.Found
		out.Rate = out.Rectified.Percent(2)
		return out, err
	}).As("4 G2", governance.Text{Zh: "督导成效", En: "findings"},
		governance.Text{Zh: "开展轮数、发现问题数、整改数和整改率", En: "rounds, what they found, and how much of it was set right"})
}
