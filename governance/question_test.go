package governance_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// roomsAsked restricts the question which rooms are out.
type roomsAsked struct {
	Unit orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
	Most int          `json:"most,omitempty" zh:"至多" en:"At most" rule:"min=1,max=5"`
}

// askRooms answers which rooms are lent out now, as far as the asker may see.
func askRooms() governance.Question {
	return governance.Ask("rooms", func(ctx context.Context, r *governance.Reader, p roomsAsked) ([]orgtree.Code, error) {
		q := governance.Query{Phases: governance.Phases(Lent), Limit: 2}
		if p.Unit != "" {
			q.Among = r.Within(p.Unit)
		}
		out := []orgtree.Code{}
		err := r.Each(ctx, q, func(record any) bool {
			out = append(out, record.(*Loan).Room)
			return p.Most == 0 || len(out) < p.Most
		})
		return out, err
	}).As("toy 12", label("借出的场所", "rooms that are out"), label("哪些场所的钥匙已借出", "which rooms' keys are out"))
}

// figures asks for the figures as a person.
func (w *world) figures(person string, p governance.FigureParams) *governance.Figures {
	w.Helper()
	got, err := w.loans.Ask(w.Context(), w.actor(person), "figures", &p)
	require.NoError(w, err)
	return got.(*governance.Figures)
}

// A tallied loan is what the oracle remembers of one.
type tallied struct {
	at    time.Time
	unit  orgtree.Code
	use   Use
	phase governance.Phase
	out   string
	late  bool
}

// randomLoans opens loans over some weeks and brings each somewhere.
func randomLoans(w *world, r *rand.Rand, n int) (out []tallied) {
	places := map[orgtree.Code][2]string{towers: {deng, tang}, hill: {dai, tang}, meadow: {mei, tong}}
	for i := range n {
		w.at(w.clock().Add(time.Duration(r.IntN(20*60)) * time.Minute))
		ask := asking()
		ask.Room = []orgtree.Code{towers, hill, meadow}[r.IntN(3)]
		ask.Use = []Use{"", Meeting, Feast}[r.IntN(3)]
		who := places[ask.Room]
		id := w.do(ann, uuid.Nil, ask).ID
		one := tallied{w.clock(), ask.Room, ask.Use, Asked, "", false}
		if r.IntN(4) == 0 {
			w.at(w.clock().Add(10 * 24 * time.Hour)) // whatever is due by then is late
			one.late = true
		}
		switch r.IntN(4) {
		case 1:
			w.do(who[0], id, Lend{Key: fmt.Sprint(i)})
			one.phase = Lent
		case 2:
			w.do(who[0], id, Lend{Key: fmt.Sprint(i)})
			w.do(ann, id, Return{})
			one.phase, one.out = Returned, "whole"
		case 3:
			w.do(who[0], id, PassUp{})
			w.do(who[1], id, Refuse{Reason: "检修"})
			one.phase, one.out = Refused, "refused"
		}
		out = append(out, one)
	}
	return out
}

// count is the stupid way to the figures.
func count(all []tallied, sees func(tallied) bool) *governance.Figures {
	f := &governance.Figures{ByPhase: map[string]int64{}, ByOutcome: map[string]int64{}, ByClass: map[string]int64{}, ByCategory: map[string]int64{}}
	for _, one := range all {
		if !sees(one) {
			continue
		}
		f.Opened++
		f.ByPhase[string(one.phase)]++
		if one.use != "" {
			f.ByClass[string(one.use)]++
			f.ByCategory[string(one.use)]++
		}
		if one.out == "" {
			f.Open++
			continue
		}
		f.ByOutcome[one.out]++
		f.Closed++
		f.OnTime.Den++
		if !one.late {
			f.OnTime.Num++
		}
	}
	return f
}

