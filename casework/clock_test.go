package casework_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// 2.4: a deadline's last instant is still in time, the next second is not.
func TestTheLastInstantIsInTime(t *testing.T) {
	for _, late := range []time.Duration{0, time.Second} {
		t.Run(late.String(), func(t *testing.T) {
			w := newWorld(t, nil)
			id := w.whistled()
			due := running(w.get(id), "report-in", townHaicang).Due
			c := w.step(due.Add(late), "town", id, casework.ReportIn{})
			want := governance.Met
			if late > 0 {
				want = governance.Missed
			}
			require.Equal(t, want, ended(c, "report-in").State(w.now))
		})
	}
}

// ended is the last deadline of a name.
func ended(c *casework.Case, name string) *governance.Deadline {
	for i := len(c.Deadlines) - 1; i >= 0; i-- {
		if c.Deadlines[i].Name == name {
			return &c.Deadlines[i]
		}
	}
	return nil
}

// 2.2: the rater's answer is due inside the window: at its last second it still
// counts, a second later the rating is registered as not given.
func TestTheWindowOfRatings(t *testing.T) {
	for _, late := range []time.Duration{-time.Second, time.Second} {
		t.Run(late.String(), func(t *testing.T) {
			w := newWorld(t, nil)
			id := w.rating(housing)
			due := running(w.get(id), "rating", centre).Due
			w.now = due.Add(late)
			cmd := casework.Rate{Scores: []casework.Score{{Unit: housing, Satisfaction: 1, Solved: casework.Unsolved}}}
			_, err := w.cases.Do(t.Context(), governance.Request{Actor: w.actor("resident"), ID: id, Command: cmd})
			w.sweep()
			if late < 0 {
				require.NoError(t, err)
				require.Equal(t, "1", rated(w.get(id), casework.BySender, housing))
				return
			}
			require.Equal(t, "not-allowed", kindOf(t, err))
			require.Equal(t, "none", rated(w.get(id), casework.BySender, housing))
			require.Equal(t, casework.PhaseClosed, w.get(id).Phase)
		})
	}
}

// 2.2 [R]: neither answer nor posting pushes the window out: it is counted from
// the last pass, and of what the community handled itself from its completing.
func TestTheWindowIsCountedFromCompletion(t *testing.T) {
	days := goldenDays(t)
	w := newWorld(t, nil)
	for _, id := range []uuid.UUID{w.passed(housing, cityMgmt), w.selfHandled()} {
		c := w.get(id)
		due := days.after(c.Completed, 5)
		require.Equal(t, due.Format(time.DateTime), running(c, "rating", centre).Due.In(civil.Zone).Format(time.DateTime))
		w.now = w.now.Add(30 * time.Hour)
		w.answer(id)
		require.Equal(t, due.Format(time.DateTime), running(w.get(id), "rating", centre).Due.In(civil.Zone).Format(time.DateTime))
	}
}

func (w *world) selfHandled() uuid.UUID {
	w.tb.Helper()
	id := w.handling()
	w.do("community", id, completed())
	return id
}

// 2.4: the time that remained when a clock was stopped is what remains when it
// goes on, over weekends, holidays and worked Saturdays, however often. The
// oracle counts days on its fingers.
func TestPausesAgainstAnOracle(t *testing.T) {
	days := goldenDays(t)
	r := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		w := newWorld(t, nil)
		w.now = at(t, starts[r.IntN(len(starts)-3)])
		id := w.atTown()
		began := ended(w.get(id), "town").Start
		due := days.after(began, 5)
		for range 1 + r.IntN(3) {
			w.now = w.now.Add(time.Duration(r.IntN(30)) * time.Hour)
			if !w.now.Before(due) {
				break
			}
			paused := w.do("town", id, casework.Pause{Reason: "等居民"}).Paused.In(civil.Zone)
			left := days.between(paused, due)
			w.to(w.now.Add(time.Duration(1+r.IntN(200)) * time.Hour))
			if !w.get(id).Paused.IsZero() {
				w.do("resident", id, casework.Resume{})
			}
			back := w.resumedAt(id)
			if left > 0 {
				due = days.after(back, left)
			} else {
				due = days.onOrAfter(due, back)
			}
			d := ended(w.get(id), "town")
			require.Equal(t, due.Format(time.DateTime), d.Due.In(civil.Zone).Format(time.DateTime), "began %s, paused %s, back %s", began, paused, back)
		}
	}
}

