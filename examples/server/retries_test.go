package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lamp is the smallest matter.
var lamp = fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}

// children starts two replicas that can be killed.
func children(t testing.TB, url string) (replicas []*server, args []string) {
	args = []string{"-demo", "-addr", "127.0.0.1:0", "-clock", friday, "-db", url}
	replicas = []*server{child(t, args...), child(t, args...)}
	replicas[1].tokens = replicas[0].tokens
	return replicas, args
}

// One replica after the other is killed amid the usual path, each time with a
// command on its way, while the other goes on. Whoever got no answer asks again
// elsewhere: what was acknowledged is there, nothing happened twice, and nobody
// who asked the living noticed.
func TestReplicaKilledAmidAJourney(t *testing.T) {
	url := shared(t)
	replicas, args := children(t, url)
	id := replicas[0].do("resident", "POST /v1/cases", lamp).want(201).str("id")
	for _, account := range everybody { // before there is anybody to kill
		replicas[0].token(account)
	}
	for i, step := range append(immediate(), toEnd()...) {
		victim, other := replicas[i%2], replicas[(i+1)%2]
		path, key := "POST /v1/cases/"+id+"/"+step.verb, fmt.Sprint("step-", i)
		body := step.body
		if body == nil {
			body = fields{}
		}
		killed := i%4 == 0
		if killed {
			asked := make(chan struct{})
			go func() {
				defer close(asked)
				_, _ = victim.try(step.account, path, body, "Idempotency-Key", key) // whether it is answered or not
			}()
			time.AfterFunc(time.Duration(rand.IntN(12))*time.Millisecond, victim.kill)
			<-asked
			victim.kill()
		}
		first := other.do(step.account, path, body, "Idempotency-Key", key).want(200)
		require.Equal(t, step.phase, first.str("phase"))
		if killed {
			replicas[i%2] = child(t, args...)
			replicas[i%2].tokens = other.tokens
		}
		again := replicas[i%2].do(step.account, path, body, "Idempotency-Key", key).want(200)
		require.Equal(t, string(first.body), string(again.body), "byte for byte")
		require.Equal(t, first.header.Get("ETag"), again.header.Get("ETag"))
		require.EqualValues(t, i+2, again.json()["version"], "%s happened once", step.verb)
	}
	for _, r := range replicas {
		require.Equal(t, 0, r.stop())
	}
	verify(t, url, id)
}

// http.md, Habits: Idempotency-Key across replicas. The same request goes to both
// at once and answers are lost on the way: whoever asks gets the first answer,
// and one matter is made.
func TestLostAnswersOnAllReplicas(t *testing.T) {
	a, b, both := pair(t, shared(t))
	a.token("resident")
	const keys = 24
	var group sync.WaitGroup
	for i := range keys {
		group.Go(func() {
			answers := make(chan *answer, 6)
			var same sync.WaitGroup
			for n := range cap(answers) {
				same.Go(func() {
					ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
					if n%3 == 0 { // who does not wait for it
						ctx, cancel = context.WithTimeout(t.Context(), time.Duration(1+rand.IntN(8))*time.Millisecond)
					}
					defer cancel()
					got, err := []*server{a, b}[n%2].send(ctx, "resident", "POST /v1/cases", lamp, "Idempotency-Key", fmt.Sprint("key-", i))
					if err == nil {
						answers <- got
					}
				})
			}
			same.Wait()
			first := both.do("resident", "POST /v1/cases", lamp, "Idempotency-Key", fmt.Sprint("key-", i))
			close(answers)
			for got := range answers {
				assert.Equal(t, 201, got.status, "%s", got.body)
				assert.Equal(t, string(first.body), string(got.body))
				assert.Equal(t, first.header.Get("Location"), got.header.Get("Location"))
			}
		})
	}
	group.Wait()
	require.Len(t, both.all("resident"), keys)
}

// all are the ids of the matters that an account sees.
func (s *server) all(account string) (ids []string) {
	s.t.Helper()
	line := "GET /v1/cases?limit=200"
	for {
		page := s.do(account, line, nil).want(200)
		ids = append(ids, page.codes("items", "id")...)
		next := page.str("next")
		if next == "" {
			return ids
		}
		line = "GET /v1/cases?limit=200&cursor=" + next
	}
}

