package postgres_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
	"github.com/jinlin-project/jinlin/governance"
)

// An embedder's own table and the ledger's record, in one transaction: both
// are there, or neither.
func ExampleLedger_In() {
	url, err := system.Make(pgtest.Copy)
	fmt.Println("error:", errors.Join(err, orderWithMatter(context.Background(), url)))
	// Output:
	// version 1: {"n":1}
	// error: <nil>
}

func orderWithMatter(ctx context.Context, url string) error {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	ledger, err := postgres.New(ctx, pool)
	if err != nil {
		return err
	}
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(ctx) }() // does nothing once it is committed
	if _, err := tx.Exec(ctx, "CREATE TABLE repair_orders (matter uuid PRIMARY KEY, lamp text)"); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO repair_orders VALUES ($1, 'lamp 7')", ref(1).ID); err != nil {
		return err
	}
	if err := ledger.In(tx).Commit(ctx, following(governance.Stored{Ref: ref(1)})); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	found, err := ledger.Load(ctx, ref(1))
	if err == nil {
		fmt.Printf("version %d: %s\n", found[0].Version, found[0].Document)
	}
	return errors.Join(err, ledger.Close())
}
