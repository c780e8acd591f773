package main

import (
	"context"
	"database/sql"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// http.md, Start: a bad flag, an unreachable database, and -demo on somebody
// else's records end with one clear line and exit code 2.
func TestRefusesToStart(t *testing.T) {
	dir := t.TempDir()
	plain := filepath.Join(dir, "text.db")
	require.NoError(t, os.WriteFile(plain, []byte(strings.Repeat("this is no database\n", 100)), 0o600))
	foreign := filepath.Join(dir, "foreign.db")
	db, err := sql.Open("sqlite", foreign)
	require.NoError(t, err)
	_, err = db.Exec("CREATE TABLE customers (name TEXT)")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer busy.Close()
	broken := filepath.Join(dir, "notice.json")
	require.NoError(t, os.WriteFile(broken, []byte(`{"2027": {"off": ["2027-13-01"]}}`), 0o600))
	for _, c := range []struct {
		name string
		args []string
		says string
	}{
		{"a bad flag", []string{"-colour"}, "-colour"},
		{"a time without a demonstration", []string{"-clock", friday}, "-demo"},
		{"a kind of database that is not known", []string{"-db", "mongo:here"}, "-db"},
		{"a server that nobody runs", []string{"-db", "postgres://jinlin:secret@127.0.0.1:1/jinlin"}, "postgres: cannot connect"},
		{"a URL that is none", []string{"-db", "postgres://jinlin:secret@[::1/jinlin"}, "-db"},
		{"a folder that is not there", []string{"-db", "sqlite:" + filepath.Join(dir, "nowhere", "a.db")}, "nowhere"},
		{"a file that is no database", []string{"-db", "sqlite:" + plain}, "text.db"},
		{"a database of something else", []string{"-db", "sqlite:" + foreign, "-demo"}, "foreign.db"},
		{"an address that is taken", []string{"-db", "memory:", "-addr", busy.Addr().String()}, "-addr"},
		{"notices that are not there", []string{"-db", "memory:", "-notices", filepath.Join(dir, "none.json")}, "-notices"},
		{"notices that are wrong", []string{"-db", "memory:", "-notices", broken}, "notice.json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr text
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			code := run(ctx, append([]string{"-addr", "127.0.0.1:0"}, c.args...), func(string) string { return "" }, &stdout, &stderr)
			require.Equal(t, 2, code)
			require.Empty(t, stdout.String())
			require.Contains(t, stderr.String(), c.says)
			require.NotContains(t, stderr.String(), "secret")
			require.Equal(t, 1, strings.Count(stderr.String(), "\n"), "one line: %s", stderr.String())
		})
	}
}

// -demo does not touch records that it did not make.
func TestDemoRefusesRecordsOfOthers(t *testing.T) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	s.report()
	require.Equal(t, 0, s.stop())
	db, err := sql.Open("sqlite", strings.TrimPrefix(path, "sqlite:"))
	require.NoError(t, err)
	_, err = db.Exec("DELETE FROM server_facts WHERE name = 'demo'")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	var stdout, stderr text
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	code := run(ctx, []string{"-demo", "-addr", "127.0.0.1:0", "-db", path}, func(string) string { return "" }, &stdout, &stderr)
	require.Equal(t, 2, code)
	require.Contains(t, stderr.String(), "-demo")
}

// http.md, Start: the first line says where; then come the accounts.
func TestAnnouncesItself(t *testing.T) {
	s := demoServer(t, "-db", "memory:")
	require.Eventually(t, func() bool { return strings.Contains(s.stdout.String(), "town-2") }, 5*time.Second, time.Millisecond)
	list := s.do("", "GET /v1/demo/accounts", nil).want(200)
	for _, a := range list.list("items") {
		for _, name := range []string{"account", "password", "level", "unit", "unitName"} {
			require.Contains(t, s.stdout.String(), a[name].(string))
		}
	}
	require.True(t, strings.HasPrefix(s.url, "http://127.0.0.1:"))
}

// http.md, Who is calling: what the list of demo accounts promises.
func TestDemoAccounts(t *testing.T) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	list := s.do("", "GET /v1/demo/accounts", nil).want(200)
	require.LessOrEqual(t, len(list.list("items")), 20)
	require.Equal(t, everybody, list.codes("items", "account"))
	first, count := map[string]fields{}, map[string]int{}
	units := map[string]bool{}
	for _, a := range list.list("items") {
		level := a["level"].(string)
		if count[level]++; first[level] == nil {
			first[level] = a
		}
		units[a["unit"].(string)] = true
		in := s.do("", "POST /v1/sessions", fields{"account": a["account"], "password": a["password"]}).want(201)
		me := s.do(a["account"].(string), "GET /v1/me", nil).want(200)
		require.Equal(t, me.json(), in.json()["actor"], "the session says what /v1/me says")
		if level != "resident" && level != "building" {
			require.Contains(t, me.codes("units", "code"), a["unit"], "%s acts for its unit", a["account"])
		}
	}
	require.Equal(t, 1, count["resident"])
	require.GreaterOrEqual(t, count["department"], 3)
	for _, level := range []string{"compound", "community", "town", "centre", "district"} {
		require.NotZero(t, count[level], level)
	}
	for _, a := range list.list("items") {
		if a["level"] == "community" {
			up := s.do("", "GET /v1/units/"+a["unit"].(string)+"/ancestors", nil).want(200)
			require.True(t, units[up.find("items", fields{"kind": "town"})["code"].(string)], "the town of every community is listed")
		}
	}
	above := s.do("", "GET /v1/units/"+first["resident"]["unit"].(string)+"/ancestors", nil).want(200)
	require.Equal(t, first["community"]["unit"], above.find("items", fields{"kind": "community"})["code"], "the resident lives in the first community")
	// A resident's matter is checked where they live.
	require.Contains(t, s.see("compound", s.report()).codes("actions", "command"), "verify")
	require.Equal(t, 0, s.stop())
	later := demoServer(t, "-db", path)
	require.Equal(t, string(list.body), string(later.do("", "GET /v1/demo/accounts", nil).want(200).body), "stable across restarts")
}

