package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/examples/server/database"
	"github.com/jinlin-project/jinlin/governance"
)

// reached is a ledger on a disk or behind a network: it tells when it is the way
// there, or the room there, that is wanting, which is no fault of the request's.
type reached struct{ governance.Ledger }

// fault tells what passes from what does not.
func fault(err error) error {
	if errors.Is(err, postgres.ErrOverloaded) || errors.Is(err, postgres.ErrClosed) {
		return database.Unavailable(err)
	}
	return database.Fault(err)
}

// Load implements [governance.Ledger].
func (r *reached) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	out, err := r.Ledger.Load(ctx, refs...)
	return out, fault(err)
}

// Commit implements [governance.Ledger].
func (r *reached) Commit(ctx context.Context, c governance.Commit) error {
	return fault(r.Ledger.Commit(ctx, c))
}

// Find implements [governance.Ledger].
func (r *reached) Find(ctx context.Context, q governance.Query) (governance.Page, error) {
	out, err := r.Ledger.Find(ctx, q)
	return out, fault(err)
}

// Count implements [governance.Ledger].
func (r *reached) Count(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
	out, err := r.Ledger.Count(ctx, q, by...)
	return out, fault(err)
}

// Entries implements [governance.Ledger].
func (r *reached) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	out, err := r.Ledger.Entries(ctx, span)
	return out, fault(err)
}

// Reserve implements [governance.Ledger].
func (r *reached) Reserve(ctx context.Context, series string, n int64) (int64, error) {
	first, err := r.Ledger.Reserve(ctx, series, n)
	return first, fault(err)
}

// Answer implements [governance.Ledger].
func (r *reached) Answer(ctx context.Context, account, key string, now time.Time) (governance.Answer, error) {
	out, err := r.Ledger.Answer(ctx, account, key, now)
	return out, fault(err)
}