// Many report on both replicas at the same time: ids and serials are given once,
// and every history proves itself.
func TestManyReportOnAllReplicas(t *testing.T) {
	url := shared(t)
	_, _, both := pair(t, url)
	both.token("resident")
	const clients, each = 8, 12
	var mu sync.Mutex
	ids, serials := map[string]bool{}, map[string]bool{}
	var group sync.WaitGroup
	for range clients {
		group.Go(func() {
			for range each {
				made := both.do("resident", "POST /v1/cases", lamp)
				assert.Equal(t, 201, made.status, "%s", made.body)
				mu.Lock()
				ids[made.str("id")], serials[made.str("serial")] = true, true
				mu.Unlock()
			}
		})
	}
	group.Wait()
	require.Len(t, ids, clients*each)
	require.Len(t, serials, clients*each)
	var all []string
	for id := range ids {
		all = append(all, id)
	}
	require.ElementsMatch(t, all, both.all("resident"))
	require.Equal(t, 0, both.stop())
	verify(t, url, all...)
}

// The database is restarted under load, orderly and by a crash. Who asks is told
// to come back, with 503 and Retry-After and nothing else; what was acknowledged
// is there, and what was asked again under its key happened once.
func TestDatabaseRestartedUnderLoad(t *testing.T) {
	url := shared(t)
	_, _, both := pair(t, url)
	both.token("resident")
	var made, away atomic.Int64
	stop := make(chan struct{})
	var group sync.WaitGroup
	for c := range 6 {
		group.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				if both.insist(t, fmt.Sprint("client-", c, "-", i), &away) {
					made.Add(1)
				}
			}
		})
	}
	wait := func(n int64) {
		t.Helper()
		from := made.Load()
		require.Eventually(t, func() bool { return made.Load() >= from+n }, 30*time.Second, 5*time.Millisecond)
	}
	for _, end := range []func() error{cluster.Stop, cluster.Kill} {
		wait(20)
		require.NoError(t, end())
		before := away.Load()
		require.Eventually(t, func() bool { return away.Load() > before }, 10*time.Second, time.Millisecond, "nobody is told")
		both.do("", "GET /livez", nil).want(200)
		require.NotEmpty(t, both.do("", "GET /readyz", nil).want(503).header.Get("Retry-After"))
		require.NoError(t, cluster.Start())
		wait(20)
		both.do("", "GET /readyz", nil).want(200)
	}
	close(stop)
	group.Wait()
	require.Len(t, both.all("resident"), int(made.Load()), "nothing is lost and nothing is there twice")
	clean(t, "the log", both.stderr.String())
}

// insist reports until it is told that it was done, and counts how often it was
// told to come back.
func (s *server) insist(t *testing.T, key string, away *atomic.Int64) bool {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); {
		got, err := s.try("resident", "POST /v1/cases", lamp, "Idempotency-Key", key)
		switch {
		case err != nil:
			assert.NoError(t, err)
			return false
		case got.status == http.StatusCreated:
			return true
		case got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "":
			assert.Fail(t, "neither done nor told to come back", "%d %s", got.status, got.body)
			return false
		}
		away.Add(1)
	}
	assert.Fail(t, "never done")
	return false
}

// Erasing takes the kept answers and the files on every replica (G24).
func TestErasureOnAllReplicas(t *testing.T) { everywhere(t, erasure) }

func erasure(t *testing.T, fresh func(testing.TB) string) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	report := func() *answer {
		return s.do("resident", "POST /v1/cases", fields{"title": planted[3], "text": "x", "place": fields{"unit": compound}}, "Idempotency-Key", "one")
	}
	id := report().want(201).str("id")
	require.Equal(t, id, report().want(201).str("id"))
	s.give("resident", id, "attach", fields{"files": []string{s.put("resident", png).want(201).str("id")}})
	s.give("centre", id, "erase", fields{"reason": "本人申请"})
	require.NotEqual(t, id, report().want(201).str("id"), "the first answer is not kept")
	require.Equal(t, 0, s.stop())
	require.Zero(t, filesKept(t, path))
}

// send is try with a context, which may end before the answer is there.
func (s *server) send(ctx context.Context, account, line string, body any, headers ...string) (*answer, error) {
	s.t.Helper()
	r := s.request(account, line, body, headers...).WithContext(ctx)
	got, err := s.answered(r, account+" "+line)
	if err != nil && !errors.Is(err, context.DeadlineExceeded) && !strings.Contains(err.Error(), "context deadline exceeded") {
		assert.NoError(s.t, err)
	}
	return got, err
}
