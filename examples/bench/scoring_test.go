package bench

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// The question: how many parts each of 5,000 units had in each of 8 quarters, on
// time, satisfied, solved. The floor counts those four in dense columns. Ours
// counts all that an opinion needs (the four are among some forty classes), from
// a stream of rows in memory, eight bytes a part.

const units, quarters = 5000, 8

type counters struct{ n, on, sat, res uint32 }

// columns is the floor's stream.
type columns struct {
	unit    []int32
	quarter []uint8
	flags   []uint8 // bit 0 on time, 1 satisfied, 2 solved
	spread  bool    // over all lists, as a district's matters are; the floor knows no lists
}

// scramble is a hash for making data up (splitmix64).
func scramble(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

func newColumns(n int) *columns {
	c := &columns{unit: make([]int32, n), quarter: make([]uint8, n), flags: make([]uint8, n)}
	for i := range n {
		h := scramble(uint64(i))
		c.unit[i], c.quarter[i], c.flags[i] = int32(h%units), uint8(h>>20&7), uint8(h>>32&7)
	}
	return c
}

//go:noinline
func (c *columns) dense(into []counters) {
	u, q, f := c.unit, c.quarter, c.flags
	q, f = q[:len(u)], f[:len(u)]
	for i := range u {
		p := &into[int(u[i])*quarters+int(q[i])]
		x := uint32(f[i])
		p.n++
		p.on += x & 1
		p.sat += x >> 1 & 1
		p.res += x >> 2
	}
}

// byMap is the ordinary Go answer.
func (c *columns) byMap() map[[2]int32]*counters {
	all := map[[2]int32]*counters{}
	for i, u := range c.unit {
		key := [2]int32{u, int32(c.quarter[i])}
		p := all[key]
		if p == nil {
			p = &counters{}
			all[key] = p
		}
		x := uint32(c.flags[i])
		p.n++
		p.on += x & 1
		p.sat += x >> 1 & 1
		p.res += x >> 2
	}
	return all
}

var quarterly = func() (all [quarters]scoring.Period) {
	for i := range all {
		p, err := scoring.Quarter(2023+i/4, 1+i%4)
		if err != nil {
			panic(err)
		}
		all[i] = p
	}
	return all
}()

var everyList = [...]scoring.List{scoring.NoList, scoring.Immediate, scoring.Phased, scoring.Understanding}

var codes = func() (all [units]orgtree.Code) {
	for i := range all {
		all[i] = orgtree.Code(fmt.Sprintf("350205%06d", i))
	}
	return all
}()

// observe makes the i-th part of the stream an observation.
func (c *columns) observe(i int, o *scoring.Observation) {
	begins := quarterly[c.quarter[i]].From()
	*o = scoring.Observation{
		Serial: "350205-2024-0000001", Unit: codes[c.unit[i]], Group: scoring.Departments, Side: scoring.Responder,
		List: scoring.Immediate, Role: scoring.Lead, Asked: begins,
		Respond:  scoring.Duty{Due: begins.Add(time.Hour), Done: begins.Add(time.Hour)},
		Complete: scoring.Duty{Due: begins.Add(48 * time.Hour), Done: begins.Add(49 * time.Hour)},
		Outcome:  scoring.Unsolved, Whistler: scoring.Rating{Answer: scoring.Given, Step: 2},
	}
	binary.BigEndian.PutUint64(o.Matter[8:], uint64(i)+1)
	if c.spread {
		o.List = everyList[i%len(everyList)]
	}
	if c.flags[i]&1 != 0 {
		o.Complete.Done = o.Complete.Due
	}
	if c.flags[i]&2 != 0 {
		o.Whistler.Step = 4
	}
	if c.flags[i]&4 != 0 {
		o.Outcome = scoring.Solved
	}
}

// rows makes the stream our stream.
func (c *columns) rows(tb testing.TB) (*scoring.Tally, []scoring.Row) {
	tb.Helper()
	t := scoring.NewTally(quarterly[:]...)
	rows := make([]scoring.Row, 0, len(c.unit))
	var o scoring.Observation
	for i := range c.unit {
		c.observe(i, &o)
		var err error
		rows, err = t.Rows(rows, &o)
		require.NoError(tb, err)
	}
	return t, rows
}

// streams are kept between rounds: making ten million observations takes longer
// than counting them.
var streams sync.Map

type made struct {
	columns *columns
	tally   *scoring.Tally
	rows    []scoring.Row
}

func stream(tb testing.TB, n int) *made {
	tb.Helper()
	if have, ok := streams.Load(n); ok {
		return have.(*made)
	}
	m := &made{columns: newColumns(n)}
	m.tally, m.rows = m.columns.rows(tb)
	streams.Store(n, m)
	return m
}

func BenchmarkTally(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprintf("N=%d/%s", n, floorName), func(b *testing.B) {
			m := stream(b, n)
			for b.Loop() {
				m.columns.dense(make([]counters, units*quarters))
			}
		})
		b.Run(fmt.Sprintf("N=%d/map", n), func(b *testing.B) {
			m := stream(b, n)
			for b.Loop() {
				m.columns.byMap()
			}
		})
		b.Run(fmt.Sprintf("N=%d/jinlin", n), func(b *testing.B) {
			m := stream(b, n)
			b.ReportAllocs()
			for b.Loop() {
				m.tally.Blank().Count(m.rows)
			}
		})
		b.Run(fmt.Sprintf("N=%d/jinlin-2-processors", n), func(b *testing.B) {
			m := stream(b, n)
			for b.Loop() {
				inTwo(b, m)
			}
		})
	}
}

