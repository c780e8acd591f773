package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"modernc.org/sqlite"

	"github.com/jinlin-project/jinlin/governance"
)

// Ledger is a [governance.Ledger] in one SQLite file. Make one with [Open], or
// with [New] upon a handle of your own, and Close it in the end.
type Ledger struct {
	reads  *sql.DB
	owned  bool // reads is ours to close
	asked  prepared
	queue  *queue
	writer *writer

	closing sync.Once
	closed  error
}

var _ governance.Ledger = (*Ledger)(nil)

// An Option changes how a ledger is opened.
type Option func(*options)

type options struct {
	readers int
	busy    time.Duration
	batch   int
}

// Readers sets how many connections read at once. The default is the number of
// processors, and at least 4.
func Readers(n int) Option { return func(o *options) { o.readers = max(n, 1) } }

// BusyTimeout sets how long a commit waits for another process that is writing
// to the same file. The default is 10 seconds.
func BusyTimeout(d time.Duration) Option { return func(o *options) { o.busy = d } }

// Batch sets how many waiting commands may become one transaction. The default
// is 128; 1 gives every command a transaction of its own.
func Batch(n int) Option { return func(o *options) { o.batch = max(n, 1) } }

func chosen(opts []Option) options {
	o := options{readers: max(4, runtime.NumCPU()), busy: 10 * time.Second, batch: 128}
	for _, opt := range opts {
		opt(&o)
	}
	return o
}

// driverName is what modernc.org/sqlite registers itself as.
const driverName = "sqlite"

// Open opens the ledger in the file at path, and creates file and tables where
// they are missing. Several ledgers, also of several processes on the same
// machine, may have one file open. A file that is no SQLite database, is one
// of something else, or was written by a newer version of this package is
// refused and left as it is. The context bounds the opening only.
func Open(ctx context.Context, path string, opts ...Option) (*Ledger, error) {
	o := chosen(opts)
	if path == "" || strings.Contains(path, ":memory:") {
		return nil, fmt.Errorf("sqlite: %s: a ledger is kept in a file; for one in memory there is adapters/memory", path)
	}
	if err := recognise(ctx, path, o); err != nil {
		return nil, explained(path, err)
	}
	db, err := sql.Open(driverName, dsn(path, o))
	if err != nil {
		return nil, explained(path, err)
	}
	db.SetMaxOpenConns(o.readers + 1) // one of them writes
	db.SetMaxIdleConns(o.readers + 1)
	l, err := start(ctx, db, o)
	if err != nil {
		return nil, explained(path, errors.Join(err, db.Close()))
	}
	l.owned = true
	return l, nil
}

// New opens a ledger upon a handle of the driver modernc.org/sqlite that an
// embedder has already opened, beside the embedder's own tables. Ours begin
// with "ledger_" and "jinlin_". The file must be in WAL mode, and the handle
// must allow two connections: one of them is taken for writing until Close,
// which ends it and leaves the handle open.
func New(ctx context.Context, db *sql.DB, opts ...Option) (*Ledger, error) {
	if db.Stats().MaxOpenConnections == 1 {
		return nil, errors.New("sqlite: the handle allows one connection only, a ledger needs a second one to read while it writes")
	}
	var mode string
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return nil, explained("handle", err)
	}
	if mode != "wal" {
		return nil, fmt.Errorf("sqlite: the database is in journal mode %s, a ledger needs wal", mode)
	}
	l, err := start(ctx, db, chosen(opts))
	if err != nil {
		return nil, explained("handle", err)
	}
	return l, nil
}

func start(ctx context.Context, db *sql.DB, o options) (*Ledger, error) {
	if err := migrate(ctx, db); err != nil {
		return nil, err
	}
	w, err := newWriter(ctx, db, o.busy)
	if err != nil {
		return nil, err
	}
	return &Ledger{reads: db, writer: w, queue: newQueue(w, o.batch), asked: prepared{db: db}}, nil
}

// Close ends the ledger: commits already waiting are made, later ones fail
// with [ErrClosed]. It may be called more than once.
func (l *Ledger) Close() error {
	l.closing.Do(func() {
		l.queue.close()
		l.closed = errors.Join(l.asked.close(), l.writer.close())
		if l.owned {
			l.closed = errors.Join(l.closed, l.reads.Close())
		}
	})
	return l.closed
}

// ErrClosed is what a ledger answers that was closed.
var ErrClosed = errors.New("sqlite: the ledger is closed")

// dsn makes every connection wait for other writers, flush on every commit and
// keep references whole; a transaction takes the write lock when it begins,
// since one that reads first and then writes fails under load.
func dsn(path string, o options) string {
	return place(path) + fmt.Sprintf("?_txlock=immediate"+
		"&_pragma=busy_timeout(%d)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"+
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-16384)", o.busy.Milliseconds())
}

// place writes a path as a URI, so that no character of it is taken for a
// parameter.
func place(path string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}

// application marks the file as ours in its header ("JNLN").
const application = 0x4a4e4c4e

// errForeign says that a file belongs to some other program.
var errForeign = errors.New("is a database of something else, not a ledger")

// recognise looks at a file before anything is changed in it, and marks it as
// ours if it is empty.
func recognise(ctx context.Context, path string, o options) (err error) {
	db, err := sql.Open(driverName, place(path)+fmt.Sprintf("?_pragma=busy_timeout(%d)", o.busy.Milliseconds()))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	var mark, tables, ours int64
	if err := db.QueryRowContext(ctx, "SELECT count(*), count(*) FILTER (WHERE name = ?) FROM sqlite_schema",
		VersionTable).Scan(&tables, &ours); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&mark); err != nil {
		return err
	}
	switch {
	case mark == application || ours > 0: // one beside an embedder's tables keeps the embedder's mark
		return nil
	case mark != 0 || tables != 0:
		return errForeign
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", application))
	return err
}

// The driver's result codes that say something about the file as a whole.
const (
	codeCorrupt  = 11
	codeCantOpen = 14
	codeNotADB   = 26
	codeBusy     = 5
	codeReadOnly = 8
)

var conditions = map[int]string{
	codeCorrupt:  "the database is damaged",
	codeCantOpen: "cannot be opened or created; is its folder there, and may we write to it?",
	codeNotADB:   "is not a SQLite database",
	codeBusy:     "another program is holding it locked",
	codeReadOnly: "may not be written to",
}

// explained says on one line which file is at fault and what is wrong with it.
func explained(path string, err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) {
		if text, known := conditions[e.Code()&0xff]; known {
			return fmt.Errorf("sqlite: %s: %s (%w)", path, text, e)
		}
	}
	return fmt.Errorf("sqlite: %s: %w", path, err)
}