// Without -demo there is nothing to see of a demonstration.
func TestWithoutDemo(t *testing.T) {
	s := start(t, "-addr", "127.0.0.1:0", "-db", "memory:")
	s.do("", "GET /v1/demo/accounts", nil).want(404)
	s.clock("advance", "1h").want(404)
	s.do("", "GET /v1/notices", nil).want(200)
	s.do("", "GET /readyz", nil).want(200)
	require.Contains(t, s.stderr.String(), "-found", "what to do about it")
	s.do("", "POST /v1/sessions", fields{"account": "resident", "password": "jinlin-resident"}).want(401)
	require.Equal(t, 0, s.stop())
}

// http.md, Start: SIGTERM drains and stops: what is at work is finished, and
// live streams end.
func TestDrains(t *testing.T) {
	s := child(t, "-demo", "-addr", "127.0.0.1:0", "-clock", friday, "-db", fresh(t))
	token := s.token("centre")
	stream, err := http.NewRequest("GET", s.url+"/v1/events", nil)
	require.NoError(t, err)
	stream.Header.Set("Accept", "text/event-stream")
	stream.Header.Set("Authorization", "Bearer "+token)
	live, err := client.Do(stream)
	require.NoError(t, err)
	defer live.Body.Close()
	require.Equal(t, 200, live.StatusCode)
	s.token("resident")
	read, write := io.Pipe()
	slow, err := http.NewRequest("POST", s.url+"/v1/cases", read)
	require.NoError(t, err)
	slow.Header.Set("Authorization", "Bearer "+s.token("resident"))
	slow.Header.Set("Content-Type", "application/json")
	answered := make(chan int, 1)
	go func() {
		res, err := client.Do(slow)
		if err != nil {
			answered <- 0
			return
		}
		_ = res.Body.Close()
		answered <- res.StatusCode
	}()
	_, err = write.Write([]byte(`{"title":"路灯","text":"不亮",`))
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		return strings.Contains(string(s.do("", "GET /metrics", nil).body), "jinlin_http_requests_in_flight 3")
	}, 5*time.Second, 5*time.Millisecond, "the stream, the slow one, and this one")
	stopped := make(chan int, 1)
	go func() { stopped <- s.stop() }()
	_, _ = io.Copy(io.Discard, live.Body) // ends
	_, err = write.Write([]byte(`"place":{"unit":"` + compound + `"}}`))
	require.NoError(t, err)
	require.NoError(t, write.Close())
	require.Equal(t, 201, <-answered, "what was at work is finished")
	require.Equal(t, 0, <-stopped)
}

// http.md, Start: a frontend on another origin, and nobody else.
func TestCORS(t *testing.T) {
	s := demoServer(t, "-db", "memory:", "-cors", "https://front.example")
	ok := s.do("", "GET /v1/categories", nil, "Origin", "https://front.example").want(200)
	require.Equal(t, "https://front.example", ok.header.Get("Access-Control-Allow-Origin"))
	other := s.do("", "GET /v1/categories", nil, "Origin", "https://other.example")
	require.Empty(t, other.header.Get("Access-Control-Allow-Origin"))
}

// notice2027 is a made-up notice with two more days off than is usual.
const notice2027 = `{"2027": {"notice": "示例〔2026〕1号", "issued": "2026-11-05",
		"off": ["2027-01-01","2027-01-02","2027-01-03","2027-01-04","2027-01-05","2027-02-05","2027-02-06","2027-02-07","2027-02-08",
			"2027-04-05","2027-05-01","2027-05-02","2027-06-09","2027-09-15","2027-10-01","2027-10-02","2027-10-03"], "work": []}}`

// 2.4: the next year's notice without another program; what runs is recomputed,
// old and new in an entry.
func TestNotices(t *testing.T) { everywhere(t, notices) }

func notices(t *testing.T, fresh func(testing.TB) string) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	id := s.report()
	s.clock("to", "2026-12-29T10:00:00+08:00").want(200)
	s.walk(id, toCentre()[:2]...)
	before := s.due(id, "town", town)
	require.Equal(t, "2027-01-06T23:59:59+08:00", before)
	require.Equal(t, true, s.see("centre", id).find("deadlines", fields{"name": "town", "state": "running"})["provisional"])
	require.Equal(t, 0, s.stop())
	file := filepath.Join(t.TempDir(), "2027.json")
	require.NoError(t, os.WriteFile(file, []byte(notice2027), 0o600))
	s = demoServer(t, "-db", path, "-notices", file)
	require.Equal(t, "2027-01-08T23:59:59+08:00", s.due(id, "town", town), "two more days off")
	history := s.do("centre", "GET /v1/cases/"+id+"/history", nil).want(200)
	require.Contains(t, history.codes("items", "command"), "recompute")
	days := s.do("", "GET /v1/calendar/days?from=2027-01-04&to=2027-01-04", nil).want(200)
	require.Contains(t, string(days.body), "示例〔2026〕1号")
	require.Equal(t, 0, s.stop())
	n := len(history.list("items"))
	s = demoServer(t, "-db", path, "-notices", filepath.Dir(file))
	require.Len(t, s.do("centre", "GET /v1/cases/"+id+"/history", nil).want(200).list("items"), n, "the same notices again change nothing")
}
