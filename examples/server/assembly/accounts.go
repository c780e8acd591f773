package assembly

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The routes below name accounts in bodies, never in addresses: an account's
// name may be somebody's phone number, and addresses are logged on the way.
// They keep no answer under an Idempotency-Key, because what they answer is a
// password: whoever lost one resets it.

// asKeeper is who acts with other people's accounts, as a stamp, and the tree by
// which they may. Rights are told before anything of the request is looked at.
func (s *Server) asKeeper(r *http.Request, verb accounts.Verb, actor *governance.Actor) (governance.Stamp, *orgtree.Tree, error) {
	tree, err := s.office.Tree(r.Context(), s.today())
	if err != nil {
		return governance.Stamp{}, nil, err
	}
	post, err := accounts.May(verb, actor, tree, s.root)
	return actor.Stamp(post), tree, err
}

// makeAccount makes an account for a person whom the organisation knows.
func (s *Server) makeAccount(w http.ResponseWriter, r *http.Request, actor governance.Actor) error {
	by, tree, err := s.asKeeper(r, accounts.Make, &actor)
	if err != nil {
		return err
	}
	var in struct {
		Account string `json:"account"`
		Person  string `json:"person"`
	}
	if err := httpapi.ReadJSON(r, smallBody, &in); err != nil {
		return err
	}
	if err := wanted(in.Account, in.Person, tree); err != nil {
		return err
	}
	password, err := s.accounts.Make(r.Context(), by, in.Account, in.Person)
	if err != nil {
		return accountFault(err)
	}
	return httpapi.WriteJSON(w, r, http.StatusCreated, struct {
		Account  string `json:"account"`
		Person   string `json:"person"`
		Password string `json:"password"`
	}{in.Account, in.Person, password})
}

// wanted names what is wrong with an account that is to be made.
func wanted(account, person string, tree *orgtree.Tree) error {
	var f governance.Faults
	switch {
	case account == "":
		f.Add("account", "required", "不得为空", "is required")
	case !accounts.ValidName(account):
		f.Add("account", "bad-name", "账号应为1至64个字母、数字或 - _ . @ +", "is not 1 to 64 letters, digits or - _ . @ +")
	}
	_, known := tree.Person(person)
	switch {
	case person == "":
		f.Add("person", "required", "不得为空", "is required")
	case !known && len(tree.PostsOf(person)) == 0:
		f.Add("person", "unknown", "组织机构中没有此人", "is nobody whom the organisation knows")
	}
	return f.Err()
}

// resetAccount gives an account another password.
func (s *Server) resetAccount(w http.ResponseWriter, r *http.Request, actor governance.Actor) error {
	by, name, err := s.aboutAccount(r, accounts.Reset, &actor)
	if err != nil {
		return err
	}
	password, err := s.accounts.Reset(r.Context(), by, name)
	if err != nil {
		return accountFault(err)
	}
	return httpapi.WriteJSON(w, r, http.StatusOK, struct {
		Account  string `json:"account"`
		Password string `json:"password"`
	}{name, password})
}

// closeAccount closes an account, but not the one it is asked with, so that
// whoever is the last who may cannot close the door behind them.
func (s *Server) closeAccount(w http.ResponseWriter, r *http.Request, actor governance.Actor) error {
	by, name, err := s.aboutAccount(r, accounts.Close, &actor)
	if err != nil {
		return err
	}
	if name == actor.Account {
		var f governance.Faults
		f.Add("account", "own-account", "不能停用自己正在使用的账号", "is the one you are using")
		return f.Err()
	}
	if err := s.accounts.Close(r.Context(), by, name); err != nil {
		return accountFault(err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// aboutAccount reads a request about one account: who asks, and its name.
func (s *Server) aboutAccount(r *http.Request, verb accounts.Verb, actor *governance.Actor) (governance.Stamp, string, error) {
	by, _, err := s.asKeeper(r, verb, actor)
	if err != nil {
		return by, "", err
	}
	var in struct {
		Account string `json:"account"`
	}
	if err := httpapi.ReadJSON(r, smallBody, &in); err != nil {
		return by, "", err
	}
	return by, in.Account, given("account", in.Account)
}

// accountFault is the fault that a refusal of an act is.
func accountFault(err error) error {
	var f governance.Faults
	switch {
	case errors.Is(err, accounts.ErrTaken):
		f.Add("account", "duplicate", "账号已存在或曾被使用", "is in use or was used before")
	case errors.Is(err, accounts.ErrUnknown):
		f.Add("account", "unknown", "没有这个账号", "is no account")
	case errors.Is(err, accounts.ErrClosed):
		f.Add("account", "closed", "账号已停用", "is closed")
	default:
		return err
	}
	return f.Err()
}

// accountView is an account as its keepers see it.
type accountView struct {
	Account string     `json:"account"`
	Person  string     `json:"person"`
	Initial bool       `json:"mustChangePassword"`
	Closed  *time.Time `json:"closed"` // null while it is open
	History []actView  `json:"history"`
}

type actView struct {
	At      time.Time        `json:"at"`
	Command accounts.Verb    `json:"command"`
	Label   string           `json:"label"`
	By      governance.Stamp `json:"by"`
}

// listAccounts answers with the accounts of one person.
func (s *Server) listAccounts(w http.ResponseWriter, r *http.Request, actor governance.Actor) error {
	if _, _, err := s.asKeeper(r, accounts.Read, &actor); err != nil {
		return err
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if person := query["person"]; err != nil || len(query) != 1 || len(person) != 1 || person[0] == "" || !storable(person[0]) {
		return &httpapi.Problem{Status: http.StatusBadRequest, Code: "malformed",
			Detail: governance.Text{Zh: "查询参数应为且仅为 person", En: "the one parameter is person"}}
	}
	records, err := s.accounts.Of(r.Context(), query.Get("person"))
	if err != nil {
		return err
	}
	items := []accountView{}
	for i := range records {
		items = append(items, show(&records[i], httpapi.Language(r)))
	}
	return httpapi.WriteJSON(w, r, http.StatusOK, struct {
		Items []accountView `json:"items"`
		Next  *string       `json:"next"`
	}{Items: items})
}

// storable reports whether every database takes a text.
func storable(text string) bool { return utf8.ValidString(text) && !strings.Contains(text, "\x00") }

func show(a *accounts.Record, lang string) accountView {
	v := accountView{Account: a.Name, Person: a.Person, Initial: a.Initial, History: []actView{}}
	if !a.Closed.IsZero() {
		at := a.Closed.In(civil.Zone)
		v.Closed = &at
	}
	for _, act := range a.Acts {
		label := governance.Label(act.Verb.Choices(), string(act.Verb))
		v.History = append(v.History, actView{act.At.In(civil.Zone), act.Verb, label.In(lang), act.By})
	}
	return v
}
