package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/jinlin-project/jinlin/governance"
)

// Ledger is a [governance.Ledger] in a PostgreSQL database, for any number of
// processes. Make one with [Open], or with [New] upon a pool of your own, and
// Close it in the end.
type Ledger struct {
	reads
	pool   Pool
	owned  *pgxpool.Pool // the pool, if it is ours to close
	queue  *queue
	writer *writer

	closing sync.Once
	closed  atomic.Bool
}

var _ governance.Ledger = (*Ledger)(nil)

// Pool is what a ledger needs of an embedder's pool. *pgxpool.Pool is one.
type Pool interface {
	// Acquire lends a connection, which is given back with its Release. It
	// fails when the context ends first.
	Acquire(ctx context.Context) (*pgxpool.Conn, error)
}

// An Option changes how a ledger is opened.
type Option func(*options)

type options struct {
	batch, lanes, waiting, solos int
	patience                     time.Duration
	undurable                    bool
}

// Batch sets how many waiting commands may become one transaction. The default
// is 128; 1 gives every command a transaction of its own.
func Batch(n int) Option { return func(o *options) { o.batch = max(n, 1) } }

// Lanes sets how many transactions of gathered commands run at the same time,
// each on a connection. The default is 2: one is carried out while another is
// being flushed.
func Lanes(n int) Option { return func(o *options) { o.lanes = max(n, 1) } }

// Waiting sets how many commands may wait for a transaction. The default is
// 4096; more are refused with [ErrOverloaded].
func Waiting(n int) Option { return func(o *options) { o.waiting = max(n, 1) } }

// Patience sets after how long a connection is given up whose server does not
// answer to a commit. The default is 30 seconds. Whether the commit was made
// nobody then knows.
func Patience(d time.Duration) Option { return func(o *options) { o.patience = d } }

// Undurable accepts a server that may lose what it has acknowledged: with
// fsync, full_page_writes or synchronous_commit off. For tests and trials.
func Undurable() Option { return func(o *options) { o.undurable = true } }

func chosen(opts []Option) options {
	o := options{batch: 128, lanes: 2, waiting: 4096, solos: 4, patience: 30 * time.Second}
	for _, opt := range opts {
		opt(&o)
	}
	return o
}

// Open opens the ledger in the database at url, and creates its tables where
// they are missing. The url is pgx's, as "postgres://user@host/database", with
// the settings of its pool ("pool_max_conns=20"). Behind a pool that gives
// every transaction another connection, such as PgBouncer's, add
// "default_query_exec_mode=exec". A server that is too old, or might lose what
// it acknowledges, is refused. The context bounds the opening only.
func Open(ctx context.Context, url string, opts ...Option) (*Ledger, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errURL // the driver's own error may repeat the password
	}
	pool, err := pgxpool.NewWithConfig(context.WithoutCancel(ctx), config)
	if err != nil {
		return nil, errors.Join(errURL, err)
	}
	l, err := New(ctx, pool, opts...)
	if err != nil {
		pool.Close()
		return nil, err
	}
	l.owned = pool
	return l, nil
}

var errURL = errors.New(`postgres: the url cannot be read; it is like "postgres://user@host:5432/database"`)

// New opens a ledger upon a pool that an embedder has already opened, beside
// the embedder's own tables, in the first schema of its search path. Ours begin
// with "ledger_", "jinlin_" and "近邻_". Up to [Lanes] connections are taken
// while commits are made, and one for each who reads; they are given back as
// they were. Closing the ledger leaves the pool open.
func New(ctx context.Context, pool Pool, opts ...Option) (*Ledger, error) {
	o := chosen(opts)
	config, err := inspect(ctx, pool, o)
	if err != nil {
		return nil, opening(err)
	}
	if err := migrate(ctx, config); err != nil {
		return nil, opening(err)
	}
	l := &Ledger{pool: pool, writer: &writer{pool: pool, patience: o.patience, solos: make(chan struct{}, o.solos),
		prepares: config.DefaultQueryExecMode == pgx.QueryExecModeCacheStatement}}
	l.reads.asker = l
	l.queue = newQueue(l.writer.transact, o)
	if err := l.ask(ctx, "SELECT ledger_carry_on()", nil, ignore); err != nil {
		return nil, opening(err)
	}
	return l, nil
}

