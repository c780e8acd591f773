package main

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
)

// opened is an office on a database that no server has open.
func opened(ctx context.Context, path string) (matters *governance.Shelf, shut func() error, err error) {
	ledger, err := sqlite.Open(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	shelves, err := institutions.All(nil)
	if err != nil {
		return nil, nil, errors.Join(err, ledger.Close())
	}
	office, err := governance.Assemble(governance.Ports{
		Ledger: ledger, Now: time.Now, Entropy: rand.Reader, Directory: organisation.NewDirectory(ledger, "350205"),
	}, shelves...)
	if err != nil {
		return nil, nil, errors.Join(err, ledger.Close())
	}
	matters, _ = office.Shelf(casework.KindCase)
	return matters, ledger.Close, nil
}

// verified checks the chains of matters.
func verified(ctx context.Context, path string, ids []string, t *tally) (err error) {
	matters, shut, err := opened(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, shut()) }()
	for _, id := range ids {
		if err := matters.Verify(ctx, uuid.MustParse(id)); err != nil {
			t.note(&t.wrong, "%s does not verify: %v", id, err)
		}
	}
	return nil
}