// resumedAt is when the clock went on last, by whomever.
func (w *world) resumedAt(id uuid.UUID) time.Time {
	w.tb.Helper()
	var at time.Time
	for _, e := range w.entries(casework.KindCase, id) {
		if e.Verb == "resume" {
			at = e.AsOf.In(civil.Zone)
		}
	}
	require.False(w.tb, at.IsZero())
	return at
}

// between counts the working days after one day, up to and with another.
func (w walk) between(from, to time.Time) int {
	n := 0
	for day := midnight(from).AddDate(0, 0, 1); !day.After(midnight(to)); day = day.AddDate(0, 0, 1) {
		if w.works(day) {
			n++
		}
	}
	return n
}

// onOrAfter is the end of the first working day on or after the later of two.
func (w walk) onOrAfter(a, b time.Time) time.Time {
	day := midnight(a)
	if midnight(b).After(day) {
		day = midnight(b)
	}
	for !w.works(day) {
		day = day.AddDate(0, 0, 1)
	}
	return day.Add(24*time.Hour - time.Second)
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, civil.Zone)
}

// 2.2 [D]: an extension counts on from the end of the period, in working days:
// start plus all days together.
func TestExtensionsAddWorkingDays(t *testing.T) {
	days := goldenDays(t)
	for n := 1; n <= 30; n++ {
		w := newWorld(t, nil)
		id := w.atTown()
		d := ended(w.get(id), "town")
		w.do("town", id, casework.RequestExtension{Days: n, Reason: "x"})
		c := w.do("centre", id, casework.GrantExtension{})
		require.Equal(t, days.after(d.Start, 5+n).Format(time.DateTime), ended(c, "town").Due.In(civil.Zone).Format(time.DateTime), n)
	}
}

// A missed deadline stays missed: no extension makes it good again (2.4: there
// is no stored overdue flag, but a miss is a fact).
func TestNoExtensionOfWhatIsOverdue(t *testing.T) {
	w := newWorld(t, nil)
	id, asked := w.atTown(), w.atTown()
	w.do("town", asked, casework.RequestExtension{Days: 5, Reason: "x"})
	w.to(at(t, "2024-10-12 09:00"))
	_, err := w.try("town", id, casework.RequestExtension{Days: 5, Reason: "x"})
	require.Equal(t, "not-allowed", kindOf(t, err))
	_, err = w.try("centre", asked, casework.GrantExtension{})
	require.Equal(t, "not-allowed", kindOf(t, err))
	require.Equal(t, governance.Missed, ended(w.get(asked), "town").State(w.now))
	w.do("centre", asked, casework.DenyExtension{Reason: "已逾期"}) // the desk can be cleared
}

// 2.2 [D]: yellow at 80 % of the working time, counted minute by minute through
// the office hours from the start to the end; red in the first second after.
func TestWarningsAgainstAnOracle(t *testing.T) {
	days := goldenDays(t)
	for _, text := range starts[:12] {
		w := newWorld(t, nil)
		w.now = at(t, text)
		id := w.whistled()
		for _, name := range []string{"report-in", "town"} {
			d := ended(w.get(id), name)
			total := days.minutes(d.Start, d.Due)
			yellow := d.Yellow.In(civil.Zone)
			used := days.minutes(d.Start, yellow)
			require.InDelta(t, 0.8*float64(total), float64(used), 1.5, "%s from %s", name, text)
		}
		w.to(w.now.AddDate(0, 0, 30))
		n := map[string]int{}
		for _, e := range w.entries(casework.KindCase, id) {
			if e.Verb == "warn" {
				n[fmt.Sprint(string(e.Body[0].Value), string(e.Body[len(e.Body)-1].Value))]++
			}
		}
		for key, times := range n {
			require.Equal(t, 1, times, key)
		}
		for _, name := range []string{"report-in", "town"} {
			require.Equal(t, governance.Red, ended(w.get(id), name).Warned)
			require.Equal(t, governance.Missed, ended(w.get(id), name).State(w.now))
		}
	}
}

