package httpapi

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Codes of the toy district.
const (
	district  orgtree.Code = "350205"
	town      orgtree.Code = "350205001"
	community orgtree.Code = "350205001001"
	other     orgtree.Code = "350205001002"
	compound  orgtree.Code = "350205001001001"
	centre    orgtree.Code = "350205C"
)

var start = time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)

func organisation(t testing.TB) *orgtree.Org {
	day := civil.MustParse("2018-01-01")
	unit := func(code, parent orgtree.Code, kind orgtree.Kind, name string) orgtree.Change {
		return orgtree.AddUnit{Unit: orgtree.Unit{Code: code, Name: name, Kind: kind, Parent: parent}, Day: day}
	}
	org, err := orgtree.New().Apply(
		unit(district, "", orgtree.District, "海沧区"), unit(town, district, orgtree.Town, "新阳街道"),
		unit(community, town, orgtree.Community, "兴旺社区"), unit(other, town, orgtree.Community, "兴祥社区"),
		unit(compound, community, orgtree.Compound, "未来海岸"), unit(centre, district, orgtree.Centre, "区智慧管理服务中心"),
	)
	require.NoError(t, err)
	return org
}

// trees is the directory of an organisation that never changes.
type trees struct {
	mu  sync.Mutex
	org *orgtree.Org
	by  map[civil.Date]*orgtree.Tree
	err error
}

func (d *trees) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.by[day] == nil {
		d.by[day] = d.org.On(day)
	}
	return d.by[day], nil, d.err
}

// Refresh implements [governance.Directory]: nothing ever changes.
func (*trees) Refresh(context.Context) error { return nil }

// tokens are accounts by their bearer token.
type tokens map[string]governance.Actor

func (ts tokens) Authenticate(r *http.Request) (governance.Actor, error) {
	token, given := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !given {
		return governance.Actor{}, nil
	}
	if actor, ok := ts[token]; ok {
		return actor, nil
	}
	return governance.Actor{}, errors.New("no such session")
}

// files keeps attachments in memory.
type files struct {
	mu   sync.Mutex
	kept map[uuid.UUID]File
	data map[uuid.UUID][]byte
}

func (f *files) Put(_ context.Context, account string, r io.Reader, media string) (uuid.UUID, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return uuid.Nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	id := uuid.New()
	f.kept[id], f.data[id] = File{Account: account, MediaType: media, Size: int64(len(data))}, data
	return id, nil
}

func (f *files) Open(_ context.Context, id uuid.UUID) (File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	file, ok := f.kept[id]
	if !ok {
		return File{}, &governance.NotFoundError{}
	}
	file.Body = io.NopCloser(bytes.NewReader(f.data[id]))
	return file, nil
}

func (f *files) Bind(_ context.Context, id uuid.UUID, to governance.Ref) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	file := f.kept[id]
	file.Ref = to
	f.kept[id] = file
	return nil
}

func (f *files) Erase(_ context.Context, ref governance.Ref) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id, file := range f.kept {
		if file.Ref == ref {
			delete(f.kept, id)
			delete(f.data, id)
		}
	}
	return nil
}

// world is a whole server of the toy institutions.
type world struct {
	t       testing.TB
	handler http.Handler
	office  *governance.Office
	files   *files
	trees   *trees
	mu      sync.Mutex
	now     time.Time
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) advance(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

func accounts() tokens {
	post := func(account string, kind orgtree.PostKind, unit orgtree.Code) governance.Actor {
		return governance.Actor{Account: account, Person: account, Posts: []orgtree.Post{{ID: account, Kind: kind, Unit: unit, Person: account}}}
	}
	return tokens{
		"ann":    {Account: "ann", Person: "ann"},
		"bob":    {Account: "bob", Person: "bob"},
		"worker": post("worker", orgtree.CommunityWorker, community),
		"elsew":  post("elsew", orgtree.CommunityWorker, other),
		"clerk":  post("clerk", orgtree.TownClerk, town),
		"robot":  {Account: "robot"}, // an integration account
		"centre": post("centre", orgtree.CentreClerk, centre),
	}
}

func assemble(t testing.TB, ledger governance.Ledger, w *world) *governance.Office {
	wish, err := governance.NewBook(wishes())
	require.NoError(t, err)
	sign, err := governance.NewBook(signs())
	require.NoError(t, err)
	office, err := governance.Assemble(governance.Ports{Ledger: ledger, Now: w.clock, Entropy: rand.Reader, Directory: w.trees}, wish.Shelf, sign.Shelf)
	require.NoError(t, err)
	return office
}

func newWorld(t testing.TB, change ...func(*Options)) *world {
	w := &world{t: t, now: start, files: &files{kept: map[uuid.UUID]File{}, data: map[uuid.UUID][]byte{}}}
	w.trees = &trees{org: organisation(t), by: map[civil.Date]*orgtree.Tree{}}
	w.office = assemble(t, memory.New(), w)
	o := Options{Authenticator: accounts(), Files: w.files, Aliases: map[string]Alias{"sizes": {"wish", "sizes"}}}
	for _, f := range change {
		f(&o)
	}
	var err error
	w.handler, err = New(w.office, o)
	require.NoError(t, err)
	return w
}

// reply is an answer as a client gets it.
type reply struct {
	t testing.TB
	*http.Response
	body []byte
}

// json decodes the body.
func (r *reply) json() map[string]any {
	var out map[string]any
	require.NoError(r.t, json.Unmarshal(r.body, &out), "body: %s", r.body)
	return out
}

func (r *reply) text(name string) string {
	s, _ := r.json()[name].(string)
	return s
}

// faults are the paths and codes of a problem's fields.
func (r *reply) faults() []string {
	var p struct {
		Fields []struct{ Path, Code string }
	}
	require.NoError(r.t, json.Unmarshal(r.body, &p))
	out := []string{}
	for _, f := range p.Fields {
		out = append(out, f.Path+" "+f.Code)
	}
	return out
}

// do sends a request: method and path in one, the account's token, a body, and
// headers as "Name: value".
func (w *world) do(token, line, body string, headers ...string) *reply {
	return w.send(w.request(token, line, body, headers...))
}

func (w *world) request(token, line, body string, headers ...string) *http.Request {
	method, path, _ := strings.Cut(line, " ")
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Content-Type" {
			r.Header.Del(name)
		}
		r.Header.Add(name, value)
	}
	return r
}

func (w *world) send(r *http.Request) *reply {
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	res := rec.Result()
	out, err := io.ReadAll(res.Body)
	require.NoError(w.t, err)
	return &reply{w.t, res, out}
}

// want sends a request and insists on a status.
func (w *world) want(status int, token, line, body string, headers ...string) *reply {
	r := w.do(token, line, body, headers...)
	require.Equal(w.t, status, r.StatusCode, "%s\n%s", line, r.body)
	return r
}

const (
	wishBody   = `{"title":"一盏路灯","text":"楼下太暗","category":"light","place":{"unit":"350205001001001","address":"3号楼"},"sender":{"name":"张三丰","phone":"13812348000"}}`
	acceptBody = `{"size":"small","helpers":[{"unit":"350205001001","role":"lead"}],"on":"2024-10-08"}`
)

// wish makes a wish of Ann's and returns its path.
func (w *world) wish() string {
	return w.want(201, "ann", "POST /v1/wishes", wishBody).Header.Get("Location")
}
