package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
)

// A room is an empty database.
type room struct {
	url     string
	through string // the URL that servers are given, if they go another way
	path    string // of SQLite's file
	remove  func() error
}

// door is the URL that servers are given.
func (r *room) door() string {
	if r.through != "" {
		return r.through
	}
	return r.url
}

// servers is how many can be at work on it.
func (r *room) servers() int {
	if r.path != "" {
		return 1
	}
	return 2
}

// fresh makes one: a file, or a database on the PostgreSQL that -db names.
func (s *stage) fresh(ctx context.Context) (*room, error) {
	if s.db != "" {
		return s.freshPostgres(ctx)
	}
	dir, err := os.MkdirTemp("", "jinlin-proof")
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "jinlin.db")
	return &room{url: "sqlite:" + path, path: path, remove: func() error { return os.RemoveAll(dir) }}, nil
}

// made counts databases, for their names.
var made atomic.Int64

func (s *stage) freshPostgres(ctx context.Context) (*room, error) {
	at, err := url.Parse(s.db)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("jinlin_proof_%d_%d", os.Getpid(), made.Add(1))
	if err := s.tell(ctx, "CREATE DATABASE "+name+" TEMPLATE template0 ENCODING UTF8"); err != nil {
		return nil, err
	}
	at.Path = "/" + name
	return &room{url: at.String(), remove: func() error {
		return s.tell(context.WithoutCancel(ctx), "DROP DATABASE "+name+" WITH (FORCE)")
	}}, nil
}

// tell gives PostgreSQL a command.
func (s *stage) tell(ctx context.Context, command string) error {
	conn, err := pgx.Connect(ctx, s.db)
	if err != nil {
		return fmt.Errorf("-db: %s", strings.ReplaceAll(err.Error(), "\n", " "))
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, command)
	return err
}
