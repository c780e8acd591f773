package main

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
)

// owned is an empty database on a PostgreSQL of the proof's own, which it may
// stop.
func owned(server *pgtest.Server) (*room, error) {
	url, err := server.Make(pgtest.Bare)
	if err != nil {
		return nil, errors.Join(err, server.Remove())
	}
	return &room{url: url, remove: server.Remove}, nil
}

// openOwned starts a play on a PostgreSQL of its own.
func (s *stage) openOwned(ctx context.Context, server *pgtest.Server) (*play, error) {
	in, err := owned(server)
	if err != nil {
		return nil, err
	}
	return s.openIn(ctx, in)
}

// freshReplicated makes a database that two servers can share: where -db says,
// or on a PostgreSQL of its own.
func (s *stage) freshReplicated(ctx context.Context) (*room, error) {
	if s.db != "" {
		return s.fresh(ctx)
	}
	return owned(&pgtest.Server{})
}

// carryOut gives the database of a room some commands.
func (r *room) carryOut(ctx context.Context, commands ...string) (err error) {
	conn, err := pgx.Connect(ctx, r.url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	for _, c := range commands {
		if _, err := conn.Exec(ctx, c); err != nil {
			return err
		}
	}
	return nil
}
