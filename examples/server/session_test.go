package main

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// http.md, Who is calling.
func TestSessions(t *testing.T) { everywhere(t, sessions) }

func sessions(t *testing.T, fresh func(testing.TB) string) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	wrong := s.do("", "POST /v1/sessions", fields{"account": "resident", "password": "no"}).want(401)
	require.Equal(t, "application/problem+json", wrong.header.Get("Content-Type"))
	unknown := s.do("", "POST /v1/sessions", fields{"account": "nobody", "password": "no"}).want(401)
	require.Equal(t, string(wrong.body), string(unknown.body), "an account that is not there looks the same")
	missing := s.do("", "POST /v1/sessions", fields{}).want(422)
	require.Equal(t, []string{"account", "password"}, missing.codes("fields", "path"))
	s.do("", "POST /v1/sessions", `{"account":"resident","password":"x","more":1}`).want(400)
	s.do("", "GET /v1/me", nil).want(401)
	s.do("", "GET /v1/me", nil, "Authorization", "Bearer made-up").want(401)
	s.do("", "GET /v1/me", nil, "Authorization", "Basic cmVzaWRlbnQ6eA==").want(401)
	s.token("resident")
	s.do("", "GET /v1/me", nil, "Authorization", "bearer "+s.token("resident")).want(200)
	require.Equal(t, 0, s.stop())

	later := demoServer(t, "-db", path)
	later.tokens = s.tokens
	require.Equal(t, "resident", later.do("resident", "GET /v1/me", nil).want(200).str("account"), "sessions survive a restart")
	later.clock("advance", "2400h").want(200)
	later.do("resident", "GET /v1/me", nil).want(200) // they expire by the wall clock, never the demo clock
	later.do("resident", "DELETE /v1/sessions/current", nil).want(204)
	later.do("resident", "GET /v1/me", nil).want(401)
	later.do("", "DELETE /v1/sessions/current", nil).want(401)
}

// http.md, Habits: one reading of Accept-Language for all answers.
func TestSessionAndMeSpeakOneLanguage(t *testing.T) {
	s := demoServer(t, "-db", "memory:")
	for _, preferred := range []string{"zh;q=0.1, en", "en;q=0.1, zh", "en"} {
		in := s.do("", "POST /v1/sessions", fields{"account": "town", "password": "jinlin-town"}, "Accept-Language", preferred).want(201)
		me := s.do("town", "GET /v1/me", nil, "Accept-Language", preferred).want(200)
		require.Equal(t, me.json(), in.json()["actor"], preferred)
	}
}

func TestPasswordChange(t *testing.T) { everywhere(t, passwordChange) }

func passwordChange(t *testing.T, fresh func(testing.TB) string) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	old := s.token("town")
	delete(s.tokens.of, "town")
	mine := s.token("town")
	bad := s.do("town", "POST /v1/me/password", fields{"old": "wrong", "new": "long enough"}).want(422)
	require.Equal(t, []string{"old"}, bad.codes("fields", "path"))
	bad = s.do("town", "POST /v1/me/password", fields{"old": "jinlin-town", "new": "short"}).want(422)
	require.Equal(t, []string{"new"}, bad.codes("fields", "path"))
	s.do("town", "POST /v1/me/password", fields{"old": "jinlin-town", "new": "my own password"}).want(204)
	s.do("", "GET /v1/me", nil, "Authorization", "Bearer "+mine).want(200)
	s.do("", "GET /v1/me", nil, "Authorization", "Bearer "+old).want(401)
	s.stop()
	s = demoServer(t, "-db", path)
	s.do("", "POST /v1/sessions", fields{"account": "town", "password": "jinlin-town"}).want(401)
	s.do("", "POST /v1/sessions", fields{"account": "town", "password": "my own password"}).want(201)
	listed := s.do("", "GET /v1/demo/accounts", nil).want(200)
	require.Nil(t, listed.find("items", fields{"account": "town"})["password"], "a password of one's own is not published")
	require.NotContains(t, string(listed.body), "my own")
}

// Logins are slowed down, on all replicas together, but not those to demo
// accounts.
func TestGuessing(t *testing.T) { everywhere(t, guessing) }

