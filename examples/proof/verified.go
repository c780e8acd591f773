package main

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/examples/server/storage"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
)

// opened is an office on a database that no server has open.
func opened(ctx context.Context, url string) (matters *governance.Shelf, shut func() error, err error) {
	kept, err := storage.Open(ctx, url)
	if err != nil {
		return nil, nil, err
	}
	shelves, err := institutions.All(nil)
	if err != nil {
		return nil, nil, errors.Join(err, kept.Close())
	}
	office, err := governance.Assemble(governance.Ports{
		Ledger: kept.Ledger, Now: time.Now, Entropy: rand.Reader, Directory: organisation.NewDirectory(kept.Ledger, "350205"),
	}, shelves...)
	if err != nil {
		return nil, nil, errors.Join(err, kept.Close())
	}
	matters, _ = office.Shelf(casework.KindCase)
	return matters, kept.Close, nil
}

// verified checks the chains of matters.
func verified(ctx context.Context, url string, ids []string, t *tally) (err error) {
	matters, shut, err := opened(ctx, url)
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