// Close ends the ledger: commits already waiting are made, later ones fail
// with [ErrClosed]. It may be called more than once.
func (l *Ledger) Close() error {
	l.closing.Do(func() {
		l.queue.close()
		l.closed.Store(true)
		if l.owned != nil {
			l.owned.Close()
		}
	})
	return nil
}

var (
	// ErrClosed is what a ledger answers that was closed.
	ErrClosed = errors.New("postgres: the ledger is closed")
	// ErrOverloaded is what a ledger answers to a commit when too many are
	// waiting already, or the pool has had no connection to lend for as long as
	// [Patience]: nothing was written, and a moment later there is room.
	ErrOverloaded = errors.New("postgres: too many commits are waiting")
)

// A server is what matters of how one is set up.
type server struct {
	version                             int
	fsync, fullPageWrites, synchronous  string
	standbys, isolation, encoding, role string
}

// oldest is the first version that prunes partitions when it updates.
const oldest = 140000

const inspectText = `SELECT current_setting('server_version_num')::int, current_setting('fsync'),
	current_setting('full_page_writes'), current_setting('synchronous_commit'),
	current_setting('synchronous_standby_names'), current_setting('default_transaction_isolation'),
	current_setting('server_encoding'), CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE 'primary' END`

// inspect looks at the server before anything is changed on it, and returns
// how its connections are made.
func inspect(ctx context.Context, pool Pool, o options) (*pgx.ConnConfig, error) {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Release()
	var s server
	err = conn.QueryRow(ctx, inspectText).Scan(&s.version, &s.fsync, &s.fullPageWrites, &s.synchronous,
		&s.standbys, &s.isolation, &s.encoding, &s.role)
	if err != nil {
		return nil, err
	}
	return conn.Conn().Config(), s.refusal(o.undurable)
}

// refusal says what is wrong with a server, or nothing.
func (s *server) refusal(undurable bool) error {
	const risk = "; acknowledged commits could be lost (the option Undurable accepts that)"
	switch {
	case s.version < oldest:
		return fmt.Errorf("the server is of version %d, a ledger needs 14 or newer", s.version/10000)
	case s.encoding != "UTF8":
		return fmt.Errorf("the database is encoded in %s, a ledger needs UTF8", s.encoding)
	case s.role != "primary":
		return errors.New("the server is a standby, which cannot be written to")
	case s.isolation != "read committed":
		return fmt.Errorf("transactions are %s by default, a ledger needs read committed (ALTER ROLE … SET default_transaction_isolation)", s.isolation)
	case undurable:
		return nil
	case s.fsync == "off":
		return errors.New("the server runs with fsync = off" + risk)
	case s.fullPageWrites == "off":
		return errors.New("the server runs with full_page_writes = off" + risk)
	case s.synchronous == "off":
		return errors.New("the server runs with synchronous_commit = off" + risk)
	case s.synchronous == "local" && s.standbys != "":
		return errors.New("the server has synchronous standbys, but runs with synchronous_commit = local" + risk)
	}
	return nil
}

// opening says on one line why a ledger could not be opened. Neither the
// password nor the rest of the url is repeated.
func opening(err error) error {
	var connecting *pgconn.ConnectError
	var e *pgconn.PgError
	switch {
	case errors.As(err, &e):
		return explained(e)
	case errors.As(err, &connecting):
		text, _, _ := strings.Cut(errors.Unwrap(connecting).Error(), "\n")
		return fmt.Errorf("postgres: cannot connect: %s", text)
	}
	return fmt.Errorf("postgres: %w", err)
}