// inTwo counts a stream in two halves at once and merges them.
func inTwo(tb testing.TB, m *made) *scoring.Tally {
	tb.Helper()
	halves := [2]*scoring.Tally{m.tally.Blank(), m.tally.Blank()}
	var both sync.WaitGroup
	for i, t := range halves {
		half := len(m.rows) / 2
		both.Go(func() { t.Count(m.rows[i*half : max(half, i*len(m.rows))]) })
	}
	both.Wait()
	require.NoError(tb, halves[0].Merge(halves[1]))
	return halves[0]
}

// BenchmarkObserve counts whole observations, checked and sorted by every
// aspect: what a source that has not made rows pays, per observation.
func BenchmarkObserve(b *testing.B) {
	m := stream(b, 100_000)
	all := make([]scoring.Observation, 4096) // what a processor keeps at hand
	for i := range all {
		m.columns.observe(i, &all[i])
	}
	b.Run("jinlin", func(b *testing.B) {
		b.ReportAllocs()
		t := m.tally.Blank()
		for i := 0; b.Loop(); i++ {
			if err := t.Add(&all[i%len(all)]); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkRank asks live counters for the ranks of one quarter, of units that
// had matters on every list: the floor weighs three rates, without lists, and
// sorts.
func BenchmarkRank(b *testing.B) {
	m := &made{columns: newColumns(1_000_000)}
	m.columns.spread = true
	m.tally, m.rows = m.columns.rows(b)
	counted := make([]counters, units*quarters)
	m.columns.dense(counted)
	live := m.tally.Blank()
	live.Count(m.rows)
	b.Run(floorName, func(b *testing.B) {
		for b.Loop() {
			rankDense(counted, 3)
		}
	})
	for _, rs := range []scoring.RuleSet{scoring.PracticeRules(), scoring.ResponderRules()} {
		s, err := scoring.NewScorer(rs)
		require.NoError(b, err)
		b.Run("jinlin-"+rs.ID, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Rank(live, quarterly[3]); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("jinlin-opinions-"+rs.ID, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Opinions(live, quarterly[3], 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

type ranked struct{ unit, score int64 }

//go:noinline
func rankDense(counted []counters, quarter int) []ranked {
	out := make([]ranked, units)
	for u := range out {
		a := &counted[u*quarters+quarter]
		out[u] = ranked{int64(u), (int64(a.on)*40 + int64(a.sat)*40 + int64(a.res)*20) * 10000 / (int64(a.n) * 100)}
	}
	slices.SortFunc(out, func(x, y ranked) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.unit, y.unit)) })
	return out
}

// The question: the weighted mean of 8 terms in [0, 100] with two digits, by
// weights with four, rounded half up to two places.
var (
	eightValues  = [8]int64{9825, 8712, 10000, 7550, 9133, 6601, 8888, 9999}
	eightWeights = [8]int64{2000, 1500, 1500, 1000, 1000, 1000, 1000, 1000}
)

//go:noinline
func weighByHand(x, w *[8]int64) int64 {
	var hi, lo, sum uint64
	for i := range x {
		h, l := bits.Mul64(uint64(x[i]), uint64(w[i]))
		var c uint64
		lo, c = bits.Add64(lo, l, 0)
		hi, _ = bits.Add64(hi, h, c)
		sum += uint64(w[i])
	}
	q, r := bits.Div64(hi, lo, sum)
	if r*2 >= sum {
		q++
	}
	return int64(q)
}

func weighByDecimal(x, w *[8]decimal.Decimal) decimal.Decimal {
	num, den := decimal.Zero, decimal.Zero
	for i := range x {
		num, den = num.Add(x[i].Mul(w[i])), den.Add(w[i])
	}
	return num.DivRound(den, 2)
}

func eight() (fixed, weights [8]scoring.Fixed, x, w [8]decimal.Decimal) {
	for i := range x {
		fixed[i], weights[i] = scoring.Fixed(eightValues[i]*100), scoring.Fixed(eightWeights[i])
		x[i], w[i] = decimal.New(eightValues[i], -2), decimal.New(eightWeights[i], -4)
	}
	return fixed, weights, x, w
}

func BenchmarkWeigh8(b *testing.B) {
	fixed, weights, x, w := eight()
	b.Run(floorName, func(b *testing.B) {
		for b.Loop() {
			weighByHand(&eightValues, &eightWeights)
		}
	})
	b.Run("shopspring", func(b *testing.B) {
		for b.Loop() {
			weighByDecimal(&x, &w)
		}
	})
	b.Run("jinlin", func(b *testing.B) {
		r := scoring.Rounding{Mode: scoring.HalfUp, Places: 2}
		for b.Loop() {
			if _, ok := scoring.Weigh(fixed[:], weights[:], r); !ok {
				b.Fatal("no weights")
			}
		}
	})
}

// TestScorersAgree: contestants that answer differently are not compared.
func TestScorersAgree(t *testing.T) {
	const n = 200_000
	m := stream(t, n)
	want := make([]counters, units*quarters)
	m.columns.dense(want)
	byMap := m.columns.byMap()
	once := m.tally.Blank()
	once.Count(m.rows)
	twice := inTwo(t, m)
	classes := map[string]scoring.Class{}
	for c := range scoring.Class(64) {
		classes[c.String()] = c
	}
	for u := range units {
		for q := range quarters {
			w := want[u*quarters+q]
			if have := byMap[[2]int32{int32(u), int32(q)}]; have != nil || w.n > 0 {
				require.Equal(t, w, *have)
			}
			for _, tally := range []*scoring.Tally{once, twice} {
				c := tally.Counts(scoring.Peer{Unit: codes[u], Group: scoring.Departments, Side: scoring.Responder}, quarterly[q])
				require.Equal(t, [4]uint64{uint64(w.n), uint64(w.on), uint64(w.sat), uint64(w.res)}, [4]uint64{
					c.Of(classes["counted"]), c.Of(classes["completed.in-time"]), c.Of(classes["whistler.4"]), c.Of(classes["outcome.solved"]),
				})
			}
		}
	}
	fixed, weights, x, w := eight()
	got, ok := scoring.Weigh(fixed[:], weights[:], scoring.Rounding{Mode: scoring.HalfUp, Places: 2})
	require.True(t, ok)
	require.Equal(t, weighByHand(&eightValues, &eightWeights)*100, int64(got))
	require.True(t, weighByDecimal(&x, &w).Equal(got.Decimal()))
}
