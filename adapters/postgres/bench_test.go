package postgres_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/governance"
)

// BenchmarkCommit measures a durable command beside its floor, in turns, so
// that both see the same moods of the machine: what the same driver needs on
// the same server for an update, an event and an outbox row of bare SQL. One by
// one (at 1 and 16 callers) the floor sends its three statements in one round
// trip on as many connections; with 128 waiting it writes all 128 at once from
// arrays. The targets are 0.8 of the floor one by one and 0.5 with 128 waiting.
func BenchmarkCommit(b *testing.B) {
	for _, k := range []int{1, 16, 128} {
		for _, moves := range []bool{false, true} {
			b.Run(fmt.Sprintf("waiting=%d/header-moves=%t", k, moves), func(b *testing.B) {
				url := fresh(b)
				f, w := newFloor(b, url, k), newWorkload(b, url, k, moves)
				var floor, ledger time.Duration
				const rounds = 8
				for b.Loop() {
					w.prepare(rounds)
					start := time.Now()
					f.commit(b, rounds)
					middle := time.Now()
					w.commit(b)
					floor, ledger = floor+middle.Sub(start), ledger+time.Since(middle)
				}
				n := float64(b.N * k * rounds)
				b.ReportMetric(n/floor.Seconds(), "floor/s")
				b.ReportMetric(n/ledger.Seconds(), "ledger/s")
				b.ReportMetric(floor.Seconds()/ledger.Seconds(), "of-floor")
			})
		}
	}
}

// floor is the bare minimum, for k commands at once.
type floor struct {
	conns []*pgx.Conn
	at    []place
	next  int64
	body  string
}

// place is how far a case has come; every eleventh command begins another.
type place struct{ id, step int64 }

const (
	floorTables = `CREATE TABLE cases (id bigint PRIMARY KEY, state int NOT NULL, version int NOT NULL,
			touched timestamptz NOT NULL DEFAULT now(), body text NOT NULL) WITH (fillfactor = 70);
		CREATE TABLE event (case_id bigint NOT NULL, version int NOT NULL, kind int NOT NULL,
			at timestamptz NOT NULL DEFAULT now(), body text NOT NULL, PRIMARY KEY (case_id, version));
		CREATE TABLE outbox (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, case_id bigint NOT NULL,
			version int NOT NULL, body text NOT NULL)`
	floorInsert = "INSERT INTO cases (id, state, version, body) VALUES ($1, 0, 0, $2)"
	floorUpdate = "UPDATE cases SET state = $3, version = version + 1, touched = now() WHERE id = $1 AND version = $2"
	floorEvent  = "INSERT INTO event (case_id, version, kind, body) VALUES ($1, $2, $2, $3)"
	floorOutbox = "INSERT INTO outbox (case_id, version, body) VALUES ($1, $2, $3)"

	floorInserts = "INSERT INTO cases (id, state, version, body) SELECT i, 0, 0, $2 FROM unnest($1::bigint[]) i"
	floorUpdates = `UPDATE cases c SET state = x.s, version = version + 1, touched = now()
		FROM unnest($1::bigint[], $2::int[]) x (i, s) WHERE c.id = x.i AND c.version = x.s - 1`
	floorEvents   = "INSERT INTO event (case_id, version, kind, body) SELECT * FROM unnest($1::bigint[], $2::int[], $2::int[], $3::text[])"
	floorOutboxes = "INSERT INTO outbox (case_id, version, body) SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[])"
)

// gathered is from how many commands on the floor writes them all at once.
const gathered = 128

func newFloor(b *testing.B, url string, k int) *floor {
	f := &floor{at: make([]place, k)}
	f.body = `{"case":"4f0c","actor":"u-18","role":"town","unit":"110105-024-031","from":"x","to":"y","note":"` + strings.Repeat("n", 180) + `"}`
	conns := k
	if k >= gathered {
		conns = 1
	}
	for range conns {
		f.conns = append(f.conns, connect(b, url))
	}
	_, err := f.conns[0].Exec(b.Context(), floorTables)
	require.NoError(b, err)
	return f
}

// step moves a case on and says where it stood.
func (f *floor) step(i int) place {
	p := &f.at[i]
	if p.step == 0 {
		f.next++
		p.id = f.next
	}
	was := *p
	p.step = (p.step + 1) % 11
	return was
}

