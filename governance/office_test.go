package governance_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// "One sweeper, safe to run on every replica at once": two offices sweep one
// ledger from several goroutines, and each due command is given once.
func TestSweepOnEveryReplica(t *testing.T) {
	w := newWorld(t)
	const many = 60
	for i := range many {
		w.do(deng, w.ask(ann).ID, Lend{Key: fmt.Sprint("k", i)})
	}
	other := w.another(9)
	w.to("2024-10-11 08:00")
	other.to("2024-10-11 08:00")
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	for i := range 6 {
		wg.Go(func() {
			n, err := []*world{w, other}[i%2].office.Sweep(context.Background())
			mu.Lock()
			defer mu.Unlock()
			assert.NoError(t, err)
			total += n
		})
	}
	wg.Wait()
	assert.Equal(t, many, total, "each record is acted on once, by whichever came first")
	views, _, err := w.loans.List(t.Context(), w.actor(deng), governance.Query{Limit: many})
	require.NoError(t, err)
	require.Len(t, views, many)
	for _, v := range views {
		var colours []string
		for _, e := range w.entries(v.Ref) {
			if e.Verb == "warn" {
				colours = append(colours, string(e.Body[len(e.Body)-1].Value))
			}
		}
		require.Equal(t, []string{`"yellow"`, `"red"`}, colours, "each rung once, yellow before red")
	}
	assert.Zero(t, w.sweep())
}

// Time acts on more records than one page holds.
func TestSweepGoesOnBehindAPage(t *testing.T) {
	w := newWorld(t)
	for range 230 {
		w.ask(ann)
	}
	w.to("2024-10-01 08:00")
	assert.Equal(t, 230, w.sweep())
}

// NextWake is when somebody has to look again; before it a sweep does nothing,
// at it there is something to do.
func TestNextWake(t *testing.T) {
	w := newWorld(t)
	_, some, err := w.office.NextWake(t.Context())
	require.NoError(t, err)
	assert.False(t, some)
	w.ask(ann)
	w.to("2024-09-27 11:00")
	w.lent(bo, "7")
	wakes := 0
	for {
		at, some, err := w.office.NextWake(t.Context())
		require.NoError(t, err)
		if !some {
			break
		}
		w.at(at.Add(-time.Microsecond))
		require.Zero(t, w.sweep(), "nothing is early: %s", at)
		w.at(at)
		require.Positive(t, w.sweep(), "and nothing is late")
		wakes++
	}
	assert.Equal(t, 2+1+2, wakes, "yellow, red and lapse of the one; yellow and red of the other")
}

// "A moved demo clock stops at every due instant on the way": one jump gives
// the same history as many small steps, but for the instants of recording.
func TestOneJumpIsManySteps(t *testing.T) {
	run := func(steps ...string) []string {
		w := newWorld(t)
		id := w.do(deng, w.lent(ann, "7").ID, Hold{Days: 3}).ID
		late := w.ask(bo).ID
		for _, s := range steps {
			w.to(s)
			w.sweep()
		}
		var out []string
		for _, id := range []uuid.UUID{id, late} {
			for _, e := range w.entries(loanRef(id)) {
				out = append(out, fmt.Sprintln(e.AsOf, e.Rule, sorted(e.Body)))
			}
		}
		return out
	}
	var steps []string
	for at := instant("2024-09-27 10:00"); at.Before(instant("2024-11-20 00:00")); at = at.Add(5 * time.Hour) {
		steps = append(steps, at.Format("2006-01-02 15:04"))
	}
	assert.Equal(t, run(steps...), run("2024-11-20 00:00"))
}

// A failing record does not hold up the others; its error is reported.
func TestSweepReportsAndGoesOn(t *testing.T) {
	w := newWorld(t)
	w.ask(ann)
	w.to("2024-10-01 08:00")
	other := w.another(4)
	door, err := governance.NewBook(doorInstitution())
	require.NoError(t, err)
	lone, err := governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(1), Directory: other.dir}, door.Shelf)
	require.NoError(t, err)
	n, err := lone.Sweep(t.Context())
	var defect *governance.Defect
	require.ErrorAs(t, err, &defect)
	assert.Equal(t, "loan", defect.Rule)
	assert.Zero(t, n)
	_, _, err = lone.NextWake(t.Context())
	require.ErrorAs(t, err, &defect)
}

// A kind that nobody assembled is a defect wherever it is met, never a panic.
func TestKindNotAssembled(t *testing.T) {
	w := newWorld(t)
	loans, err := governance.NewBook(loanInstitution())
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: memory.New(), Now: w.clock, Entropy: chance(1), Directory: w.dir}, loans.Shelf)
	require.NoError(t, err)
	_, err = loans.Do(t.Context(), governance.Request{Actor: w.actor(ann), Command: asking()})
	var defect *governance.Defect
	require.ErrorAs(t, err, &defect, "the tag it wants to hang has no shelf")
	_, ok := w.office.Shelf("door")
	assert.False(t, ok)
	shelf, ok := w.office.Shelf("loan")
	assert.True(t, ok)
	assert.Same(t, w.loans.Shelf, shelf)
	assert.Len(t, w.office.Shelves(), 3)
}

