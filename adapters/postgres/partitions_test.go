package postgres_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/ledgertest"
)

// in puts a record into a district.
func in(district string) func(w *governance.Write) {
	return func(w *governance.Write) {
		w.Header.District = district
		w.Audience = []governance.Share{{Key: "k", Desk: true}}
		p := governance.Personal{Field: "name", Version: 1, Salt: make([]byte, governance.SaltSize), Value: []byte(`"张三"`)}
		w.Personal = []governance.Personal{p}
		w.Entries[0].Changes = append(w.Entries[0].Changes, governance.Field{Name: "name", Value: p.Seal()})
		w.Entries[0].Seal(governance.Digest{})
	}
}

// A district that settles takes what it has along; the others, and records
// without a district, stay. Nothing reads differently afterwards, and whoever
// writes meanwhile waits.
func TestSettle(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	for n := range 40 {
		create(t, l, n, in([]string{"110105", "310101", ""}[n%3]))
	}
	before, err := l.Find(t.Context(), governance.Query{Keys: []string{"k"}, Desk: true})
	require.NoError(t, err)
	history := wholeFeed(t, l, 40)
	var all sync.WaitGroup
	for n := range 10 {
		all.Go(func() {
			assert.NoError(t, l.Commit(context.Background(), following(governance.Stored{Ref: ref(100 + n)})))
		})
	}
	require.NoError(t, l.Settle(t.Context(), "110105"))
	require.NoError(t, l.Settle(t.Context(), "110105"), "the second time nothing is to do")
	require.NoError(t, l.Settle(t.Context(), "区's"), "whatever its code is")
	all.Wait()
	assert.Equal(t, []string{"home=110105 n=1 "}, rows(t, url,
		"SELECT home, count(DISTINCT tableoid) AS n FROM ledger_records WHERE tableoid <> 'ledger_records_rest'::regclass GROUP BY home"))
	after, err := l.Find(t.Context(), governance.Query{Keys: []string{"k"}, Desk: true})
	require.NoError(t, err)
	assert.Equal(t, before, after)
	assert.Equal(t, history, wholeFeed(t, l, 50)[:40])
	for n := range 40 {
		s := load(t, l, n)
		assert.Len(t, s.Personal, 1)
		require.NoError(t, l.Commit(t.Context(), following(s)))
		assert.EqualValues(t, 2, verified(t, l, n))
	}
	conn := connect(t, url)
	_, err = conn.Exec(t.Context(), "DELETE FROM ledger_entries WHERE home = '110105'")
	require.ErrorContains(t, err, "history is never", "in a partition of its own, too")
	_, err = conn.Exec(t.Context(), "DELETE FROM ledger_entries WHERE home = '310101'")
	require.ErrorContains(t, err, "history is never", "and in the common one again")
}

// A record whose district changes, as when a unit moves, stays where it is at
// home; it is still one record, with one history.
func TestRecordsStayAtHome(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	require.NoError(t, l.Settle(t.Context(), "110105"))
	require.NoError(t, l.Settle(t.Context(), "310101"))
	s := create(t, l, 1, in("110105"))
	for _, district := range []string{"310101", "", "440103", "110105"} {
		c := following(s)
		c.Writes[0].Header.District = district
		require.NoError(t, l.Commit(t.Context(), c))
		s = load(t, l, 1)
		assert.Equal(t, []string{"home=110105 district=" + district + " "}, rows(t, url, "SELECT home, district FROM ledger_records"))
	}
	assert.EqualValues(t, 5, verified(t, l, 1))
	again := following(governance.Stored{Ref: ref(1)})
	again.Writes[0].Header.District = "440103"
	var conflict *governance.ConflictError
	require.ErrorAs(t, l.Commit(t.Context(), again), &conflict, "created once, in whatever district")
	assert.Equal(t, governance.Changed, conflict.Reason)
}

// The contract holds when districts have partitions of their own: what is
// asked over all of them comes in one order.
func TestContractOverPartitions(t *testing.T) {
	for _, c := range ledgertest.Cases() {
		switch c.Subject {
		case "oracle", "orders", "feed":
			t.Run(c.Subject+"/"+c.Name, func(t *testing.T) {
				l := open(t, fresh(t))
				for _, d := range []string{"0", "1", "2"} {
					require.NoError(t, l.Settle(t.Context(), d))
				}
				assert.Empty(t, c.Try(scattered{l}), c.Rule)
			})
		}
	}
}

// scattered puts every record into one of four districts.
type scattered struct{ *postgres.Ledger }

func (s scattered) Commit(ctx context.Context, c governance.Commit) error {
	for i := range c.Writes {
		c.Writes[i].Header.District = fmt.Sprint(c.Writes[i].Ref.ID[1] % 4)
	}
	return s.Ledger.Commit(ctx, c)
}
