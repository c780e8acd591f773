package partnership

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/partnership/service"
	"github.com/jinlin-project/jinlin/governance/partnership/studio"
)

// Summary are the figures of a unit and period: what there was at its end, and what
// was done within it. An agreement of two kinds counts in both, and once in all.
type Summary struct {
	Studios      int64                         `json:"studios"`
	Events       map[studio.Series]int64       `json:"events"`
	Partnerships int64                         `json:"partnerships"`
	ByForm       map[service.Form]int64        `json:"byForm"`
	Delivered    map[service.Form]service.Done `json:"delivered"`
}

// Agreements are how many agreements were in force at the end of a period.
type Agreements struct {
	All    int64
	ByForm map[service.Form]int64
}

// askSummary answers the figures.
func askSummary() governance.Question {
	return governance.Ask("summary", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out Summary, err error) {
		if out.Studios, err = governance.Inquire[governance.FigureParams, int64](ctx, r, studio.KindStudio, "running", p); err != nil {
			return out, err
		}
		if out.Events, err = governance.Inquire[governance.FigureParams, map[studio.Series]int64](ctx, r, studio.KindEvent, "held", p); err != nil {
			return out, err
		}
		if out.Delivered, err = governance.Inquire[governance.FigureParams, map[service.Form]service.Done](ctx, r, service.Kind, "delivered", p); err != nil {
			return out, err
		}
		all, err := governance.Inquire[governance.FigureParams, Agreements](ctx, r, Kind, "agreements", p)
		out.Partnerships, out.ByForm = all.All, all.ByForm
		return out, err
	}).As("4 G11 [F]", governance.Text{Zh: "工作室与共建统计", En: "studios and partnerships"},
		governance.Text{Zh: "期末的工作室、各类共建协议，期间的活动和服务", En: "studios and partnerships by kind at the end of a period; events and services within it"})
}

// askAgreements answers how many agreements were in force, by kind.
func askAgreements() governance.Question {
	return governance.Ask("agreements", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Agreements, error) {
		q, _, to, err := r.Days(p)
		if err != nil {
			return Agreements{}, err
		}
		out, day := Agreements{ByForm: map[service.Form]int64{}}, r.LastDay(to)
		q.Phases = governance.Phases(InForce, Ended)
		err = governance.EachOf(ctx, r, q, func(a *Partnership) {
			if !a.inForce(day) {
				return
			}
			out.All++
			for _, f := range a.Forms {
				out.ByForm[f]++
			}
		})
		return out, err
	}).As("4 G11 [F]", governance.Text{Zh: "共建协议数", En: "partnerships in force"},
		governance.Text{Zh: "期末各类别履约中的共建协议数", En: "how many partnerships of each kind were in force at the end of a period"}).ToDecisions()
}
