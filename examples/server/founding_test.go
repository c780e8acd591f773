package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
)

// sampleFile is the file that the documents found a district from.
const sampleFile = "founding/sample.json"

// Units of that file.
const (
	oldCompound  = "350203001018001"
	oldCommunity = "350203001018"
	oldTown      = "350203001"
)

// once runs the program where it ends by itself.
func once(t testing.TB, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err text
	code = run(t.Context(), args, func(string) string { return "" }, &out, &err)
	return code, out.String(), err.String()
}

// passwords reads what -found has printed, and whether it came to its end.
func passwords(printed string) (out map[string]string, whole bool) {
	out = map[string]string{}
	lines := strings.Split(strings.TrimSpace(printed), "\n")
	for _, line := range lines {
		if cells := strings.Fields(line); len(cells) > 4 && cells[0] != "account" && cells[0] != "founded" {
			out[cells[0]] = cells[1]
		}
	}
	return out, strings.HasPrefix(lines[len(lines)-1], "founded ")
}

// sampleFor is the sample with the accounts of some only: each costs a founding
// some tenths of a second, as it costs whoever guesses.
func sampleFor(t testing.TB, who ...string) string {
	t.Helper()
	whole, err := os.ReadFile(sampleFile)
	require.NoError(t, err)
	before, list, found := strings.Cut(string(whole), `"accounts": [`)
	require.True(t, found)
	var kept []string
	for line := range strings.Lines(list) {
		if slices.ContainsFunc(who, func(name string) bool { return strings.Contains(line, `"account": "`+name+`"`) }) {
			kept = append(kept, strings.TrimRight(strings.TrimSpace(line), ","))
		}
	}
	require.Len(t, kept, len(who))
	file := filepath.Join(t.TempDir(), "sample.json")
	require.NoError(t, os.WriteFile(file, []byte(before+`"accounts": [`+strings.Join(kept, ",")+"]}"), 0o600))
	return file
}

// founded founds a district from a file and runs it, with everybody logged in
// whom a test asks for.
func founded(t testing.TB, path, file string, who ...string) *server {
	t.Helper()
	code, stdout, stderr := once(t, "-db", path, "-found", file)
	require.Equal(t, 0, code, stderr)
	require.Empty(t, stderr)
	told, whole := passwords(stdout)
	require.True(t, whole, stdout)
	s := start(t, "-addr", "127.0.0.1:0", "-db", path)
	for _, account := range who {
		s.enter(account, told[account])
	}
	return s
}

// From an empty folder to a district at work, as somebody does it who has only
// read docs/operating.md.
func TestFromAnEmptyFolder(t *testing.T) {
	path := fresh(t)
	s := founded(t, path, sampleFile, "resident", "compound", "town")
	id := s.do("resident", "POST /v1/cases", fields{"title": "路灯不亮", "text": "三天了", "place": fields{"unit": oldCompound}}).want(201).str("id")
	s.walk(id, step{"compound", "verify", nil, "verified"}, step{"compound", "whistle", fields{"reason": "超出小区职能"}, "whistled"},
		step{"town", "report-in", nil, "at-town"})
	require.Equal(t, "思明区", s.do("", "GET /v1/units/350203", nil).want(200).str("name"))
	require.NotContains(t, s.stderr.String(), "WARN", "nothing is left to do")
	require.Equal(t, 0, s.stop())

	code, stdout, stderr := once(t, "-db", path, "-found", sampleFile)
	require.Equal(t, 2, code, "founding is done once")
	require.Empty(t, stdout)
	require.Equal(t, "server: -found: the database already holds entries; nothing was changed\n", stderr)

	again := start(t, "-addr", "127.0.0.1:0", "-db", path)
	again.tokens = s.tokens
	require.Equal(t, oldTown, again.see("town", id).want(200).list("units")[0]["unit"])
	again.walk(id, step{"town", "escalate", fields{"reason": "需区级部门"}, "escalated"})
}

