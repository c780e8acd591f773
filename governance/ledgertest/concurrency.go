package ledgertest

import (
	"errors"
	"sync"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var concurrency = []Case{
	{Name: "base behind", check: baseBehind,
		Rule: "A write decided upon an older version than the current one is refused (Changed)."},
	{Name: "base ahead", check: baseAhead,
		Rule: "A write decided upon a version that does not exist yet is refused (Changed)."},
	{Name: "create twice", check: createTwice,
		Rule: "A record is created once; the second attempt is refused (Changed)."},
	{Name: "one winner", check: oneWinner,
		Rule: "Of many writers who decided upon the same version, exactly one wins, and the others learn it (Changed)."},
	{Name: "retries", check: retries,
		Rule: "Writers who read again and decide again all get their entry in, none overwrites another."},
	{Name: "crosswise", check: crosswise,
		Rule: "Commits that touch the same records in opposite orders finish, with success or a conflict, never a deadlock."},
}

func baseBehind(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")))
	late := r.change(set("a", `"late"`))
	t.commit(r.change(set("a", "2")))
	t.refused(t.attempt(late), governance.Changed, r.ref)
	t.holds(r)
}

func baseAhead(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")))
	early := r.fork()
	early.version = 2
	t.refused(t.attempt(early.change(set("a", "3"))), governance.Changed, r.ref)
	absent := newRecord(2)
	absent.version = 1
	t.refused(t.attempt(absent.change(set("a", "3"))), governance.Changed, absent.ref)
	t.holds(r, newRecord(2))
}

func createTwice(t *trial) {
	r, again := newRecord(1), newRecord(1)
	t.commit(r.change(set("a", "1")))
	t.refused(t.attempt(again.change(set("a", "2"))), governance.Changed, r.ref)
	t.holds(r)
}

// race runs n writers at once and returns the error of each.
func race(n int, write func(i int) error) []error {
	errs := make([]error, n)
	var ready, done sync.WaitGroup
	ready.Add(n)
	for i := range n {
		done.Go(func() {
			ready.Done()
			ready.Wait()
			errs[i] = write(i)
		})
	}
	done.Wait()
	return errs
}

// conflicts counts the conflicts of a race, requires that nothing else went
// wrong, and returns who won.
func (t *trial) conflicts(errs []error, reasons ...governance.ConflictReason) (winners []int) {
	t.Helper()
	for i, err := range errs {
		var c *governance.ConflictError
		switch {
		case err == nil:
			winners = append(winners, i)
		case errors.As(err, &c):
			require.Contains(t, reasons, c.Reason)
		default:
			require.NoError(t, err, "a race ends in success or a conflict")
		}
	}
	return winners
}

func oneWinner(t *trial) {
	const writers, rounds = 8, 10
	r := newRecord(1)
	for range rounds {
		views := make([]*record, writers)
		for i := range views {
			views[i] = r.fork()
		}
		errs := race(writers, func(i int) error {
			return t.attempt(views[i].change(set("winner", number(int64(i)))))
		})
		winners := t.conflicts(errs, governance.Changed)
		require.Len(t, winners, 1, "exactly one writer may win a version")
		r = views[winners[0]]
		t.holds(r)
	}
}

func retries(t *trial) {
	const writers, each = 4, 6
	t.commit(newRecord(1).change(set("n", "0")))
	errs := race(writers, func(int) error {
		for range each {
			if err := t.increment(newRecord(1)); err != nil {
				return err
			}
		}
		return nil
	})
	require.Empty(t, errors.Join(errs...))
	got := t.load(ref(matter, 1))
	assert.Equal(t, int64(1+writers*each), got.Version)
	assert.Equal(t, `{"n":`+number(writers*each)+`}`, string(got.Document), "no writer overwrote another")
	require.NoError(t, governance.Verify(t.entries(ref(matter, 1)), got.Digest))
}

// increment reads a record, adds one to its number and tries again on
// conflict.
func (t *trial) increment(r *record) error {
	for {
		found, err := t.ledger.Load(t.Context(), r.ref)
		if err != nil {
			return err
		}
		r.version, r.digest = found[0].Version, found[0].Digest
		if r.fields, err = found[0].Document.Split(); err != nil {
			return err
		}
		err = t.attempt(r.change(set("n", number(r.version)))) // n is always version-1
		var conflict *governance.ConflictError
		if !errors.As(err, &conflict) {
			return err
		}
	}
}

func crosswise(t *trial) {
	a, b := newRecord(1), newRecord(2)
	t.commit(a.change(set("n", "0")), b.change(set("n", "0")))
	for range 15 {
		views := make([][2]*record, 4)
		for i := range views {
			views[i] = [2]*record{a.fork(), b.fork()}
		}
		errs := race(len(views), func(i int) error {
			first, second := views[i][i%2], views[i][1-i%2]
			return t.attempt(first.change(set("n", number(int64(i)))), second.change(set("n", number(int64(i)))))
		})
		winners := t.conflicts(errs, governance.Changed)
		require.Len(t, winners, 1, "both records are at a version that only one commit can follow")
		a, b = views[winners[0]][0], views[winners[0]][1]
	}
	t.holds(a, b)
}
