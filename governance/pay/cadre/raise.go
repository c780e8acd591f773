package cadre

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/reckoning"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
)

// A Raise is by how much pay was raised in the course of some days (人均增资): what
// those who served at their end were worth a month by then, against what the same
// posts at the same grades were worth on the day before their beginning. It goes by
// the standards, whenever back pay was paid [D].
type Raise struct {
	Heads  int64           `json:"heads"` // whose post had a standard on both days
	Before governance.Yuan `json:"before"`
	After  governance.Yuan `json:"after"`
	Raise  governance.Yuan `json:"raise"` // a head and month, to the fen, half away from zero
}

func askRaise() governance.Question {
	return governance.Ask("raise", func(ctx context.Context, r *governance.Reader, p payment.MonthsOf) (out Raise, err error) {
		var failed error
		var before, after governance.Yuan
		err = r.Each(ctx, governance.Query{Unit: payment.Communities(r, p.Unit), Limit: 1000}, func(rec any) bool {
			c := rec.(*Cadre)
			if c.From > p.To || c.Until != 0 && c.Until < p.To {
				return true
			}
			rates, err := governance.Inquire[standard.RatesOf, []reckoning.Rate](ctx, r, standard.Kind, "rates", standard.RatesOf{District: c.District, Post: c.Post, Grade: c.Grade})
			was, is := reckoning.At(rates, p.From.AddDays(-1)), reckoning.At(rates, p.To)
			if was > 0 && is > 0 {
				out.Heads++
				before, after = before+was, after+is
			}
			failed = err
			return failed == nil
		})
		if out.Heads > 0 {
			out.Before, out.After, out.Raise = before.Per(out.Heads), after.Per(out.Heads), (after - before).Per(out.Heads)
		}
		if err == nil {
			err = failed
		}
		return out, err
	}).As("4 G16 [F]", governance.Text{Zh: "人均增资", En: "raise"},
		governance.Text{Zh: "期末在任的两委干部，按职务和等级的执行标准，比期前一日人均每月增加多少", En: "what those serving at the end are worth a month by the standards, against the same posts at the same grades on the day before the period"})
}
