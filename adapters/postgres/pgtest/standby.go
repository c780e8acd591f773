package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
)

// standbyName is how every standby calls itself to its primary.
const standbyName = "standby"

// Follow makes the server a streaming standby of another one, and starts it.
// Whatever it held before is gone; its folder and its [Server.Host] stay. Once it
// is promoted it acknowledges nothing before a standby follows it in turn.
func (s *Server) Follow(primary *Server) error {
	s.once.Do(func() {}) // it is not to make a server of its own
	if s.dir == "" {
		if err := s.settle(); err != nil {
			return err
		}
	} else if err := os.RemoveAll(s.data()); err != nil {
		return err
	}
	err := s.tool("pg_basebackup", "-D", s.data(), "-h", primary.dir, "-U", "postgres", "-X", "stream", "-c", "fast", "-R", "--no-sync")
	if err != nil {
		return err
	}
	// The last line counts. The copying itself must not go by the name, or it
	// would be taken for the standby that commits wait for.
	conf, err := os.OpenFile(filepath.Join(s.data(), "postgresql.auto.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(conf, "primary_conninfo = 'host=%s user=postgres application_name=%s'\nsynchronous_standby_names = '%[2]s'\n", primary.dir, standbyName)
	if err = errors.Join(err, conf.Close()); err != nil {
		return err
	}
	return errors.Join(s.Start(), primary.wait("SELECT count(*) > 0 FROM pg_stat_replication WHERE application_name = '"+standbyName+"' AND state = 'streaming'"))
}

// Synchronous lets no commit be acknowledged before the standby has it on disk,
// too, or takes that back.
func (s *Server) Synchronous(on bool) error {
	names, state := standbyName, "sync"
	if !on {
		names, state = "", "async"
	}
	err := errors.Join(s.Do("ALTER SYSTEM SET synchronous_standby_names TO '"+names+"'"), s.Do("SELECT pg_reload_conf()"))
	if err != nil {
		return err
	}
	return s.wait("SELECT current_setting('synchronous_standby_names') = '" + names + "' AND (SELECT bool_and(sync_state = '" + state + "') FROM pg_stat_replication)")
}

// Promote makes a primary of a standby whose primary is gone.
func (s *Server) Promote() error { return s.wait("SELECT pg_promote()") }

// wait waits until the server says that something is so.
func (s *Server) wait(question string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	poll := time.NewTicker(5 * time.Millisecond)
	defer poll.Stop()
	for {
		var so *bool // null: there is nothing to be asked yet
		if err := conn.QueryRow(ctx, question).Scan(&so); err != nil {
			return fmt.Errorf("%s: %w", question, err)
		}
		if so != nil && *so {
			return nil
		}
		<-poll.C
	}
}
