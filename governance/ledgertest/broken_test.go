package ledgertest_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/ledgertest"
)

// bent is a sound ledger with one fault planted in one or two methods.
type bent struct {
	governance.Ledger
	load    func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error)
	commit  func(ctx context.Context, c governance.Commit) error
	find    func(ctx context.Context, q governance.Query) (governance.Page, error)
	count   func(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error)
	entries func(ctx context.Context, span governance.Span) ([]governance.Entry, error)
	reserve func(ctx context.Context, series string, n int64) (int64, error)
	answer  func(ctx context.Context, account, key string, now time.Time) (governance.Answer, error)
}

func (b *bent) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	if b.load != nil {
		return b.load(ctx, refs...)
	}
	return b.Ledger.Load(ctx, refs...)
}

func (b *bent) Commit(ctx context.Context, c governance.Commit) error {
	if b.commit != nil {
		return b.commit(ctx, c)
	}
	return b.Ledger.Commit(ctx, c)
}

func (b *bent) Find(ctx context.Context, q governance.Query) (governance.Page, error) {
	if b.find != nil {
		return b.find(ctx, q)
	}
	return b.Ledger.Find(ctx, q)
}

func (b *bent) Count(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
	if b.count != nil {
		return b.count(ctx, q, by...)
	}
	return b.Ledger.Count(ctx, q, by...)
}

func (b *bent) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	if b.entries != nil {
		return b.entries(ctx, span)
	}
	return b.Ledger.Entries(ctx, span)
}

func (b *bent) Reserve(ctx context.Context, series string, n int64) (int64, error) {
	if b.reserve != nil {
		return b.reserve(ctx, series, n)
	}
	return b.Ledger.Reserve(ctx, series, n)
}

func (b *bent) Answer(ctx context.Context, account, key string, now time.Time) (governance.Answer, error) {
	if b.answer != nil {
		return b.answer(ctx, account, key, now)
	}
	return b.Ledger.Answer(ctx, account, key, now)
}

// A fault is a way to be wrong, and the case that must find it.
type fault struct {
	name string
	by   string // "subject/case"
	bend func(b *bent)
}

func faults() []fault {
	return slices.Concat(commitFaults, raceFaults, claimFaults, answerFaults, eraseFaults, readFaults, historyFaults,
		queryFaults, headerFaults, pageFaults, countFaults, seriesFaults, byteFaults)
}

func (f *fault) open() governance.Ledger {
	b := &bent{Ledger: memory.New()}
	f.bend(b)
	return b
}

// TestFaultsAreFound is the proof that the suite can fail: every planted fault
// is found, by the case that claims to find it.
func TestFaultsAreFound(t *testing.T) {
	cases := byName()
	require.GreaterOrEqual(t, len(faults()), 20)
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			c, known := cases[f.by]
			require.True(t, known, "no case is called %q", f.by)
			found := c.Try(f.open())
			require.NotEmpty(t, found, "%s did not find it", f.by)
			t.Logf("found by %s: %s", f.by, c.Rule)
		})
	}
}

// TestEveryCaseCanFail requires of every case that some planted fault makes it
// fail: a case that nothing can fail guards nothing.
func TestEveryCaseCanFail(t *testing.T) {
	claimed := map[string][]fault{}
	for _, f := range faults() {
		claimed[f.by] = append(claimed[f.by], f)
	}
	for _, c := range ledgertest.Cases() {
		assert.NotEmpty(t, claimed[c.Subject+"/"+c.Name], "no planted fault is claimed by %s/%s", c.Subject, c.Name)
	}
}

// TestSoundLedgerPasses runs Try against a ledger without a fault: what finds
// faults must not find any here.
func TestSoundLedgerPasses(t *testing.T) {
	for _, c := range ledgertest.Cases() {
		assert.Empty(t, c.Try(&bent{Ledger: memory.New()}), "%s/%s", c.Subject, c.Name)
	}
}

// TestCasesExplainThemselves guards the form of the table.
func TestCasesExplainThemselves(t *testing.T) {
	require.Len(t, byName(), len(ledgertest.Cases()), "names are unique within a subject")
	for _, c := range ledgertest.Cases() {
		assert.True(t, strings.HasSuffix(c.Rule, "."), "%s/%s: the rule is a sentence", c.Subject, c.Name)
		assert.NotContains(t, c.Name, "/")
	}
}

// TestTryCatchesPanics lets a ledger panic: that is a failure of the case and
// not of whoever tries it.
func TestTryCatchesPanics(t *testing.T) {
	found := byName()["loading/present"].Try(&bent{})
	require.Len(t, found, 1)
	assert.Contains(t, found[0], "panic")
}

func byName() map[string]ledgertest.Case {
	out := map[string]ledgertest.Case{}
	for _, c := range ledgertest.Cases() {
		out[c.Subject+"/"+c.Name] = c
	}
	return out
}

// The rows of the fault tables are made of the following few.

// writing bends every write of a commit before the sound ledger gets it.
func writing(edit func(w *governance.Write)) func(*bent) {
	return committing(func(c *governance.Commit) {
		for i := range c.Writes {
			edit(&c.Writes[i])
		}
	})
}

// committing bends every commit before the sound ledger gets it.
func committing(edit func(c *governance.Commit)) func(*bent) {
	return func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			c.Writes = slices.Clone(c.Writes)
			for i := range c.Writes {
				c.Writes[i].Entries = slices.Clone(c.Writes[i].Entries)
			}
			edit(&c)
			return b.Ledger.Commit(ctx, c)
		}
	}
}

// loading bends what Load returns.
func loading(edit func(s *governance.Stored)) func(*bent) {
	return func(b *bent) {
		b.load = func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
			found, err := b.Ledger.Load(ctx, refs...)
			for i := range found {
				edit(&found[i])
			}
			return found, err
		}
	}
}

// reading bends the entries that are read, of one record and of the feed.
func reading(edit func(span governance.Span, es []governance.Entry) []governance.Entry) func(*bent) {
	return func(b *bent) {
		b.entries = func(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
			es, err := b.Ledger.Entries(ctx, span)
			return edit(span, es), err
		}
	}
}

// each bends every entry that is read.
func each(edit func(e *governance.Entry)) func(*bent) {
	return reading(func(_ governance.Span, es []governance.Entry) []governance.Entry {
		for i := range es {
			edit(&es[i])
		}
		return es
	})
}

// asking bends every query before the sound ledger gets it.
func asking(edit func(q *governance.Query)) func(*bent) {
	return func(b *bent) {
		b.find = func(ctx context.Context, q governance.Query) (governance.Page, error) {
			edit(&q)
			return b.Ledger.Find(ctx, q)
		}
		b.count = func(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
			edit(&q)
			return b.Ledger.Count(ctx, q, by...)
		}
	}
}

// paging bends every page that is found.
func paging(edit func(q governance.Query, p *governance.Page)) func(*bent) {
	return func(b *bent) {
		b.find = func(ctx context.Context, q governance.Query) (governance.Page, error) {
			page, err := b.Ledger.Find(ctx, q)
			edit(q, &page)
			return page, err
		}
	}
}

// version is what the sound ledger holds.
func (b *bent) version(ctx context.Context, ref governance.Ref) int64 {
	found, err := b.Ledger.Load(ctx, ref)
	if err != nil {
		return -1
	}
	return found[0].Version
}

// all finds everything the query restricts to, whatever its page.
func (b *bent) all(ctx context.Context, q governance.Query) []governance.Stored {
	q.After, q.Limit = governance.Cursor{}, 1000
	page, _ := b.Ledger.Find(ctx, q)
	return page.Items
}
