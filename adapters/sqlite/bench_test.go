package sqlite_test

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
)

// BenchmarkCommit measures a durable command beside its floor, in turns, so
// that both see the same moods of the machine: what the same driver needs for
// an update, an event and an outbox row in one transaction of bare SQL. The
// targets are 0.8 of the floor one by one and 0.5 with 128 waiting.
func BenchmarkCommit(b *testing.B) {
	for _, k := range []int{1, 16, 128} {
		for _, moves := range []bool{false, true} {
			b.Run(fmt.Sprintf("waiting=%d/header-moves=%t", k, moves), func(b *testing.B) {
				f, w := newFloor(b, k), newWorkload(b, k, moves)
				var floor, ledger time.Duration
				const rounds = 8
				for b.Loop() {
					w.prepare(rounds)
					start := time.Now()
					for range rounds {
						f.commit(b)
					}
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

// floor is the bare minimum: three prepared statements in a transaction, on
// one connection, for k commands at once.
type floor struct {
	begin, end, insert, update, event, outbox *sql.Stmt
	at                                        []place
	next                                      int64
	body                                      string
}

// place is how far a case has come; every eleventh command begins another.
type place struct{ id, step int64 }

func newFloor(b *testing.B, k int) *floor {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "floor.db"))
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	db.SetMaxOpenConns(1)
	ctx := context.Background()
	for _, s := range []string{"pragma journal_mode=wal", "pragma synchronous=full", "pragma cache_size=-65536",
		"create table cases(id integer primary key,state int not null,version int not null,touched int not null,body text not null)",
		"create table event(case_id int not null,version int not null,kind int not null,at int not null,body text not null,primary key(case_id,version)) without rowid",
		"create table outbox(seq integer primary key,case_id int not null,version int not null,body text not null)"} {
		_, err := db.ExecContext(ctx, s)
		require.NoError(b, err)
	}
	prepare := func(text string) *sql.Stmt {
		s, err := db.PrepareContext(ctx, text)
		require.NoError(b, err)
		return s
	}
	return &floor{
		begin: prepare("begin immediate"), end: prepare("commit"),
		insert: prepare("insert into cases values(?,0,0,?,?)"),
		update: prepare("update cases set state=?,version=version+1,touched=? where id=? and version=?"),
		event:  prepare("insert into event values(?,?,?,?,?)"),
		outbox: prepare("insert into outbox(case_id,version,body) values(?,?,?)"),
		at:     make([]place, k),
		body:   `{"case":"4f0c","actor":"u-18","role":"town","unit":"110105-024-031","from":"x","to":"y","note":"` + strings.Repeat("n", 180) + `"}`,
	}
}

func (f *floor) exec(b *testing.B, s *sql.Stmt, args ...any) {
	if _, err := s.ExecContext(context.Background(), args...); err != nil {
		b.Fatal(err)
	}
}

func (f *floor) commit(b *testing.B) {
	f.exec(b, f.begin)
	now := time.Now().UnixMilli()
	for i := range f.at {
		p := &f.at[i]
		if p.step == 0 {
			f.next++
			p.id = f.next
			f.exec(b, f.insert, p.id, now, f.body)
		} else {
			f.exec(b, f.update, p.step, now, p.id, p.step-1)
		}
		f.exec(b, f.event, p.id, p.step, p.step, now, f.body)
		f.exec(b, f.outbox, p.id, p.step, f.body)
		p.step = (p.step + 1) % 11
	}
	f.exec(b, f.end)
}

// workload is k callers, each with records of its own that it changes in turn.
type workload struct {
	ledger  *sqlite.Ledger
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

func newWorkload(b *testing.B, k int, moves bool) *workload {
	w := &workload{ledger: open(b, fresh(b)), callers: make([]caller, k), moves: moves}
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

func (c *caller) commit(b *testing.B, l *sqlite.Ledger) {
	for _, commit := range c.ready {
		if err := l.Commit(context.Background(), commit); err != nil {
			b.Error(err)
			return
		}
	}
}

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
		Document: governance.Document(`{"schema":1,"note":"` + strings.Repeat("居事上报", 80) + `"}`),
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

// BenchmarkFind measures a list page and a desk beside the bare indexed query
// for as many documents, over ten times as many records each time: what a
// question costs must not depend on how many there are.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		path := fresh(b)
		l := open(b, path)
		fill(b, l, n)
		bare, err := raw(b, path).PrepareContext(b.Context(),
			"SELECT id, document FROM ledger_records WHERE kind = 'matter' ORDER BY opened DESC, id LIMIT 50")
		require.NoError(b, err)
		for name, q := range map[string]governance.Query{
			"page":     {Kind: "matter"},
			"page-key": {Kind: "matter", Keys: []string{"110105024031", "acct"}},
			"desk":     {Kind: "matter", Keys: []string{"110105"}, Desk: true},
			"desk-due": {Kind: "matter", Order: governance.Dues},
		} {
			b.Run(fmt.Sprintf("%s/records=%d", name, n), func(b *testing.B) {
				var floor, ledger time.Duration
				for b.Loop() {
					start := time.Now()
					bareQuery(b, bare)
					middle := time.Now()
					page, err := l.Find(context.Background(), q)
					if err != nil || len(page.Items) != 50 {
						b.Fatal(len(page.Items), err)
					}
					floor, ledger = floor+middle.Sub(start), ledger+time.Since(middle)
				}
				b.ReportMetric(float64(floor.Microseconds())/float64(b.N), "floor-µs")
				b.ReportMetric(float64(ledger.Microseconds())/float64(b.N), "ledger-µs")
				b.ReportMetric(ledger.Seconds()/floor.Seconds(), "times-floor")
			})
		}
	}
}

func fill(b *testing.B, l *sqlite.Ledger, n int) {
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			for j := i; j < n; j += 100 {
				w := newMatter(j)
				if err := l.Commit(context.Background(), commitOf(&w, false)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func bareQuery(b *testing.B, s *sql.Stmt) {
	rows, err := s.QueryContext(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	defer func() { require.NoError(b, rows.Close()) }()
	for rows.Next() {
		var id, document []byte
		if err := rows.Scan(&id, &document); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
}
