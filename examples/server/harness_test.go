package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
)

// asServer makes the test binary be the server, so that tests can kill one.
const asServer = "JINLIN_TEST_BE_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(asServer) != "" {
		main()
	}
	os.Exit(cluster.Run(m))
}

// cluster is the PostgreSQL of these tests.
var cluster pgtest.Server

// everywhere runs a test on SQLite, and on PostgreSQL with replicas that look
// like one server: requests go to one after the other. Fresh makes a database.
func everywhere(t *testing.T, test func(t *testing.T, fresh func(testing.TB) string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, fresh) })
	t.Run("postgres", func(t *testing.T) { test(t, shared) })
}

// shared is a database of PostgreSQL: on one like that start starts two.
func shared(t testing.TB) string { return cluster.Database(t) }

// isShared reports whether the program is told to work on such a database.
func isShared(args []string) bool {
	return slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "postgres:") })
}

// A text is written by the server and read by the test.
type text struct {
	mu   sync.Mutex
	buf  bytes.Buffer
	also []*text // of others, which follow
}

func (x *text) Write(p []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.buf.Write(p)
}

func (x *text) String() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	all := x.buf.String()
	for _, other := range x.also {
		all += other.String()
	}
	return all
}

// A server is a running one, with a real listener and a real database, or some
// replicas that look like one.
type server struct {
	t        testing.TB
	url      string
	stdout   *text
	stderr   *text
	stop     func() int // drains, and returns the exit code
	kill     func()     // kill -9; only of a child process
	tokens   *tokens
	args     []string     // that it was started with
	replicas []*server    // of whom requests go to one after the other; none: it is one itself
	turn     atomic.Int64 // whose turn it is
}

// tokens are the sessions of those who have logged in.
type tokens struct {
	mu sync.Mutex
	of map[string]string
}

// at is where the next request goes.
func (s *server) at() string {
	if len(s.replicas) == 0 {
		return s.url
	}
	return s.replicas[int(s.turn.Add(1))%len(s.replicas)].url
}

// together are replicas as one server.
func together(replicas ...*server) *server {
	first := replicas[0]
	s := &server{t: first.t, args: first.args, url: first.url, stdout: &text{}, stderr: &text{}, tokens: first.tokens, replicas: replicas}
	s.stop = func() (code int) {
		for _, r := range replicas {
			code = max(code, r.stop())
		}
		return code
	}
	for _, r := range replicas {
		r.tokens = s.tokens
		s.stdout.also, s.stderr.also = append(s.stdout.also, r.stdout), append(s.stderr.also, r.stderr)
	}
	return s
}

// the day on which most stories begin: a Friday before a week of holidays.
const friday = "2024-09-27T10:00:00+08:00"

// demo starts a demonstration within the test's own process.
func demoServer(t testing.TB, args ...string) *server {
	t.Helper()
	return start(t, append([]string{"-demo", "-addr", "127.0.0.1:0", "-clock", friday}, args...)...)
}

// fresh is a database in a folder of the test's own.
func fresh(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "jinlin.db") }

// start runs the program within the test's own process, twice on a database that
// is shared.
func start(t testing.TB, args ...string) *server {
	t.Helper()
	if isShared(args) {
		return together(one(t, args...), one(t, args...))
	}
	return one(t, args...)
}

func one(t testing.TB, args ...string) *server {
	t.Helper()
	s := &server{t: t, args: args, stdout: &text{}, stderr: &text{}, tokens: &tokens{of: map[string]string{}}}
	ctx, cancel := context.WithCancel(context.Background())
	code := make(chan int, 1)
	read, write := io.Pipe()
	go func() {
		code <- run(ctx, args, func(string) string { return "" }, io.MultiWriter(s.stdout, write), s.stderr)
		_ = write.Close()
	}()
	var once sync.Once
	var exit int
	s.stop = func() int {
		once.Do(func() {
			client.CloseIdleConnections() // a server that stops waits for those that were never used
			cancel()
			exit = <-code
		})
		return exit
	}
	t.Cleanup(func() { s.stop() })
	s.listening(read)
	return s
}

// child runs the program as a process that can be killed.
func child(t testing.TB, args ...string) *server {
	t.Helper()
	s := &server{t: t, args: args, stdout: &text{}, stderr: &text{}, tokens: &tokens{of: map[string]string{}}}
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asServer+"=1")
	cmd.Stderr = s.stderr
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	var once sync.Once
	wait := func(how syscall.Signal) int {
		once.Do(func() {
			_ = cmd.Process.Signal(how)
			_ = cmd.Wait()
		})
		return cmd.ProcessState.ExitCode()
	}
	s.kill = func() { wait(syscall.SIGKILL) }
	s.stop = func() int { return wait(syscall.SIGTERM) }
	t.Cleanup(s.kill)
	s.listening(out)
	return s
}

// listening waits for the first line, which says where, and reads on.
func (s *server) listening(out io.Reader) {
	s.t.Helper()
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	require.NoError(s.t, err, "the server did not start: %s", s.stderr)
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	require.True(s.t, ok, "first line: %q", line)
	s.url = url
	go func() { _, _ = io.Copy(s.stdout, lines) }()
}

// An answer is what came back.
type answer struct {
	t      testing.TB
	asked  string
	status int
	header http.Header
	body   []byte
}

// client gives up in time, so that a server that hangs fails a test.
var client = &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 16}}

