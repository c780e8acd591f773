package rivals_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer"
	"github.com/jinlin-project/jinlin/governance/volunteer/assignment"
	"github.com/jinlin-project/jinlin/governance/volunteer/host"
	"github.com/jinlin-project/jinlin/governance/volunteer/posting"
	"github.com/jinlin-project/jinlin/governance/volunteer/service"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func volunteers(t *testing.T, ledger governance.Ledger) *districttest.World {
	books, err := volunteer.New(nil)
	require.NoError(t, err)
	return districttest.New(t, ledger, books.Shelves()...)
}

// G10: never more volunteers than places, each once; hours are booked once for a
// person, a posting and a day, and counted once, however many do so at a moment.
func TestHoursAreBookedOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		w := volunteers(t, ledger)
		random := rand.New(rand.NewPCG(10, 6))
		people := w.Move("volunteer", 6, districttest.Compound)
		today := civil.DateOf(w.Now())
		forms := []host.SixForm{"joint", "rota", "paired"}
		for _, form := range forms {
			call := posting.Offering{Title: "巡逻", Sort: "post", Form: form, Place: districttest.Compound, Places: 3, From: today}
			ref := w.Do("compound", posting.Kind, uuid.Nil, posting.Call{Offering: call})
			for range 2 {
				places := holding(w, ref)
				w.Rivals(2*len(people), func(i int) error {
					if id, held := places[people[i/2]]; held && i%3 == 0 {
						_, err := w.Try(people[i/2], assignment.Kind, id, assignment.Resign{})
						return err
					}
					_, err := w.Try(people[i/2], posting.Kind, ref.ID, posting.Claim{})
					return err
				})
				p := districttest.Record[posting.Posting](w, ref)
				require.LessOrEqual(t, p.Taken, p.Places)
				require.Len(t, holding(w, ref), p.Taken)
				random.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
			}
			serveAtOnce(w, ref, today)
		}
		got, err := w.Ask("district", service.Kind, "given", "{}")
		require.NoError(t, err)
		require.Equal(t, given(w), got)
	})
}

// holding are the places of a posting that are held, by person.
func holding(w *districttest.World, posting governance.Ref) map[string]uuid.UUID {
	out := map[string]uuid.UUID{}
	for _, a := range districttest.Records[assignment.Assignment](w, assignment.Kind) {
		if a.Posting == posting.ID && a.Phase == assignment.Held {
			_, twice := out[a.Subject]
			require.False(w, twice, "%s has two places", a.Subject)
			out[a.Subject] = a.ID
		}
	}
	return out
}

// serveAtOnce has everybody with a place book the same days many times at once, and
// every booking confirmed or rejected by several.
func serveAtOnce(w *districttest.World, posting governance.Ref, today civil.Date) {
	w.To(w.Now().Add(26 * time.Hour))
	for person, id := range holding(w, posting) {
		require.Equal(w, 2, w.Rivals(6, func(i int) error {
			day := civil.DateOf(w.Now()).AddDays(-(i % 2))
			_, err := w.Try(person, assignment.Kind, id, assignment.Serve{Day: max(day, today), Minutes: 30 + 10*i})
			return err
		}), "once on each of two days")
	}
	for i, s := range districttest.Records[service.Service](w, service.Kind) {
		if s.Phase != service.Booked {
			continue
		}
		require.Equal(w, 1, w.Rivals(4, func(j int) error {
			var cmd governance.Command = service.Confirm{}
			if (i+j)%4 == 0 {
				cmd = service.Reject{Reason: "未到岗"}
			}
			_, err := w.Try([]string{"compound", "community"}[j%2], service.Kind, s.ID, cmd)
			return err
		}))
	}
	minutes, counted := 0, 0
	for _, s := range districttest.Records[service.Service](w, service.Kind) {
		if s.Posting == posting.ID && s.Phase == service.Confirmed {
			minutes += s.Minutes
		}
	}
	for _, a := range districttest.Records[assignment.Assignment](w, assignment.Kind) {
		if a.Posting == posting.ID {
			counted += a.Minutes
		}
	}
	require.Equal(w, minutes, counted)
}

// given counts the stupid way.
func given(w *districttest.World) service.Given {
	out, people := service.Given{ByForm: map[host.SixForm]int64{}}, map[string]bool{}
	for _, s := range districttest.Records[service.Service](w, service.Kind) {
		if s.Phase == service.Confirmed {
			out.Services++
			out.Minutes += int64(s.Minutes)
			out.ByForm[s.Form]++
			people[s.Subject] = true
		}
	}
	out.Volunteers = int64(len(people))
	return out
}
