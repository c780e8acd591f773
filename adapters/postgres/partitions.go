package postgres

import "context"

// Settle gives a district partitions of its own, and moves what is at home
// there into them. Until then it shares the common ones. It locks the ledger
// while it lasts, so it is an operator's to call; to call it twice does nothing
// the second time. Give partitions to big districts, tens of them rather than
// thousands: what is asked without a district looks into each.
func (l *Ledger) Settle(ctx context.Context, district string) error {
	return l.ask(ctx, "SELECT ledger_settle($1)", []any{district}, ignore)
}