func (f *floor) commit(b *testing.B, rounds int) {
	if len(f.conns) < len(f.at) {
		for range rounds {
			f.all(b)
		}
		return
	}
	steps := make([][]place, len(f.at))
	for range rounds {
		for i := range f.at {
			steps[i] = append(steps[i], f.step(i))
		}
	}
	if len(f.at) == 1 {
		f.each(b, f.conns[0], steps[0])
		return
	}
	var all sync.WaitGroup
	for i := range f.at {
		all.Go(func() { f.each(b, f.conns[i], steps[i]) })
	}
	all.Wait()
}

// each carries out commands one after another.
func (f *floor) each(b *testing.B, conn *pgx.Conn, steps []place) {
	for _, p := range steps {
		batch := &pgx.Batch{}
		if p.step == 0 {
			batch.Queue(floorInsert, p.id, f.body)
		} else {
			batch.Queue(floorUpdate, p.id, p.step-1, p.step)
		}
		batch.Queue(floorEvent, p.id, p.step, f.body)
		batch.Queue(floorOutbox, p.id, p.step, f.body)
		if err := conn.SendBatch(context.Background(), batch).Close(); err != nil {
			b.Error(err)
		}
	}
}

// all carries out one command of every case at once.
func (f *floor) all(b *testing.B) {
	var created, moved, ids []int64
	var states, steps []int32
	var bodies []string
	for i := range f.at {
		p := f.step(i)
		if p.step == 0 {
			created = append(created, p.id)
		} else {
			moved, states = append(moved, p.id), append(states, int32(p.step))
		}
		ids, steps, bodies = append(ids, p.id), append(steps, int32(p.step)), append(bodies, f.body)
	}
	batch := &pgx.Batch{}
	if len(created) > 0 {
		batch.Queue(floorInserts, created, f.body)
	}
	if len(moved) > 0 {
		batch.Queue(floorUpdates, moved, states)
	}
	batch.Queue(floorEvents, ids, steps, bodies)
	batch.Queue(floorOutboxes, ids, steps, bodies)
	if err := f.conns[0].SendBatch(context.Background(), batch).Close(); err != nil {
		b.Fatal(err)
	}
}

// workload is k callers, each with records of its own that it changes in turn.
type workload struct {
	ledger  *postgres.Ledger
	callers []caller
	moves   bool
}

type caller struct {
	records []governance.Write
	next    int
	ready   []governance.Commit
}

// allRecords is how many records there are all in all.
const allRecords = 1024

func newWorkload(b *testing.B, url string, k int, moves bool) *workload {
	w := &workload{ledger: open(b, url, postgres.Undurable()), callers: make([]caller, k), moves: moves}
	for i := range allRecords {
		c := &w.callers[i%k]
		c.records = append(c.records, newMatter(i))
		require.NoError(b, w.ledger.Commit(b.Context(), commitOf(&c.records[len(c.records)-1], false)))
	}
	return w
}

// prepare lets every caller decide n commands, which is not the ledger's work.
func (w *workload) prepare(n int) {
	for i := range w.callers {
		c := &w.callers[i]
		c.ready = c.ready[:0]
		for range n {
			c.ready = append(c.ready, commitOf(&c.records[c.next%len(c.records)], w.moves))
			c.next++
		}
	}
}

// commit lets every caller give its commands, all callers at the same time.
func (w *workload) commit(b *testing.B) {
	if len(w.callers) == 1 {
		w.callers[0].commit(b, w.ledger)
		return
	}
	var all sync.WaitGroup
	for i := range w.callers {
		all.Go(func() { w.callers[i].commit(b, w.ledger) })
	}
	all.Wait()
}

func (c *caller) commit(b *testing.B, l *postgres.Ledger) {
	for _, commit := range c.ready {
		if err := l.Commit(context.Background(), commit); err != nil {
			b.Error(err)
			return
		}
	}
}

// document is about 1 KB long.
var document = `{"schema":1,"note":"` + strings.Repeat("居事上报", 80) + `"}`

// newMatter is a record with a document of about 1 KB and an audience of five.
func newMatter(n int) governance.Write {
	id := uuid.UUID{6: 0x70, 8: 0x80}
	binary.BigEndian.PutUint64(id[:8], uint64(n)*0x9e3779b97f4a7c15) // scattered, as random ids are
	return governance.Write{
		Ref: governance.Ref{Kind: "matter", ID: id},
		Header: governance.Header{
			District: "110105", Serial: fmt.Sprintf("110105-2024-%06d", n), Phase: "handling", Class: "immediate",
			Category: "facility/road", Unit: "110105024031", Person: fmt.Sprint("acct-", n%97),
			Opened: epoch.Add(time.Duration(n) * time.Minute), Due: epoch.Add(time.Duration(n+7200) * time.Minute),
			Wake: epoch.Add(time.Duration(n+7200) * time.Minute), Title: "路灯不亮",
		},
		Document: governance.Document(document),
		Audience: []governance.Share{{Key: "110105024031"}, {Key: "110105024"}, {Key: "110105", Desk: true}, {Key: "acct"}, {Key: "dept-7"}},
	}
}