// do sends a request: "METHOD PATH", the account or "", a body or nil, and
// headers in pairs.
func (s *server) do(account, line string, body any, headers ...string) *answer {
	s.t.Helper()
	a, err := s.try(account, line, body, headers...)
	require.NoError(s.t, err, line)
	return a
}

// try is do for a server that may be dying.
func (s *server) try(account, line string, body any, headers ...string) (*answer, error) {
	s.t.Helper()
	return s.answered(s.request(account, line, body, headers...), account+" "+line)
}

func (s *server) request(account, line string, body any, headers ...string) *http.Request {
	s.t.Helper()
	method, path, _ := strings.Cut(line, " ")
	var content io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		content = strings.NewReader(b)
	default:
		data, err := json.Marshal(b)
		require.NoError(s.t, err)
		content = bytes.NewReader(data)
	}
	r, err := http.NewRequest(method, s.at()+path, content)
	require.NoError(s.t, err)
	if content != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if account != "" {
		r.Header.Set("Authorization", "Bearer "+s.token(account))
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func (s *server) answered(r *http.Request, asked string) (*answer, error) {
	res, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	return &answer{s.t, asked, res.StatusCode, res.Header, data}, err
}

// token logs in once per account.
func (s *server) token(account string) string {
	s.t.Helper()
	s.tokens.mu.Lock()
	defer s.tokens.mu.Unlock()
	if s.tokens.of[account] == "" {
		a := s.do("", "POST /v1/sessions", fields{"account": account, "password": "jinlin-" + account}).want(201)
		s.tokens.of[account] = a.str("token")
	}
	return s.tokens.of[account]
}

// want insists on a status.
func (a *answer) want(status int) *answer {
	a.t.Helper()
	require.Equal(a.t, status, a.status, "%s: %s", a.asked, a.body)
	return a
}

// fields are a JSON object.
type fields = map[string]any

func (a *answer) json() fields {
	a.t.Helper()
	var out fields
	require.NoError(a.t, json.Unmarshal(a.body, &out), "%s: %s", a.asked, a.body)
	return out
}

func (a *answer) str(name string) string {
	s, _ := a.json()[name].(string)
	return s
}

// list is a field that holds objects.
func (a *answer) list(name string) []fields {
	a.t.Helper()
	var out []fields
	items, _ := a.json()[name].([]any)
	for _, item := range items {
		out = append(out, item.(fields))
	}
	return out
}

// codes are one field of each object of a list.
func (a *answer) codes(list, name string) []string {
	out := []string{}
	for _, item := range a.list(list) {
		s, _ := item[name].(string)
		out = append(out, s)
	}
	return out
}

// find is the first object of a list whose fields are so.
func (a *answer) find(list string, like fields) fields {
	a.t.Helper()
	for _, item := range a.list(list) {
		same := true
		for name, value := range like {
			same = same && item[name] == value
		}
		if same {
			return item
		}
	}
	require.Fail(a.t, "not in the list", "%s: %v in %s: %s", a.asked, like, list, a.body)
	return nil
}

// Units of the demonstration.
const (
	compound  = "350205001001001"
	community = "350205001001"
	town      = "350205001"
	centre    = "350205C00"
	housing   = "350205D01"
	urban     = "350205D02"
	police    = "350205D03"
)

// Personal data that must not turn up where it does not belong.
var planted = []string{"欧阳修竹", "13987654321", "9号楼1203室", "漏水的卫生间"}

// report opens a matter of the resident's and returns its id.
func (s *server) report(more ...fields) string {
	s.t.Helper()
	return s.reportBy("resident", more...).want(201).str("id")
}

func (s *server) reportBy(account string, more ...fields) *answer {
	s.t.Helper()
	body := fields{
		"title": "路灯不亮 " + planted[3], "text": "三天了，" + planted[3],
		"place":  fields{"unit": compound, "address": planted[2]},
		"sender": fields{"name": planted[0], "phone": planted[1]},
	}
	for _, m := range more {
		maps.Copy(body, m)
	}
	return s.do(account, "POST /v1/cases", body)
}

// give gives a command, which must be allowed, and returns the record.
func (s *server) give(account, id, verb string, body fields) *answer {
	s.t.Helper()
	return s.ask(account, id, verb, body).want(200)
}

// ask gives a command that may be refused.
func (s *server) ask(account, id, verb string, body fields) *answer {
	s.t.Helper()
	if body == nil {
		body = fields{}
	}
	return s.do(account, "POST /v1/cases/"+id+"/"+verb, body)
}

// see reads a matter.
func (s *server) see(account, id string) *answer {
	s.t.Helper()
	return s.do(account, "GET /v1/cases/"+id, nil)
}

// clock moves the demonstration's time.
func (s *server) clock(how, value string) *answer {
	s.t.Helper()
	return s.do("", "POST /v1/demo/clock", fields{how: value})
}

// A step is one command of a story.
type step struct {
	account, verb string
	body          fields
	phase         string // in which the matter then is
}

// walk gives commands one after the other.
func (s *server) walk(id string, steps ...step) (last *answer) {
	s.t.Helper()
	for _, step := range steps {
		last = s.give(step.account, id, step.verb, step.body)
		require.Equal(s.t, step.phase, last.str("phase"), "after %s", step.verb)
	}
	return last
}

// halted starts the program and kills it after a while, however far it got.
func halted(t testing.TB, after time.Duration, args ...string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asServer+"=1")
	require.NoError(t, cmd.Start())
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	_ = cmd.Wait()
}