// minutes counts the office minutes between two instants.
func (w walk) minutes(from, to time.Time) int {
	n := 0
	for at := from.In(civil.Zone); at.Before(to); at = at.Add(time.Minute) {
		minute := at.Hour()*60 + at.Minute()
		for _, window := range officeHours {
			if minute >= window[0] && minute < window[1] && w.works(at) {
				n++
			}
		}
	}
	return n
}

// 2.2 [D]: reopened within 10 working days of closing: on the last second, not
// on the next; by whomever of the three.
func TestTheWindowOfReopening(t *testing.T) {
	days := goldenDays(t)
	for _, who := range []string{"resident", "compound", "community", "centre"} {
		for _, late := range []time.Duration{0, time.Second} {
			w := newWorld(t, nil)
			id := w.disputed(housing)
			w.now = days.after(w.get(id).Closed.In(civil.Zone), 10).Add(late)
			_, err := w.cases.Do(t.Context(), governance.Request{Actor: w.actor(who), ID: id, Command: casework.Reopen{Reason: "未解决"}})
			if late == 0 {
				require.NoError(t, err, who)
				require.Equal(t, casework.PhaseInProgress, w.get(id).Phase)
			} else {
				require.Equal(t, "not-allowed", kindOf(t, err), who)
			}
		}
	}
}

// 2.2 [D]: a merge can be undone for 5 working days.
func TestTheWindowOfUnmerging(t *testing.T) {
	days := goldenDays(t)
	for _, late := range []time.Duration{-time.Minute, time.Second} {
		w := newWorld(t, nil)
		id, other := w.whistled(), w.atTown()
		c := w.do("centre", id, casework.Merge{Into: other})
		w.now = days.after(c.Closed.In(civil.Zone), 5).Add(late)
		_, err := w.cases.Do(t.Context(), governance.Request{Actor: w.actor("centre"), ID: id, Command: casework.Unmerge{}})
		if late < 0 {
			require.NoError(t, err)
			require.Equal(t, casework.PhaseWhistled, w.get(id).Phase)
			require.Empty(t, w.get(other).Merged)
		} else {
			require.Equal(t, "not-allowed", kindOf(t, err))
		}
	}
}

// What a reopening does, in full (2.2 [D]): the end fields are cleared, the lead
// works again with time for it, ratings begin anew, the notice comes off.
func TestWhatReopeningDoes(t *testing.T) {
	w := newWorld(t, nil)
	id := w.disputed(housing, cityMgmt)
	before := w.get(id)
	c := w.do("resident", id, casework.Reopen{Reason: "未解决"})
	require.True(t, c.Closed.IsZero() && c.Completed.IsZero() && c.Published.IsZero() && c.Asked.IsZero())
	require.Empty(t, c.Outcome)
	require.Empty(t, c.Conclusion)
	require.Empty(t, c.Ratings)
	require.Empty(t, c.Owing)
	require.Equal(t, 1, c.Reopened)
	require.Equal(t, casework.SentBack, involved(c, housing).State)
	require.Equal(t, casework.Passed, involved(c, cityMgmt).State)
	require.NotNil(t, running(c, "rework", housing))
	views, _, err := w.board.List(t.Context(), governance.Actor{}, governance.Query{})
	require.NoError(t, err)
	require.Empty(t, views)
	require.Equal(t, before.Serial, c.Serial)
	require.Equal(t, []string{"housing"}, w.desks(id))
}