// Assembling needs every port, and each institution once.
func TestAssemble(t *testing.T) {
	ports := governance.Ports{Ledger: memory.New(), Now: time.Now, Entropy: chance(1), Directory: organisation.NewDirectory(memory.New(), district)}
	for _, take := range []func(*governance.Ports){
		func(p *governance.Ports) { p.Ledger = nil }, func(p *governance.Ports) { p.Now = nil },
		func(p *governance.Ports) { p.Entropy = nil }, func(p *governance.Ports) { p.Directory = nil },
	} {
		p := ports
		take(&p)
		_, err := governance.Assemble(p)
		require.Error(t, err)
	}
	door, err := governance.NewBook(doorInstitution())
	require.NoError(t, err)
	again, err := governance.NewBook(doorInstitution())
	require.NoError(t, err)
	_, err = governance.Assemble(ports, door.Shelf, again.Shelf)
	require.ErrorContains(t, err, "stands twice")
	_, err = governance.Assemble(ports, again.Shelf, again.Shelf)
	require.ErrorContains(t, err, "stands twice")
	office, err := governance.Assemble(ports)
	require.NoError(t, err)
	assert.Equal(t, workday.China().Version(), office.Calendar().Version())
	assert.Zero(t, office.Now().Nanosecond()%1000, "the precision that storage keeps")
}

// "When a notice arrives, running deadlines are recomputed as history entries
// (old, new, notice); a recomputation may lengthen, never shorten."
func TestRecompute(t *testing.T) {
	w := newWorld(t)
	running, held, missed, met := w.lent(ann, "1").ID, w.lent(ann, "2").ID, w.ask(bo).ID, w.lent(ann, "4").ID
	w.do(ann, met, Return{})
	w.to("2024-09-30 09:00")
	w.do(deng, held, Hold{Days: 5})
	old := w.do(deng, running, governance.Note{Text: "见"}).Deadlines[1]
	w.cal = corrected(t, "", "2024-10-09")
	n, err := w.office.Recompute(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 1, n, "only what runs")
	got, err := w.loans.Get(t.Context(), w.actor(ann), running)
	require.NoError(t, err)
	assert.Equal(t, "2024-10-11 23:59:59", got.Deadlines[1].Due.Format("2006-01-02 15:04:05"))
	assert.Equal(t, w.cal.Version().String(), got.Deadlines[1].Calendar)
	last := w.entries(loanRef(running))
	entry := last[len(last)-1]
	assert.Equal(t, "recompute", entry.Verb)
	assert.True(t, entry.By.System)
	moved := fmt.Sprintf(`[{"deadline":"return","old":"%s","new":"%s"}]`, old.Due.Format(time.RFC3339), got.Deadlines[1].Due.Format(time.RFC3339))
	assert.Equal(t, moved, string(entry.Body[1].Value), "old, new")
	assert.Equal(t, `"`+w.cal.Version().String()+`"`, string(entry.Body[0].Value), "and by which calendar")
	for _, id := range []uuid.UUID{held, missed, met} {
		for _, e := range w.entries(loanRef(id)) {
			assert.NotEqual(t, "recompute", e.Verb)
		}
	}
	w.cal = corrected(t, "2024-10-05", "")
	n, err = w.office.Recompute(t.Context())
	require.NoError(t, err)
	assert.Zero(t, n, "it could be shorter, and is not")
	w.do(deng, held, Resume{})
	require.NoError(t, w.loans.Verify(t.Context(), running))
}

// A replica with a stale organisation recomputes all the same: it reads the
// organisation anew when its commit says so.
func TestRecomputeOnAStaleReplica(t *testing.T) {
	w := newWorld(t)
	other := w.another(8)
	w.lent(ann, "7")
	require.True(t, other.tree().Has(harbour))
	w.change(renameHill())
	other.cal = corrected(t, "", "2024-10-09")
	n, err := other.office.Recompute(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 1, n)
}

// Many deadlines, more than a page, are all recomputed, even though moving one
// changes its place in the order it is found by.
func TestRecomputeGoesOnBehindAPage(t *testing.T) {
	w := newWorld(t)
	for i := range 230 {
		w.do(deng, w.ask(ann).ID, Lend{Key: fmt.Sprint(i)})
	}
	w.cal = corrected(t, "", "2024-10-09")
	n, err := w.office.Recompute(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 230, n)
}

