package ledgertest

import (
	"bytes"
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var oracle = []Case{
	{Name: "find", check: oracleFind,
		Rule: "Whatever the query, Find returns what a plain walk over all records, headers and audiences returns."},
	{Name: "count", check: oracleCount,
		Rule: "Whatever the query and the columns, Count returns what counting by hand returns."},
}

// A town is a ledger with records drawn at random, and what a stupid
// implementation knows about them. Seeds are fixed, so a failure repeats.
type town struct {
	*trial
	draw   *rand.Rand
	people []*record
	shares map[governance.Ref][]governance.Share
}

const townSize = 140

func (t *trial) town(seed uint64) *town {
	w := &town{trial: t, draw: rand.New(rand.NewPCG(seed, 7)), shares: map[governance.Ref][]governance.Share{}}
	for i := range townSize {
		w.people = append(w.people, newRecordOf(w.pick("matter", "matter", "task"), i))
		w.rewrite(w.people[i])
	}
	for range townSize / 2 { // some are changed, so that old columns and audiences must be gone
		w.rewrite(w.people[w.draw.IntN(townSize)])
	}
	return w
}

// rewrite commits a record with a new header and, mostly, a new audience.
func (w *town) rewrite(r *record) {
	h := governance.Header{
		Phase: governance.Phase(w.pick("open", "verified", "closed")), Outcome: w.pick("", "solved", "rejected"),
		Class: w.pick("", "城管", "民生"), Category: w.pick("", "路灯"), Unit: w.pick("", "u1", "u2", "u3"),
		Person: w.pick("", "p1", "p2"), Late: w.draw.IntN(12), Serial: w.pick("", "A-1", "a-12", "B-%"),
		Title: w.pick("", "路灯不亮", "路面_破损", "Lamp"), Parent: w.parent(),
		Opened: w.instant(), Closed: w.instant(), Due: w.instant(), Wake: w.instant(),
	}
	c := r.change(set("a", number(r.version))).with(func(next *governance.Header) { *next = h })
	if w.draw.IntN(4) > 0 {
		c.Audience = w.audience()
	}
	if c.Audience != nil {
		w.shares[r.ref] = c.Audience
	}
	w.commit(c)
}

func (w *town) pick(from ...string) string { return from[w.draw.IntN(len(from))] }

func (w *town) parent() uuid.UUID {
	if n := w.draw.IntN(4); n > 0 {
		return ref("conference", n).ID
	}
	return uuid.Nil
}

// instant is one of a dozen, so that many tie, or none at all.
func (w *town) instant() time.Time {
	switch n := w.draw.IntN(14); n {
	case 0, 1:
		return never
	case 2, 3:
		return distant[n]
	default:
		return at(n)
	}
}

func (w *town) audience() []governance.Share {
	shares := []governance.Share{}
	for _, key := range []string{"k1", "k2", "k3", "k4"} {
		if w.draw.IntN(3) == 0 {
			shares = append(shares, governance.Share{Key: key, Desk: w.draw.IntN(2) == 0})
		}
	}
	return shares
}

// query draws a query in which each field restricts now and then.
func (w *town) query() governance.Query {
	var q governance.Query
	for range 1 + w.draw.IntN(4) {
		w.restrict(&q)
	}
	q.Order, q.Limit = governance.Order(w.draw.IntN(3)), 1+w.draw.IntN(30)
	return q
}

func (w *town) restrict(q *governance.Query) {
	fields := []func(){
		func() { q.Kind = w.pick("matter", "task", "none") },
		func() { q.Keys, q.Desk = w.keys(), w.draw.IntN(2) == 0 },
		func() { q.Keys = w.keys() },
		func() { q.Among = w.keys() },
		func() { q.Phases = []governance.Phase{"open", governance.Phase(w.pick("closed", "verified"))} },
		func() { q.Outcome = w.pick("solved", "rejected") },
		func() { q.Class, q.Category = w.pick("城管", "民生"), w.pick("", "路灯") },
		func() { q.Unit = []string{w.pick("u1", "u2"), w.pick("u3", "u9")} },
		func() { q.Person = w.pick("p1", "p2") },
		func() { q.Parent = w.parent() },
		func() { q.OpenedFrom, q.OpenedTo = w.instant(), w.instant() },
		func() { q.ClosedFrom, q.ClosedTo = w.instant(), w.instant() },
		func() { q.DueBefore = w.instant() },
		func() { q.WakeBy = w.instant() },
		func() { q.Text = w.pick("路", "a-1", "LAMP", "_", "%", "灯不") },
	}
	fields[w.draw.IntN(len(fields))]()
}

func (w *town) keys() []string {
	return [][]string{{"k1"}, {"k2", "k3"}, {"k1", "k2", "k3", "k4"}, {"k9"}, {"k4", "k4"}}[w.draw.IntN(5)]
}

func oracleFind(t *trial) {
	w := t.town(11)
	for range 250 {
		q := w.query()
		require.Equal(t, w.answer(q), t.find(q), "%+v", q)
	}
}

func oracleCount(t *trial) {
	w := t.town(12)
	columns := []governance.Column{governance.ByPhase, governance.ByOutcome, governance.ByClass, governance.ByCategory, governance.ByUnit, governance.ByLate}
	for range 120 {
		q := w.query()
		t.counted(int64(len(w.answer(q))), q)
		w.draw.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
		by := columns[:1+w.draw.IntN(3)]
		got, err := t.ledger.Count(t.Context(), q, by...)
		require.NoError(t, err)
		if want := w.tallies(q, by); len(want) > 0 || len(got) > 0 {
			assert.Equal(t, want, got, "%+v by %v", q, by)
		}
	}
}

// answer finds by looking at everything.
func (w *town) answer(q governance.Query) []int {
	matching := w.matching(q)
	slices.SortFunc(matching, func(a, b *record) int {
		ta, tb := *sortedBy(q.Order, &a.header), *sortedBy(q.Order, &b.header)
		c := ta.Compare(tb)
		if q.Order == governance.Newest {
			c = -c // the zero time is the earliest there is, so it comes last
		}
		return cmp.Or(c, bytes.Compare(a.ref.ID[:], b.ref.ID[:]))
	})
	out := []int{}
	for _, r := range matching {
		out = append(out, numberOf(r.ref))
	}
	return out
}

func (w *town) tallies(q governance.Query, by []governance.Column) []governance.Tally {
	var out []governance.Tally
	for _, r := range w.matching(q) {
		values := make([]string, len(by))
		for i, c := range by {
			values[i] = map[governance.Column]string{
				governance.ByPhase: string(r.header.Phase), governance.ByOutcome: r.header.Outcome,
				governance.ByClass: r.header.Class, governance.ByCategory: r.header.Category,
				governance.ByUnit: r.header.Unit, governance.ByLate: strconv.Itoa(r.header.Late),
			}[c]
		}
		i := slices.IndexFunc(out, func(t governance.Tally) bool { return slices.Equal(t.Values, values) })
		if i < 0 {
			i, out = len(out), append(out, governance.Tally{Values: values})
		}
		out[i].Count++
	}
	slices.SortFunc(out, func(a, b governance.Tally) int { return slices.Compare(a.Values, b.Values) })
	return out
}

func (w *town) matching(q governance.Query) []*record {
	var out []*record
	for _, r := range w.people {
		if w.matches(r, q) {
			out = append(out, r)
		}
	}
	return out
}

func (w *town) matches(r *record, q governance.Query) bool {
	h, shares := r.header, w.shares[r.ref]
	audience := func(keys []string, desk bool) bool {
		return slices.ContainsFunc(shares, func(s governance.Share) bool {
			return slices.Contains(keys, s.Key) && (s.Desk || !desk)
		})
	}
	is := func(asked, value string) bool { return asked == "" || asked == value }
	in := func(t, from, to time.Time) bool {
		return from.IsZero() && to.IsZero() || !t.IsZero() && !t.Before(from) && (to.IsZero() || t.Before(to))
	}
	has := func(text string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(q.Text)) }
	return is(q.Kind, r.ref.Kind) && is(q.Outcome, h.Outcome) && is(q.Class, h.Class) &&
		is(q.Category, h.Category) && is(q.Person, h.Person) &&
		(q.Keys == nil || audience(q.Keys, q.Desk)) && (q.Among == nil || audience(q.Among, false)) &&
		(q.Phases == nil || slices.Contains(q.Phases, h.Phase)) && (q.Unit == nil || slices.Contains(q.Unit, h.Unit)) &&
		(q.Parent == uuid.Nil || q.Parent == h.Parent) &&
		in(h.Opened, q.OpenedFrom, q.OpenedTo) && in(h.Closed, q.ClosedFrom, q.ClosedTo) && in(h.Due, never, q.DueBefore) &&
		(q.WakeBy.IsZero() || !h.Wake.IsZero() && !h.Wake.After(q.WakeBy)) &&
		(has(h.Serial) || has(h.Title)) &&
		(q.Order == governance.Newest || !sortedBy(q.Order, &h).IsZero())
}
