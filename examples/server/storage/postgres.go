package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/examples/server/database"
)

const (
	// mostConnections is how many connections a replica opens unless the URL
	// says otherwise (pool_max_conns), so that some replicas fit into the
	// hundred that a server lets in by default.
	mostConnections = 16
	// connectFor is how long connecting may take unless the URL says otherwise
	// (connect_timeout).
	connectFor = 5 * time.Second
	// mostWait is how long a request waits for a connection. When it has to
	// wait longer, others do, too, and it is better to come back later.
	mostWait = 5 * time.Second
)

// openPostgres opens the ledger and the server's own tables on one pool.
func openPostgres(ctx context.Context, url string) (*Storage, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil { // the error itself may repeat the password
		return nil, errors.New(`postgres: the url of -db cannot be read; it is like "postgres://user@host:5432/database"`)
	}
	if !strings.Contains(url, "pool_max_conns=") {
		config.MaxConns = mostConnections
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectFor
	}
	connections, err := pgxpool.NewWithConfig(context.WithoutCancel(ctx), config)
	if err != nil {
		return nil, errors.New("postgres: the pool cannot be made as the url of -db says")
	}
	p := &pool{connections}
	ledger, err := postgres.New(ctx, p)
	if err != nil {
		connections.Close()
		return nil, unreached(err)
	}
	own := sql.OpenDB(&connector{stdlib.GetPoolConnector(connections)})
	own.SetMaxIdleConns(0) // the pool keeps those that are idle
	s := &Storage{
		Ledger: &reached{ledger}, DB: database.NewPostgres(own, p.session), Load: p.load, Keeper: ledger.Keeper(),
		closers: []func() error{func() error { connections.Close(); return nil }, ledger.Close, own.Close},
	}
	if err := s.keep(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("postgres: %w", err), s.Close())
	}
	return s, nil
}

// unreached adds to a timeout what timed out.
func unreached(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("postgres: cannot connect: no answer in time")
	}
	return err
}

// pool lends connections for no longer a wait than is sensible.
type pool struct{ *pgxpool.Pool }

// Acquire implements [postgres.Pool].
func (p *pool) Acquire(ctx context.Context) (*pgxpool.Conn, error) {
	short, cancel := context.WithTimeout(ctx, mostWait)
	defer cancel()
	conn, err := p.Pool.Acquire(short)
	if err != nil && ctx.Err() == nil && short.Err() != nil {
		err = database.Unavailable(err)
	}
	return conn, err
}

func (p *pool) load() Load {
	s := p.Stat()
	return Load{InUse: float64(s.AcquiredConns()), Most: float64(s.MaxConns()), Waits: float64(s.EmptyAcquireCount())}
}

// connector is the same for database/sql.
type connector struct{ driver.Connector }

// Connect implements [driver.Connector].
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	short, cancel := context.WithTimeout(ctx, mostWait)
	defer cancel()
	conn, err := c.Connector.Connect(short)
	if err != nil && ctx.Err() == nil && short.Err() != nil {
		err = database.Unavailable(err)
	}
	return conn, err
}

// session opens a connection apart from the pool: whoever holds it for long must
// not keep those waiting who work meanwhile.
func (p *pool) session(ctx context.Context) (database.Session, error) {
	conn, err := pgx.ConnectConfig(ctx, p.Config().ConnConfig)
	if err != nil {
		return nil, err
	}
	tx, err := conn.Begin(ctx)
	if err != nil {
		return nil, errors.Join(err, conn.Close(ctx))
	}
	return &session{conn, tx}, nil
}

type session struct {
	conn *pgx.Conn
	tx   pgx.Tx
}

// Hold implements [database.Session].
func (s *session) Hold(ctx context.Context, text string, args ...any) error {
	_, err := s.tx.Exec(ctx, text, args...)
	return err
}

// Close implements [database.Session].
func (s *session) Close(ctx context.Context) error {
	return errors.Join(s.tx.Rollback(ctx), s.conn.Close(ctx))
}