// After the founding the district goes on over HTTP: its centre adds a compound,
// appoints somebody and makes their account, who then acts. Rights follow posts
// (G17): when the post ends, the account is still there and may do nothing that
// the post gave.
func TestDistrictGoesOnOverHTTP(t *testing.T) {
	s := founded(t, fresh(t), sampleFor(t, "centre", "town", "resident"), "centre", "town", "resident")
	today := civil.DateOf(time.Now())
	organisations := s.do("centre", "GET /v1/organisations", nil).want(200).codes("items", "id")
	require.Len(t, organisations, 1)
	change := func(account, verb string, body fields) *answer {
		return s.do(account, "POST /v1/organisations/"+organisations[0]+"/"+verb, body)
	}
	compound := fields{"unit": fields{"code": "350203001018002", "name": "艺术西区", "kind": "compound", "parent": oldCommunity}, "day": today.String()}
	change("town", "add-unit", compound).want(404) // only the district and its centre know the record
	change("centre", "add-unit", compound).want(200)
	s.do("", "GET /v1/units/350203001018002", nil).want(200)
	s.do("centre", "POST /v1/accounts", fields{"account": "li", "person": "p-101"}).want(422)
	post := fields{"kind": "community-worker", "unit": oldCommunity, "person": "p-101", "from": today.AddDays(-1).String()}
	change("centre", "set-person", fields{"person": fields{"id": "p-101", "home": "350203001018002"}, "day": today.AddDays(-1).String()}).want(422)
	change("centre", "set-person", fields{"person": fields{"id": "p-101", "home": "350203001018002"}, "day": today.String()}).want(200)
	change("centre", "appoint", fields{"id": "t-101", "post": post}).want(200)
	s.enter("li", s.do("centre", "POST /v1/accounts", fields{"account": "li", "person": "p-101"}).want(201).str("password"))

	id := s.do("resident", "POST /v1/cases", fields{"title": "路灯不亮", "text": "不亮", "place": fields{"unit": "350203001018002"}}).want(201).str("id")
	require.Contains(t, s.do("li", "GET /v1/me", nil).want(200).codes("units", "code"), oldCommunity)
	s.give("li", id, "verify", nil)
	change("centre", "end-post", fields{"id": "t-101", "day": today.String()}).want(200)
	require.Empty(t, s.do("li", "GET /v1/me", nil).want(200).list("posts"))
	s.ask("li", id, "whistle", fields{"reason": "超出职能"}).want(404)
	s.do("li", "POST /v1/sessions", fields{"account": "li", "password": "wrong"}).want(401)
	s.do("li", "POST /v1/cases", fields{"title": "水管", "text": "漏水", "place": fields{"unit": "350203001018002"}}).want(201)
}

// A file that is wrong founds nothing and makes no database; each fault is told
// on a line of its own.
func TestFoundingRefusesWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	path, file := filepath.Join(dir, "a.db"), filepath.Join(dir, "f.json")
	whole, err := os.ReadFile(sampleFile)
	require.NoError(t, err)
	bad := strings.NewReplacer(`"town-clerk"`, `"欧阳修竹"`, `"member": true, "home": "P350203001"}`, `"member": true, "phone": "13987654321"}`).Replace(string(whole))
	require.NoError(t, os.WriteFile(file, []byte(bad), 0o600))
	code, stdout, stderr := once(t, "-db", "sqlite:"+path, "-found", file)
	require.Equal(t, 2, code)
	require.Empty(t, stdout)
	require.Equal(t, `server: -found: nothing was founded; faults in the file: 2
line 22: persons[3].phone: is not a field (unknown-field)
line 31: posts[3].kind: no such kind (bad-kind)
`, stderr)
	require.NoFileExists(t, path)
	code, _, stderr = once(t, "-db", "sqlite:"+path, "-found", filepath.Join(dir, "none.json"))
	require.Equal(t, 2, code)
	require.Contains(t, stderr, "-found")
}

// Nothing is founded where there is something.
func TestFoundingLeavesOthersAlone(t *testing.T) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	s.token("town")
	code, stdout, stderr := once(t, "-db", path, "-found", sampleFile)
	require.Equal(t, 2, code)
	require.Empty(t, stdout)
	require.Equal(t, 1, strings.Count(stderr, "\n"))
	s.do("town", "GET /v1/me", nil).want(200)
	require.Equal(t, 0, s.stop())

	path = fresh(t)
	require.Equal(t, 0, founded(t, path, sampleFor(t, "centre")).stop())
	code, _, stderr = once(t, "-db", path, "-demo", "-addr", "127.0.0.1:0")
	require.Equal(t, 2, code)
	require.Contains(t, stderr, "-demo")
}

// shut takes nothing that is written to it.
type shut struct{}

func (shut) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// A founding that cannot tell its passwords makes no account: it ends between its
// two commits, and leaves an organisation. The same file finishes it, no other
// does, and a server says what is missing.
func TestFoundingIsFinished(t *testing.T) {
	path, file := fresh(t), sampleFor(t, "centre")
	var told text
	require.Equal(t, 2, run(t.Context(), []string{"-db", path, "-found", file}, func(string) string { return "" }, shut{}, &told))
	require.Equal(t, 1, strings.Count(told.String(), "\n"))

	s := start(t, "-addr", "127.0.0.1:0", "-db", path)
	s.do("", "GET /v1/units/350203", nil).want(200)
	require.Contains(t, s.stderr.String(), "nobody has an account")
	require.Equal(t, 0, s.stop())
	whole, err := os.ReadFile(file)
	require.NoError(t, err)
	other := filepath.Join(t.TempDir(), "f.json")
	require.NoError(t, os.WriteFile(other, []byte(strings.Replace(string(whole), "避风坞小区", "避风港小区", 1)), 0o600))
	code, stdout, _ := once(t, "-db", path, "-found", other)
	require.Equal(t, 2, code)
	require.Empty(t, stdout)
	require.Equal(t, 0, founded(t, path, file, "centre").stop())
}

