package assembly

import (
	"errors"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/governance"
)

// smallBody is as much as the bodies of the server's own routes may hold.
const smallBody = 8 << 10

// retry is when it is worth trying again after a passing failure.
const retry = time.Second

// login begins a session.
func (s *Server) login(w http.ResponseWriter, r *http.Request, _ governance.Actor) error {
	var in struct {
		Account  string `json:"account"`
		Password string `json:"password"`
	}
	if err := httpapi.ReadJSON(r, smallBody, &in); err != nil {
		return err
	}
	if err := given("account", in.Account, "password", in.Password); err != nil {
		return err
	}
	token, account, err := s.accounts.Login(r.Context(), in.Account, in.Password, s.address(r))
	if err != nil {
		return refusal(err)
	}
	tree, err := s.office.Tree(r.Context(), s.today())
	if err != nil {
		return err
	}
	actor := governance.ActorOf(tree, account.Name, account.Person)
	return httpapi.WriteJSON(w, r, http.StatusCreated, struct {
		Token   string         `json:"token"`
		Actor   httpapi.Caller `json:"actor"`
		Initial bool           `json:"mustChangePassword,omitempty"`
	}{token, httpapi.NewCaller(&actor, tree, httpapi.Language(r)), account.Initial})
}

// address is where a caller is. Behind a load balancer everybody seems to be
// where that is, and one who guesses would keep out all the others: it is then
// believed what it adds, which is the last entry, and nothing before it, which
// anybody could have written.
func (s *Server) address(r *http.Request) string {
	if lines := r.Header.Values("X-Forwarded-For"); s.settings.Forwarded && len(lines) > 0 {
		last := lines[len(lines)-1]
		return strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])
	}
	address, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return address
}

// given names the fields that were left out: pairs of name and value.
func given(pairs ...string) error {
	var f governance.Faults
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			f.Add(pairs[i], "required", "不得为空", "is required")
		}
	}
	return f.Err()
}

// refusal is the problem that a refusal by the accounts is.
func refusal(err error) error {
	var tooMany *accounts.TooManyError
	switch {
	case errors.As(err, &tooMany):
		return &httpapi.Problem{Status: http.StatusTooManyRequests, Code: "too-many-attempts", RetryAfter: tooMany.After,
			Detail: governance.Text{Zh: "尝试次数过多，请稍后再试", En: "too many attempts; try again later"}}
	case errors.Is(err, accounts.ErrRefused):
		return &httpapi.Problem{Status: http.StatusUnauthorized, Code: "bad-credentials",
			Detail: governance.Text{Zh: "账号或密码不正确", En: "the account or the password is wrong"}}
	}
	return err
}

// logout ends the session that the request is made in.
func (s *Server) logout(w http.ResponseWriter, r *http.Request, _ governance.Actor) error {
	token, _, err := bearer(r)
	if err != nil {
		return err
	}
	if err := s.accounts.Logout(r.Context(), token); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// changePassword replaces the caller's password and ends their other sessions.
func (s *Server) changePassword(w http.ResponseWriter, r *http.Request, _ governance.Actor) error {
	var in struct {
		Old   string `json:"old"`
		Fresh string `json:"new"`
	}
	if err := httpapi.ReadJSON(r, smallBody, &in); err != nil {
		return err
	}
	if err := given("old", in.Old, "new", in.Fresh); err != nil {
		return err
	}
	token, _, err := bearer(r)
	if err != nil {
		return err
	}
	var f governance.Faults
	switch err := s.accounts.ChangePassword(r.Context(), token, in.Old, in.Fresh); {
	case errors.Is(err, accounts.ErrPassword):
		f.Add("new", "bad-password", "应为10至200个字符，且与原密码不同", "must have 10 to 200 characters and differ from the old one")
		return f.Err()
	case errors.Is(err, accounts.ErrRefused):
		f.Add("old", "wrong", "原密码不正确", "is not the password")
		return f.Err()
	case err != nil:
		return refusal(err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
