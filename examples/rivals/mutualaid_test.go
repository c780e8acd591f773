package rivals_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func neighboursHelp(t *testing.T, ledger governance.Ledger) *districttest.World {
	books, err := mutualaid.New(nil, casework.KindCase, "")
	require.NoError(t, err)
	cases, err := casework.New(nil)
	require.NoError(t, err)
	notices, err := notice.New()
	require.NoError(t, err)
	return districttest.New(t, ledger, append(books.Shelves(), cases.Shelf, notices.Shelf)...)
}

// G7: never more helpers than are wanted, each once, however many take it and step
// back at the same moment; and hours are credited once, however many confirm.
func TestHoursAreCreditedOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		w := neighboursHelp(t, ledger)
		random := rand.New(rand.NewPCG(7, 7))
		people := w.Move("neighbour", 8, districttest.Compound)
		for range 2 {
			ref := ordered(w, 3)
			for range 3 {
				mine := helping(w, ref)
				w.Rivals(2*len(people), func(i int) error {
					person := people[i/2]
					if id, there := mine[person]; there && i%3 == 0 {
						_, err := w.Try(person, help.Kind, id, help.StepBack{Reason: "临时有事"})
						return err
					}
					_, err := w.Try(person, need.Kind, ref.ID, need.Take{})
					return err
				})
				n := districttest.Record[need.Need](w, ref)
				require.LessOrEqual(t, n.Taken, n.Wanted)
				require.Len(t, helping(w, ref), n.Taken)
				random.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
			}
			for _, person := range people { // whoever is left: what follows needs two
				if districttest.Record[need.Need](w, ref).Taken < 2 {
					_, _ = w.Try(person, need.Kind, ref.ID, need.Take{})
				}
			}
			carryOut(w, ref, random)
		}
		got, err := w.Ask("district", help.Kind, "service", "{}")
		require.NoError(t, err)
		require.Equal(t, served(w), got)
	})
}

// ordered is a need that is open to helpers.
func ordered(w *districttest.World, wanted int) governance.Ref {
	ask := need.Ask{Title: "搬家", Place: districttest.Compound, Wanted: wanted, Begins: w.Now().Add(48 * time.Hour)}
	ref := w.Do("resident", need.Kind, uuid.Nil, need.Post{Ask: ask})
	w.Do("compound", need.Kind, ref.ID, need.Check{})
	return w.Do("community", need.Kind, ref.ID, need.Order{})
}

// helping are the helps of a need that are not over, by person.
func helping(w *districttest.World, ref governance.Ref) map[string]uuid.UUID {
	out := map[string]uuid.UUID{}
	for _, h := range districttest.Records[help.Help](w, help.Kind) {
		if h.Need == ref.ID && h.Closed.IsZero() {
			_, twice := out[h.Subject]
			require.False(w, twice, "%s has taken it twice", h.Subject)
			out[h.Subject] = h.ID
		}
	}
	return out
}

// carryOut has all but one helper come and confirms each by poster and community at once.
func carryOut(w *districttest.World, ref governance.Ref, random *rand.Rand) {
	n := districttest.Record[need.Need](w, ref)
	w.To(n.Begins.Add(time.Minute))
	first := true
	for person, id := range helping(w, ref) {
		if first && n.Taken > 1 {
			first = false
			continue
		}
		w.Do(person, help.Kind, id, help.Report{})
		w.To(w.Now().Add(2 * time.Hour))
		w.Do(person, help.Kind, id, help.Finish{Minutes: 30 + random.IntN(60)})
		ratings := []help.Rating{"very", "fairly", "dissatisfied", ""}
		require.Equal(w, 1, w.Rivals(6, func(i int) error {
			_, err := w.Try([]string{"resident", "community"}[i%2], help.Kind, id, help.Confirm{Rating: ratings[i%4]})
			return err
		}))
	}
	w.To(n.Begins.Add(50 * time.Hour)) // who has not come by then was a no-show
	minutes := 0
	for _, h := range districttest.Records[help.Help](w, help.Kind) {
		if h.Need == ref.ID && h.Phase == help.Credited {
			minutes += h.Minutes
		}
	}
	n = districttest.Record[need.Need](w, ref)
	require.Equal(w, minutes, n.Minutes)
	require.Equal(w, need.Done, n.Phase)
}

// served counts the stupid way.
func served(w *districttest.World) (out help.Service) {
	people := map[string]bool{}
	for _, h := range districttest.Records[help.Help](w, help.Kind) {
		if h.Phase == help.Missed {
			out.Missed++
		}
		if h.Phase != help.Credited {
			continue
		}
		people[h.Subject] = true
		out.Services++
		out.Minutes += int64(h.Minutes)
		if h.Rating != "" {
			out.Satisfied.Den++
		}
		if h.Rating == "very" || h.Rating == "satisfied" || h.Rating == "fairly" {
			out.Satisfied.Num++
		}
	}
	out.Helpers = int64(len(people))
	return out
}