// commitOf makes the next commit of a record: a changed document and an entry
// of about 400 bytes, the audience only when it is created. What the header of
// a matter usually changes with a command is its phase, due and wake.
func commitOf(w *governance.Write, moves bool) governance.Commit {
	w.Base = w.Version()
	v := w.Base + 1
	if v > 1 {
		w.Audience = nil
	}
	if moves {
		w.Header.Phase = governance.Phase([]string{"handling", "checking"}[v%2])
		w.Header.Due = w.Header.Due.Add(time.Minute)
		w.Header.Wake = w.Header.Due
	}
	var prev governance.Digest
	if len(w.Entries) > 0 {
		prev = w.Entries[0].Digest
	}
	e := governance.Entry{
		Ref: w.Ref, Version: v, At: epoch.Add(time.Duration(v) * time.Second), AsOf: epoch.Add(time.Duration(v) * time.Second),
		Verb: "progress", Rule: "M-17", By: governance.Stamp{Account: "acct-18", Person: "p-18", Post: "department-clerk", Unit: "110105-024-031"},
		Body:    []governance.Field{{Name: "note", Value: []byte(`"` + strings.Repeat("n", 120) + `"`)}},
		Changes: []governance.Field{{Name: "progress", Value: []byte(fmt.Sprintf(`{"version":%d,"note":"%s"}`, v, strings.Repeat("n", 120)))}},
	}
	e.Seal(prev)
	w.Entries = []governance.Entry{e}
	return governance.Commit{At: e.At, Writes: []governance.Write{*w}}
}

// connect opens a connection that nobody shares.
func connect(t testing.TB, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, conn.Close(context.Background())) })
	return conn
}

// BenchmarkFind measures a list page and a desk beside the bare indexed query
// for as many documents, over ten times as many records each time: what a
// question costs must not depend on how many there are. The target is 1.5
// times the bare query; JINLIN_POSTGRES_MATTERS=1000000 asks of a million too.
func BenchmarkFind(b *testing.B) {
	for _, n := range slices.Compact([]int{1_000, 10_000, 100_000, inTown(b)}) {
		url := fresh(b)
		l := open(b, url)
		conn := connect(b, url)
		filled := strings.ReplaceAll(ofMatters(n), "'{}'\nFROM", "'"+document+"'\nFROM")
		_, err := conn.Exec(b.Context(), filled)
		require.NoError(b, err)
		for name, q := range map[string]governance.Query{
			"page":     {Kind: "matter"},
			"page-key": {Kind: "matter", Keys: []string{"district"}},
			"desk":     {Kind: "matter", Keys: []string{"unit-0", "unit-40"}, Desk: true},
			"due":      {Kind: "matter", Order: governance.Dues},
		} {
			b.Run(fmt.Sprintf("%s/records=%d", name, n), func(b *testing.B) {
				var floor, ledger time.Duration
				for b.Loop() {
					start := time.Now()
					bare := bareQuery(b, conn)
					middle := time.Now()
					page, err := l.Find(context.Background(), q)
					require.NoError(b, err)
					ledger += time.Since(middle)
					floor += middle.Sub(start) * time.Duration(len(page.Items)) / time.Duration(bare) // for as many
				}
				b.ReportMetric(float64(floor.Microseconds())/float64(b.N), "floor-µs")
				b.ReportMetric(float64(ledger.Microseconds())/float64(b.N), "ledger-µs")
				b.ReportMetric(ledger.Seconds()/floor.Seconds(), "times-floor")
			})
		}
	}
}

// bareQuery reads a page of documents by an index, and returns how many.
func bareQuery(b *testing.B, conn *pgx.Conn) (n int) {
	rows, err := conn.Query(context.Background(),
		"SELECT id, document FROM ledger_records WHERE kind = 'matter' ORDER BY opened DESC, id LIMIT 50")
	require.NoError(b, err)
	for rows.Next() {
		var id uuid.UUID
		var document []byte
		require.NoError(b, rows.Scan(&id, &document))
		n++
	}
	require.NoError(b, rows.Err())
	return n
}
