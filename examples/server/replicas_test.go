package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
)

// pair starts two replicas of a demonstration and returns both, and both as one.
func pair(t testing.TB, url string, args ...string) (a, b, both *server) {
	t.Helper()
	both = demoServer(t, append([]string{"-db", url}, args...)...)
	return both.replicas[0], both.replicas[1], both
}

// now is the demonstration's time as a server tells it.
func (s *server) now() time.Time {
	s.t.Helper()
	at, err := time.Parse(time.RFC3339, s.clock("advance", "0s").want(200).str("now"))
	require.NoError(s.t, err)
	return at
}

// http.md, Start, on several replicas: a move of the clock is seen on all of
// them before its call answers, and moves at the same time add up.
func TestClockOfAllReplicas(t *testing.T) {
	a, b, both := pair(t, shared(t))
	for range 5 {
		for _, way := range [][2]*server{{a, b}, {b, a}} {
			moved := way[0].clock("advance", "24h").want(200).str("now")
			id := way[1].report()
			require.GreaterOrEqual(t, way[1].see("resident", id).str("opened"), moved, "what is opened elsewhere is opened later")
		}
	}
	begin := both.now()
	var group sync.WaitGroup
	for i := range 6 {
		group.Go(func() { both.replicas[i%2].clock("advance", "24h").want(200) })
	}
	group.Wait()
	require.WithinDuration(t, begin.Add(6*24*time.Hour), a.now(), time.Minute)
	require.WithinDuration(t, a.now(), b.now(), time.Minute)

	// A replica that comes later goes by the time that the others have got to,
	// and theirs goes on when one stops.
	require.Equal(t, 0, a.stop())
	late := one(t, "-demo", "-addr", "127.0.0.1:0", "-clock", friday, "-db", dbOf(both))
	require.WithinDuration(t, b.now(), late.now(), 5*time.Second)
	late.clock("advance", "240h").want(200)
	require.WithinDuration(t, late.now(), b.now(), 5*time.Second)
}

// dbOf is the database that a server was started on.
func dbOf(s *server) string {
	for i, arg := range s.args {
		if arg == "-db" {
			return s.args[i+1]
		}
	}
	return ""
}

// architecture.md: a replica with a stale tree decides nothing wrongly. Whoever
// loses a post on one replica acts on none, whoever gets one acts on all, at
// once; and what is decided while the organisation changes is decided anew.
func TestOrganisationOfAllReplicas(t *testing.T) {
	url := shared(t)
	a, b, _ := pair(t, url)
	record := a.do("centre", "GET /v1/organisations", nil).want(200).codes("items", "id")[0]
	change := func(verb string, body fields) {
		t.Helper()
		a.do("centre", "POST /v1/organisations/"+record+"/"+verb, body).want(200)
	}
	person := a.do("resident", "GET /v1/me", nil).want(200).str("person")
	day, err := civil.ParseDate(friday[:10])
	require.NoError(t, err)
	for i := range 3 {
		id, post := b.report(), fmt.Sprint("t-", i)
		change("appoint", fields{"id": post, "post": fields{"kind": "community-worker", "unit": community, "person": person, "from": day.AddDays(-1).String()}})
		b.give("resident", id, "verify", nil)
		change("end-post", fields{"id": post, "day": day.String()})
		b.ask("resident", id, "whistle", fields{"reason": "超出社区职能"}).want(403)
	}
	var group sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		group.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					assert.Equal(t, 201, b.reportBy("resident").status)
				}
			}
		})
	}
	for i := range 5 {
		change("add-unit", fields{"unit": fields{"code": fmt.Sprint("35020500100195", i), "name": "新小区", "kind": "compound", "parent": community}, "day": day.String()})
	}
	close(done)
	group.Wait()
	b.do("", "GET /v1/units/350205001001954", nil).want(200)
}

