package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/fastjson"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/examples/server/storage"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
)

// again starts the server anew on the same database; sessions go on.
func (s *server) again(args ...string) *server {
	s.t.Helper()
	next := child(s.t, args...)
	next.tokens = s.tokens
	return next
}

// verify checks the chains of matters in a database that no server has open.
func verify(t *testing.T, path string, ids ...string) {
	t.Helper()
	cases, _ := opened(t, path).Shelf(casework.KindCase)
	for _, id := range ids {
		require.NoError(t, cases.Verify(t.Context(), uuid.MustParse(id)))
	}
}

// opened is an office on such a database.
func opened(t *testing.T, path string) *governance.Office {
	t.Helper()
	db, err := storage.Open(t.Context(), path)
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	shelves, err := institutions.All(nil)
	require.NoError(t, err)
	office, err := governance.Assemble(governance.Ports{
		Ledger: db.Ledger, Now: time.Now, Entropy: rand.Reader, Directory: organisation.NewDirectory(db.Ledger, "350205"),
	}, shelves...)
	require.NoError(t, err)
	return office
}

// The fast codec that the server uses writes what the default writes, for the
// records of every institution as a matter's life leaves them.
func TestCodecsWriteTheSameRecords(t *testing.T) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	id := s.report()
	s.walk(id, immediate()...)
	s.walk(id, toEnd()...)
	s.do("resident", "POST /v1/inquiries", fields{"title": "咨询", "text": "几点开门？", "unit": community})
	require.Equal(t, 0, s.stop())
	compared := 0
	for _, shelf := range opened(t, path).Shelves() {
		views, _, err := shelf.List(t.Context(), governance.Actor{System: true}, governance.Query{})
		require.NoError(t, err)
		for _, v := range views {
			want, err := governance.StdCodec{}.Marshal(v.Record())
			require.NoError(t, err)
			got, err := fastjson.Codec{}.Marshal(v.Record())
			require.NoError(t, err)
			require.Equal(t, string(want), string(got))
			compared++
		}
	}
	require.GreaterOrEqual(t, compared, 3, "a matter, its notice, the organisation")
}

// The server is killed after every step of the usual path. What it had
// acknowledged is there, the same request again answers the same bytes, and the
// history is the one that was written.
func TestKilledAfterEveryStep(t *testing.T) {
	path := fresh(t)
	args := []string{"-demo", "-addr", "127.0.0.1:0", "-clock", friday, "-db", path}
	s := child(t, args...)
	opened := s.do("resident", "POST /v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}, "Idempotency-Key", "open").want(201)
	id := opened.str("id")
	steps := append(immediate(), toEnd()...)
	steps = append(steps,
		step{"community", "rate", scores(5, "solved", town, housing), "rating"}, step{"resident", "rate", scores(4, "partly", housing), "closed"})
	for i, step := range steps {
		key := fmt.Sprintf("step-%d", i)
		if step.body == nil {
			step.body = fields{}
		}
		send := func() *answer {
			return s.do(step.account, "POST /v1/cases/"+id+"/"+step.verb, step.body, "Idempotency-Key", key).want(200)
		}
		first := send()
		s.kill()
		verify(t, path, id)
		s = s.again(args...)
		again := send()
		require.Equal(t, string(first.body), string(again.body), "%s, byte for byte", step.verb)
		require.Equal(t, first.header.Get("ETag"), again.header.Get("ETag"))
		now := s.see(step.account, id).want(200)
		require.Equal(t, first.json()["version"], now.json()["version"], "%s is there once", step.verb)
		require.Equal(t, step.phase, now.str("phase"))
	}
	repeated := s.do("resident", "POST /v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}, "Idempotency-Key", "open").want(201)
	require.Equal(t, string(opened.body), string(repeated.body))
	require.Equal(t, 0, s.stop())
	verify(t, path, id)
}

// Whatever the moment of the kill, every answer that was given stays true.
func TestKilledAmidWriters(t *testing.T) {
	path := fresh(t)
	args := []string{"-demo", "-addr", "127.0.0.1:0", "-clock", friday, "-db", path}
	s := child(t, args...)
	s.token("resident")
	var acknowledged []string
	for round := range 3 {
		var mu sync.Mutex
		var group sync.WaitGroup
		enough := make(chan struct{})
		for range 4 {
			group.Go(func() {
				for {
					a, err := s.try("resident", "POST /v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}})
					if err != nil || a.status != 201 {
						return // it is dying
					}
					var made struct{ ID string }
					if json.Unmarshal(a.body, &made) != nil {
						return
					}
					mu.Lock()
					acknowledged = append(acknowledged, made.ID)
					if len(acknowledged) == 40*(round+1) {
						close(enough)
					}
					mu.Unlock()
				}
			})
		}
		<-enough
		s.kill()
		group.Wait()
		s = s.again(args...)
		for _, id := range acknowledged {
			s.see("resident", id).want(200)
		}
	}
	s.stop()
	verify(t, path, acknowledged...)
}

// A start that was killed halfway is finished by the next.
func TestKilledWhileStarting(t *testing.T) {
	path := fresh(t)
	args := []string{"-demo", "-addr", "127.0.0.1:0", "-clock", friday, "-db", path}
	for _, wait := range []time.Duration{0, 20, 60, 120, 200} {
		halted(t, wait*time.Millisecond, args...)
	}
	s := child(t, args...)
	s.walk(s.report(), toCentre()...)
	require.Len(t, s.do("", "GET /v1/demo/accounts", nil).want(200).list("items"), len(everybody))
}
