package assembly

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/examples/server/attachments"
	"github.com/jinlin-project/jinlin/examples/server/metrics"
	"github.com/jinlin-project/jinlin/examples/server/settings"
	"github.com/jinlin-project/jinlin/governance"
)

// serveHTTP puts HTTP in front of the office.
func (s *Server) serveHTTP(context.Context) error {
	s.metrics = metrics.New(s.feedPosition, s.backlog)
	s.gate.most = int64(s.settings.InFlight)
	s.gauges()
	options := s.options()
	s.metrics.Relays(s.relaying)
	options.Authenticator, options.Files, options.Logger, options.Ready = s, s.files, s.outside.Log, s.ready
	options.Impaired = s.relays.Failing
	api, err := httpapi.New(s.office, options)
	if err != nil {
		return err
	}
	refuse, err := refuser(s.ports(), s.settings.CORS)
	s.handler = s.guard(s.endStreams(s.metrics.Watch(api)), s.metrics.Watch(refuse))
	return err
}

// options are those that the document of the API depends on.
func (s *Server) options() httpapi.Options {
	return httpapi.Options{
		CORS: s.settings.CORS, Aliases: institutions.Aliases(), Extra: s.routes(),
		MaxFile: attachments.MaxSize, FileTypes: attachments.Types(),
	}
}

// OpenAPI writes the document that a server with -demo serves, without starting
// one.
func OpenAPI(about []*governance.Description) ([]byte, error) {
	s := &Server{settings: &settings.Settings{Demo: true}}
	options := s.options()
	options.Files = attachments.NewMemory(nil) // that there are files is part of the document
	return httpapi.OpenAPI(about, options)
}

// Authenticate implements [httpapi.Authenticator]: from the token to the
// account, its person, and the posts that the person holds today.
func (s *Server) Authenticate(r *http.Request) (governance.Actor, error) {
	token, given, err := bearer(r)
	if !given || err != nil {
		return governance.Actor{}, err
	}
	account, err := s.accounts.Whose(r.Context(), token)
	if err != nil {
		if errors.Is(err, accounts.ErrRefused) {
			return governance.Actor{}, err
		}
		return governance.Actor{}, unavailable(err)
	}
	if account.Initial && !withInitial[r.URL.Path] {
		return governance.Actor{}, &mustChange
	}
	tree, err := s.office.Tree(r.Context(), s.today())
	if err != nil {
		return governance.Actor{}, unavailable(err)
	}
	return governance.ActorOf(tree, account.Name, account.Person), nil
}

// withInitial is where an account gets with a password that was given out: to
// changing it. Until then somebody else could act in its owner's name.
var withInitial = map[string]bool{"/v1/me": true, "/v1/me/password": true, "/v1/sessions/current": true}

var mustChange = httpapi.Problem{Status: http.StatusForbidden, Code: "password-must-change",
	Detail: governance.Text{Zh: "请先修改初始密码（POST /v1/me/password）", En: "change the password that was given to you first: POST /v1/me/password"}}

// unavailable tells a database that does not answer from a token that is not
// good.
func unavailable(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &httpapi.Problem{Status: http.StatusServiceUnavailable, Code: "unavailable", RetryAfter: retry,
		Detail: governance.Text{Zh: "暂时无法核对登录", En: "the session cannot be checked at the moment"}}
}

var errBearer = errors.New("assembly: the Authorization header is not a bearer token")

// bearer reads the token of a request, and whether there is an Authorization
// header at all.
func bearer(r *http.Request) (token string, given bool, err error) {
	values := r.Header["Authorization"]
	if len(values) == 0 {
		return "", false, nil
	}
	scheme, token, ok := strings.Cut(values[0], " ")
	if len(values) > 1 || !ok || !strings.EqualFold(scheme, "Bearer") || token == "" {
		return "", true, errBearer
	}
	return token, true, nil
}

// endStreams ends live streams when the server drains.
func (s *Server) endStreams(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if wantsStream(r) {
			ctx, cancel := context.WithCancel(r.Context())
			defer cancel()
			defer context.AfterFunc(s.streams, cancel)()
			r = r.WithContext(ctx)
		}
		next.ServeHTTP(w, r)
	})
}