// Figures against a stupid oracle over random records, for every kind of asker,
// unit and period.
func TestFiguresAgainstCounting(t *testing.T) {
	w := newWorld(t)
	begin := w.clock()
	all := randomLoans(w, rand.New(rand.NewPCG(5, 5)), 120)
	east := func(one tallied) bool { return one.unit != meadow }
	inHarbour := func(one tallied) bool { return one.unit == towers }
	everything := func(tallied) bool { return true }
	middle := begin.Add(w.clock().Sub(begin) / 2)
	from := civil.DateOf(middle)
	after := func(one tallied) bool { return !one.at.Before(from.Start()) }
	for _, c := range []struct {
		person string
		p      governance.FigureParams
		sees   func(tallied) bool
	}{
		{zhong, governance.FigureParams{}, everything}, {ann, governance.FigureParams{}, everything},
		{deng, governance.FigureParams{}, inHarbour}, {tang, governance.FigureParams{}, east}, {bo, governance.FigureParams{}, func(tallied) bool { return false }},
		{zhong, governance.FigureParams{Unit: townEast}, east}, {zhong, governance.FigureParams{Unit: harbour}, inHarbour},
		{tang, governance.FigureParams{Unit: meadow}, func(tallied) bool { return false }},
		{zhong, governance.FigureParams{From: from.String()}, after},
		{zhong, governance.FigureParams{To: from.String()}, func(one tallied) bool { return !after(one) }},
		{zhong, governance.FigureParams{From: all[40].at.Format(time.RFC3339), To: all[80].at.UTC().Format(time.RFC3339)},
			func(one tallied) bool { return !one.at.Before(all[40].at) && one.at.Before(all[80].at) }},
		{zhong, governance.FigureParams{Unit: townEast, From: from.String()}, func(one tallied) bool { return east(one) && after(one) }},
	} {
		got := w.figures(c.person, c.p)
		want := count(all, c.sees)
		want.Unit, want.From, want.To = c.p.Unit, got.From, got.To
		require.Equal(t, want, got, "%s %+v", c.person, c.p)
	}
}

// Periods are half-open, and dates are dates of China.
func TestFigurePeriods(t *testing.T) {
	w := newWorld(t)
	w.to("2024-09-28 00:00")
	w.ask(ann)
	opened := func(from, to string) int64 { return w.figures(ann, governance.FigureParams{From: from, To: to}).Opened }
	assert.EqualValues(t, 1, opened("2024-09-28", ""))
	assert.EqualValues(t, 0, opened("", "2024-09-28"))
	assert.EqualValues(t, 1, opened("2024-09-27T16:00:00Z", "2024-09-27T16:00:01Z"))
	assert.EqualValues(t, 0, opened("2024-09-28T00:00:00Z", ""))
	_, err := w.loans.Ask(t.Context(), w.actor(ann), "figures", &governance.FigureParams{From: "2024-09-29", To: "2024-09-28"})
	assert.Equal(t, "to before-from", faults(err))
	f := w.figures(ann, governance.FigureParams{From: "2024-09-28"})
	assert.Equal(t, "2024-09-28T00:00:00+08:00", f.From.Format(time.RFC3339))
	assert.Nil(t, f.To)
}

// What institutions count for themselves over a period is what figures count.
func TestAPeriodsRecords(t *testing.T) {
	w := newWorldOn(t, memory.New(), 1)
	in, n := loanInstitution(), int64(0)
	in.Asks = []governance.Question{governance.Ask("visit", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (bool, error) {
		q, err := r.Period(p)
		if err != nil {
			return false, err
		}
		n = 0
		return true, r.Each(ctx, q, func(any) bool { n++; return true })
	}).As("toy", label("逐个", "visit"), label("逐个看", "visits each"))}
	var err error
	w.loans, err = governance.NewBook(in)
	require.NoError(t, err)
	w.tags, err = governance.NewBook(tagInstitution())
	require.NoError(t, err)
	w.office, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(9), Directory: w.dir, Calendar: w.calendar}, w.loans.Shelf, w.tags.Shelf)
	require.NoError(t, err)
	for range 3 {
		w.ask(ann)
		w.to(civil.DateOf(w.clock()).AddDays(1).String() + " 09:00")
	}
	for _, p := range []governance.FigureParams{{}, {From: "2024-09-28"}, {To: "2024-09-28", Unit: townEast}} {
		_, err := w.loans.Ask(t.Context(), w.actor(ann), "visit", &p)
		require.NoError(t, err)
		assert.Equal(t, w.figures(ann, p).Opened, n, "%+v", p)
		assert.NotZero(t, n)
	}
	_, err = w.loans.Ask(t.Context(), w.actor(ann), "visit", &governance.FigureParams{From: "yesterday"})
	assert.Equal(t, "from bad-time", faults(err))
}

// Parameters at fault are all named, and none is repeated.
func TestFigureParamsAtFault(t *testing.T) {
	w := newWorld(t)
	_, err := w.loans.Ask(t.Context(), w.actor(ann), "figures", &governance.FigureParams{Unit: "350299", From: "2024-02-30", To: "yesterday"})
	assert.Equal(t, "from bad-time, to bad-time, unit unknown-unit", faults(err))
	assert.NotContains(t, err.Error(), "yesterday")
	_, err = w.loans.Ask(t.Context(), w.actor(ann), "figures", &governance.FigureParams{Unit: "no code"})
	assert.Equal(t, "unit bad-code", faults(err))
	_, err = w.loans.Ask(t.Context(), w.actor(ann), "rooms", &roomsAsked{Most: 6})
	assert.Equal(t, "most out-of-range", faults(err))
}