// http.md, Start: -demo fills an empty database, also when several start at the
// same time: one fills it, the others find it filled.
func TestStartedTogetherOnAnEmptyDatabase(t *testing.T) {
	url := cluster.Empty(t)
	args := []string{"-demo", "-addr", "127.0.0.1:0", "-clock", friday, "-db", url}
	replicas := make([]*server, 3)
	var group sync.WaitGroup
	for i := range replicas {
		group.Go(func() { replicas[i] = child(t, args...) })
	}
	group.Wait()
	s := together(replicas...)
	first := s.do("", "GET /v1/demo/accounts", nil).want(200)
	require.Equal(t, everybody, first.codes("items", "account"))
	for range replicas {
		require.Equal(t, string(first.body), string(s.do("", "GET /v1/demo/accounts", nil).want(200).body))
	}
	made := s.do("centre", "GET /v1/organisations", nil).want(200).list("items")
	require.Len(t, made, 1)
	require.EqualValues(t, 1, made[0]["version"])
	person := s.do("town", "GET /v1/me", nil).want(200).str("person")
	accounts := s.do("centre", "GET /v1/accounts?person="+person, nil).want(200).list("items")
	require.Len(t, accounts[0]["history"], 1, "made once")
}

// architecture.md: one sweeper on every replica at once, and each due command
// given once.
func TestWhatIsDueIsDoneOnce(t *testing.T) {
	url := shared(t)
	_, _, both := pair(t, url)
	var ids []string
	for range 40 {
		ids = append(ids, both.report())
	}
	require.Equal(t, 0, both.stop())
	_, _, later := pair(t, url, "-clock", "2024-12-02T09:00:00+08:00")
	later.tokens = both.tokens
	require.Eventually(t, func() bool {
		return strings.Contains(string(later.do("", "GET /metrics", nil).body), "jinlin_due_backlog 0")
	}, 30*time.Second, 20*time.Millisecond)
	for _, id := range ids {
		var warned []string
		for _, e := range later.do("centre", "GET /v1/cases/"+id+"/history", nil).want(200).list("items") {
			if e["command"] == "warn" {
				warned = append(warned, e["asOf"].(string))
			}
		}
		require.Len(t, warned, 2, "amber once, red once")
		require.Less(t, warned[0], warned[1])
	}
	require.Equal(t, 0, later.stop())
	verify(t, url, ids...)
}

// http.md, Units, time, feed: the feed is read live on any replica, wherever it
// was written.
func TestFeedOfAllReplicas(t *testing.T) {
	a, b, _ := pair(t, shared(t))
	r, err := http.NewRequest("GET", a.url+"/v1/events", nil)
	require.NoError(t, err)
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+a.token("centre"))
	live, err := client.Do(r)
	require.NoError(t, err)
	defer live.Body.Close()
	require.Equal(t, 200, live.StatusCode)
	id := b.report()
	for lines := bufio.NewScanner(live.Body); ; {
		require.True(t, lines.Scan(), "the stream ended: %v", lines.Err())
		if strings.Contains(lines.Text(), id) {
			return
		}
	}
}

// 2.4, on several replicas: notices that one is given hold for all, and whoever
// starts without them goes by them, too.
func TestNoticesOfAllReplicas(t *testing.T) {
	url := shared(t)
	_, b, both := pair(t, url)
	both.clock("to", "2026-12-29T10:00:00+08:00").want(200)
	id := both.report()
	both.walk(id, toCentre()[:2]...)
	require.Equal(t, "2027-01-06T23:59:59+08:00", both.due(id, "town", town))
	file := filepath.Join(t.TempDir(), "2027.json")
	require.NoError(t, os.WriteFile(file, []byte(notice2027), 0o600))
	require.Equal(t, 0, both.replicas[0].stop())
	c := one(t, "-demo", "-addr", "127.0.0.1:0", "-db", url, "-notices", file)
	c.tokens = both.tokens
	require.Equal(t, "2027-01-08T23:59:59+08:00", b.due(id, "town", town), "what runs was computed anew")
	deadline := "GET /v1/calendar/deadline?from=2026-12-29&days=5"
	require.Equal(t, "2027-01-08", c.do("", deadline, nil).str("due"))
	require.Eventually(t, func() bool { return b.do("", deadline, nil).str("due") == "2027-01-08" }, 10*time.Second, 10*time.Millisecond)
	d := one(t, "-demo", "-addr", "127.0.0.1:0", "-db", url)
	require.Equal(t, "2027-01-08", d.do("", deadline, nil).str("due"))
}
