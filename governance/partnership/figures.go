package partnership

import (
	"context"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// askRunning answers how many studios ran at the end of a period.
func askRunning() governance.Question {
	return governance.Ask("running", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (n int64, err error) {
		q, _, to, err := r.Days(p)
		if err != nil {
			return 0, err
		}
		day := last(to, r)
		q.Phases = governance.Phases(Running, Closed)
		err = r.Each(ctx, q, func(record any) bool {
			if s := record.(*Studio); s.FoundedOn <= day && (s.Closed.IsZero() || day < civil.DateOf(s.Closed)) {
				n++
			}
			return true
		})
		return n, err
	}).As("4 G11 [F]", governance.Text{Zh: "工作室数", En: "studios"},
		governance.Text{Zh: "期末运行中的老干部工作室数", En: "how many studios ran at the end of a period"}).ToDecisions()
}

// last is the last day of a period that ends before a day, or today.
func last(to civil.Date, r *governance.Reader) civil.Date {
	return min(to.AddDays(-1), civil.DateOf(r.Now))
}

// askHeld answers how many events were held in a period, by series.
func askHeld() governance.Question {
	return governance.Ask("held", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[Series]int64, error) {
		q, from, to, err := r.Days(p)
		if err != nil {
			return nil, err
		}
		out := map[Series]int64{}
		q.Phases = governance.Phases(Held)
		err = r.Each(ctx, q, func(record any) bool {
			if e := record.(*Event); from <= e.HeldOn && e.HeldOn < to {
				out[e.Series]++
			}
			return true
		})
		return out, err
	}).As("4 G11 [F]", governance.Text{Zh: "活动场次", En: "events held"},
		governance.Text{Zh: "期间内各系列举办的活动场次", En: "how many events of each series were held in a period"}).ToDecisions()
}

// Done is what was delivered under partnerships of one kind.
type Done struct {
	Services int64 `json:"services"`
	Served   int64 `json:"served"`
}

// askDelivered answers what was delivered in a period, by kind.
func askDelivered() governance.Question {
	return governance.Ask("delivered", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[Form]Done, error) {
		q, from, to, err := r.Days(p)
		if err != nil {
			return nil, err
		}
		out := map[Form]Done{}
		q.Phases = governance.Phases(Delivered)
		err = r.Each(ctx, q, func(record any) bool {
			if s := record.(*Service); from <= s.Day && s.Day < to {
				out[s.Form] = Done{out[s.Form].Services + 1, out[s.Form].Served + int64(s.Served)}
			}
			return true
		})
		return out, err
	}).As("4 G11", governance.Text{Zh: "共建服务", En: "services delivered"},
		governance.Text{Zh: "期间内各类别落实的服务", En: "what was delivered in a period, by kind"}).ToDecisions()
}

// Summary are the figures of a unit and period: what there was at its end, and what
// was done within it. An agreement of two kinds counts in both, and once in all.
type Summary struct {
	Studios      int64            `json:"studios"`
	Events       map[Series]int64 `json:"events"`
	Partnerships int64            `json:"partnerships"`
	ByForm       map[Form]int64   `json:"byForm"`
	Delivered    map[Form]Done    `json:"delivered"`
}

// askSummary answers the figures.
func askSummary() governance.Question {
	return governance.Ask("summary", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out Summary, err error) {
		if out.Studios, err = governance.Inquire[governance.FigureParams, int64](ctx, r, KindStudio, "running", p); err != nil {
			return out, err
		}
		if out.Events, err = governance.Inquire[governance.FigureParams, map[Series]int64](ctx, r, KindEvent, "held", p); err != nil {
			return out, err
		}
		if out.Delivered, err = governance.Inquire[governance.FigureParams, map[Form]Done](ctx, r, KindService, "delivered", p); err != nil {
			return out, err
		}
		all, err := governance.Inquire[governance.FigureParams, Agreements](ctx, r, Kind, "agreements", p)
		out.Partnerships, out.ByForm = all.All, all.ByForm
		return out, err
	}).As("4 G11 [F]", governance.Text{Zh: "工作室与共建统计", En: "studios and partnerships"},
		governance.Text{Zh: "期末的工作室、各类共建协议，期间的活动和服务", En: "studios and partnerships by kind at the end of a period; events and services within it"})
}

// Agreements are how many agreements were in force at the end of a period.
type Agreements struct {
	All    int64
	ByForm map[Form]int64
}

// askAgreements answers how many agreements were in force, by kind.
func askAgreements() governance.Question {
	return governance.Ask("agreements", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Agreements, error) {
		q, _, to, err := r.Days(p)
		if err != nil {
			return Agreements{}, err
		}
		out, day := Agreements{ByForm: map[Form]int64{}}, last(to, r)
		q.Phases = governance.Phases(InForce, Ended)
		err = r.Each(ctx, q, func(record any) bool {
			if a := record.(*Partnership); a.inForce(day) {
				out.All++
				for _, f := range a.Forms {
					out.ByForm[f]++
				}
			}
			return true
		})
		return out, err
	}).As("4 G11 [F]", governance.Text{Zh: "共建协议数", En: "partnerships in force"},
		governance.Text{Zh: "期末各类别履约中的共建协议数", En: "how many partnerships of each kind were in force at the end of a period"}).ToDecisions()
}