// A deadline that was lifted is not a missed one, whatever was warned of it; one
// that was met too late is.
func TestLiftedIsNotMissed(t *testing.T) {
	w := newWorld(t)
	lifted, late := w.ask(ann).ID, w.ask(ann).ID
	w.to("2024-10-09 09:00")
	w.do(deng, lifted, Refuse{Reason: "检修"})
	w.do(deng, late, Lend{Key: "7"})
	w.do(ann, late, Return{})
	assert.Equal(t, governance.Ratio{Num: 1, Den: 2}, w.figures(zhong, governance.FigureParams{}).OnTime)
}

// Outcomes that an institution leaves uncounted are counted elsewhere.
func TestUncountedOutcomes(t *testing.T) {
	w := newWorld(t)
	in := loanInstitution()
	in.Uncounted = []string{"handed-on"}
	loans, err := governance.NewBook(in)
	require.NoError(t, err)
	tags, err := governance.NewBook(tagInstitution())
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(2), Directory: w.dir}, loans.Shelf, tags.Shelf)
	require.NoError(t, err)
	b := w.ask(bo)
	w.do(ann, w.lent(ann, "7").ID, HandOn{To: b.ID})
	got, err := loans.Ask(t.Context(), w.actor(zhong), "figures", &governance.FigureParams{})
	require.NoError(t, err)
	f := got.(*governance.Figures)
	assert.Equal(t, [3]int64{1, 0, 1}, [3]int64{f.Opened, f.Closed, f.Open})
	assert.EqualValues(t, 2, w.figures(zhong, governance.FigureParams{}).Opened)
}

// A question sees what its asker may see, goes through all pages, and stops
// when it has enough.
func TestQuestionsSeeWhatTheAskerSees(t *testing.T) {
	w := newWorld(t)
	for i := range 5 {
		w.lent(ann, fmt.Sprint(i))
	}
	ask := asking()
	ask.Room = meadow
	w.do(mei, w.do(bo, uuid.Nil, ask).ID, Lend{Key: "w"})
	rooms := func(person string, p roomsAsked) []orgtree.Code {
		got, err := w.loans.Ask(t.Context(), w.actor(person), "rooms", &p)
		require.NoError(t, err)
		return got.([]orgtree.Code)
	}
	assert.Len(t, rooms(zhong, roomsAsked{}), 6)
	assert.Len(t, rooms(deng, roomsAsked{}), 5)
	assert.Equal(t, []orgtree.Code{meadow}, rooms(bo, roomsAsked{}))
	assert.Empty(t, rooms(dai, roomsAsked{}))
	assert.Equal(t, []orgtree.Code{meadow}, rooms(zhong, roomsAsked{Unit: townWest}))
	assert.Len(t, rooms(zhong, roomsAsked{Most: 3}), 3)
	got, err := w.loans.Ask(t.Context(), governance.Actor{System: true}, "rooms", &roomsAsked{})
	require.NoError(t, err)
	assert.Len(t, got, 6, "the system sees everything")
}

// Who may ask: those with an account, unless the question is public; and only
// what is asked for by its name.
func TestWhoMayAsk(t *testing.T) {
	w := newWorld(t)
	_, err := w.loans.Ask(t.Context(), governance.Actor{}, "rooms", &roomsAsked{})
	var forbidden *governance.ForbiddenError
	require.ErrorAs(t, err, &forbidden)
	_, err = w.loans.Ask(t.Context(), w.actor(ann), "roams", &roomsAsked{})
	var missing *governance.NotFoundError
	require.ErrorAs(t, err, &missing)
	params, ok := w.loans.NewParams("rooms")
	require.True(t, ok)
	assert.IsType(t, &roomsAsked{}, params)
	_, ok = w.loans.NewParams("roams")
	assert.False(t, ok)
	in := tagInstitution()
	in.Asks = []governance.Question{askTags().ToAnyone()}
	tags, err := governance.NewBook(in)
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(2), Directory: w.dir}, tags.Shelf)
	require.NoError(t, err)
	w.ask(ann)
	got, err := tags.Ask(t.Context(), governance.Actor{}, "hung", &nothing{})
	require.NoError(t, err)
	assert.EqualValues(t, 1, got)
	assert.True(t, tags.Describe().Asks[1].Public)
}

func askTags() governance.Question {
	return governance.Ask("hung", func(ctx context.Context, r *governance.Reader, _ nothing) (int64, error) {
		tallies, err := r.Count(ctx, governance.Query{Phases: governance.Phases(Hung)})
		if err != nil {
			return 0, err
		}
		return tallies[0].Count, nil
	}).As("toy 13", label("挂着几块", "how many hang"), label("现在挂着几块牌子", "how many tags hang now"))
}
