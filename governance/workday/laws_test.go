package workday_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// Laws that hold on every calendar, whatever its facts: checked on random
// calendars with random office hours, from random instants.
func TestLaws(t *testing.T) {
	for seed := range uint64(8) {
		rng := rand.New(rand.NewPCG(seed, 23))
		c, err := workday.New(randomFacts(rng), workday.Office(randomHours(rng)))
		require.NoError(t, err)
		instant := func() time.Time {
			return civil.Of(2016, 1, 1).Start().Add(time.Duration(rng.Int64N(int64(14 * 365 * 24 * time.Hour))))
		}
		for i := range 300 {
			a, b, n, m := instant(), instant(), 1+rng.IntN(60), 1+rng.IntN(60)
			countingLaws(t, c, a, b, n, m)
			if i%30 == 0 { // each builds a calendar
				dayOffLaw(t, c, a, n)
			}
			timeLaws(t, c, a, b, instant(), time.Duration(1+rng.Int64N(int64(200*time.Hour))))
		}
	}
}

func countingLaws(t *testing.T, c *workday.Calendar, a, b time.Time, n, m int) {
	t.Helper()
	first, err := c.Deadline(a, n)
	require.NoError(t, err)
	require.True(t, c.IsWorkday(first.Date()), "a deadline is a working day")
	require.Greater(t, first.Date(), civil.DateOf(a), "the start day is not counted")

	sum, err := c.Deadline(a, n+m)
	require.NoError(t, err)
	extended, err := c.Extend(first, m)
	require.NoError(t, err)
	require.Equal(t, sum, extended, "n and m more are n+m, mark included")

	other, err := c.Deadline(b, n)
	require.NoError(t, err)
	if civil.DateOf(a) <= civil.DateOf(b) {
		require.LessOrEqual(t, first.Date(), other.Date(), "who starts earlier ends no later")
	}
}

// A day off more never shortens a deadline.
func dayOffLaw(t *testing.T, c *workday.Calendar, a time.Time, n int) {
	t.Helper()
	first, err := c.Deadline(a, n)
	require.NoError(t, err)
	off, err := c.WithOverlay(workday.Overlay{Region: "某区", Off: []civil.Date{first.Date()}})
	require.NoError(t, err)
	later, err := off.Deadline(a, n)
	require.NoError(t, err)
	require.Greater(t, later.Date(), first.Date())
}

func timeLaws(t *testing.T, c *workday.Calendar, a, b, mid time.Time, d time.Duration) {
	t.Helper()
	require.Equal(t, c.Between(a, b), c.Between(a, mid)+c.Between(mid, b), "working time adds up")
	require.Equal(t, -c.Between(a, b), c.Between(b, a))

	due, err := c.AddHours(a, d)
	require.NoError(t, err)
	require.GreaterOrEqual(t, c.Between(a, due.Due()), d, "nobody gets less than was given")
	require.Less(t, c.Between(a, due.Due().Add(-time.Second)), d, "nor a second more")
	require.True(t, c.IsWorkday(civil.DateOf(due.Due().Add(-1))), "time passes on working days only")

	if b.Before(a) {
		a, b = b, a
	}
	earlier := a
	for _, percent := range []int{0, 20, 80, 100} {
		at, err := c.At(a, b, percent)
		require.NoError(t, err)
		require.False(t, at.Due().Before(earlier), "a greater share is used up no earlier")
		require.GreaterOrEqual(t, c.Between(a, at.Due())*100, c.Between(a, b)/100*time.Duration(percent)*100)
		earlier = at.Due()
	}
}
