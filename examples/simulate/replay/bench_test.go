package replay_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/replay"
)

// endless writes rows in the layout of the New York example as they are read.
type endless struct {
	n, of int
	rest  []byte
}

const endlessHead = "Unique Key,Created Date,Closed Date,Agency,Complaint Type,Status,Incident Address,Resolution Description,Community Board,Open Data Channel Type\n"

var endlessAgencies = [8]string{"NYPD", "HPD", "DOT", "DEP", "DSNY", "DPR", "DOHMH", "DCWP"}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		if e.n == e.of {
			return 0, io.EOF
		}
		e.rest = e.row(e.rest[:0])
		e.n++
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

func (e *endless) row(to []byte) []byte {
	if e.n == 0 {
		to = append(to, endlessHead...)
	}
	s := chance.Seed(1).On(chance.TopicOf("endless"), uint64(e.n))
	opened := time.Date(2024, 1, 1, 0, 0, s.Below(180*24*3600), 0, time.UTC)
	closed, status := opened.Add(time.Duration(s.Below(20*24*3600))*time.Second).Format("01/02/2006 03:04:05 PM"), "Closed"
	if s.Hits(50) {
		closed, status = "", "Open"
	}
	return fmt.Appendf(to, "%d,%s,%s,%s,Rodent,%s,%d EXAMPLE STREET,\"It was \"\"seen to\"\", and closed.\",%02d BRONX,ONLINE\n",
		e.n, opened.Format("01/02/2006 03:04:05 PM"), closed, endlessAgencies[s.Below(8)], status, s.Below(999), s.Below(12))
}

// One operation is one row, with its line of CSV written.
func BenchmarkRun(b *testing.B) {
	_, text, _ := replay.Builtin("nyc311")
	m, err := replay.ReadMapping(text)
	require.NoError(b, err)
	m.Until = m.From.AddDays(240)
	s, p := world(b)
	b.ReportAllocs()
	b.ResetTimer()
	out, err := replay.Options{Mapping: m, Scenario: s, Place: p, Cases: io.Discard, Jobs: runtime.GOMAXPROCS(0)}.Run(&endless{of: b.N})
	require.NoError(b, err)
	b.StopTimer()
	require.Equal(b, int64(b.N), out.Rows)
	require.Empty(b, out.Faults)
	runtime.GC()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	b.ReportMetric(float64(mem.Sys)/(1<<20), "MiB")
	runtime.KeepAlive(out)
}
