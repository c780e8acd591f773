package httpapi

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Options are what a handler needs besides the office. The zero value serves
// what needs no account, and nothing else.
type Options struct {
	Authenticator Authenticator // nil: nobody has an account
	Files         Files         // nil: there is no /v1/files
	Logger        *slog.Logger  // nil: nothing is logged

	// Prefix is the path under which an embedder mounts the handler with
	// http.StripPrefix, such as "/jinlin": Location headers begin with it.
	Prefix string
	// CORS is the one origin that browsers may call from; "*" is every origin,
	// "" none.
	CORS string
	// Aliases are short paths for questions: "categories" for the question
	// "categories" of the kind "case" makes GET /v1/categories.
	Aliases map[string]Alias
	// Extra are routes of the embedder's own; they share everything that holds
	// for ours, the OpenAPI document included.
	Extra []Route
	// Ready reports why the server cannot work now; nil: it always can.
	Ready func(context.Context) error
	// Impaired names what does not work now although requests can be served, such
	// as a relay whose broker is away; /readyz tells it beside "ok". nil: nothing.
	Impaired func() []string
	// MayReadFeed decides who may read /v1/events; nil: whoever holds a post
	// at a centre.
	MayReadFeed func(governance.Actor, *orgtree.Tree) bool

	MaxBody   int64    // bytes of a JSON body; 0: 1 MiB
	MaxFile   int64    // bytes of a file; 0: 20 MiB
	FileTypes []string // media types of files, as their contents show; nil: pictures, PDF, plain text, MP4
	InFlight  int      // requests at work at once, streams apart; more are told to come back; 0: any number

	FeedInterval time.Duration // how often a live stream looks for news; 0: one second
	Heartbeat    time.Duration // how often a silent stream says so, and rights are asked again; 0: 15 seconds
}

// An Alias names a question by its kind and its name.
type Alias struct{ Kind, Question string }

// An Authenticator says who is calling. A request without a token is the zero
// Actor and no error; a token that is not good is an error, and answered with
// 401 whatever the route, unless it is a [*Problem], which is answered as it
// stands. A context that ended is answered with 503.
type Authenticator interface {
	Authenticate(r *http.Request) (governance.Actor, error)
}

// Files keeps the bytes of attachments. The record that a file is attached to
// lists it, and is what decides who may read it; Files only remembers which
// record that is. Methods may be called from many goroutines.
type Files interface {
	// Put keeps a file of the account. An error from r is returned, wrapped
	// or not, and nothing is kept.
	Put(ctx context.Context, account string, r io.Reader, mediaType string) (uuid.UUID, error)
	// Open returns a file, or a *governance.NotFoundError. The caller closes
	// the body.
	Open(ctx context.Context, id uuid.UUID) (File, error)
	// Bind notes which record a file is about to be attached to. It is called
	// before the command that does so, hence again for another record when
	// that command was refused.
	Bind(ctx context.Context, id uuid.UUID, to governance.Ref) error
	// Erase deletes every file bound to the record. It is called when the
	// record's personal data has been erased; calling it twice does no harm.
	Erase(ctx context.Context, ref governance.Ref) error
}

// A File is an attachment with what is known of it.
type File struct {
	Account   string         // whose upload it is
	MediaType string         // as its contents showed when it was put
	Size      int64          // in bytes
	Ref       governance.Ref // the record it was bound to; zero: none yet
	Body      io.ReadCloser
}

const (
	defaultMaxBody      = 1 << 20
	defaultMaxFile      = 20 << 20
	defaultFeedInterval = time.Second
	defaultHeartbeat    = 15 * time.Second
)

// usualTypes are media types as net/http sniffs them, parameters left out.
var usualTypes = []string{
	"image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/plain", "video/mp4",
}

// withDefaults fills in what was left zero.
func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Authenticator == nil {
		o.Authenticator = nobody{}
	}
	if o.MayReadFeed == nil {
		o.MayReadFeed = atCentre
	}
	if o.FileTypes == nil {
		o.FileTypes = usualTypes
	}
	o.MaxBody = orElse(o.MaxBody, defaultMaxBody)
	o.MaxFile = orElse(o.MaxFile, defaultMaxFile)
	o.FeedInterval = orElse(o.FeedInterval, defaultFeedInterval)
	o.Heartbeat = orElse(o.Heartbeat, defaultHeartbeat)
	o.Prefix = strings.TrimRight(o.Prefix, "/")
	return o
}

func orElse[N ~int64](n, otherwise N) N {
	if n <= 0 {
		return otherwise
	}
	return n
}

// nobody is the authenticator of a server without accounts.
type nobody struct{}

func (nobody) Authenticate(*http.Request) (governance.Actor, error) { return governance.Actor{}, nil }

// atCentre reports whether the actor holds a post at a centre 智慧管理服务中心.
func atCentre(a governance.Actor, tree *orgtree.Tree) bool {
	return slices.ContainsFunc(a.Posts, func(p orgtree.Post) bool { return tree.Kind(p.Unit) == orgtree.Centre })
}