func guessing(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	for range 30 {
		s.do("", "POST /v1/sessions", fields{"account": "centre", "password": "guess"}).want(401)
	}
	s.do("", "POST /v1/sessions", fields{"account": "centre", "password": "jinlin-centre"}).want(201)
	var last *answer
	for range 11 {
		last = s.do("", "POST /v1/sessions", fields{"account": "somebody", "password": "guess"})
	}
	last.want(http.StatusTooManyRequests)
	wait, err := strconv.Atoi(last.header.Get("Retry-After"))
	require.NoError(t, err)
	require.InDelta(t, 900, wait, 30)
}

// http.md, Start and Units: the demonstration's time.
func TestDemoClock(t *testing.T) { everywhere(t, demoClock) }

func demoClock(t *testing.T, fresh func(testing.TB) string) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	now := func(a *answer) time.Time {
		at, err := time.Parse(time.RFC3339, a.want(200).str("now"))
		require.NoError(t, err)
		return at
	}
	begin, err := time.Parse(time.RFC3339, friday)
	require.NoError(t, err)
	require.WithinDuration(t, begin, now(s.clock("advance", "0s")), 30*time.Second, "it starts where -clock says")
	require.WithinDuration(t, begin.Add(26*time.Hour), now(s.clock("advance", "26h")), 30*time.Second)
	to := "2024-10-08T09:00:00+08:00"
	require.Equal(t, to, s.clock("to", to).want(200).str("now"))
	for _, c := range []struct {
		body any
		code string
	}{
		{fields{"to": "2024-10-08T08:00:00+08:00"}, "backward"}, {fields{"advance": "-1s"}, "backward"},
		{fields{"advance": "two days"}, "bad-duration"}, {fields{"to": "tomorrow"}, "bad-time"},
		{fields{}, "one-of"}, {fields{"to": to, "advance": "1h"}, "one-of"}, {fields{"to": "2101-01-01T00:00:00+08:00"}, "outside-calendar"},
		{fields{"advance": "2000000h"}, "outside-calendar"},
	} {
		refused := s.do("", "POST /v1/demo/clock", c.body).want(422)
		require.Equal(t, []string{c.code}, refused.codes("fields", "code"), "%v", c.body)
	}
	s.do("", "POST /v1/demo/clock", `{"advance":26}`).want(400)
	id := s.report()
	require.Contains(t, s.see("resident", id).str("opened"), "2024-10-08T09:00")
	s.clock("to", "2024-11-01T09:00:00+08:00").want(200)
	require.Equal(t, 0, s.stop())
	later := demoServer(t, "-db", path)
	require.Equal(t, "2024-11-01", now(later.clock("advance", "0s")).Format(time.DateOnly), "it goes on where it stood, later than -clock")
	later.stop()
	later = start(t, "-demo", "-addr", "127.0.0.1:0", "-db", path)
	require.Equal(t, "2024-11-01", now(later.clock("advance", "0s")).Format(time.DateOnly), "also when -clock is not said again")
	later.stop()
	later = start(t, "-demo", "-addr", "127.0.0.1:0", "-db", path, "-clock", "2025-01-02T09:00:00+08:00")
	require.Equal(t, "2025-01-02", now(later.clock("advance", "0s")).Format(time.DateOnly), "-clock is the later one")
}

// A move stops at every instant at which time has to act, so that what time did
// is recorded when it was due.
func TestClockStopsAtEveryDueInstant(t *testing.T) { everywhere(t, clockStopsAtEveryDueInstant) }

func clockStopsAtEveryDueInstant(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	id := s.report()
	s.clock("advance", "2400h").want(200)
	var at []string
	for _, e := range s.do("centre", "GET /v1/cases/"+id+"/history", nil).want(200).list("items") {
		if e["command"] == "warn" {
			require.NotContains(t, e, "asOf", "time was not late")
			at = append(at, e["at"].(string))
		}
	}
	// Verified within 1 working day of Friday 10:00: by Sunday the 29th, which
	// is worked; red the second after.
	require.Len(t, at, 2)
	require.Equal(t, "2024-09-30T00:00:00+08:00", at[1])
}
