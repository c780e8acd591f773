package assembly

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jinlin-project/jinlin/adapters/fastjson"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/examples/server/attachments"
	"github.com/jinlin-project/jinlin/examples/server/clock"
	"github.com/jinlin-project/jinlin/examples/server/demo"
	"github.com/jinlin-project/jinlin/examples/server/metrics"
	"github.com/jinlin-project/jinlin/examples/server/relays"
	"github.com/jinlin-project/jinlin/examples/server/settings"
	"github.com/jinlin-project/jinlin/examples/server/storage"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// An Outside is what the server needs that is not in its settings.
type Outside struct {
	Wall     func() time.Time // the wall clock, usually time.Now
	Entropy  io.Reader        // usually crypto/rand.Reader
	Log      *slog.Logger
	Lifetime time.Duration // of a session; zero: a day
}

// A Server is everything behind one address. Open makes one.
type Server struct {
	outside  Outside
	settings *settings.Settings
	root     orgtree.Code // of the district; empty while none is founded
	storage  *storage.Storage
	clock    *clock.Clock
	calendar atomic.Pointer[workday.Calendar]
	notices  []source // given at this start
	kept     string   // the notices that the calendar is made with; of whoever starts, then of whoever ticks
	office   *governance.Office
	accounts *accounts.Accounts
	files    attachments.Store
	feed     *tail
	relays   *relays.Set
	metrics  *metrics.Metrics
	handler  http.Handler

	directory *organisation.Directory
	looks     latest
	gate      gate
	level     atomic.Int64 // in microseconds, by the wall clock: see behind

	moving   sync.Mutex // one move of the clock at a time
	moved    atomic.Bool
	draining atomic.Bool
	streams  context.Context // ends when the server drains
	endThem  context.CancelFunc
}

// Open puts a server together. An error is one line that says what is wrong.
func Open(ctx context.Context, set *settings.Settings, outside Outside) (*Server, error) {
	s, err := open(ctx, set, outside, "", (*Server).openOwn, (*Server).startClock, (*Server).openCalendar, (*Server).assemble, (*Server).fill, (*Server).openRelays, (*Server).sound, (*Server).serveHTTP)
	if err != nil {
		return nil, err
	}
	if err := s.recompute(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// open puts together as much of a server as some steps do, for the district of a
// root, or else the one that there is. Of several that start at the same time on
// one database, one goes on when the other has done so.
func open(ctx context.Context, set *settings.Settings, outside Outside, root orgtree.Code, steps ...func(*Server, context.Context) error) (_ *Server, err error) {
	s := &Server{outside: outside, settings: set, root: root, clock: clock.New(outside.Wall)}
	s.streams, s.endThem = context.WithCancel(context.WithoutCancel(ctx))
	if s.notices, err = readNotices(set.Notices); err != nil {
		return nil, err
	}
	if s.storage, err = storage.Open(ctx, set.DB); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	return s, s.storage.DB.Exclusively(ctx, "start", func() error {
		for _, step := range steps {
			if err := step(s, ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// openOwn opens what is the server's own beside the ledger.
func (s *Server) openOwn(ctx context.Context) (err error) {
	o := accounts.Options{Wall: s.outside.Wall, Entropy: s.outside.Entropy, Lifetime: s.outside.Lifetime, Trusting: s.settings.Demo}
	if s.settings.Demo {
		o.Cost = accounts.DemoCost
	}
	var store accounts.Store = accounts.NewMemory()
	s.files = attachments.NewMemory(s.outside.Wall)
	if s.storage.DB != nil {
		kept, err := accounts.NewSQL(ctx, s.storage.DB)
		if err != nil {
			return err
		}
		store, o.Attempts = kept, kept
		if s.files, err = attachments.NewSQL(ctx, s.storage.DB, s.outside.Wall); err != nil {
			return err
		}
	}
	s.accounts, err = accounts.New(store, o)
	return err
}

// assemble puts the institutions to work on the ledger.
func (s *Server) assemble(ctx context.Context) error {
	shelves, err := institutions.All(nil)
	if err != nil {
		return err
	}
	if err := s.findRoot(ctx); err != nil {
		return err
	}
	s.directory = organisation.NewDirectory(s.storage.Ledger, s.root)
	s.office, err = governance.Assemble(s.ports(), shelves...)
	return err
}

// ports are what an office needs from outside.
func (s *Server) ports() governance.Ports {
	return governance.Ports{
		Ledger: s.storage.Ledger, Now: s.clock.Now, Entropy: s.outside.Entropy,
		Directory: s.directory, Calendar: s.calendar.Load, Codec: fastjson.Codec{},
	}
}

// findRoot looks whose district the database is: there is one organisation, or
// none yet.
func (s *Server) findRoot(ctx context.Context) error {
	if s.root != "" {
		return nil
	}
	found, err := s.storage.Ledger.Find(ctx, governance.Query{Kind: organisation.Kind, Limit: 1})
	switch {
	case err != nil:
		return err
	case len(found.Items) == 1:
		var head governance.Head
		err := json.Unmarshal(found.Items[0].Document, &head)
		s.root = head.District
		return err
	case s.settings.Demo:
		s.root = demo.Root
	}
	return nil
}

// fill brings the database up to what the settings ask for.
func (s *Server) fill(ctx context.Context) error {
	if s.settings.Demo {
		if err := s.demonstrate(ctx); err != nil {
			return err
		}
	}
	return attachments.Tidy(ctx, s.files, s.storage.Ledger, s.outside.Wall())
}

// remind warns of what whoever runs the server will want to change about its
// database.
func (s *Server) remind(ctx context.Context) error {
	if s.settings.Demo {
		return nil
	}
	marked, err := s.storage.Facts.Fact(ctx, factDemo)
	if err != nil {
		return err
	}
	some, err := s.accounts.Founded(ctx)
	switch {
	case err != nil:
		return err
	case s.root == "":
		s.outside.Log.Warn("the database holds no district: stop, and found one with -found, or try -demo")
	case marked != "":
		s.outside.Log.Warn("this database was made by -demo: its accounts have published passwords")
	case !some:
		s.outside.Log.Warn("nobody has an account: the founding was broken off; stop, and finish it with the same -found")
	}
	return nil
}

// Accounts lists the accounts of a demonstration in a language.
func (s *Server) Accounts(ctx context.Context, lang string) ([]demo.Account, error) {
	then, err := s.office.Tree(ctx, demo.Since())
	if err != nil {
		return nil, err
	}
	now, err := s.office.Tree(ctx, civil.DateOf(s.office.Now()))
	if err != nil {
		return nil, err
	}
	return demo.List(ctx, s.accounts, then, now, lang)
}

// Handler answers requests.
func (s *Server) Handler() http.Handler { return s.handler }

// Close closes the database.
func (s *Server) Close() error {
	s.endThem()
	if s.relays != nil {
		s.relays.Close()
	}
	return s.storage.Close()
}