// Serials sort by district, year and count, begin anew each year, and are never
// given twice, however many ask at once; blocks leave gaps and grow.
func TestSerials(t *testing.T) {
	w := newWorld(t)
	other := w.another(5)
	var mu sync.Mutex
	var got []string
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			from := []*world{w, other}[i%2]
			actor := from.actor(ann)
			for range 25 {
				l, err := from.loans.Do(context.Background(), governance.Request{Actor: actor, Command: asking()})
				mu.Lock()
				if assert.NoError(t, err) {
					got = append(got, l.Serial)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	slices.Sort(got)
	require.Len(t, slices.Compact(slices.Clone(got)), 200, "never twice")
	for _, s := range got {
		require.Regexp(t, `^350205-2024-\d{7}$`, s)
	}
	w.to("2025-01-02 09:00")
	assert.Equal(t, "350205-2025-0000001", w.ask(ann).Serial)
	west := asking()
	west.Room = meadow
	assert.Equal(t, "350205-2025-0000002", w.do(bo, uuid.Nil, west).Serial, "the series is the district's")
}

// counting is a ledger that counts what is reserved.
type counting struct {
	governance.Ledger
	blocks []int64
}

func (c *counting) Reserve(ctx context.Context, series string, n int64) (int64, error) {
	c.blocks = append(c.blocks, n)
	return c.Ledger.Reserve(ctx, series, n)
}

// "In blocks per series that grow under load": one, doubled up to 64.
func TestSerialBlocksGrow(t *testing.T) {
	ledger := &counting{Ledger: memory.New()}
	w := newWorldOn(t, ledger, 1)
	var last string
	for range 200 {
		l := w.ask(ann)
		require.Greater(t, l.Serial, last, "one office counts up")
		last = l.Serial
	}
	assert.Equal(t, []int64{1, 2, 4, 8, 16, 32, 64, 64, 64}, ledger.blocks)
}

// Ids are UUIDs of version 7: made later, they sort later.
func TestNewIDsSortByTime(t *testing.T) {
	w := newWorld(t)
	var last uuid.UUID
	for range 50 {
		id := w.ask(ann).ID
		require.Equal(t, uuid.Version(7), id.Version())
		require.Equal(t, uuid.RFC4122, id.Variant())
		require.Greater(t, id.String(), last.String())
		last = id
		w.at(w.clock().Add(time.Millisecond))
	}
	sec, _ := last.Time().UnixTime()
	assert.WithinDuration(t, w.clock(), time.Unix(sec, 0), time.Second)
}

// Without chance nothing is opened and nothing sealed; the error is passed on.
func TestEntropyFails(t *testing.T) {
	w := newWorld(t)
	loans, err := governance.NewBook(loanInstitution())
	require.NoError(t, err)
	tags, err := governance.NewBook(tagInstitution())
	require.NoError(t, err)
	for _, bytes := range []int64{0, 5, 20, 40} {
		_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: io.LimitReader(chance(3), bytes), Directory: w.dir}, loans.Shelf, tags.Shelf)
		require.NoError(t, err)
		feed := w.feed()
		_, err = loans.Do(t.Context(), governance.Request{Actor: w.actor(ann), Command: asking()})
		require.True(t, errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF), "%v", err)
		assert.Equal(t, feed, w.feed())
		loans, err = governance.NewBook(loanInstitution())
		require.NoError(t, err)
		tags, err = governance.NewBook(tagInstitution())
		require.NoError(t, err)
	}
}

// The office's tree is the organisation of the day asked for.
func TestOfficeTree(t *testing.T) {
	w := newWorld(t)
	tree, err := w.office.Tree(t.Context(), china().Day(0).Date)
	require.NoError(t, err)
	assert.Zero(t, tree.Len(), "before it was founded")
	assert.True(t, w.tree().Has(towers))
}

// "A record keeps its district for life": what an office says of a record is what
// its first entry says, so that events of it are the same whoever made them.
func TestDistrictsOfRecords(t *testing.T) {
	w := newWorld(t)
	loan := governance.Ref{Kind: "loan", ID: w.ask(ann).ID}
	org := governance.Ref{Kind: organisation.Kind, ID: organisation.ID(district)}
	for round := range 2 {
		got, err := w.office.Districts(t.Context(), loan, governance.Ref{Kind: "loan", ID: uuid.New()}, org)
		require.NoError(t, err)
		assert.Equal(t, []orgtree.Code{district, "", district}, got)
		for i, ref := range []governance.Ref{loan, org} {
			first := w.entries(ref)[0].Changes
			at := slices.IndexFunc(first, func(f governance.Field) bool { return f.Name == "district" })
			require.GreaterOrEqual(t, at, 0, i)
			assert.Equal(t, `"350205"`, string(first[at].Value))
		}
		if round == 0 {
			w.do(deng, loan.ID, Lend{Key: "k"})
		}
	}
	none, err := w.office.Districts(t.Context())
	require.NoError(t, err)
	assert.Empty(t, none)
}
