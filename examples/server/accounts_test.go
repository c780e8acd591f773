package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// G17, rights follow posts: the district and its centre keep accounts, nobody
// else; they are told so before anything they sent is looked at.
func TestAccountsAreKeptByDistrictAndCentre(t *testing.T) {
	s := demoServer(t, "-db", "memory:")
	for _, line := range []string{"POST /v1/accounts", "POST /v1/accounts/reset", "POST /v1/accounts/close", "GET /v1/accounts?person=x"} {
		var body any
		if line[0] == 'P' {
			body = `{"what":1}`
		}
		s.do("", line, body).want(401)
		for _, account := range everybody {
			switch asked := s.do(account, line, body, "Accept-Language", "en"); account {
			case "district", "centre":
				require.Contains(t, []int{200, 400}, asked.status, asked.asked)
			default:
				require.Contains(t, string(asked.want(403).body), "the district or its centre")
			}
		}
	}
}

// The life of an account: made, used after its password was changed, reset,
// closed; and everything that was done with it.
func TestLifeOfAnAccount(t *testing.T) { everywhere(t, lifeOfAnAccount) }

func lifeOfAnAccount(t *testing.T, fresh func(testing.TB) string) {
	s := demoServer(t, "-db", fresh(t))
	person := s.do("resident", "GET /v1/me", nil).want(200).str("person")
	made := s.do("centre", "POST /v1/accounts", fields{"account": planted[1], "person": person}).want(201)
	require.Equal(t, person, made.str("person"))
	s.enter(planted[1], made.str("password"))
	require.Equal(t, person, s.do(planted[1], "GET /v1/me", nil).want(200).str("person"))
	s.reportBy(planted[1]).want(201)

	reset := s.do("district", "POST /v1/accounts/reset", fields{"account": planted[1]}).want(200)
	s.do(planted[1], "GET /v1/me", nil).want(401)
	s.enter(planted[1], reset.str("password"))
	s.do("centre", "POST /v1/accounts/close", fields{"account": planted[1]}).want(204)
	s.do("centre", "POST /v1/accounts/close", fields{"account": planted[1]}).want(204)
	s.do(planted[1], "GET /v1/me", nil).want(401)
	s.do("", "POST /v1/sessions", fields{"account": planted[1], "password": "my own " + reset.str("password")}).want(401)

	list := s.do("centre", "GET /v1/accounts?person="+person, nil, "Accept-Language", "en").want(200)
	require.Len(t, list.list("items"), 2, "that of the demonstration, and this one")
	mine := list.find("items", fields{"account": planted[1]})
	require.NotNil(t, mine["closed"])
	verbs := []string{}
	for _, act := range mine["history"].([]any) {
		act := act.(fields)
		verbs = append(verbs, act["command"].(string))
		_, err := time.Parse(time.RFC3339, act["at"].(string))
		require.NoError(t, err)
	}
	require.Equal(t, []string{"make", "change-password", "reset", "change-password", "close"}, verbs)
	by := mine["history"].([]any)[0].(fields)["by"].(fields)
	require.Equal(t, "centre-clerk", by["post"])
	require.Equal(t, centre, by["unit"])
	require.NotContains(t, string(list.body), made.str("password"))
	for _, where := range []string{s.stderr.String(), s.stdout.String(), string(s.do("", "GET /metrics", nil).want(200).body)} {
		require.NotContains(t, where, planted[1], "an account's name may be somebody's number")
		require.NotContains(t, where, made.str("password"))
	}
}

// What is wrong with a request is named, and not repeated.
func TestAccountFaults(t *testing.T) {
	s := demoServer(t, "-db", "memory:")
	for _, c := range []struct {
		line  string
		body  any
		codes []string
	}{
		{"POST /v1/accounts", fields{}, []string{"required", "required"}},
		{"POST /v1/accounts", fields{"account": planted[0] + " " + planted[1], "person": planted[1]}, []string{"bad-name", "unknown"}},
		{"POST /v1/accounts", fields{"account": "town", "person": s.do("town", "GET /v1/me", nil).str("person")}, []string{"duplicate"}},
		{"POST /v1/accounts/reset", fields{}, []string{"required"}},
		{"POST /v1/accounts/reset", fields{"account": planted[1]}, []string{"unknown"}},
		{"POST /v1/accounts/close", fields{"account": planted[1]}, []string{"unknown"}},
		{"POST /v1/accounts/close", fields{"account": "centre"}, []string{"own-account"}},
	} {
		refused := s.do("centre", c.line, c.body).want(422)
		require.Equal(t, c.codes, refused.codes("fields", "code"), "%s %v", c.line, c.body)
		clean(t, c.line, string(refused.body))
	}
	s.do("district", "POST /v1/accounts/close", fields{"account": "centre"}).want(204)
	s.do("district", "POST /v1/accounts/reset", fields{"account": "centre"}).want(422)
	for _, line := range []string{"POST /v1/accounts", "POST /v1/accounts/reset", "POST /v1/accounts/close"} {
		s.do("district", line, `{"account":"a","account":"b","person":"p"}`).want(400)
		s.do("district", line, `{"account":"a","password":"mine"}`).want(400)
	}
	for _, query := range []string{"", "?person=", "?person=a&person=b", "?person=a&phone=" + planted[1], "?person=%"} {
		clean(t, query, string(s.do("district", "GET /v1/accounts"+query, nil).want(400).body))
	}
}

// enter logs in with a password that was given out, and changes it, before which
// nothing else is to be had.
func (s *server) enter(account, password string) {
	s.t.Helper()
	in := s.do("", "POST /v1/sessions", fields{"account": account, "password": password}).want(201)
	require.Equal(s.t, true, in.json()["mustChangePassword"])
	s.tokens.of[account] = in.str("token")
	require.Equal(s.t, "password-must-change", s.do(account, "GET /v1/cases", nil).want(403).str("code"))
	require.Equal(s.t, account, s.do(account, "GET /v1/me", nil).want(200).str("account"))
	s.do(account, "POST /v1/me/password", fields{"old": password, "new": "my own " + password}).want(204)
	s.do(account, "GET /v1/cases", nil).want(200)
}
