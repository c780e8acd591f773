package workday_test

import (
	"encoding/json"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// asked is one question of every kind with the answers one goroutine got alone.
type asked struct {
	a, b    time.Time
	n       int
	hours   time.Duration
	percent int
	want    answered
	day     workday.Day
	last    workday.Deadline
}

// One calendar, asked everything from many goroutines in different orders while
// others grow calendars from it, gives each the answers it gave one (-race).
func TestManyAskOneCalendar(t *testing.T) {
	c, err := workday.China().With(workday.Office(busyHours))
	require.NoError(t, err)
	c, err = c.WithRegion("广西")
	require.NoError(t, err)
	questions := make([]asked, 200)
	rng := rand.New(rand.NewPCG(3, 61))
	for i := range questions {
		q := &questions[i]
		q.a, q.n, q.percent = anyInstant(rng), 1+rng.IntN(60), rng.IntN(101)
		q.b, q.hours = q.a.Add(time.Duration(rng.IntN(90*86400))*time.Second), time.Duration(1+rng.IntN(100*3600))*time.Second
		q.want = answers(t, c, q.a, q.b, q.n, q.hours, q.percent)
		q.day = c.Day(civil.DateOf(q.a))
		q.last, err = c.OnOrAfter(civil.DateOf(q.b))
		require.NoError(t, err)
	}
	version, facts := c.Version(), c.Facts()
	var wg sync.WaitGroup
	for worker := range uint64(8) {
		wg.Go(func() {
			order := rand.New(rand.NewPCG(worker, 67)).Perm(len(questions))
			for _, i := range order {
				q := questions[i]
				got, err := c.Deadline(q.a, q.n)
				assert.NoError(t, err)
				assert.Equal(t, q.want.days, got)
				got, err = c.AddHours(q.a, q.hours)
				assert.NoError(t, err)
				assert.Equal(t, q.want.hours, got)
				got, err = c.At(q.a, q.b, q.percent)
				assert.NoError(t, err)
				assert.Equal(t, q.want.at, got)
				got, err = c.OnOrAfter(civil.DateOf(q.b))
				assert.NoError(t, err)
				assert.Equal(t, q.last, got)
				assert.Equal(t, q.want.between, c.Between(q.a, q.b))
				assert.Equal(t, q.day, c.Day(civil.DateOf(q.a)))
			}
		})
	}
	for range 2 {
		wg.Go(func() { grow(t, c) })
	}
	wg.Wait()
	assert.Equal(t, version, c.Version())
	assert.Equal(t, facts, c.Facts())
}

// grow makes calendars from a shared one in every way there is, and writes into
// all slices it is handed.
func grow(t *testing.T, c *workday.Calendar) {
	notice, err := workday.ParseNotice([]byte(next))
	if !assert.NoError(t, err) {
		return
	}
	for range 5 {
		known, err := c.WithNotice(notice)
		assert.NoError(t, err)
		assert.True(t, known.KnownYear(2027))
		notice.Off[0], notice.Off[1] = notice.Off[1], notice.Off[0] // the caller's slice, not the calendar's
		strict, err := known.With(workday.Strict(true), workday.ClosingWithOffice(), workday.Office(nightHours))
		assert.NoError(t, err)
		_, err = strict.WithRegion("新疆")
		assert.NoError(t, err)
		_, err = c.WithStatutory(workday.Statutory{Year: 2028, Law: "l", Festivals: []workday.Festival{{Name: "元旦", Days: dates("2028-01-01")}}})
		assert.NoError(t, err)
		assert.NotEmpty(t, workday.Changed(c, known))
		facts := c.Facts()
		facts.Notices[0].Off[0], facts.Overlays[0].Off[0], facts.Fixed[0].Name = 0, 0, ""
		c.Notices()[0].Off[0], c.Overlays()[0].Off[0] = 0, 0
		h := c.Hours()
		h.Windows[0], h.Seasons[0].Windows[0], h.Special[0].Windows[0] = workday.Window{}, workday.Window{}, workday.Window{}
	}
}

// Deadlines are values: written and read by many, they stay what they are.
func TestManyWriteDeadlines(t *testing.T) {
	c := workday.China()
	var wg sync.WaitGroup
	for worker := range 6 {
		wg.Go(func() {
			for n := 1 + worker; n < 300; n += 6 {
				d, err := c.DeadlineFrom(civil.Of(2026, 6, 1), n)
				assert.NoError(t, err)
				text, err := json.Marshal(d)
				assert.NoError(t, err)
				var back workday.Deadline
				assert.NoError(t, json.Unmarshal(text, &back))
				assert.Equal(t, d, back)
				assert.Equal(t, d.Date().Year() > 2026, back.Provisional(), "the mark came along")
			}
		})
	}
	wg.Wait()
}