// Killed whenever it may be, a founding leaves a database that is empty, or
// founded with the passwords that were told, or that the same command finishes.
func TestKilledWhileFounding(t *testing.T) {
	file := sampleFor(t, "district")
	for _, c := range []struct {
		after time.Duration // from its start, unless
		lines int           // so many were printed before
	}{{after: 1}, {after: 60}, {after: 150}, {after: 300}, {lines: 1}, {lines: 3}} {
		path := fresh(t)
		printed := brokenOff(t, c.after*time.Millisecond, c.lines, "-db", path, "-found", file)
		code, stdout, stderr := once(t, "-db", path, "-found", file)
		if code == 2 {
			require.Contains(t, stderr, "already holds entries")
		} else {
			require.Equal(t, 0, code, stderr)
			printed = stdout
		}
		told, _ := passwords(printed)
		require.Len(t, told, 1, "whoever has an account was told its password")
		s := start(t, "-addr", "127.0.0.1:0", "-db", path)
		for account, password := range told {
			s.do("", "POST /v1/sessions", fields{"account": account, "password": password}).want(201)
		}
		s.do("", "GET /v1/units/350203", nil).want(200)
		require.NotContains(t, s.stderr.String(), "WARN")
		require.Equal(t, 0, s.stop())
	}
}

// Of two who found at the same time, one tells the passwords that hold.
func TestFoundedTwiceAtOnce(t *testing.T) { everywhere(t, foundedTwiceAtOnce) }

func foundedTwiceAtOnce(t *testing.T, fresh func(testing.TB) string) {
	path, file := fresh(t), sampleFor(t, "centre")
	var group sync.WaitGroup
	codes, printed := [2]int{}, [2]string{}
	for i := range codes {
		group.Go(func() {
			var out, err text
			codes[i] = run(context.Background(), []string{"-db", path, "-found", file}, func(string) string { return "" }, &out, &err)
			printed[i] = out.String() + err.String()
		})
	}
	group.Wait()
	require.ElementsMatch(t, []int{0, 2}, codes[:], "%s", printed)
	winner := slices.Index(codes[:], 0)
	told, whole := passwords(printed[winner])
	require.True(t, whole)
	_, whole = passwords(printed[1-winner])
	require.False(t, whole)
	start(t, "-addr", "127.0.0.1:0", "-db", path).enter("centre", told["centre"])
}

// brokenOff runs the program and kills it after a while, or when it has printed
// so many lines, however far it got.
func brokenOff(t testing.TB, after time.Duration, lines int, args ...string) string {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asServer+"=1")
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	if lines == 0 {
		defer time.AfterFunc(after, func() { _ = cmd.Process.Kill() }).Stop()
	}
	var printed strings.Builder
	read := bufio.NewReader(io.TeeReader(out, &printed))
	for n := 1; ; n++ {
		if _, err := read.ReadString('\n'); err != nil {
			break
		}
		if n == lines {
			_ = cmd.Process.Kill()
		}
	}
	_ = cmd.Wait()
	return printed.String()
}

// Whoever runs the server lets somebody in again when nobody else can.
func TestResetByTheOperator(t *testing.T) {
	path := fresh(t)
	s := founded(t, path, sampleFor(t, "centre", "town"), "centre")
	code, stdout, _ := once(t, "-db", path, "-reset", "centre") // also while it runs
	require.Equal(t, 0, code)
	s.do("centre", "GET /v1/me", nil).want(401)
	s.enter("centre", strings.TrimSpace(stdout))
	list := s.do("centre", "GET /v1/accounts?person=p-002", nil).want(200)
	require.Contains(t, string(list.body), `"command":"reset","label":"重置密码","by":{"system":true}`)
	s.do("centre", "POST /v1/accounts/close", fields{"account": "town"}).want(204)
	for _, name := range []string{"town", "nobody-of-this-name"} {
		code, stdout, stderr := once(t, "-db", path, "-reset", name)
		require.Equal(t, 2, code)
		require.Empty(t, stdout)
		require.Equal(t, 1, strings.Count(stderr, "\n"))
		require.NotContains(t, stderr, name)
	}
}
